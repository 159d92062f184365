import { Temporal } from 'temporal-polyfill';
import { register } from '../policy/register.ts';
import { dayOf, endOfDay, lastDayOf, timestamp } from './calendar.ts';
import { contactFields, givenFields } from './contact.ts';
import type { IssuedLicence, LicenceDocument } from './document.ts';
import { event, type PrivacyEvent } from './event.ts';
import type { EventId, SubjectId } from './id.ts';
import { type Invalid, invalid } from './invalid.ts';
import {
  isDay,
  type LicenceEvent,
  type LicenceIssued,
  type LicenceReinstated,
  type LicenceTerminated,
} from './licence-event.ts';

/** What is known of a licence, whatever the order in which it became known. */
export type LicenceFacts = Pick<LicenceDocument, 'issued' | 'lifecycle'>;

/** The outcome of one more event: facts changed, nothing new, or refused by what is known already. */
export type LicenceDecision =
  | { readonly outcome: 'changed'; readonly facts: LicenceFacts }
  | { readonly outcome: 'unchanged' }
  | Invalid;

/**
 * Folds one event into what is known. Who is contact is decided by the latest `issued`, whether the licence
 * has ended by the latest of `terminated` and `reinstated`, by the time of the events and not of their
 * arrival: any order and any repetition give the same facts. Only of two that contradict each other, an issue
 * and an end before it, the one that comes second is refused.
 */
export function decideLicence(known: LicenceFacts, incoming: LicenceEvent): LicenceDecision {
  if (isEcho(known, incoming)) return { outcome: 'unchanged' };
  const { issued } = known;
  switch (incoming.name) {
    case 'issued':
      return decideIssued(known, incoming);
    case 'terminated': {
      if (!isNews(known, incoming)) return { outcome: 'unchanged' };
      if (issued !== undefined && incoming.endedOn < issued.on) {
        return invalid({ pointer: '/data/endedOn', reason: 'before-it-was-issued' });
      }
      return {
        outcome: 'changed',
        facts: { issued, lifecycle: { endedOn: incoming.endedOn, at: incoming.at } },
      };
    }
    case 'reinstated':
      if (!isNews(known, incoming)) return { outcome: 'unchanged' };
      return { outcome: 'changed', facts: { issued, lifecycle: { endedOn: null, at: incoming.at } } };
  }
}

function decideIssued(known: LicenceFacts, incoming: LicenceIssued): LicenceDecision {
  const { contact, retentionAfterEnd, at } = incoming;
  const { lifecycle } = known;
  const on = dayOfIssue(known, incoming);
  if (known.issued === undefined) {
    const endedOn = lifecycle?.endedOn ?? null;
    if (endedOn !== null && endedOn < on) {
      return invalid({ pointer: '/time', reason: 'before-it-was-issued' });
    }
    return { outcome: 'changed', facts: { lifecycle, issued: { contact, retentionAfterEnd, on, at } } };
  }
  const firstOn = on < known.issued.on ? on : known.issued.on;
  if (isLater({ contact, retentionAfterEnd, on, at }, known.issued)) {
    return {
      outcome: 'changed',
      facts: { lifecycle, issued: { contact, retentionAfterEnd, on: firstOn, at } },
    };
  }
  if (firstOn === known.issued.on) return { outcome: 'unchanged' };
  return { outcome: 'changed', facts: { lifecycle, issued: { ...known.issued, on: firstOn } } };
}

/** The later issue counts; of two of one instant always the same one, whichever came first. */
function isLater(one: IssuedLicence, other: IssuedLicence): boolean {
  const rank = ({ at, contact, retentionAfterEnd }: IssuedLicence) =>
    JSON.stringify([at, retentionAfterEnd ?? '', contactFields.map((field) => contact[field] ?? '')]);
  return rank(one) > rank(other);
}

function dayOfIssue(known: LicenceFacts, incoming: LicenceIssued): string {
  const day = dayOf(Temporal.Instant.from(incoming.at)).toString();
  const endedOn = known.lifecycle?.endedOn;
  // An event without a time of its own only says that it was sent before it arrived, perhaps long before.
  return !incoming.timed && endedOn && endedOn < day ? endedOn : day;
}

/** The same said again by an event without a time of its own: a repetition, not news. */
function isEcho(known: LicenceFacts, incoming: LicenceEvent): boolean {
  if (incoming.timed) return false;
  switch (incoming.name) {
    case 'issued': {
      const { issued } = known;
      return (
        issued !== undefined &&
        issued.retentionAfterEnd === incoming.retentionAfterEnd &&
        contactFields.every((field) => issued.contact[field] === incoming.contact[field])
      );
    }
    case 'terminated':
      return known.lifecycle?.endedOn === incoming.endedOn;
    case 'reinstated':
      return known.lifecycle?.endedOn === null;
  }
}

/** The later word counts; of two words of one instant the one that keeps the data longer. */
function isNews(known: LicenceFacts, incoming: LicenceTerminated | LicenceReinstated): boolean {
  const { lifecycle } = known;
  if (lifecycle === undefined || incoming.at > lifecycle.at) return true;
  if (incoming.at < lifecycle.at || lifecycle.endedOn === null) return false;
  return incoming.name === 'reinstated' || incoming.endedOn > lifecycle.endedOn;
}

/**
 * When a licence's data goes: by the agreement's own period or day, else three months from the end of the
 * licence (policy row P10); null while the licence is active.
 */
export function licenceEnd(facts: LicenceFacts, receivedAt: Temporal.Instant): Temporal.Instant | null {
  if (facts.issued === undefined) {
    const period = Temporal.Duration.from(register.retention.licenceWithoutContact.period);
    return endOfDay(lastDayOf(dayOf(receivedAt), period));
  }
  const endedOn = facts.lifecycle?.endedOn ?? null;
  if (endedOn === null) return null;
  return endOfDay(lastDayKept(Temporal.PlainDate.from(endedOn), facts.issued.retentionAfterEnd));
}

/** By the agreement's own period, or until its own day but never shorter than the licence itself. */
function lastDayKept(
  endedOn: Temporal.PlainDate,
  agreed: string = register.retention.licence.period,
): Temporal.PlainDate {
  if (!isDay(agreed)) return lastDayOf(endedOn, Temporal.Duration.from(agreed));
  const until = Temporal.PlainDate.from(agreed);
  return Temporal.PlainDate.compare(until, endedOn) < 0 ? endedOn : until;
}

/** The licence's record for these facts. */
export function licenceDocument(given: {
  readonly base: Pick<LicenceDocument, 'id' | 'subjectId' | 'licenceId' | 'receivedAt' | 'salt'>;
  readonly facts: LicenceFacts;
}): LicenceDocument {
  const { base, facts } = given;
  const end = licenceEnd(facts, Temporal.Instant.from(base.receivedAt));
  return { ...base, kind: 'licence', ...facts, eraseAfter: end && timestamp(end) };
}

/** The event that tells what an incoming event changed. */
export function licenceChanged(given: {
  readonly incoming: LicenceEvent;
  readonly document: LicenceDocument;
  readonly eventId: EventId;
  readonly subjectId: SubjectId;
  readonly at: Temporal.Instant;
  readonly commit: (content: object) => string;
}): PrivacyEvent {
  const { incoming, document, eventId, subjectId, at, commit } = given;
  const envelope = { id: eventId, subject: subjectId, at };
  const { id: licence, licenceId, eraseAfter } = document;
  switch (incoming.name) {
    case 'issued': {
      if (document.issued === undefined) throw new RangeError('a licence that was issued has a contact');
      const { contact, on: issuedOn, retentionAfterEnd } = document.issued;
      return event('licence.issued', {
        ...envelope,
        data: {
          licence,
          fields: givenFields(contact),
          issuedOn,
          retentionAfterEnd,
          eraseAfter,
          commitment: commit({ licenceId, contact, issuedOn, retentionAfterEnd }),
        },
      });
    }
    case 'terminated':
      return event('licence.terminated', {
        ...envelope,
        data: { licence, endedOn: incoming.endedOn, eraseAfter },
      });
    case 'reinstated':
      return event('licence.reinstated', { ...envelope, data: { licence, eraseAfter } });
  }
}
