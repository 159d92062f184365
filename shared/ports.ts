import type { Temporal } from 'temporal-polyfill';
import type {
  ErasureDocument,
  HoldDocument,
  MarkerDocument,
  NoticeDocument,
  RecordDocument,
  SubjectDocument,
  SubjectHead,
  Suppression,
} from './domain/document.ts';
import type { PrivacyEvent } from './domain/event.ts';
import type {
  AskId,
  ErasureId,
  EventId,
  HoldId,
  IdentifierKey,
  RectificationId,
  RegistrationId,
  SubjectId,
  WithdrawalId,
} from './domain/id.ts';
import type { Identifier } from './domain/identifier.ts';
import type { FieldError } from './domain/invalid.ts';
import type { Mail } from './domain/letter.ts';
import type { Dossier, ProcessorAnswer } from './domain/recipient.ts';
import type { ProcessorId } from './policy/processors.ts';

/** Everything the use cases need of the world. Faults come as exceptions; refusals are values. */
export interface World {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keys: Keys;
  readonly identifiers: IdentifierStore;
  readonly subjects: SubjectStore;
  readonly events: EventPublisher;
  readonly licenceQueue: LicenceQueue;
  readonly mailQueue: MailQueue;
  readonly mailer: Mailer;
  readonly links: Links;
  readonly connectors: Connectors;
  readonly search: Search;
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
  rectification(): RectificationId;
  withdrawal(): WithdrawalId;
  ask(): AskId;
  hold(subjectId: SubjectId): HoldId;
}

export interface Keys {
  /** The key of an identifier's entry, by the newest pepper. */
  identifierKey(identifier: Identifier): IdentifierKey;
  /** The keys of an identifier by every pepper still in use, newest first: where an entry may be. */
  identifierKeys(identifier: Identifier): readonly IdentifierKey[];
  /** A keyed fingerprint of something a caller made up and that may say anything: its Idempotency-Key. */
  fingerprint(text: string): string;
  /** Whether `fingerprint` is the text's, by any pepper still in use; in constant time. */
  isFingerprint(fingerprint: string, text: string): boolean;
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
  /** For which purposes the person said no, and when: stays when the person's data is gone. */
  readonly suppressed?: Suppression | undefined;
  readonly ttl?: number;
}

/** What stays in the entry of an erased licence, or of a person who does not want to hear from us, and for how long. */
export type WordOfErasure = Pick<IdentifierEntry, 'historyUntil' | 'suppressed'> & { readonly ttl: number };

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
  release(key: IdentifierKey, subjectId: SubjectId, word: WordOfErasure): Promise<'released' | 'absent'>;
}

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
      readonly note?: Pick<SubjectHead, 'closedAt' | 'releasing' | 'ttl'> | undefined;
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
}

export interface SubjectStore {
  commit(change: SubjectChange): Promise<CommitOutcome>;
  read<Kind extends SubjectDocument['kind']>(
    subjectId: SubjectId,
    kind: Kind,
    id: string,
  ): Promise<Stored<Extract<SubjectDocument, { kind: Kind }>> | undefined>;
  holdings(subjectId: SubjectId): Promise<Holdings>;
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
  /** Everybody's records, holds and erasures, one subject after the other, page by page: for lists of people. */
  everybody(): AsyncIterable<readonly PersonHoldings[]>;
}

/** What decides whether somebody may be contacted. */
export type PersonHoldings = Pick<Holdings, 'subjectId' | 'records' | 'holds' | 'notices'>;

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

/** Mails that could not be sent go back for later: an event that causes one, by itself without personal data. */
export interface MailQueue {
  again(message: {
    readonly event: PrivacyEvent;
    readonly attempt: number;
    readonly at: Temporal.Instant;
  }): Promise<void>;
}

export interface Mailer {
  /**
   * Hands a mail to the mail server. `refused`: the server will never take it.
   *
   * @throws when it may take it later; the message names no address.
   */
  send(mail: Mail): Promise<'sent' | 'refused'>;
}

/** Links that lead a person, and nobody who guesses, to a page of ours. They carry ids, never an address. */
export interface Links {
  confirm(to: { readonly subjectId: SubjectId; readonly askId: AskId }): string;
  /** Leaves one list and no other, for as long as the mail lies around (RFC 8058). */
  unsubscribe(to: { readonly subjectId: SubjectId }): string;
  /** The person's own page; good for a month from `at`. */
  preferences(to: { readonly subjectId: SubjectId; readonly at: Temporal.Instant }): string;
  /** What a link's token says; undefined if we did not make it, or not for this. */
  readConfirm(token: string): { readonly subjectId: SubjectId; readonly askId: AskId } | undefined;
  readUnsubscribe(token: string): { readonly subjectId: SubjectId } | undefined;
  readPreferences(
    token: string,
    at: Temporal.Instant,
  ): { readonly subjectId: SubjectId } | 'expired' | undefined;
}

/** What a processor is asked: about whom, and under which number it may have begun already. */
export interface ConnectorRequest {
  /** The same for every attempt: a UUIDv4. */
  readonly id: string;
  readonly requestedAt: string;
  readonly dossier: Dossier;
  /** What it answered before. */
  readonly references: readonly string[];
}

/** One processor's interface. Each call may be repeated. What the processor says comes as an answer, not as a fault. */
export interface Connector {
  /** Deletes what it holds of the person (GDPR Art. 17, Art. 19). */
  erase(request: ConnectorRequest): Promise<ProcessorAnswer>;
  /** Puts the dossier's corrections in place (Art. 16, Art. 19). */
  rectify(request: ConnectorRequest): Promise<ProcessorAnswer>;
  /** Stops using the person's data for Markedsnyheter (Art. 7(3)). */
  withdraw(request: ConnectorRequest): Promise<ProcessorAnswer>;
  /**
   * Whether what it said it deleted is gone, asked by its own numbers.
   *
   * @throws when it cannot be asked now.
   */
  verify(references: readonly string[]): Promise<'gone' | 'left' | 'cannot-tell'>;
}

export type Connectors = Readonly<Record<ProcessorId, Connector>>;

/** A piece of text that lies somewhere in our stores. */
export interface StoredText {
  /** `cosmos/subjects`, `service-bus/licence-events/dead-letters`, `blob/azure-webjobs-hosts`. */
  readonly place: string;
  readonly text: string;
  /** When it got there, UTC; absent if that is not known. */
  readonly since?: string | undefined;
}

/** A reader of every store that knows nothing of how they are written: what a search for leftovers reads. */
export interface Search {
  readonly places: readonly string[];
  texts(): AsyncIterable<StoredText>;
}

/** What operations count. Names and properties are an allow-list: nothing of a person fits in. */
export interface Telemetry {
  count(name: 'registrations-received', properties: { readonly channel: string }): void;
  count(
    name: 'licence-events-received',
    properties: { readonly type: string; readonly outcome: string },
  ): void;
  count(name: 'identifiers-swept', properties: { readonly entries: number; readonly released: number }): void;
  count(
    name: 'processors-answered',
    properties: { readonly processor: ProcessorId; readonly notice: string; readonly answer: string },
  ): void;
  count(name: 'erasures-completed', properties: { readonly cause: string; readonly state: string }): void;
  count(name: 'erasures-verified', properties: { readonly outcome: 'verified' | 'contradicted' }): void;
  count(name: 'leftovers-found', properties: { readonly place: string }): void;
  count(name: 'consents-changed', properties: { readonly state: string; readonly by: string }): void;
  count(name: 'mails-sent', properties: { readonly letter: string; readonly outcome: string }): void;
  count(
    name: 'processors-chased',
    properties: { readonly notices: number; readonly reminders: number; readonly failed: number },
  ): void;
  count(name: 'events-relayed' | 'events-unreadable', properties: { readonly events: number }): void;
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
