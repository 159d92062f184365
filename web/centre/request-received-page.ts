import { html } from 'hono/html';
import { type Locale, register } from '../../shared/policy/register.ts';
import { requestRules } from '../../shared/policy/rights.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { periodInWords } from '../period.ts';
import { centrePage } from './centre-page.ts';
import { requestFormTexts as texts } from './request-form-texts.ts';

/** Where the form of a right ends: the same for known and unknown people. */
export function requestReceivedPage(locale: Locale): Html {
  const link = periodInWords({ period: requestRules.identityLink }, locale);
  const count = String(requestRules.aDay.mails);
  return centrePage({
    title: texts.receivedTitle[locale],
    locale,
    path: `/privacy/requests/received/${locale}`,
    indexed: false,
    body: html`<h1>${texts.receivedTitle[locale]}</h1>
      <p class="lead">${texts.receivedLead[locale]}</p>
      <ol class="steps">
        <li>${fillIn(texts.receivedOpen[locale], { link })}</li>
        <li>${texts.receivedFollow[locale]}</li>
      </ol>
      <p>${texts.receivedPhone[locale]}</p>
      <section aria-labelledby="nothing">
        <h2 id="nothing">${texts.receivedNothing[locale]}</h2>
        <p>${fillIn(texts.receivedNothingHow[locale], { ...register.contacts, count })}</p>
      </section>`,
  });
}
