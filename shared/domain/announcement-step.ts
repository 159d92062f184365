import type { Temporal } from 'temporal-polyfill';
import type { PolicyVersion } from '../policy/versions.ts';
import {
  type AnnouncementCounts,
  type AnnouncementDocument,
  nobodyYet,
  placeOf,
  sumOf,
} from './announcement.ts';
import { timestamp } from './calendar.ts';
import { event, type PrivacyEvent } from './event.ts';
import type { EventId, SubjectId } from './id.ts';

/** A step of an announcement: the document after it, and what tells of it. */
export interface AnnouncementStep {
  readonly document: AnnouncementDocument;
  readonly events: readonly PrivacyEvent[];
}

interface Moment {
  readonly at: Temporal.Instant;
  readonly eventId: EventId;
}

/** A larger change begins to be told. */
export function begun(
  version: PolicyVersion,
  { at, eventId, by }: Moment & { readonly by?: string | undefined },
): AnnouncementStep {
  const { date: policyVersion } = version;
  const { id, subjectId } = placeOf(version);
  return {
    document: {
      id,
      kind: 'announcement',
      subjectId,
      policyVersion,
      state: 'running',
      startedAt: timestamp(at),
      counts: nobodyYet,
    },
    events: [
      event('announcement.started', { id: eventId, subject: subjectId, at, data: { policyVersion, by } }),
    ],
  };
}

/** Some people have been dealt with: everybody up to `upTo`, but for those to be tried again. */
export function wentOn(
  document: AnnouncementDocument,
  {
    upTo,
    again,
    counts,
  }: {
    readonly upTo: SubjectId | undefined;
    readonly again: readonly SubjectId[];
    readonly counts: readonly AnnouncementCounts[];
  },
): AnnouncementDocument {
  return {
    ...document,
    upTo,
    again: again.length === 0 ? undefined : again,
    counts: sumOf([document.counts, ...counts]),
  };
}

/** Everybody has been dealt with. */
export function completed(document: AnnouncementDocument, { at, eventId }: Moment): AnnouncementStep {
  const { subjectId, policyVersion, counts } = document;
  const data = { policyVersion, ...counts };
  return {
    document: { ...document, state: 'done', doneAt: timestamp(at) },
    events: [event('announcement.completed', { id: eventId, subject: subjectId, at, data })],
  };
}
