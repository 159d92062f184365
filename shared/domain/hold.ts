import type { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { dayOf, timestamp } from './calendar.ts';
import type { HoldDocument } from './document.ts';
import { event, type PrivacyEvent } from './event.ts';
import { because, requiredText } from './field.ts';
import type { EventId, HoldId, RequestId, SubjectId } from './id.ts';
import { type Invalid, invalid, type Parsed, parse } from './invalid.ts';

/** A hold as staff see it in the list; `due`: its day of review has come. */
export interface HoldEntry
  extends Pick<
    HoldDocument,
    'subjectId' | 'recordId' | 'restricts' | 'reason' | 'authority' | 'reviewOn' | 'placedAt'
  > {
  readonly holdId: string;
  readonly due: boolean;
}

/** What staff state when something must stay (policy row P8), or must not be used for now (GDPR Art. 18). */
export interface HoldOrder {
  readonly subjectId: SubjectId;
  readonly recordId?: string | undefined;
  readonly restricts: boolean;
  readonly reason: string;
  /** The court, the law or the claim it rests on. */
  readonly authority: string;
  /** The day on which somebody looks whether it is still needed. */
  readonly reviewOn: string;
  /** The person's own request for restriction: over the same it has one hold. */
  readonly requestId?: RequestId | undefined;
}

export const holdSchema = z.object(
  {
    subjectId: z.uuid(because('not-an-id')).transform((id) => id as SubjectId),
    recordId: z.string(because('not-text')).max(200, because('too-long')).nullish(),
    restricts: z.boolean(because('not-a-choice')).nullish(),
    reason: requiredText(500),
    authority: requiredText(200),
    reviewOn: z.iso.date(because('not-a-date')),
  },
  because('not-an-object'),
);

/** Reads `{subjectId, recordId?, restricts?, reason, authority, reviewOn}`; the review lies ahead, by ten years at most. */
export function parseHold(input: unknown, at: Temporal.Instant): Parsed<HoldOrder> {
  const parsed = parse(holdSchema, input);
  if (parsed.outcome === 'invalid') return parsed;
  const { recordId, restricts, ...order } = parsed.value;
  const wrong = wrongReview(order.reviewOn, at);
  if (wrong !== undefined) return wrong;
  return {
    outcome: 'valid',
    value: { ...order, recordId: recordId ?? undefined, restricts: restricts ?? false },
  };
}

const reviewSchema = z.object(
  { holdId: z.string(because('not-an-id')), reviewOn: z.iso.date(because('not-a-date')) },
  because('not-an-object'),
);

/** What staff state when a hold is still needed: `{holdId, reviewOn}`, with the same bounds. */
export function parseHoldReview(
  input: unknown,
  at: Temporal.Instant,
): Parsed<{ readonly holdId: string; readonly reviewOn: string }> {
  const parsed = parse(reviewSchema, input);
  if (parsed.outcome === 'invalid') return parsed;
  return wrongReview(parsed.value.reviewOn, at) ?? parsed;
}

function wrongReview(reviewOn: string, at: Temporal.Instant): Invalid | undefined {
  const today = dayOf(at);
  if (reviewOn < today.toString()) return invalid({ pointer: '/reviewOn', reason: 'in-the-past' });
  if (reviewOn > today.add({ years: 10 }).toString()) {
    return invalid({ pointer: '/reviewOn', reason: 'too-far-away' });
  }
  return undefined;
}

/** The hold, and the event that tells of it. */
export function placed(given: {
  readonly order: HoldOrder;
  readonly id: HoldId;
  readonly eventId: EventId;
  readonly at: Temporal.Instant;
  readonly salt: string;
  readonly by?: string | undefined;
  readonly commit: (content: object) => string;
}): { readonly document: HoldDocument; readonly event: PrivacyEvent } {
  const { order, id, eventId, at, salt, by, commit } = given;
  const { subjectId, recordId, restricts, reviewOn } = order;
  return {
    document: { id, kind: 'hold', ...order, placedAt: timestamp(at), eraseAfter: null, salt },
    event: event('hold.placed', {
      id: eventId,
      subject: subjectId,
      at,
      data: { holdId: id, recordId, restricts, reviewOn, commitment: commit(order), by },
    }),
  };
}

/** The partition that a hold's id names; undefined if it is no such id. */
export function subjectOfHold(id: string): SubjectId | undefined {
  const match = /^([0-9a-f-]{36})\.[0-9a-f-]{36}$/.exec(id);
  return match?.[1] === undefined ? undefined : (match[1] as SubjectId);
}
