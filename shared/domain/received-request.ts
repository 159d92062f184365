import type { Temporal } from 'temporal-polyfill';
import { requestRules } from '../policy/rights.ts';
import { secondsOf, timestamp } from './calendar.ts';
import { event, type PrivacyEvent } from './event.ts';
import type { AskId, EventId, RequestId, SubjectId } from './id.ts';
import type { RequestDocument } from './request.ts';
import { dueDay, type PublicHolidays } from './request-due.ts';
import type { StatedRequest } from './request-input.ts';
import { withWakeAt } from './request-wake.ts';

/** The partition that a request lies in, which is also the subject of its events. */
export function partitionOf(requestId: RequestId): SubjectId {
  const id: string = requestId;
  return id as SubjectId;
}

/** A request as it comes in, and the event that tells of it. */
export function receivedRequest({
  id,
  by,
  stated,
  at,
  eventId,
  holidays,
  linkNonce,
}: {
  readonly id: RequestId;
  readonly by: RequestDocument['by'];
  readonly stated: StatedRequest;
  readonly at: Temporal.Instant;
  readonly eventId: EventId;
  readonly holidays: PublicHolidays;
  /** Of the link to be mailed; absent when none shall be. */
  readonly linkNonce: AskId | undefined;
}): { readonly document: RequestDocument; readonly event: PrivacyEvent<'request.received'> } {
  const { right, contact, corrections, locale, receivedOn } = stated;
  const dueOn = dueDay(receivedOn, holidays);
  const document: RequestDocument = {
    id,
    kind: 'request',
    subjectId: partitionOf(id),
    right,
    state: 'received',
    by,
    locale,
    receivedAt: timestamp(at),
    receivedOn,
    dueOn,
    contact,
    // What staff are told on somebody's behalf counts at once (GDPR Art. 21(3)).
    ...(by === 'staff' && right === 'objection' && { work: { begun: true } }),
    ...(corrections && { corrections }),
    ...(linkNonce && { link: { nonce: linkNonce, endsAt: linkEnd(at) } }),
  };
  return {
    document: withWakeAt(document, at),
    event: event('request.received', {
      id: eventId,
      subject: partitionOf(id),
      at,
      data: { requestId: id, right, by, receivedOn, dueOn },
    }),
  };
}

function linkEnd(at: Temporal.Instant): string {
  return timestamp(at.add({ seconds: secondsOf({ period: requestRules.identityLink }, at) }));
}
