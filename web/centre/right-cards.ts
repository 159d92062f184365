import { html } from 'hono/html';
import type { Locale } from '../../shared/policy/register.ts';
import { type Right, rightNames } from '../../shared/policy/rights.ts';
import type { Html } from '../page.ts';
import { inLocale } from './centre-page.ts';
import { articleOf } from './request-form-page.ts';
import { rightTexts } from './rights-texts.ts';

/** The six rights, each leading to its form; `heading`: what fits below the heading they stand under. */
export function rightCards(locale: Locale, heading: 'h2' | 'h3'): Html {
  return html`<ul class="cards">${rightNames.map((right) => card({ right, locale, heading }))}</ul>`;
}

interface Card {
  readonly right: Right;
  readonly locale: Locale;
  readonly heading: 'h2' | 'h3';
}

function card({ right, locale, heading }: Card): Html {
  const { title, short } = rightTexts[right];
  const address = inLocale(`/privacy/requests/${right}`, locale);
  const link = html`<a class="whole" href="${address}">${title[locale]}</a>`;
  return html`<li class="card">
    ${heading === 'h2' ? html`<h2>${link}</h2>` : html`<h3>${link}</h3>`}
    <p>${short[locale]}</p>
    <p class="small soft">${articleOf(right, locale)}</p>
  </li>`;
}
