import { html } from 'hono/html';
import { consentTexts } from '../shared/policy/consent-texts.ts';
import { type Locale, register } from '../shared/policy/register.ts';
import { retention } from '../shared/policy/retention.ts';
import { consentPageTexts as texts } from './consent-page-texts.ts';
import { fillIn } from './fill-in.ts';
import { type Html, page } from './page.ts';
import { periodInWords } from './period.ts';

/**
 * Where the mail's link leads: what one says yes to, word for word, and one button. To look at the page changes
 * nothing, so a mail filter that opens each link confirms for nobody. The button posts to `action`.
 */
export function confirmPage({ locale, action }: { readonly locale: Locale; readonly action: string }): Html {
  const period = periodInWords(retention.unconfirmedConsent, locale);
  return page({
    title: texts.confirmTitle[locale],
    locale,
    body: html`<p>${texts.confirmLead[locale]}</p>
      <blockquote>${consentTexts.marketing[locale]}</blockquote>
      <form method="post" action="${action}">
        <button>${texts.confirmButton[locale]}</button>
      </form>
      <p>${fillIn(texts.confirmRefuse[locale], { period })}</p>`,
    turnTo: { words: 'questions', address: register.contacts.rights },
  });
}

/** After the button. */
export function confirmedPage(locale: Locale): Html {
  return page({
    title: texts.confirmedTitle[locale],
    locale,
    body: html`<p>${texts.confirmedLead[locale]}</p>`,
    turnTo: { words: 'help', address: register.contacts.help },
  });
}
