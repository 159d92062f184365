import type { Temporal } from 'temporal-polyfill';
import type { PackageSource } from './domain/access-package.ts';
import type { CookieDecision } from './domain/cookie-choice.ts';
import type { PrivacyEvent } from './domain/event.ts';
import type {
  AskId,
  CookieChoiceId,
  DisclosureId,
  ErasureId,
  EventId,
  HoldId,
  IdentifierKey,
  RectificationId,
  RegistrationId,
  RequestId,
  SubjectId,
  WithdrawalId,
} from './domain/id.ts';
import type { Identifier } from './domain/identifier.ts';
import type { FieldError } from './domain/invalid.ts';
import type { Mail } from './domain/letter.ts';
import type { EntityName } from './policy/signals.ts';
import type { Connectors } from './ports/connectors.ts';
import type { IdentifierStore } from './ports/identifier-store.ts';
import type { Links } from './ports/links.ts';
import type { Standing } from './ports/standing.ts';
import type { SubjectStore } from './ports/subject-store.ts';
import type { Telemetry } from './ports/telemetry.ts';

export type * from './ports/connectors.ts';
export type * from './ports/identifier-store.ts';
export type * from './ports/links.ts';
export type * from './ports/standing.ts';
export type * from './ports/stored.ts';
export type * from './ports/subject-store.ts';
export type * from './ports/telemetry.ts';

/** Everything the use cases need of the world. Faults come as exceptions; refusals are values. */
export interface World {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keys: Keys;
  readonly identifiers: IdentifierStore;
  readonly subjects: SubjectStore;
  readonly standing: Standing;
  readonly events: EventPublisher;
  readonly licenceQueue: LicenceQueue;
  readonly mailQueue: MailQueue;
  readonly mailer: Mailer;
  readonly links: Links;
  readonly connectors: Connectors;
  readonly search: Search;
  readonly limits: Limits;
  readonly packages: Packages;
  readonly packagePages: PackagePages;
  readonly holidays: Holidays;
  readonly cookieChoices: CookieChoices;
  readonly deadLetters: DeadLetters;
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
  request(): RequestId;
  disclosure(subjectId: SubjectId): DisclosureId;
  cookieChoice(): CookieChoiceId;
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

/** How often something was done for one address in a day, counted at its keyed hash. */
export interface Limits {
  /** Counts one more of that day, and returns how many that makes; more than `most` is not counted any further. */
  take(key: IdentifierKey, limit: { readonly day: string; readonly most: number }): Promise<number>;
}

/** Norwegian public holidays, which move a last day on (Regulation 1182/71 Art. 3(4)). */
export interface Holidays {
  /** The days of a year, `2027-05-17`. */
  of(year: number): Promise<ReadonlySet<string>>;
}

export type PackageFormat = 'html' | 'json';

/** The packages people are given of their data (GDPR Art. 15, Art. 20): blobs `<id>.<format>`, private. */
export interface Packages {
  /** Writes the text as it comes, in the place of what an earlier attempt left; nothing is kept in memory. */
  write(id: string, format: PackageFormat, text: AsyncIterable<string>): Promise<void>;
  /** The bytes as they are read; undefined when there is no such package any more. */
  read(id: string, format: PackageFormat): Promise<AsyncIterable<Uint8Array> | undefined>;
  remove(id: string): Promise<'removed' | 'absent'>;
  /** Removes what was last written before `at`, and returns how many packages that were. */
  removeBefore(at: Temporal.Instant): Promise<number>;
}

/** How a package looks to a person. */
interface PackagePages {
  /** The package as one HTML document that needs nothing from elsewhere, piece by piece as it is read. */
  html(source: PackageSource): AsyncIterable<string>;
}

/** A choice of cookies, of nobody in particular (policy row P4). */
export interface CookieChoice extends CookieDecision {
  readonly id: CookieChoiceId;
  /** The day, in Norway; an instant would help to tell whose it is. */
  readonly on: string;
  readonly ttl: number;
}

export interface CookieChoices {
  add(choice: CookieChoice): Promise<void>;
}

/** A message that was given up: where it lies and the broker's own words for it. */
export interface DeadLetter {
  /** `licence-events`, `mail-later`, or a subscription: `privacy-events/zendesk`. */
  readonly entity: EntityName;
  readonly sequenceNumber: string;
  readonly enqueuedAt: string;
  readonly deliveryCount: number;
  readonly reason: string | undefined;
  readonly type: string | undefined;
  readonly eventId: string | undefined;
  /** Of a refused licence event: the fields that were wrong. To send it again helps nobody; its sender has to mend it. */
  readonly refused?: readonly string[] | undefined;
}

export interface DeadLetters {
  /** Up to `most` of each entity, oldest first. */
  list(most: number): Promise<readonly DeadLetter[]>;
  /** Sends it to where it was given up, and nowhere else, and takes it away only then. */
  redrive(letter: Pick<DeadLetter, 'entity' | 'sequenceNumber'>): Promise<'sent' | 'absent'>;
  /** Takes it away for good. */
  discard(letter: Pick<DeadLetter, 'entity' | 'sequenceNumber'>): Promise<'discarded' | 'absent'>;
}
