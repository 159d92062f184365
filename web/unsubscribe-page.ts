import { html } from 'hono/html';
import { type Locale, register } from '../shared/policy/register.ts';
import { consentPageTexts as texts } from './consent-page-texts.ts';
import { type Html, page } from './page.ts';

/** Where the link at the foot of a mail leads (policy row P6): one button, which posts to `action`. */
export function unsubscribePage({
  locale,
  action,
}: {
  readonly locale: Locale;
  readonly action: string;
}): Html {
  return page({
    title: texts.unsubscribeTitle[locale],
    locale,
    body: html`<p>${texts.unsubscribeLead[locale]}</p>
      <form method="post" action="${action}">
        <button>${texts.unsubscribeButton[locale]}</button>
      </form>
      <p>${texts.onlyThisList[locale]}</p>`,
    turnTo: { words: 'help', address: register.contacts.help },
  });
}

/** After the button, as often as it is pressed. */
export function unsubscribedPage(locale: Locale): Html {
  return page({
    title: texts.unsubscribedTitle[locale],
    locale,
    body: html`<p>${texts.unsubscribedLead[locale]}</p>
      <p>${texts.onlyThisList[locale]}</p>`,
    turnTo: { words: 'help', address: register.contacts.help },
  });
}
