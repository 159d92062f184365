import { html } from 'hono/html';
import { type Locale, register } from '../../shared/policy/register.ts';
import { requestRules } from '../../shared/policy/rights.ts';
import { versionInForce } from '../../shared/policy/versions.ts';
import { dayInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { periodInWords } from '../period.ts';
import { contactFieldNames } from '../texts.ts';
import { centrePage, inLocale } from './centre-page.ts';
import { channelNames, partNames, overviewTexts as texts } from './overview-texts.ts';
import { purposeCards } from './purpose-cards.ts';
import { recipientTable } from './recipient-table.ts';
import { memoryTable, retentionTable } from './retention-table.ts';
import { rightCards } from './right-cards.ts';

/**
 * The overview of the privacy centre: who we are, what is held, what for, how long, who gets it, and what a person
 * can do about it (GDPR Art. 13, Art. 14; policy rows P1 to P13). It is made from the register, so it says what the
 * pipeline does. `today`: the day by whose version of the policy it is read.
 */
export function overviewPage({ locale, today }: { readonly locale: Locale; readonly today: string }): Html {
  const { name } = register.controller;
  return centrePage({
    title: texts.title[locale],
    locale,
    path: '/privacy',
    width: 'wide',
    body: html`<h1>${texts.title[locale]}</h1>
      <p class="lead">${fillIn(texts.lead[locale], { name })}</p>
      <p class="small soft">${texts.generated[locale]}</p>
      ${contents(locale)}
      ${rightsSection(locale)}
      ${dataSection(locale)}
      ${section(locale, 'purposes', html`<p>${texts.purposesLead[locale]}</p>${purposeCards(locale)}`)}
      ${section(locale, 'lists', listCards(locale))}
      ${section(locale, 'retention', keptHowLong(locale))}
      ${section(locale, 'recipients', whoIsGiven(locale))}
      ${section(locale, 'more', more(locale, today))}
      ${section(locale, 'contacts', contacts(locale))}`,
  });
}

const parts = ['rights', 'data', 'purposes', 'lists', 'retention', 'recipients', 'contacts'] as const;

function contents(locale: Locale): Html {
  const items = parts.map((part) => html`<li><a href="#${part}">${partNames[part][locale]}</a></li>`);
  return html`<nav class="contents screen-only" aria-label="${texts.contents[locale]}"><ul>${items}</ul></nav>`;
}

function section(locale: Locale, part: (typeof parts)[number] | 'more', body: Html): Html {
  return html`<section aria-labelledby="${part}"><h2 id="${part}">${texts[part][locale]}</h2>${body}</section>`;
}

function rightsSection(locale: Locale): Html {
  const due = periodInWords({ period: requestRules.due }, locale);
  return section(
    locale,
    'rights',
    html`<p>${fillIn(texts.rightsLead[locale], { due })}</p>
      ${rightCards(locale, 'h3')}
      <p>${fillIn(texts.marketing[locale], register.contacts)}</p>`,
  );
}

function dataSection(locale: Locale): Html {
  const fields = Object.values(contactFieldNames).map((words) => words[locale]);
  const channels = register.channels.map((channel) => channelNames[channel][locale]);
  const listOf = (items: readonly string[]) =>
    html`<ul class="plain">${items.map((item) => html`<li class="badge quiet">${item}</li>`)}</ul>`;
  return section(
    locale,
    'data',
    html`<p>${texts.dataWhat[locale]}</p>${listOf(fields)}
      <p>${texts.dataFrom[locale]}</p>${listOf(channels)}
      <p>${texts.dataNotMore[locale]}</p>`,
  );
}

function listCards(locale: Locale): Html {
  const { marketing, technical } = register.lists;
  return html`<ul class="cards">
    <li class="card"><h3>${marketing.title[locale]}</h3><p>${texts.marketingList[locale]}</p></li>
    <li class="card"><h3>${technical.title[locale]}</h3><p>${texts.technicalList[locale]}</p></li>
  </ul>`;
}

function keptHowLong(locale: Locale): Html {
  return html`<p>${texts.retentionLead[locale]}</p>
    ${retentionTable(locale)}
    <p>${texts.holds[locale]}</p>
    <details><summary>${texts.memory[locale]}</summary>${memoryTable(locale)}</details>`;
}

function whoIsGiven(locale: Locale): Html {
  return html`<p>${texts.recipientsLead[locale]}</p>
    ${recipientTable(locale)}
    <p>${texts.authorities[locale]}</p>`;
}

function more(locale: Locale, today: string): Html {
  const services = register.cookies.map(({ service }) => service).join(', ');
  const date = dayInWords(versionInForce(register.versions, today)?.date ?? today, locale);
  return html`<ul class="cards">
    <li class="card"><h3><a class="whole" href="${inLocale('/privacy/cookies', locale)}">${texts.cookies[locale]}</a></h3>
      <p>${fillIn(texts.cookiesWhat[locale], { services })}</p></li>
    <li class="card"><h3><a class="whole" href="${inLocale('/privacy/versions', locale)}">${texts.versions[locale]}</a></h3>
      <p>${fillIn(texts.versionsWhat[locale], { date })}</p></li>
  </ul>`;
}

function contacts(locale: Locale): Html {
  const { controller, contacts: addresses } = register;
  const line = (words: string, address: string) =>
    html`<div><dt>${words}</dt><dd><a href="mailto:${address}">${address}</a></dd></div>`;
  return html`<dl class="facts">
    <div><dt>${texts.controller[locale]}</dt><dd>${fillIn(texts.norway[locale], controller)}</dd></div>
    ${line(texts.askRights[locale], addresses.rights)}
    ${line(texts.withdraw[locale], addresses.withdrawal)}
    ${line(texts.help[locale], addresses.help)}
    <div><dt>${texts.complain[locale]}</dt><dd>${fillIn(texts.complainHow[locale], controller)}</dd></div>
  </dl>`;
}
