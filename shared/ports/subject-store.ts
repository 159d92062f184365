import type { Temporal } from 'temporal-polyfill';
import type { DisclosureDocument } from '../domain/disclosure.ts';
import type {
  ErasureDocument,
  HoldDocument,
  MarkerDocument,
  NoticeDocument,
  RecordDocument,
  SubjectDocument,
  SubjectHead,
} from '../domain/document.ts';
import type { PrivacyEvent } from '../domain/event.ts';
import type { SubjectId } from '../domain/id.ts';
import type { RequestDocument } from '../domain/request.ts';
import type { Stored } from './stored.ts';

/** What a change expects of the subject's head, and does to it. */
export type HeadChange =
  /** There is none yet: this change is the subject's first; or, with `closed`, its first and last. */
  | { readonly expect: 'none'; readonly closed?: Pick<SubjectHead, 'closedAt' | 'ttl'> }
  /** There is one, neither closed nor releasing identifiers: count this change. */
  | { readonly expect: 'open' }
  /** This notice has released its identifiers: open the subject again. */
  | { readonly expect: 'releasing'; readonly id: NoticeDocument['id'] }
  /** The change stands by itself, whatever becomes of the subject: its documents' ETags guard it. */
  | { readonly expect: 'any' }
  /** The subject is closed and nothing leads there any more: its head may go after `ttl` seconds. */
  | { readonly expect: 'closed'; readonly ttl: number }
  /** Nothing has changed since the head was read: count this change, and note what it says of the head. */
  | {
      readonly expect: 'unmoved';
      readonly head: Stored<SubjectHead>;
      readonly note?: Pick<SubjectHead, 'closedAt' | 'releasing' | 'packages' | 'ttl'> | undefined;
    };

/** One change of one subject: all of it or nothing. At most 100 documents in all. */
export interface SubjectChange {
  readonly subjectId: SubjectId;
  readonly head: HeadChange;
  readonly marker?: MarkerDocument | undefined;
  readonly create?: readonly SubjectDocument[];
  readonly replace?: readonly Stored<SubjectDocument>[];
  /** Ids to delete; only with a head that must be unmoved, since every change moves it. */
  readonly remove?: readonly string[];
  readonly events: readonly PrivacyEvent[];
}

/**
 * `not-open`: the subject is closed, or an erasure of a part of it is on its way. `changed`: something the
 * decision was based on has moved; load again, decide again.
 */
export type CommitOutcome =
  | 'committed'
  | 'repeated'
  | 'no-subject'
  | 'subject-exists'
  | 'not-open'
  | 'changed';

/** What the partition of a subject holds, without its events and markers. */
export interface Holdings {
  readonly subjectId: SubjectId;
  /** Absent when there is no such subject, or when it was closed long ago. */
  readonly head: Stored<SubjectHead> | undefined;
  readonly records: readonly Stored<RecordDocument>[];
  readonly holds: readonly Stored<HoldDocument>[];
  readonly notices: readonly Stored<NoticeDocument>[];
  readonly disclosures: readonly Stored<DisclosureDocument>[];
}

export interface SubjectStore {
  commit(change: SubjectChange): Promise<CommitOutcome>;
  read<Kind extends SubjectDocument['kind']>(
    subjectId: SubjectId,
    kind: Kind,
    id: string,
  ): Promise<Stored<Extract<SubjectDocument, { kind: Kind }>> | undefined>;
  holdings(subjectId: SubjectId): Promise<Holdings>;
  /**
   * The documents of these kinds, page by page: for those who have more than fits into memory. In the order in which
   * they came in; one that is written again meanwhile keeps its place.
   */
  each<Kind extends SubjectDocument['kind']>(
    subjectId: SubjectId,
    kinds: readonly Kind[],
  ): AsyncIterable<readonly Extract<SubjectDocument, { kind: Kind }>[]>;
  /** The subjects with something due at `at`, earliest due first, page by page; each page without repeats. */
  due(at: Temporal.Instant, pageSize: number): AsyncIterable<readonly SubjectId[]>;
  /** The notices to be looked after at `at`, the longest overdue first, page by page. */
  toChase(at: Temporal.Instant, pageSize: number): AsyncIterable<readonly NoticeDocument[]>;
  /** The erasures to be verified at `at`, page by page. */
  toVerify(at: Temporal.Instant, pageSize: number): AsyncIterable<readonly Stored<ErasureDocument>[]>;
  /** The notices with a task for staff, the earliest due first, page by page. */
  withTasks(pageSize: number): AsyncIterable<readonly NoticeDocument[]>;
  /** The holds, the earliest review first, page by page. */
  holdsByReview(pageSize: number): AsyncIterable<readonly HoldDocument[]>;
  /** The open requests, the earliest due first, page by page. */
  requestsByDueDay(pageSize: number): AsyncIterable<readonly Stored<RequestDocument>[]>;
  /** The answered requests whose mail cannot be delivered, while they know whom to reach; the latest first, page by page. */
  requestsUndelivered(pageSize: number): AsyncIterable<readonly Stored<RequestDocument>[]>;
  /** The requests to be looked after at `at`, page by page. */
  toWake(at: Temporal.Instant, pageSize: number): AsyncIterable<readonly Stored<RequestDocument>[]>;
  /** The requests about a person, open and closed. */
  requestsAbout(subjectId: SubjectId): Promise<readonly Stored<RequestDocument>[]>;
  /** Who of the staff looked the subject up, the latest first, so many at most. */
  lookupsOf(subjectId: SubjectId, most: number): Promise<readonly PrivacyEvent<'person.looked-up'>[]>;
  /** The disclosures, the latest first, page by page. */
  disclosuresByDay(pageSize: number): AsyncIterable<readonly DisclosureDocument[]>;
  /** How many records end in each span of time, by kind. */
  endingBetween(span: {
    readonly from: Temporal.Instant;
    readonly to: Temporal.Instant;
  }): Promise<Readonly<Record<RecordDocument['kind'], number>>>;
  /** About how many people there are: those of whom nothing is left for a week count still. */
  countPeople(): Promise<number>;
  /** The notices that were completed since `at`, the latest first, page by page. */
  completedSince(at: Temporal.Instant, pageSize: number): AsyncIterable<readonly NoticeDocument[]>;
  /**
   * Everybody's records, holds and erasures, one subject after the other, page by page: for lists of people. After
   * `after` in the order of the ids, if it is given.
   */
  everybody(after?: SubjectId): AsyncIterable<readonly PersonHoldings[]>;
}

/** What the partition of a subject holds beside its events and markers. */
export type HeldDocument = RecordDocument | HoldDocument | NoticeDocument | DisclosureDocument;

/** What decides whether somebody may be contacted. */
export type PersonHoldings = Pick<Holdings, 'subjectId' | 'records' | 'holds' | 'notices'>;
