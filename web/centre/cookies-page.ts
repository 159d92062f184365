import { html } from 'hono/html';
import {
  cookieCategories,
  cookies,
  keptChoice,
  type OptionalCategory,
  optionalCategories,
} from '../../shared/policy/cookies.ts';
import { type Locale, register } from '../../shared/policy/register.ts';
import { memory } from '../../shared/policy/retention.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { periodInWords } from '../period.ts';
import { centrePage, inLocale } from './centre-page.ts';
import { cookiesTexts as texts } from './cookies-texts.ts';

export interface CookiesPage {
  readonly locale: Locale;
  /** What this browser accepted here before; undefined if nothing was chosen. */
  readonly accepted: readonly OptionalCategory[] | undefined;
  /** Whether the browser says no by Global Privacy Control. */
  readonly gpc: boolean;
  /** Whether the choice was made just now. */
  readonly saved: boolean;
}

const path = '/privacy/cookies';

/** Which cookies there are, by category, and the choice of them: for whom no script runs too (policy row P4). */
export function cookiesPage(about: CookiesPage): Html {
  const { locale } = about;
  return centrePage({
    title: texts.title[locale],
    locale,
    path,
    width: 'wide',
    body: html`<h1>${texts.title[locale]}</h1>
      ${about.saved ? html`<p id="notice" class="notice ok" tabindex="-1" autofocus>${texts.saved[locale]}</p>` : ''}
      <p class="lead">${texts.lead[locale]}</p>
      ${about.gpc ? gpcNotice(locale) : ''}
      ${choiceSection(about)}
      ${cookiesSection(locale)}
      ${gpcSection(about)}
      <section aria-labelledby="record">
        <h2 id="record">${texts.recordTitle[locale]}</h2>
        <p>${fillIn(texts.record[locale], { period: periodInWords(memory.cookieChoice, locale) })}</p>
      </section>`,
  });
}

function gpcNotice(locale: Locale): Html {
  return html`<div class="notice">
    <h2>${texts.gpcTitle[locale]}</h2>
    <p>${texts.gpcSeen[locale]}</p>
  </div>`;
}

/** Nothing is ticked before somebody ticked it, so to refuse is to press the button. */
function choiceSection({ locale, accepted, gpc }: CookiesPage): Html {
  const period = periodInWords(keptChoice, locale);
  return html`<section aria-labelledby="choice">
    <h2 id="choice">${texts.choiceTitle[locale]}</h2>
    <p>${choiceInWords(accepted, locale)}</p>
    <form method="post" action="${inLocale(path, locale)}">
      ${gpc ? html`<input type="hidden" name="overridesGpc" value="true" />` : ''}
      <fieldset class="choices">
        <legend>${texts.question[locale]}</legend>
        <label><input type="checkbox" checked disabled /> ${inWords('necessary', locale)}</label>
        ${optionalCategories.map((category) => {
          const checked = accepted?.includes(category) ? html`checked` : '';
          return html`<label><input type="checkbox" name="${category}" value="on" ${checked} /> ${inWords(category, locale)}</label>`;
        })}
      </fieldset>
      <button>${texts.save[locale]}</button>
    </form>
    <p class="small soft">${fillIn(texts.where[locale], { period, name: keptChoice.name })}</p>
  </section>`;
}

function inWords(category: keyof typeof cookieCategories, locale: Locale): Html {
  const { title, about } = cookieCategories[category];
  return html`<span><strong>${title[locale]}.</strong> ${about[locale]}</span>`;
}

function choiceInWords(accepted: readonly OptionalCategory[] | undefined, locale: Locale): string {
  if (accepted === undefined) return texts.choiceNone[locale];
  if (accepted.length === 0) return texts.choiceRefused[locale];
  const titles = accepted.map((category) => cookieCategories[category].title[locale]);
  const categories = new Intl.ListFormat(locale, { type: 'conjunction' }).format(titles);
  return fillIn(texts.choiceAccepted[locale], { categories });
}

function cookiesSection(locale: Locale): Html {
  const period = periodInWords(keptChoice, locale);
  const ourOwn: Service = {
    provider: register.controller.name,
    service: texts.ourOwn[locale],
    names: [keptChoice.name],
    purpose: fillIn(texts.ourPurpose[locale], { period }),
  };
  return html`<section aria-labelledby="which">
    <h2 id="which">${texts.whichTitle[locale]}</h2>
    ${cards({ category: 'necessary', services: [ourOwn], locale })}
    ${optionalCategories.map((category) => {
      const services = cookies
        .filter((each) => each.category === category)
        .map((each) => ({ ...each, purpose: each.purpose[locale] }));
      return cards({ category, services, locale });
    })}
  </section>`;
}

interface Service {
  readonly provider: string;
  readonly service: string;
  readonly names: readonly string[];
  readonly purpose: string;
}

function cards({
  category,
  services,
  locale,
}: {
  readonly category: keyof typeof cookieCategories;
  readonly services: readonly Service[];
  readonly locale: Locale;
}): Html {
  return html`<h3 id="${category}">${cookieCategories[category].title[locale]}</h3>
    <ul class="cards" aria-labelledby="${category}">${services.map(
      ({ provider, service, names, purpose }) => html`<li class="card">
        <h4>${service}</h4>
        <p>${purpose}</p>
        <dl class="small">
          <div><dt>${texts.provider[locale]}</dt><dd>${provider}</dd></div>
          <div><dt>${texts.names[locale]}</dt><dd>${names.map((name, index) => html`${index > 0 ? ', ' : ''}<code>${name}</code>`)}</dd></div>
        </dl>
      </li>`,
    )}</ul>`;
}

function gpcSection({ locale, gpc }: CookiesPage): Html {
  return html`<section aria-labelledby="gpc">
    <h2 id="gpc">${texts.aboutGpcTitle[locale]}</h2>
    <p>${texts.aboutGpc[locale]}</p>
    <p>${gpc ? texts.aboutGpcSeen[locale] : texts.aboutGpcNotSeen[locale]}</p>
  </section>`;
}
