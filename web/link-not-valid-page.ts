import { html } from 'hono/html';
import { type Locale, register } from '../shared/policy/register.ts';
import { consentPageTexts as texts } from './consent-page-texts.ts';
import { fillIn } from './fill-in.ts';
import { type Html, page } from './page.ts';

/**
 * What any link shows that is too old, cut off, or made up: the same for all, so that it tells nobody whether a
 * person is known.
 */
export function linkNotValidPage(locale: Locale): Html {
  const { contacts } = register;
  return page({
    title: texts.notValidTitle[locale],
    locale,
    body: html`<p>${texts.notValidLead[locale]}</p>
      <dl>
        <div><dt>${texts.notValidPage[locale]}</dt><dd>${texts.notValidLater[locale]} <a href="/privacy/requests?locale=${locale}">${texts.notValidAsk[locale]}</a>${fillIn(texts.notValidPageHow[locale], contacts)}</dd></div>
        <div><dt>${texts.notValidConfirm[locale]}</dt><dd>${texts.notValidConfirmHow[locale]}</dd></div>
        <div><dt>${texts.notValidLeave[locale]}</dt><dd>${fillIn(texts.notValidLeaveHow[locale], contacts)}</dd></div>
      </dl>`,
    turnTo: { words: 'help', address: contacts.help },
  });
}
