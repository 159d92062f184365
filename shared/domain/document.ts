import type { Contact } from './contact.ts';
import type { ErasureCause, PrivacyEvent, RecordReference } from './event.ts';
import type { ErasureId, IdentifierKey, RegistrationId, SubjectId } from './id.ts';

/**
 * The documents of one partition of `subjects`. Those with personal data say until when (`eraseAfter`, a UTC
 * timestamp of whole seconds) or that the end is not known yet (null: the licence is active).
 */
export type SubjectDocument =
  | SubjectHead
  | RegistrationDocument
  | LicenceDocument
  | ErasureDocument
  | EventDocument
  | MarkerDocument;

/** The person's records: what an answer about "what is held" lists, and what an erasure deletes. */
export type RecordDocument = RegistrationDocument | LicenceDocument;

/** One per subject, id `subject`. Every change counts here, which moves the ETag a closing holds. */
export interface SubjectHead {
  readonly id: typeof headId;
  readonly kind: 'subject';
  readonly subjectId: SubjectId;
  readonly changes: number;
  /** Set when nothing is left of the person: what comes later belongs to a new subject. */
  readonly closedAt?: string;
  /** The erasure of a part that is on its way: what comes now waits for its end, or brings it about. */
  readonly erasing?: ErasureId;
  readonly ttl?: number;
}

export const headId = 'subject';

export interface RegistrationDocument extends Contact {
  readonly id: RegistrationId;
  readonly kind: 'registration';
  readonly subjectId: SubjectId;
  readonly channel: string;
  readonly marketing: boolean;
  readonly policyVersion?: string | undefined;
  readonly locale: string;
  /** The day of submission in Norway: for phone and e-mail the day staff state. */
  readonly submittedOn: string;
  readonly receivedAt: string;
  readonly eraseAfter: string;
  readonly salt: string;
}

export interface LicenceDocument {
  /** The licence's identifier key: one licence, one document. */
  readonly id: IdentifierKey;
  readonly kind: 'licence';
  readonly subjectId: SubjectId;
  readonly licenceId: string;
  /** Absent while only an end has arrived: events come in any order. */
  readonly issued?: IssuedLicence | undefined;
  /** The latest word on whether the licence has ended. */
  readonly lifecycle?: { readonly endedOn: string | null; readonly at: string } | undefined;
  readonly receivedAt: string;
  readonly eraseAfter: string | null;
  readonly salt: string;
}

export interface IssuedLicence {
  readonly contact: Contact;
  readonly on: string;
  readonly at: string;
  readonly retentionAfterEnd?: string | undefined;
}

/**
 * An erasure on its way: the records are gone, these identifier entries are still to be released. It holds
 * keys, not values, and is due at once, so that the sweep finishes what a crash left.
 */
export interface ErasureDocument {
  readonly id: ErasureId;
  readonly kind: 'erasure';
  readonly subjectId: SubjectId;
  readonly cause: ErasureCause;
  readonly scope: readonly RecordReference[];
  readonly releases: readonly IdentifierRelease[];
  /** True when this erasure took the last record: the subject was closed with it. */
  readonly closes: boolean;
  readonly requestedAt: string;
  readonly eraseAfter: string;
}

export interface IdentifierRelease {
  readonly key: IdentifierKey;
  /** A licence leaves word up to when its events are history, so that an old one does not bring the person back. */
  readonly historyUntil?: string | undefined;
}

interface EventDocument {
  readonly id: string;
  readonly kind: 'event';
  readonly subjectId: SubjectId;
  readonly event: PrivacyEvent;
}

/** What came before and must not count twice; `answer` is what the first one was told. */
export interface MarkerDocument {
  readonly id: string;
  readonly kind: 'marker';
  readonly subjectId: SubjectId;
  readonly answer: string;
  /** A keyed fingerprint of what was said: a key that comes with something else is no repetition. */
  readonly content?: string;
  readonly ttl: number;
}
