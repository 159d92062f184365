import { html } from 'hono/html';
import { type Locale, register } from '../shared/policy/register.ts';
import { type Html, page } from './page.ts';
import { texts } from './texts.ts';

/** What a browser form ends on that names no page of its own. */
export function thankYouPage(locale: Locale): Html {
  return page({
    title: texts.thankYouTitle[locale],
    locale,
    body: html`<p>${texts.thankYouLead[locale]}</p>
      <p>${texts.keptHowLong[locale]}</p>
      <p>${texts.marketingIsAsked[locale]}</p>`,
    turnTo: { words: 'questions', address: register.contacts.rights },
  });
}
