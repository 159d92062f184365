import { html } from 'hono/html';
import type {
  Activity,
  RecordOfProcessing,
  TimeLimit,
  Words,
} from '../../shared/domain/record-of-processing.ts';
import type { StaffMember } from '../../shared/domain/staff-member.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { articleInWords } from '../article.ts';
import { dayInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { periodInWords } from '../period.ts';
import { dataTable } from './data-table.ts';
import { listed } from './listed.ts';
import { opsPage } from './ops-page.ts';
import { recipientsPart } from './register-recipients.ts';
import { registerTexts as texts } from './register-texts.ts';

export interface RegisterPage {
  readonly locale: Locale;
  readonly staff: StaffMember;
  readonly path: string;
  readonly record: RecordOfProcessing;
  /** Today, in Norway. */
  readonly today: string;
  /** Where systems get the same. */
  readonly call: string;
}

/** The record of processing (GDPR Art. 30(1)) in two parts, to read and to print. */
export function registerPage({ record, today, call, ...frame }: RegisterPage): Html {
  const { locale } = frame;
  const { name } = record.controller;
  return opsPage({
    ...frame,
    title: texts.title[locale],
    body: html`<p class="lead">${fillIn(texts.lead[locale], { name })}</p>
      <p>${fillIn(texts.asOf[locale], { day: dayInWords(today, locale) })} <span class="screen-only">${fillIn(texts.asData[locale], { call })}</span></p>
      ${contents(locale)}
      ${controllerPart(record, locale)}
      ${activitiesPart(record, locale)}
      ${limitsPart(record, locale)}
      ${measuresPart(record, locale)}
      ${recipientsPart(record, locale)}
      ${versionsPart(record, locale)}`,
  });
}

const parts = ['who', 'activities', 'limitsTitle', 'measures', 'transfers', 'versions'] as const;

function contents(locale: Locale): Html {
  const links = parts.map((part) => html`<li><a href="#${part}">${texts[part][locale]}</a></li>`);
  return html`<nav class="screen-only" aria-label="${texts.contents[locale]}"><ul>${links}</ul></nav>`;
}

function controllerPart({ controller }: RecordOfProcessing, locale: Locale): Html {
  const { name, authority, contacts, roles, country } = controller;
  const contact = (what: keyof typeof contacts) =>
    fact(texts[what][locale], html`<a href="mailto:${contacts[what]}">${contacts[what]}</a>`);
  return html`<section aria-labelledby="who">
    <h2 id="who">${texts.who[locale]}</h2>
    <dl class="facts">
      ${fact(texts.name[locale], name)}
      ${fact(texts.country[locale], country === 'NO' ? texts.norway[locale] : country)}
      ${contact('rights')} ${contact('withdrawal')} ${contact('help')}
      ${fact(texts.authority[locale], authority)}
      ${fact(texts.notStated[locale], texts.notStatedWhat[locale])}
    </dl>
    ${roles.includes('processor') ? html`<p>${fillIn(texts.processorToo[locale], { name })}</p>` : ''}
  </section>`;
}

function activitiesPart(record: RecordOfProcessing, locale: Locale): Html {
  return html`<section aria-labelledby="activities">
    <h2 id="activities">${texts.activities[locale]}</h2>
    ${activityTable(record, { kind: 'purpose', caption: texts.purposes }, locale)}
    ${activityTable(record, { kind: 'duty', caption: texts.duties }, locale)}
    <p>${texts.cookies[locale]}</p>
  </section>`;
}

function activityTable(
  record: RecordOfProcessing,
  { kind, caption }: { readonly kind: Activity['kind']; readonly caption: Words },
  locale: Locale,
): Html {
  const heads = ['activity', 'legalBasis', 'people', 'data', 'recipients', 'limits'] as const;
  const ofKind = record.activities.filter((activity) => activity.kind === kind);
  return dataTable({
    sheet: true,
    label: caption[locale],
    headings: heads.map((head) => texts[head][locale]),
    rows: ofKind.map((activity) => activityRow(activity, record, locale)),
  });
}

function activityRow(activity: Activity, { recipients, limits }: RecordOfProcessing, locale: Locale) {
  const { title, legalBasis, source, people, data } = activity;
  const bases = [legalBasis, source].filter((each) => each !== undefined);
  const names = recipients.filter(({ id }) => activity.recipients.includes(id)).map(({ name }) => name);
  const ends = limits.filter(({ id }) => activity.limits.includes(id));
  return [
    title[locale],
    bases.map((basis) => articleInWords(basis, locale)).join('; '),
    people[locale],
    listed(data, locale),
    listed(names, locale),
    html`<ul>${ends.map((limit) => html`<li>${limitIn(limit, locale)}</li>`)}</ul>`,
  ];
}

function limitIn(limit: TimeLimit, locale: Locale): string {
  return fillIn(texts.limit[locale], { title: limit.title[locale], period: periodInWords(limit, locale) });
}

function limitsPart({ limits }: RecordOfProcessing, locale: Locale): Html {
  const of = (kind: TimeLimit['kind']) => limits.filter((limit) => limit.kind === kind);
  return html`<section aria-labelledby="limitsTitle">
    <h2 id="limitsTitle">${texts.limitsTitle[locale]}</h2>
    <p>${texts.limitsLead[locale]}</p>
    ${limitTable(of('records'), texts.recordsCaption, locale)}
    ${limitTable(of('remembered'), texts.rememberedCaption, locale)}
  </section>`;
}

function limitTable(limits: readonly TimeLimit[], caption: Words, locale: Locale): Html {
  return dataTable({
    sheet: true,
    label: caption[locale],
    headings: [texts.what, texts.howLong, texts.why].map((heading) => heading[locale]),
    rows: limits.map((limit) => {
      const period = periodInWords(limit, locale);
      const howLong = fillIn(texts.from[locale], { period, from: limit.from[locale] });
      return [limit.title[locale], howLong, limit.source[locale]];
    }),
  });
}

function measuresPart({ measures }: RecordOfProcessing, locale: Locale): Html {
  return html`<section aria-labelledby="measures">
    <h2 id="measures">${texts.measures[locale]}</h2>
    <p>${texts.measuresLead[locale]}</p>
    <ul>${measures.map((measure) => html`<li>${measure[locale]}</li>`)}</ul>
  </section>`;
}

function versionsPart({ versions }: RecordOfProcessing, locale: Locale): Html {
  const entries = versions.map(({ date, weight, summary }) =>
    fact(
      dayInWords(date, locale),
      html`${summary[locale]} <span class="badge quiet">${texts[weight][locale]}</span>`,
    ),
  );
  return html`<section aria-labelledby="versions">
    <h2 id="versions">${texts.versions[locale]}</h2>
    <dl class="facts">${entries.toReversed()}</dl>
  </section>`;
}

function fact(what: string, said: string | Html): Html {
  return html`<div><dt>${what}</dt><dd>${said}</dd></div>`;
}
