import type { Temporal } from 'temporal-polyfill';
import type {
  ErasureDocument,
  MarkerDocument,
  RecordDocument,
  SubjectDocument,
  SubjectHead,
} from './domain/document.ts';
import type { PrivacyEvent } from './domain/event.ts';
import type { ErasureId, EventId, IdentifierKey, RegistrationId, SubjectId } from './domain/id.ts';
import type { Identifier } from './domain/identifier.ts';
import type { FieldError } from './domain/invalid.ts';

/** Everything the use cases need of the world. Faults come as exceptions; refusals are values. */
export interface World {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keys: Keys;
  readonly identifiers: IdentifierStore;
  readonly subjects: SubjectStore;
  readonly events: EventPublisher;
  readonly licenceQueue: LicenceQueue;
  readonly telemetry: Telemetry;
}

export interface Clock {
  now(): Temporal.Instant;
  /** Waits, to let somebody else finish. */
  pause(milliseconds: number): Promise<void>;
}

/** New ids: UUIDv7 by the given instant for events, random UUIDv4 for all else. */
export interface Ids {
  event(at: Temporal.Instant): EventId;
  subject(): SubjectId;
  registration(): RegistrationId;
  erasure(): ErasureId;
}

export interface Keys {
  /** The key of an identifier's entry, by the newest pepper. */
  identifierKey(identifier: Identifier): IdentifierKey;
  /** The keys of an identifier by every pepper still in use, newest first: where an entry may be. */
  identifierKeys(identifier: Identifier): readonly IdentifierKey[];
  /** A keyed fingerprint of something a caller made up and that may say anything: its Idempotency-Key. */
  fingerprint(text: string): string;
  /** 128 random bits, base64url. */
  salt(): string;
  /** HMAC-SHA-256 by the salt over the content's RFC 8785 canonical JSON, base64url. */
  commitment(salt: string, content: object): string;
}

/** A document and the ETag by which a later write can tell that it has not changed. */
export interface Stored<Document> {
  readonly document: Document;
  readonly etag: string;
}

/** An entry of `identifiers`: to whom an identifier leads. */
export interface IdentifierEntry {
  readonly id: IdentifierKey;
  /** The subject that this identifier identifies; of a licence, the subject that holds its record. */
  readonly subjectId?: SubjectId | undefined;
  /** Other subjects it was given with: a shared phone number. */
  readonly mentionedBy: Readonly<Record<SubjectId, true>>;
  /** When somebody last made it lead somewhere: an intake that died right after leaves it behind. */
  readonly touchedAt: string;
  /** A licence's events are taken in one at a time: until this instant it is somebody's turn. */
  readonly lockedUntil?: string | undefined;
  /** The subject that is taking the licence over from `subjectId`. */
  readonly next?: SubjectId | undefined;
  /** A licence's data was erased; its events up to this instant are history. */
  readonly historyUntil?: string | undefined;
  readonly ttl?: number;
}

/** What stays of an erased licence. */
export type WordOfErasure = Required<Pick<IdentifierEntry, 'historyUntil' | 'ttl'>>;

export interface IdentifierStore {
  /**
   * Makes the entry lead to `subjectId` unless it exists; returns the entry as it now stands. One request.
   * Of several claims at once exactly one has `created`.
   */
  claim(
    key: IdentifierKey,
    subjectId: SubjectId,
  ): Promise<Stored<IdentifierEntry> & { readonly created: boolean }>;
  /** Notes that the identifier was given together with the subject. One request. */
  mention(key: IdentifierKey, subjectId: SubjectId): Promise<void>;
  find(key: IdentifierKey): Promise<Stored<IdentifierEntry> | undefined>;
  /** The entries touched in a span of time, oldest first, page by page. */
  touchedBetween(
    span: { readonly from: Temporal.Instant; readonly to: Temporal.Instant },
    pageSize: number,
  ): AsyncIterable<readonly Stored<IdentifierEntry>[]>;
  /** Writes the entry in the place of the one with that ETag; without an ETag, where there is none. */
  write(entry: IdentifierEntry, etag: string | undefined): Promise<Stored<IdentifierEntry> | 'changed'>;
  remove(entry: Stored<IdentifierEntry>): Promise<'removed' | 'changed'>;
  /** Takes the subject out of the entry; the entry goes when it leads to nobody, or keeps only `word`. */
  release(key: IdentifierKey, subjectId: SubjectId, word?: WordOfErasure): Promise<'released' | 'absent'>;
}

/** What a change expects of the subject's head, and does to it. */
export type HeadChange =
  /** There is none yet: this change is the subject's first; or, with `closed`, its first and last. */
  | { readonly expect: 'none'; readonly closed?: Pick<SubjectHead, 'closedAt' | 'ttl'> }
  /** There is one, neither closed nor in the middle of an erasure: count this change. */
  | { readonly expect: 'open' }
  /** Nothing has changed since the head was read: put this one in its place. */
  | { readonly expect: 'unmoved'; readonly etag: string; readonly head: SubjectHead };

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
  readonly erasures: readonly ErasureDocument[];
}

export interface SubjectStore {
  commit(change: SubjectChange): Promise<CommitOutcome>;
  read<Kind extends SubjectDocument['kind']>(
    subjectId: SubjectId,
    kind: Kind,
    id: string,
  ): Promise<Stored<Extract<SubjectDocument, { kind: Kind }>> | undefined>;
  holdings(subjectId: SubjectId): Promise<Holdings>;
  /** Deletes the document of an erasure that is finished, if it is still there, and opens the subject again. */
  forgetErasure(erasure: ErasureDocument): Promise<void>;
  /** The subjects with something due at `at`, earliest due first, page by page; each page without repeats. */
  due(at: Temporal.Instant, pageSize: number): AsyncIterable<readonly SubjectId[]>;
}

export interface EventPublisher {
  /** Hands all events to the topic, in order; returns when the broker has them. May be repeated. */
  publish(events: readonly PrivacyEvent[]): Promise<void>;
}

/** What the broker says of a message. */
export interface MessageFacts {
  readonly sequenceNumber: string;
  readonly enqueuedAt: string;
}

/** What is told of a message that the rules refuse: enough to find it at the sender, nothing of a person. */
export interface Rejection {
  readonly event: { readonly id?: string | undefined; readonly type?: string | undefined };
  /** The broker's own words for the message it was. */
  readonly message: Partial<MessageFacts>;
  readonly errors: readonly FieldError[];
}

export interface LicenceQueue {
  /** Puts a message back to be delivered again at `at`; `attempt` counts. */
  again(message: {
    readonly body: unknown;
    readonly attempt: number;
    readonly at: Temporal.Instant;
  }): Promise<void>;
  /** Puts a rejection in the message's place, on its way to the dead letters, with the proof that it is ours. */
  reject(rejection: Rejection, proof: string): Promise<void>;
}

/** What operations count. Names and properties are an allow-list: nothing of a person fits in. */
export interface Telemetry {
  count(name: 'registrations-received', properties: { readonly channel: string }): void;
  count(
    name: 'licence-events-received',
    properties: { readonly type: string; readonly outcome: string },
  ): void;
  count(name: 'identifiers-swept', properties: { readonly entries: number; readonly released: number }): void;
  count(name: 'events-relayed', properties: { readonly events: number }): void;
  count(
    name: 'retention-swept',
    properties: {
      readonly pages: number;
      readonly subjects: number;
      readonly records: number;
      readonly failed: number;
    },
  ): void;
}
