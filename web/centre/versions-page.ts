import { html } from 'hono/html';
import { type Locale, register } from '../../shared/policy/register.ts';
import { type PolicyVersion, versionInForce } from '../../shared/policy/versions.ts';
import { dayInWords } from '../day.ts';
import type { Html } from '../page.ts';
import { centrePage } from './centre-page.ts';
import { versionsTexts as texts } from './versions-texts.ts';

/** The versions of the policy, newest first: from when, how large, what changed (policy row P12). */
export function versionsPage({ locale, today }: { readonly locale: Locale; readonly today: string }): Html {
  const inForce = versionInForce(register.versions, today)?.date;
  const items = register.versions.toReversed().map((version) => item(version, { locale, today, inForce }));
  return centrePage({
    title: texts.title[locale],
    locale,
    path: '/privacy/versions',
    body: html`<h1>${texts.title[locale]}</h1>
      <p class="lead">${texts.lead[locale]}</p>
      <ol class="timeline">${items}</ol>`,
  });
}

interface Reading {
  readonly locale: Locale;
  readonly today: string;
  readonly inForce: string | undefined;
}

function item(
  { date, weight, summary, asksAgain }: PolicyVersion,
  { locale, today, inForce }: Reading,
): Html {
  const state = date === inForce ? 'now' : date > today ? 'coming' : 'done';
  return html`<li class="${state}" id="${date}">
    <h2><time datetime="${date}">${dayInWords(date, locale)}</time></h2>
    <ul class="plain">
      <li class="badge ${state === 'now' ? 'ok' : 'quiet'}">${texts[state][locale]}</li>
      <li class="badge ${weight === 'larger' ? '' : 'quiet'}">${texts[weight][locale]}</li>
    </ul>
    <p>${summary[locale]}</p>
    ${asksAgain.length === 0 ? '' : html`<p>${texts.asksAgain[locale]}</p>`}
  </li>`;
}
