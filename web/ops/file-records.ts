import { html } from 'hono/html';
import type { PersonFile } from '../../shared/domain/person-file.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { dayInWords, momentInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import { actWays, languages } from '../package/package-words.ts';
import type { Html } from '../page.ts';
import { dataTable } from './data-table.ts';
import { channelName, consentStates } from './file-names.ts';
import { fileTexts as texts } from './file-texts.ts';
import { badge, type FileView, fieldNamesIn, type Part, tableName } from './file-view.ts';

type RecordEntry = PersonFile['records'][number];
type ConsentEntry = PersonFile['consents'][number];
type HoldEntry = PersonFile['holds'][number];

/** What is held and until when, by record: which fields, never what they say. */
export function recordsPart(view: FileView): Part {
  const { file, locale } = view;
  if (file.records.length === 0) return { name: 'records' };
  const headings = [texts.what, texts.fields, texts.received, texts.kept, texts.time];
  return {
    name: 'records',
    content: dataTable({
      label: tableName('records', view),
      headings: headings.map((each) => each[locale]),
      rows: file.records.map((record) => [
        recordTitle(record, locale),
        fieldNamesIn(record.fields, locale),
        dayInWords(record.receivedOn, locale),
        html`${keptUntil(record.eraseAfter, locale)} ${holdBadges(record.id, view)}${dueBadge(record, view)}`,
        timePassed(record, view),
      ]),
    }),
  };
}

/** What a record is, and by which days one tells it from others. */
function recordTitle(record: RecordEntry, locale: Locale): Html {
  const [what, when] = wordsOf(record, locale);
  return html`${what}<br /><span class="soft small">${when}</span>`;
}

/** The same in one line. */
export function recordName(record: RecordEntry, locale: Locale): string {
  return wordsOf(record, locale)
    .filter((words) => words !== '')
    .join(', ');
}

/** A licence has a number, which is no data of the person. */
function wordsOf(record: RecordEntry, locale: Locale): readonly [what: string, when: string] {
  switch (record.kind) {
    case 'registration': {
      const channel = channelName(record.channel, locale);
      const day = dayInWords(record.submittedOn, locale);
      return [fillIn(texts.by[locale], { channel }), fillIn(texts.submitted[locale], { day })];
    }
    case 'licence': {
      const { issuedOn, endedOn, licenceId: number } = record;
      const days = [
        ...(issuedOn ? [fillIn(texts.issued[locale], { day: dayInWords(issuedOn, locale) })] : []),
        ...(endedOn ? [fillIn(texts.ended[locale], { day: dayInWords(endedOn, locale) })] : []),
      ];
      return [fillIn(texts.licence[locale], { number }), days.join(', ')];
    }
  }
}

/** The last day: what is erased from the first instant of the next. */
function keptUntil(eraseAfter: string | null, locale: Locale): string {
  if (eraseAfter === null) return texts.whileLicence[locale];
  return dayInWords(new Date(Date.parse(eraseAfter) - 1000).toISOString(), locale);
}

function holdBadges(recordId: string, { file: { holds }, locale }: FileView): Html[] {
  const over = holds.filter((hold) => hold.recordId === undefined || hold.recordId === recordId);
  if (over.length === 0) return [];
  const restricted = over.some(({ restricts }) => restricts);
  return [
    html`<span class="badge warn">${texts.onHold[locale]}</span> `,
    ...(restricted ? [html`<span class="badge late">${texts.restricted[locale]}</span> `] : []),
  ];
}

function dueBadge({ id, eraseAfter }: RecordEntry, view: FileView): Html | '' {
  const isDue = eraseAfter !== null && eraseAfter <= view.now && holdBadges(id, view).length === 0;
  return isDue ? html`<span class="badge">${texts.due[view.locale]}</span>` : '';
}

function timePassed(record: RecordEntry, { now, locale }: FileView): Html | '' {
  if (record.eraseAfter === null) return '';
  const start = Date.parse(
    record.kind === 'registration' ? record.submittedOn : (record.endedOn ?? record.receivedOn),
  );
  const end = Date.parse(record.eraseAfter);
  const part = end > start ? (Date.parse(now) - start) / (end - start) : 1;
  const percent = String(Math.max(0, Math.min(100, Math.floor(part * 100))));
  const words = fillIn(texts.passed[locale], { percent });
  return html`${words}<br /><progress max="100" value="${percent}" aria-label="${texts.time[locale]}">${words}</progress>`;
}

/** Each consent with its evidence, act by act (GDPR Art. 7(1)). */
export function consentsPart(view: FileView): Part {
  const { consents } = view.file;
  if (consents.length === 0) return { name: 'consents' };
  return { name: 'consents', content: html`${consents.map((each) => consentIn(each, view))}` };
}

function consentIn({ state, since, eraseAfter, asked, acts }: ConsentEntry, view: FileView): Html {
  const { locale } = view;
  const headings = [
    texts.when,
    texts.state,
    texts.how,
    texts.channel,
    texts.text,
    texts.policy,
    texts.language,
  ];
  const rows = acts.map((act) => [
    momentInWords(act.at, locale),
    consentStates[act.state].words[locale],
    actWays[act.by][locale],
    act.channel === undefined ? '' : channelName(act.channel, locale),
    act.text === undefined ? '' : dayInWords(act.text, locale),
    act.policyVersion === undefined ? '' : dayInWords(act.policyVersion, locale),
    languages[act.locale]?.[locale] ?? act.locale,
  ]);
  return html`<dl class="facts">
      <div><dt>${texts.consentOf[locale]}</dt><dd>${badge(consentStates[state], locale)} ${asked ? texts.asked[locale] : ''}</dd></div>
      <div><dt>${texts.since[locale]}</dt><dd>${momentInWords(since, locale)}</dd></div>
      <div><dt>${texts.kept[locale]}</dt><dd>${keptUntil(eraseAfter, locale)}</dd></div>
    </dl>
    <h4>${texts.evidence[locale]}</h4>
    ${dataTable({ label: tableName('evidence', view), headings: headings.map((each) => each[locale]), rows })}`;
}

/** What must stay, and what must not be used (policy row P8, GDPR Art. 18). */
export function holdsPart(view: FileView): Part {
  const { file, locale } = view;
  if (file.holds.length === 0) return { name: 'holds' };
  const headings = [texts.covers, texts.reason, texts.authority, texts.review];
  const table = dataTable({
    label: tableName('holds', view),
    headings: headings.map((each) => each[locale]),
    rows: file.holds.map((hold) => [
      html`${coveredBy(hold, view)} ${hold.restricts ? html`<span class="badge late">${texts.restricted[locale]}</span>` : ''}`,
      hold.reason,
      hold.authority,
      dayInWords(hold.reviewOn, locale),
    ]),
  });
  return {
    name: 'holds',
    content: html`${table}<p class="screen-only"><a href="/ops/holds">${texts.toHolds[locale]}</a></p>`,
  };
}

function coveredBy({ recordId }: HoldEntry, { file, locale }: FileView): string | Html {
  if (recordId === undefined) return texts.everything[locale];
  const record = file.records.find(({ id }) => id === recordId);
  if (record !== undefined) return recordTitle(record, locale);
  return recordId.startsWith('consent:') ? texts.consentOf[locale] : texts.record[locale];
}
