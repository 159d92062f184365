import { html } from 'hono/html';
import type { PackageEntry } from '../../shared/domain/access-package.ts';
import { purposes } from '../../shared/policy/purposes.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { extensionReasons, refusalGrounds } from '../../shared/policy/rights.ts';
import { rightTexts } from '../centre/rights-texts.ts';
import { dayInWords, momentInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { contactFieldNames } from '../texts.ts';
import { badge, card, code, day, facts, moment, numbered, typed } from './facts.ts';
import { packageTexts, recordTexts as texts } from './package-texts.ts';
import {
  answers,
  decisions,
  erasureCauses,
  identitiesShown,
  noticeKinds,
  noticeStates,
  recordKinds,
  requestStates,
} from './package-words.ts';
import type { Placed } from './record-cards.ts';

type Notice = PackageEntry<'notices'>;

export function objectionCard({ purpose, since }: PackageEntry<'objections'>, { locale }: Placed): Html {
  const title = purposes[purpose].title[locale];
  const words = fillIn(packageTexts.objection[locale], { purpose: title, day: dayInWords(since, locale) });
  return html`<p>${words}</p>\n`;
}

export function holdCard(entry: PackageEntry<'holds'>, { locale }: Placed): Html {
  const { id, recordId, restricts, reason, authority, placedAt, reviewOn } = entry;
  return card(typed(reason) ?? '', restricts ? badge(texts.restricts[locale], 'warn') : '', [
    facts(
      [
        [texts.authority, typed(authority)],
        [
          texts.over,
          recordId === undefined
            ? texts.everything[locale]
            : fillIn(texts.oneRecord[locale], { id: recordId }),
        ],
        [texts.placedAt, momentInWords(placedAt, locale)],
        [texts.reviewOn, dayInWords(reviewOn, locale)],
      ],
      locale,
    ),
    numbered(id, locale),
  ]);
}

export function disclosureCard(entry: PackageEntry<'disclosures'>, { locale }: Placed): Html {
  const { id, authority, legalBasis, reference, disclosedOn, recordedAt, records, fields } = entry;
  return card(typed(authority) ?? '', '', [
    facts(
      [
        [texts.disclosedOn, dayInWords(disclosedOn, locale)],
        [texts.legalBasis, typed(legalBasis)],
        [texts.reference, typed(reference)],
        [texts.fields, fieldsInWords(fields, locale)],
        [texts.records, recordList(records, locale)],
        [texts.recordedAt, momentInWords(recordedAt, locale)],
      ],
      locale,
    ),
    numbered(id, locale),
  ]);
}

export function noticeCard(entry: Notice, { locale }: Placed): Html {
  const { id, kind, state, requestedAt, completedAt } = entry;
  const isOver = completedAt !== undefined;
  const stateBadge = badge(noticeStates[state][locale], isOver ? 'ok' : 'warn');
  return card(`${noticeKinds[kind][locale]}, ${dayInWords(requestedAt, locale)}`, stateBadge, [
    facts(
      [
        ...whatOf(entry, locale),
        [texts.completedAt, moment(completedAt, locale)],
        [texts.recipients, answerList(entry, locale)],
      ],
      locale,
    ),
    numbered(id, locale),
  ]);
}

/** What is erased, corrected or withdrawn, and why. */
function whatOf(entry: Notice, locale: Locale): Parameters<typeof facts>[0] {
  switch (entry.kind) {
    case 'erasure':
      return [
        [texts.cause, erasureCauses[entry.cause][locale]],
        [texts.records, recordList(entry.records, locale)],
        [texts.verifiedAt, moment(entry.verifiedAt, locale)],
      ];
    case 'rectification':
      return [[texts.fields, fieldsInWords(entry.fields, locale)]];
    case 'withdrawal':
      return [[texts.fields, purposes[entry.purpose].title[locale]]];
  }
}

function answerList({ recipients }: Notice, locale: Locale): string | Html {
  if (recipients.length === 0) return texts.nobodyTold[locale];
  const items = recipients.map(({ name, answer, since, decision }) => {
    const said = decision === undefined ? answers[answer] : decisions[decision.decision];
    const words = fillIn(texts.answeredOn[locale], {
      answer: said[locale],
      day: dayInWords(decision?.on ?? since, locale),
    });
    return html`<li><strong>${name}</strong>: ${words}</li>`;
  });
  return html`<ul>${items}</ul>`;
}

export function requestCard(entry: PackageEntry<'requests'>, { locale }: Placed): Html {
  const { id, right, state, receivedOn, dueOn, extension, identity, corrects, answer } = entry;
  const grounds = answer?.refusals.map(({ ground }) => html`<li>${refusalGrounds[ground][locale]}</li>`);
  const identityWords =
    identity && `${identitiesShown[identity.shown][locale]}, ${momentInWords(identity.at, locale)}`;
  return card(rightTexts[right].title[locale], badge(requestStates[state][locale]), [
    facts(
      [
        [texts.receivedOn, dayInWords(receivedOn, locale)],
        [texts.identity, identityWords],
        [texts.dueOn, day(dueOn, locale)],
        [texts.extension, extension && extensionReasons[extension.reason][locale]],
        [texts.corrects, corrects && fieldsInWords(corrects, locale)],
        [texts.answer, day(answer?.on, locale)],
        [texts.refusal, grounds && grounds.length > 0 ? html`<ul>${grounds}</ul>` : undefined],
        [texts.note, typed(answer?.note)],
      ],
      locale,
    ),
    numbered(id, locale),
  ]);
}

export function fieldsInWords(fields: readonly (keyof typeof contactFieldNames)[], locale: Locale): string {
  return fields.map((field) => contactFieldNames[field][locale].toLowerCase()).join(', ');
}

/** Records by their numbers; erased ones have nothing else any more. */
function recordList(records: PackageEntry<'disclosures'>['records'], locale: Locale): Html | undefined {
  if (records.length === 0) return undefined;
  return html`<ul>${records.map(({ kind, id }) => html`<li>${recordKinds[kind][locale]} ${code(id)}</li>`)}</ul>`;
}
