import { html } from 'hono/html';
import { processors } from '../../shared/policy/processors.ts';
import { type Purpose, type PurposeId, purposeIds, purposes } from '../../shared/policy/purposes.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { articleInWords } from '../article.ts';
import type { Html } from '../page.ts';
import { contactFieldNames } from '../texts.ts';
import { legalBasisTexts, peopleTexts, purposeTexts, overviewTexts as texts } from './overview-texts.ts';

/** What data is used for (policy row P5): each purpose with its ground, whose data, which, and who gets it. */
export function purposeCards(locale: Locale): Html {
  return html`<ul class="cards">${purposeIds.map((id) => card(id, locale))}</ul>`;
}

function card(id: PurposeId, locale: Locale): Html {
  const purpose: Purpose = purposes[id];
  const { title, legalBasis, people, data, recipients, refusable } = purpose;
  const article = articleInWords(legalBasis, locale);
  const facts = [
    [texts.ground, `${legalBasisTexts[legalBasis][locale]} (${article})`],
    [texts.whose, peopleTexts[people][locale]],
    [texts.dataUsed, data.map((field) => contactFieldNames[field][locale].toLowerCase()).join(', ')],
    [texts.sentTo, recipients.map((processor) => processors[processor].name).join(', ')],
  ] as const;
  return html`<li class="card">
    <h3>${title[locale]}</h3>
    <p>${purposeTexts[id][locale]}</p>
    <p>${refusable ? html`<span class="badge ok">${texts.refusable[locale]}</span>` : html`<span class="badge quiet">${texts.notRefusable[locale]}</span>`}</p>
    <dl class="facts tight">${facts.map(([words, value]) => html`<div><dt>${words[locale]}</dt><dd>${value}</dd></div>`)}</dl>
  </li>`;
}
