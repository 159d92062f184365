import { html } from 'hono/html';
import { type Locale, register } from '../../shared/policy/register.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { centreTexts as texts } from './centre-texts.ts';

/** Where one turns, and to whom one complains (policy row P13): the foot of the centre and of a person's page. */
export function contactsFooter(locale: Locale): Html {
  const { controller, contacts } = register;
  const lines = [
    { words: texts.askRights, address: contacts.rights },
    { words: texts.withdrawal, address: contacts.withdrawal },
    { words: texts.help, address: contacts.help },
  ];
  return html`<dl class="columns">
      ${lines.map(({ words, address }) => html`<div><dt>${words[locale]}</dt><dd><a href="mailto:${address}">${address}</a></dd></div>`)}
      <div><dt>${texts.authority[locale]}</dt><dd><a href="${controller.authoritySite}">${controller.authority}</a></dd></div>
    </dl>
    <p>${fillIn(texts.controller[locale], controller)}</p>`;
}
