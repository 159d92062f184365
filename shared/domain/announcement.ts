import type { Temporal } from 'temporal-polyfill';
import type { Locale } from '../policy/register.ts';
import type { PolicyVersion } from '../policy/versions.ts';
import { timestamp } from './calendar.ts';
import type { HoldDocument, NoticeDocument, RecordDocument } from './document.ts';
import { keptUnused } from './held-erasure.ts';
import type { AnnouncementId, SubjectId } from './id.ts';
import { isUnconfirmed } from './registration.ts';
import { contactIn, isRestricted, localeIn } from './use.ts';

/**
 * The announcement of a larger change of the policy (policy row P12): everybody concerned is told once. It lies in a
 * partition of its own and names nobody.
 */
export interface AnnouncementDocument {
  readonly id: AnnouncementId;
  readonly kind: 'announcement';
  /** The partition: the announcement's own id. */
  readonly subjectId: SubjectId;
  readonly policyVersion: string;
  readonly state: 'running' | 'done';
  readonly startedAt: string;
  readonly doneAt?: string | undefined;
  /** Everybody up to and with this subject has been dealt with, but for those in `again`. */
  readonly upTo?: SubjectId | undefined;
  /** Whom a fault kept from being told; they are tried again when everybody else has been dealt with. */
  readonly again?: readonly SubjectId[] | undefined;
  readonly counts: AnnouncementCounts;
}

export interface AnnouncementCounts {
  /** Mails on their way or sent. */
  readonly told: number;
  /** People who can only be reached by the banner on the web site. */
  readonly withoutAddress: number;
  /** Restricted, or withdrawn and held: not contacted. */
  readonly notContacted: number;
  /** Of those told, asked again for a consent that the change touches. */
  readonly askedAgain: number;
}

export const nobodyYet: AnnouncementCounts = { told: 0, withoutAddress: 0, notContacted: 0, askedAgain: 0 };

export function sumOf(counts: readonly AnnouncementCounts[]): AnnouncementCounts {
  return counts.reduce(
    (sum, each) => ({
      told: sum.told + each.told,
      withoutAddress: sum.withoutAddress + each.withoutAddress,
      notContacted: sum.notContacted + each.notContacted,
      askedAgain: sum.askedAgain + each.askedAgain,
    }),
    nobodyYet,
  );
}

/** Where the announcement of a version lies; there is one at most. */
export function placeOf({
  date,
}: Pick<PolicyVersion, 'date'>): Pick<AnnouncementDocument, 'id' | 'subjectId'> {
  const id = `announcement-${date}`;
  return { id: id as AnnouncementId, subjectId: id as SubjectId };
}

/** How many of all people come before a subject, about, as a share: they are gone through by id, and ids are random. */
export function shareUpTo(upTo: SubjectId | undefined): number {
  const digits = (upTo ?? '').slice(0, 8);
  return /^[0-9a-f]{8}$/.test(digits) ? Number.parseInt(digits, 16) / 0x1_0000_0000 : 0;
}

/** The id of the marker that somebody was told of a version: in the person's own partition. */
export function toldMarkerOf(policyVersion: string): string {
  return `announced:${policyVersion}`;
}

interface Person {
  readonly records: readonly RecordDocument[];
  readonly holds: readonly HoldDocument[];
  readonly notices: readonly NoticeDocument[];
}

/** How a change of the policy reaches somebody. */
export type Reach =
  | { readonly reach: 'mail'; readonly email: string; readonly locale: Locale }
  /** There is a number and no address. */
  | { readonly reach: 'without-address' }
  /** What is held must not be used (GDPR Art. 18), or was withdrawn and is only held. */
  | { readonly reach: 'not-contacted' }
  /** Nothing is held that is anybody's for sure: an address that nobody has confirmed may be anybody's. */
  | { readonly reach: 'nobody' };

/** Whether and how somebody is told of a change of the policy at `at`. It is no marketing, and no refusal stands against it. */
export function reachOf({ records, holds, notices }: Person, at: Temporal.Instant): Reach {
  const now = timestamp(at);
  const unused = keptUnused(notices);
  const held = records
    .filter(isConcerned)
    .filter(({ eraseAfter }) => eraseAfter === null || eraseAfter > now);
  if (held.length === 0) return { reach: 'nobody' };
  const usable = held.filter((record) => !unused.has(record.id) && !isRestricted(record, holds));
  if (usable.length === 0) return { reach: 'not-contacted' };
  const { email } = contactIn(usable);
  if (email === undefined) return { reach: 'without-address' };
  return { reach: 'mail', email, locale: localeIn(usable) ?? 'nb' };
}

/**
 * Whether somebody came under the new version, so that there is nothing to announce: all that is held states it, or came
 * after the announcement began.
 */
export function knowsAlready(
  { records }: Pick<Person, 'records'>,
  { policyVersion, startedAt }: Pick<AnnouncementDocument, 'policyVersion' | 'startedAt'>,
): boolean {
  return records.filter(isConcerned).every((record) => {
    switch (record.kind) {
      case 'registration':
        return (record.policyVersion ?? '') >= policyVersion;
      case 'licence':
        return (record.issued?.at ?? '') >= startedAt;
      case 'consent':
        return (record.acts.findLast(({ state }) => state === 'given')?.policyVersion ?? '') >= policyVersion;
    }
  });
}

/** What makes somebody a person whom the policy concerns: evidence of a consent that has ended has no name and no address. */
function isConcerned(record: RecordDocument): boolean {
  switch (record.kind) {
    case 'registration':
      return !isUnconfirmed(record);
    case 'licence':
      return record.issued !== undefined;
    case 'consent':
      return record.state === 'given';
  }
}
