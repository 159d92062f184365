import { html } from 'hono/html';
import type { AnswerTimes, Awaited } from '../../shared/domain/answer-times.ts';
import type { RequestEntry } from '../../shared/domain/request-view.ts';
import type { StaffMember } from '../../shared/domain/staff-member.ts';
import type { Alert, Bounded, ContradictedErasure, WaitingErasure } from '../../shared/domain/today.ts';
import { processors } from '../../shared/policy/processors.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { mayDo } from '../../shared/policy/roles.ts';
import { dayInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { dataTable } from './data-table.ts';
import { durationInWords } from './duration.ts';
import { fileButton, shortId } from './file-button.ts';
import { opsPage } from './ops-page.ts';
import { type OutlookRow, outlookChart } from './outlook-chart.ts';
import { requestTable } from './requests-page.ts';
import { type TaskRow, taskTable } from './tasks-page.ts';
import { alertTexts, causeTexts, outlookTexts, todayTexts as texts } from './today-texts.ts';

interface Part<Entry> {
  readonly total: Bounded;
  readonly first: readonly Entry[];
}

interface TodayPage {
  readonly locale: Locale;
  readonly staff: StaffMember;
  readonly path: string;
  /** How things stand; nobody but by id. */
  readonly today: {
    readonly on: string;
    readonly alerts: readonly Alert[];
    readonly requests: Part<RequestEntry>;
    readonly erasures: Part<WaitingErasure>;
    readonly contradicted: readonly ContradictedErasure[];
    readonly tasks: Part<TaskRow>;
    readonly holds: Part<HoldRow>;
    readonly deadLetters: Bounded | undefined;
    readonly outlook: readonly OutlookRow[];
    readonly processors: readonly AnswerTimes[];
  };
}

/** A hold without what staff wrote about it, which may name somebody. */
interface HoldRow {
  readonly holdId: string;
  readonly subjectId: string;
  readonly reviewOn: string;
  readonly placedAt: string;
}

type Who = Pick<TodayPage, 'locale' | 'staff'>;

/** What needs somebody today, then what waits, then what is to come. Where nothing waits, only the number says so. */
export async function todayPage({ today, ...frame }: TodayPage): Promise<Html> {
  const { locale } = frame;
  const { requests, contradicted, erasures, tasks, holds } = today;
  return opsPage({
    ...frame,
    title: texts.title[locale],
    body: html`<p class="lead">${dayInWords(today.on, locale)}</p>
      ${alertsIn(today.alerts, locale)}
      ${figuresIn(today, locale)}
      ${listIn('requests', requests, { table: () => requestTable(requests.first, frame), all: '/ops/requests' }, locale)}
      ${contradicted.length === 0 ? '' : section('contradicted', contradictedIn(contradicted, frame), locale)}
      ${listIn('erasures', erasures, { table: () => erasureTable(erasures.first, frame) }, locale)}
      ${listIn('tasks', tasks, { table: () => taskTable(tasks.first, { ...frame, today: today.on }), all: '/ops/tasks' }, locale)}
      ${listIn('holds', holds, { table: () => holdTable(holds.first, frame), all: '/ops/holds' }, locale)}
      ${section('outlook', html`${await outlookChart(today.outlook, locale)}<p class="soft">${outlookTexts.noEnd[locale]}</p>`, locale)}
      ${section('processors', processorsIn(today.processors, locale), locale)}`,
  });
}

type List = 'requests' | 'erasures' | 'tasks' | 'holds';

function section(name: List | 'contradicted' | 'outlook' | 'processors', body: Html, locale: Locale): Html {
  return html`<section><h2 id="${name}">${texts[name][locale]}</h2>${body}</section>`;
}

/** Where each alert leads: to the page that mends it, or to the part of this page that says more. */
const mends = {
  'requests-overdue': '/ops/requests?show=overdue',
  contradicted: '#contradicted',
  'tasks-overdue': '/ops/tasks',
  'processors-silent': '#processors',
  'dead-letters': '/ops/dead-letters',
  'holds-due': '/ops/holds',
  'dead-letters-unknown': '/ops/dead-letters',
} as const satisfies Record<Alert['what'], string>;

function alertsIn(alerts: readonly Alert[], locale: Locale): Html {
  if (alerts.length === 0) return html`<p class="notice ok">${texts.nothing[locale]}</p>`;
  const items = alerts.map(
    ({ what, count }) =>
      html`<li class="stat late"><strong>${count}</strong> <a href="${mends[what]}">${alertTexts[what][locale]}</a></li>`,
  );
  return html`<section><h2 id="alerts">${texts.alerts[locale]}</h2><ul class="stats">${items}</ul></section>`;
}

/** How much of each there is, urgent or not. */
function figuresIn(today: TodayPage['today'], locale: Locale): Html {
  const figures = [
    { total: today.requests.total, words: texts.openRequests, to: '/ops/requests' },
    { total: today.erasures.total, words: texts.waitingErasures, to: '#erasures' },
    { total: today.tasks.total, words: texts.openTasks, to: '/ops/tasks' },
    { total: today.holds.total, words: texts.dueHolds, to: '/ops/holds' },
    { total: today.deadLetters, words: texts.deadLetters, to: '/ops/dead-letters' },
  ];
  const items = figures.map(({ total, words, to }) => {
    const number = total === undefined ? texts.unknown[locale] : countInWords(total, locale);
    const isThere = !to.startsWith('#') || total?.count !== 0;
    const name = isThere ? html`<a href="${to}">${words[locale]}</a>` : words[locale];
    return html`<li class="stat"><strong>${number}</strong> ${name}</li>`;
  });
  return html`<section><h2 id="waiting">${texts.waitingNow[locale]}</h2><ul class="stats">${items}</ul></section>`;
}

/** A list's first entries and the way to the rest; nothing where the list is empty. */
function listIn(
  name: List,
  { total, first }: Part<unknown>,
  { table, all }: { readonly table: () => Html; readonly all?: string },
  locale: Locale,
): Html | '' {
  if (first.length === 0) return '';
  const count = countInWords(total, locale);
  const isAll = first.length === total.count;
  const shown = fillIn(texts.shown[locale], { shown: String(first.length), count });
  const rest = all === undefined ? shown : html`${shown} <a href="${all}">${texts.all[locale]}</a>`;
  return section(name, html`${table()}${isAll ? '' : html`<p class="soft">${rest}</p>`}`, locale);
}

function countInWords({ count, more }: Bounded, locale: Locale): string {
  return more ? fillIn(texts.more[locale], { count: String(count) }) : String(count);
}

/** A person by the first of the id; whoever may look people up can open the file. */
function personIn(subjectId: string, { locale, staff }: Who): Html {
  const button = mayDo('look-up-person', staff.roles) ? fileButton({ subjectId, locale }) : '';
  return html`<span class="code">${shortId(subjectId)}</span> ${button}`;
}

function erasureTable(erasures: readonly WaitingErasure[], { locale, staff }: Who): Html {
  return dataTable({
    label: texts.erasures[locale],
    headings: [texts.subject, texts.cause, texts.requestedOn, texts.waitsFor].map((each) => each[locale]),
    rows: erasures.map(({ subjectId, cause, requestedAt, waitsFor }) => [
      personIn(subjectId, { locale, staff }),
      causeTexts[cause][locale],
      dayInWords(requestedAt, locale),
      html`${waitsFor.map((awaited) => html`<div>${awaitedInWords(awaited, locale)}</div>`)}`,
    ]),
  });
}

function awaitedInWords({ processor, since, attempt }: Awaited, locale: Locale): string {
  return fillIn(texts.waitingFor[locale], {
    processor: processors[processor].name,
    since: dayInWords(since, locale),
    attempt: String(attempt),
  });
}

function contradictedIn(erasures: readonly ContradictedErasure[], { locale, staff }: Who): Html {
  return html`<p>${texts.contradictedLead[locale]}</p>
    ${dataTable({
      label: texts.contradicted[locale],
      headings: [texts.subject, texts.since, texts.places].map((each) => each[locale]),
      rows: erasures.map(({ subjectId, since, places }) => [
        personIn(subjectId, { locale, staff }),
        dayInWords(since, locale),
        places.join(', '),
      ]),
    })}`;
}

function holdTable(holds: readonly HoldRow[], { locale, staff }: Who): Html {
  return dataTable({
    label: texts.holds[locale],
    headings: [texts.subject, texts.reviewOn, texts.since].map((each) => each[locale]),
    rows: holds.map(({ subjectId, reviewOn, placedAt }) => [
      personIn(subjectId, { locale, staff }),
      dayInWords(reviewOn, locale),
      dayInWords(placedAt, locale),
    ]),
  });
}

function processorsIn(times: readonly AnswerTimes[], locale: Locale): Html {
  const number = (words: string) => ({ words, number: true }) as const;
  const long = (seconds: number | undefined) =>
    seconds === undefined ? texts.none[locale] : durationInWords(seconds, locale);
  return html`<p>${texts.processorsLead[locale]}</p>
    ${dataTable({
      label: texts.processors[locale],
      headings: [
        texts.processor[locale],
        number(texts.answered[locale]),
        number(texts.median[locale]),
        number(texts.slowest[locale]),
        texts.waiting[locale],
      ],
      rows: times.map((each) => [
        processors[each.processor].name,
        String(each.answered),
        long(each.median),
        long(each.slowest),
        waitingIn(each, locale),
      ]),
    })}`;
}

function waitingIn({ waiting, waitingSince, silent }: AnswerTimes, locale: Locale): Html | string {
  if (waitingSince === undefined) return texts.none[locale];
  const words = fillIn(texts.waitingSince[locale], {
    count: String(waiting),
    since: dayInWords(waitingSince, locale),
  });
  return silent ? html`${words} <span class="badge late">${texts.silent[locale]}</span>` : words;
}
