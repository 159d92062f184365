import { html } from 'hono/html';
import { type Locale, register } from '../../shared/policy/register.ts';
import { roles } from '../../shared/policy/roles.ts';
import { type Html, page } from '../page.ts';
import { roleNames, signInTexts as texts } from './ops-texts.ts';

/** Where whoever has the development key signs in, in a role of their choice. A wrong key is not shown again. */
export function signInPage({
  locale,
  to,
  wrong = false,
}: {
  readonly locale: Locale;
  /** Where to go on to. */
  readonly to: string;
  readonly wrong?: boolean;
}): Html {
  const error = wrong ? html`<p class="error" id="key-error">${texts.wrong[locale]}</p>` : '';
  const marks = wrong
    ? html`aria-invalid="true" aria-describedby="key-hint key-error"`
    : html`aria-describedby="key-hint"`;
  const choices = roles.map((role) => {
    const checked = role === 'administrator' ? html`checked` : '';
    return html`<label><input type="radio" name="role" value="${role}" ${checked} /> ${roleNames[role][locale]}</label>`;
  });
  return page({
    title: texts.title[locale],
    locale,
    body: html`<form method="post" action="/ops/sign-in">
        <input type="hidden" name="to" value="${to}" />
        <div class="field">
          <label for="key">${texts.key[locale]}</label>
          <p class="hint" id="key-hint">${texts.keyHint[locale]}</p>
          <input id="key" name="key" type="password" autocomplete="off" required ${marks} />
          ${error}
        </div>
        <fieldset class="choices"><legend>${texts.role[locale]}</legend>${choices}</fieldset>
        <div class="actions"><button>${texts.signIn[locale]}</button></div>
      </form>`,
    turnTo: { words: 'help', address: register.contacts.help },
  });
}
