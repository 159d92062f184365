import { html } from 'hono/html';
import type { PersonFile } from '../../shared/domain/person-file.ts';
import { processorReasons } from '../../shared/policy/processor-reasons.ts';
import { processors } from '../../shared/policy/processors.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { rightTexts } from '../centre/rights-texts.ts';
import { dayInWords, momentInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import { recordKinds } from '../package/package-words.ts';
import type { Html } from '../page.ts';
import { dataTable } from './data-table.ts';
import { disclosureTexts } from './disclosure-texts.ts';
import { shortId } from './file-button.ts';
import { answerState, causeNames, noticeStates, requestStates } from './file-names.ts';
import { fileTexts as texts } from './file-texts.ts';
import { badge, type FileView, fieldNamesIn, type Part, tableName } from './file-view.ts';
import { staffName } from './staff-name.ts';

type Notice = PersonFile['erasures' | 'rectifications' | 'withdrawals'][number];
type Processor = Notice['processors'][number];

/** The person's requests; who may open one is led there. */
export function requestsPart(view: FileView): Part {
  const { file, locale } = view;
  if (file.requests.length === 0) return { name: 'requests' };
  const headings = [texts.right, texts.state, texts.received, texts.dueOn];
  return {
    name: 'requests',
    content: dataTable({
      label: tableName('requests', view),
      headings: headings.map((each) => each[locale]),
      rows: file.requests.map(({ requestId, right, state, by, receivedOn, dueOn }) => [
        html`<a href="/ops/requests/${requestId}">${rightTexts[right].name[locale]}</a> ${by === 'staff' ? html`<span class="soft small">${texts.typedIn[locale]}</span>` : ''}`,
        badge(requestStates[state], locale),
        dayInWords(receivedOn, locale),
        dueOn === undefined ? '' : dayInWords(dueOn, locale),
      ]),
    }),
  };
}

/** Erasures, corrections and withdrawals, each with every processor's answer and since when (GDPR Art. 19). */
export function noticeParts(view: FileView): readonly Part[] {
  const { file, locale } = view;
  const all = <N extends Notice>(notices: readonly N[], title: (notice: N) => Html | string) =>
    notices.length === 0
      ? undefined
      : html`${notices.map((notice) => noticeIn(notice, { title: title(notice), locale }))}`;
  return [
    { name: 'erasures', content: all(file.erasures, (erasure) => erasureTitle(erasure, locale)) },
    {
      name: 'rectifications',
      content: all(file.rectifications, ({ fields }) => fieldNamesIn(fields, locale)),
    },
    { name: 'withdrawals', content: all(file.withdrawals, () => texts.consentOf[locale]) },
  ];
}

function erasureTitle({ cause, scope }: PersonFile['erasures'][number], locale: Locale): string {
  const kinds = [...Map.groupBy(scope, ({ kind }) => kind)];
  const counted = kinds.map(([kind, records]) => `${records.length} × ${recordKinds[kind][locale]}`);
  const because = fillIn(texts.because[locale], { cause: causeNames[cause][locale] });
  return `${counted.join(', ')}, ${because}`;
}

function noticeIn(
  notice: Notice,
  { title, locale }: { readonly title: Html | string; readonly locale: Locale },
): Html {
  const { state, requestedAt, completedAt, processors: told } = notice;
  const verifiedAt = 'verifiedAt' in notice ? notice.verifiedAt : undefined;
  const day = (name: keyof typeof texts, at: string | undefined) =>
    at === undefined
      ? ''
      : html`<div><dt>${texts[name][locale]}</dt><dd>${momentInWords(at, locale)}</dd></div>`;
  return html`<div class="card">
    <h4>${title} ${badge(noticeStates[state], locale)}</h4>
    <dl class="facts">${day('requestedAt', requestedAt)}${day('completedAt', completedAt)}${day('verifiedAt', verifiedAt)}</dl>
    ${told.length === 0 ? html`<p class="soft">${texts.nobodyTold[locale]}</p>` : processorTable(notice, locale)}
  </div>`;
}

function processorTable({ id, processors: told }: Notice, locale: Locale): Html {
  const headings = [texts.processor, texts.answer, texts.since, texts.attempts, texts.why];
  return dataTable({
    label: `${texts.processor[locale]} (${shortId(id)})`,
    headings: headings.map((each) => each[locale]),
    rows: told.map((each) => [
      processors[each.id].name,
      badge(answerState(each), locale),
      momentInWords(each.since, locale),
      each.attempt === 1 ? texts.once[locale] : fillIn(texts.times[locale], { count: String(each.attempt) }),
      why(each, locale),
    ]),
  });
}

function why({ because, askAgainAt, decision }: Processor, locale: Locale): Html {
  const words = [
    because && processorReasons[because][locale],
    askAgainAt && fillIn(texts.nextAt[locale], { day: momentInWords(askAgainAt, locale) }),
    decision &&
      fillIn(texts.evidenceBy[locale], { evidence: decision.evidence, by: staffName(decision.by, locale) }),
  ];
  return html`${words.filter((each) => typeof each === 'string').map((each) => html`<div>${each}</div>`)}`;
}

/** What authorities were given, and who of the staff has looked. */
export function disclosuresPart(view: FileView): Part {
  const { file, locale } = view;
  if (file.disclosures.length === 0) return { name: 'disclosures' };
  const headings = [
    texts.disclosedOn,
    disclosureTexts.authority,
    disclosureTexts.legalBasis,
    texts.what,
    texts.fields,
  ];
  return {
    name: 'disclosures',
    content: dataTable({
      label: tableName('disclosures', view),
      headings: headings.map((each) => each[locale]),
      rows: file.disclosures.map(({ disclosedOn, authority, legalBasis, reference, records, fields }) => [
        dayInWords(disclosedOn, locale),
        html`${authority}<br /><span class="soft small">${reference}</span>`,
        legalBasis,
        [...Map.groupBy(records, ({ kind }) => kind)]
          .map(([kind, of]) => `${of.length} × ${recordKinds[kind][locale]}`)
          .join(', '),
        fieldNamesIn(fields, locale),
      ]),
    }),
  };
}

export function lookupsPart(view: FileView): Part {
  const { file, staff, locale } = view;
  return {
    name: 'lookups',
    content: html`<p class="soft">${fillIn(texts.lastLookups[locale], { count: String(file.lookups.length) })}</p>
      ${dataTable({
        label: tableName('lookups', view),
        headings: [texts.when[locale], texts.who[locale]],
        rows: file.lookups.map(({ by, at }) => [
          momentInWords(at, locale),
          by === staff.id ? texts.you[locale] : staffName(by, locale),
        ]),
      })}`,
  };
}
