import type { Temporal } from 'temporal-polyfill';
import type {
  ErasureDocument,
  HoldDocument,
  IdentifierRelease,
  NoticeDocument,
  RecordDocument,
  SubjectHead,
} from './document.ts';
import { identifiersOfRecord, keepsSubject } from './erasure-scope.ts';
import { type EventData, type EventName, event, type PrivacyEvent } from './event.ts';
import type { ErasureId, EventId, IdentifierKey, SubjectId } from './id.ts';
import { emailIdentifier, type Identifier, phoneIdentifier } from './identifier.ts';

/** What a notice's next step is decided by: everything that is held of the person, and the outside world. */
export interface NoticeSituation {
  readonly subjectId: SubjectId;
  readonly head: SubjectHead;
  readonly records: readonly RecordDocument[];
  readonly holds: readonly HoldDocument[];
  readonly notices: readonly NoticeDocument[];
  readonly at: Temporal.Instant;
  /** Seconds a notice stays after its end. */
  readonly noticeTtl: number;
  readonly newEventId: () => EventId;
  readonly newErasureId: () => ErasureId;
  readonly keysOf: (identifier: Identifier) => readonly IdentifierKey[];
}

/** What is to be done next. After `release` comes the same question again, with `released`. */
export type NoticeStep =
  | {
      readonly step: 'commit';
      /** The notice as it stands then; `forgotten` when nothing has to be remembered of it. */
      readonly notice: NoticeDocument | 'forgotten';
      /** A part of an erasure that a hold came over. */
      readonly heldBack?: ErasureDocument | undefined;
      /** Other notices that the end of everything brings to theirs. */
      readonly superseded?: readonly NoticeDocument[] | undefined;
      readonly head: StepOfHead;
      readonly remove: readonly string[];
      readonly events: readonly PrivacyEvent[];
    }
  | { readonly step: 'release'; readonly releases: readonly IdentifierRelease[] }
  | { readonly step: 'wait' };

/**
 * What a step does to the subject's head. `stands`: it has no part in it. `counts`: nothing may have happened since it
 * was read. `releases`: so, and from now on identifiers are released. `closes`: so, and the subject ends. `opens`: after a
 * release. `expires`: nothing leads to the closed subject any more.
 */
type StepOfHead = 'stands' | 'counts' | 'releases' | 'closes' | 'opens' | 'expires';

/** Whether a notice still has to find the person, or waits to begin. */
export function isUnfinished(notice: NoticeDocument): boolean {
  return notice.dossier !== undefined || isHeldErasure(notice);
}

/** Whether a notice is an erasure that a hold keeps from beginning. */
export function isHeldErasure(notice: NoticeDocument): notice is ErasureDocument {
  return notice.kind === 'erasure' && notice.state === 'held';
}

export function identifiersOfNotice({ dossier }: NoticeDocument): Identifier[] {
  if (dossier === undefined) return [];
  return [...dossier.emails.map(emailIdentifier), ...dossier.phones.map(phoneIdentifier)];
}

/** The entries that lead to what stays: the person's records, and other notices that still need the person. */
export function neededKeys(
  others: readonly NoticeDocument[],
  situation: NoticeSituation,
): Set<IdentifierKey> {
  const records = situation.records.filter(keepsSubject).flatMap(identifiersOfRecord);
  return new Set(keysOf([...records, ...others.flatMap(identifiersOfNotice)], situation));
}

export function keysOf(
  identifiers: readonly Identifier[],
  situation: Pick<NoticeSituation, 'keysOf'>,
): IdentifierKey[] {
  return [...new Set(identifiers.flatMap((identifier) => situation.keysOf(identifier)))];
}

export function news<Name extends EventName>(
  name: Name,
  data: EventData[Name],
  { subjectId, at, newEventId }: Pick<NoticeSituation, 'subjectId' | 'at' | 'newEventId'>,
): PrivacyEvent<Name> {
  return event(name, { id: newEventId(), subject: subjectId, at, data });
}
