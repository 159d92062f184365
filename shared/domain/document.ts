import type { ErasureCause } from '../policy/erasure-causes.ts';
import type { PurposeId } from '../policy/purposes.ts';
import type { Locale } from '../policy/register.ts';
import type { AnnouncementDocument } from './announcement.ts';
import type { ConsentAct, ConsentPurpose } from './consent.ts';
import type { Contact, ContactField } from './contact.ts';
import type { DisclosureDocument } from './disclosure.ts';
import type { PrivacyEvent, RecordReference } from './event.ts';
import type {
  AskId,
  ErasureId,
  HoldId,
  IdentifierKey,
  RectificationId,
  RegistrationId,
  RequestId,
  SubjectId,
  WithdrawalId,
} from './id.ts';
import type { Dossier, Recipients } from './recipient.ts';
import type { RequestDocument, RequestPackage } from './request.ts';

/**
 * The documents of one partition of `subjects`. Those with personal data say until when (`eraseAfter`, a UTC
 * timestamp of whole seconds) or that the end is not known yet (null: the licence is active).
 */
export type SubjectDocument =
  | SubjectHead
  | RegistrationDocument
  | LicenceDocument
  | ConsentDocument
  | HoldDocument
  | NoticeDocument
  | DisclosureDocument
  | RequestDocument
  | AnnouncementDocument
  | EventDocument
  | MarkerDocument
  | HeartbeatDocument;

/** The person's records: what an answer about "what is held" lists, and what an erasure deletes. */
export type RecordDocument = RegistrationDocument | LicenceDocument | ConsentDocument;

/** One per subject, id `subject`. Every change counts here, which moves the ETag a closing holds. */
export interface SubjectHead {
  readonly id: typeof headId;
  readonly kind: 'subject';
  readonly subjectId: SubjectId;
  readonly changes: number;
  /** Set when nothing is left of the person: what comes later belongs to a new subject. */
  readonly closedAt?: string;
  /** The notice that is releasing identifiers just now: what comes waits for its end, or brings it about. */
  readonly releasing?: NoticeDocument['id'];
  /** Copies of what is held that were made for the person: what is deleted here is deleted there. */
  readonly packages?: readonly RequestPackage[] | undefined;
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

/** Whether somebody agreed to be mailed: one per subject and purpose (policy row P6, GDPR Art. 7). */
export interface ConsentDocument {
  readonly id: `consent:${ConsentPurpose}`;
  readonly kind: 'consent';
  readonly subjectId: SubjectId;
  readonly purpose: ConsentPurpose;
  readonly state: 'requested' | 'given' | 'refused' | 'withdrawn';
  /** When this state began. */
  readonly since: string;
  /** Whom to mail, while that is asked or allowed; a consent that has ended says of whom it was no more. */
  readonly contact?: Pick<Contact, 'name' | 'company' | 'email'> | undefined;
  readonly locale: Locale;
  /** The question that was mailed last, while it is open. */
  readonly ask?: ConsentQuestion | undefined;
  /** When the person last said no; a later yes lifts it. */
  readonly refusedAt?: string | undefined;
  /** The evidence: every act, oldest first. */
  readonly acts: readonly ConsentAct[];
  readonly eraseAfter: string;
  readonly salt: string;
}

interface ConsentQuestion {
  readonly id: AskId;
  readonly at: string;
  readonly endsAt: string;
  /** Newsletter registrations that go with the question, unless it is answered with yes. */
  readonly registrations: readonly RegistrationId[];
}

/**
 * Erasure, rectification and withdrawal keep from whom it concerns what they must know to find the person, and
 * what each of them answered.
 */
export type NoticeDocument = ErasureDocument | RectificationDocument | WithdrawalDocument;

interface Notice {
  readonly subjectId: SubjectId;
  readonly requestedAt: string;
  /** Gone when every recipient has given its final answer. */
  readonly dossier?: Dossier | undefined;
  readonly recipients: Recipients;
  /** When the pipeline looks after it again: a reminder is due, or a step died half-way. */
  readonly chaseAt?: string | undefined;
  /** The earliest day by which staff have to have done something. */
  readonly taskDueOn?: string | undefined;
  readonly completedAt?: string | undefined;
  readonly ttl?: number;
}

/** How an erasure stands; `deleting`, `telling` and `releasing` last for moments. */
type ErasureState =
  | 'held'
  | 'deleting'
  | 'waiting'
  | 'telling'
  | 'releasing'
  | 'completed'
  | 'completed-with-exceptions'
  | 'verified';

export interface ErasureDocument extends Notice {
  readonly id: ErasureId;
  readonly kind: 'erasure';
  readonly state: ErasureState;
  readonly cause: ErasureCause;
  readonly scope: readonly RecordReference[];
  /** Records of the scope still to be deleted. */
  readonly pending: readonly string[];
  /** Identifier entries to be released before the next step; afterwards, what a search looks for. */
  readonly releases: readonly IdentifierRelease[];
  /** What the person does not want to hear of any more, once nothing else is left of it. */
  readonly suppressed?: Suppression | undefined;
  /** It takes only what names nobody: there is nothing to tell, and nothing to look for. */
  readonly ofNobody?: true;
  /** Whom to tell when it is done: a person who asked for it. */
  readonly tell?: { readonly email: string; readonly locale: Locale } | undefined;
  /** The person's request that it answers. */
  readonly requestId?: RequestId | undefined;
  /** Due at once while a step that must not wait is on its way. */
  readonly eraseAfter?: string | undefined;
  /** When it began; absent while a hold keeps it from that. */
  readonly begunAt?: string | undefined;
  /** When it let go of the person's identifiers: whoever comes by them later is new. */
  readonly releasedAt?: string | undefined;
  /** When an independent search looks for what may be left. */
  readonly verifyAt?: string | undefined;
  /** Where the last search found something left, and when one first did; gone when one finds nothing. */
  readonly contradicted?: { readonly since: string; readonly places: readonly string[] } | undefined;
  readonly verifiedAt?: string | undefined;
}

/** `superseded`: everything of the person was erased before all had answered; the erasure asked them for more. */
type EndOfNotice = 'completed' | 'completed-with-exceptions' | 'superseded';

export interface RectificationDocument extends Notice {
  readonly id: RectificationId;
  readonly kind: 'rectification';
  readonly state: 'waiting' | 'releasing' | EndOfNotice;
  /** Entries of the identifiers that are the person's no more. */
  readonly releases: readonly IdentifierRelease[];
  readonly eraseAfter?: string | undefined;
  readonly fields: readonly ContactField[];
}

export interface WithdrawalDocument extends Notice {
  readonly id: WithdrawalId;
  readonly kind: 'withdrawal';
  readonly state: 'waiting' | 'releasing' | EndOfNotice;
  readonly purpose: ConsentPurpose;
  /** Entries of the identifiers that are the person's no more. */
  readonly releases: readonly IdentifierRelease[];
  readonly eraseAfter?: string | undefined;
}

/**
 * What must not be erased now: a court, a law, a claim (policy row P8); with `restricts`, what is not used
 * either (GDPR Art. 18). Kept until it is released.
 */
export interface HoldDocument {
  readonly id: HoldId;
  readonly kind: 'hold';
  readonly subjectId: SubjectId;
  /** One record; without it, everything of the person. */
  readonly recordId?: string | undefined;
  readonly restricts: boolean;
  readonly reason: string;
  readonly authority: string;
  readonly reviewOn: string;
  /** The person's own request for restriction that it was placed for (GDPR Art. 18). */
  readonly requestId?: RequestId | undefined;
  /** The day of review of which staff have been reminded. */
  readonly remindedOf?: string | undefined;
  readonly placedAt: string;
  readonly eraseAfter: null;
  readonly salt: string;
}

export interface IdentifierRelease {
  readonly key: IdentifierKey;
  /** A licence leaves word up to when its events are history, so that an old one does not bring the person back. */
  readonly historyUntil?: string | undefined;
  /** What the person does not want to hear of stays known, without the person. */
  readonly suppressed?: Suppression | undefined;
}

/** For which purposes somebody said no, and when. */
export type Suppression = Readonly<Partial<Record<PurposeId, string>>>;

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

/** An instant that is written every five minutes, to see how soon the change feed tells of it. Of nobody. */
export interface HeartbeatDocument {
  /** One document each: of one that is written anew, a feed that is behind would show the newest only. */
  readonly id: `heartbeat-${string}`;
  readonly kind: 'heartbeat';
  /** One of some partitions of their own. */
  readonly subjectId: SubjectId;
  readonly at: string;
  readonly ttl: number;
}
