import { html } from 'hono/html';
import { type Locale, register } from '../../shared/policy/register.ts';
import { requestRules } from '../../shared/policy/rights.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { periodInWords } from '../period.ts';
import { centrePage } from './centre-page.ts';
import { centreTexts } from './centre-texts.ts';
import { overviewTexts as texts } from './overview-texts.ts';
import { rightCards } from './right-cards.ts';

/** What one can ask for, each with its form (policy row P7). */
export function rightsPage(locale: Locale): Html {
  const due = periodInWords({ period: requestRules.due }, locale);
  return centrePage({
    title: centreTexts.rights[locale],
    locale,
    path: '/privacy/requests',
    width: 'wide',
    body: html`<h1>${centreTexts.rights[locale]}</h1>
      <p class="lead">${fillIn(texts.rightsLead[locale], { due })}</p>
      ${rightCards(locale, 'h2')}
      <p>${fillIn(texts.marketing[locale], register.contacts)}</p>`,
  });
}
