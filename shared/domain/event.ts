import type { Temporal } from 'temporal-polyfill';
import type { ProcessorId } from '../policy/processors.ts';
import type { ExtensionReason, RefusalGround, Right } from '../policy/rights.ts';
import type { AnnouncementCounts } from './announcement.ts';
import type { ConsentAct, ConsentPurpose } from './consent.ts';
import type { ContactField } from './contact.ts';
import type {
  AskId,
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
} from './id.ts';
import type { ProcessorAnswer } from './recipient.ts';
import type { RequestDocument, RequestIdentity } from './request.ts';

/**
 * Why data is erased: its time is over (policy rows P9, P10), the person withdrew the consent to keep it (P9) or asked
 * for it (P7, GDPR Art. 17), or the licence has another contact person.
 */
export type ErasureCause = 'retention' | 'licence-end' | 'withdrawal' | 'data-subject' | 'contact-replaced';

/** One record, named without saying anything of the person. */
export interface RecordReference {
  readonly kind: 'registration' | 'licence' | 'consent';
  readonly id: string;
}

/** What recipients are notified of (GDPR Art. 19, Art. 7(3)). */
export type NoticeReference =
  | { readonly kind: 'erasure'; readonly id: ErasureId }
  | { readonly kind: 'rectification'; readonly id: RectificationId }
  | { readonly kind: 'withdrawal'; readonly id: WithdrawalId };

/**
 * What can happen, and what each event says: ids, field names, dates, counts, and a commitment where it must
 * vouch for content. Never the data itself; an event outlives the person's records. A licence is named by its
 * key: its number would lead, in the licence system, to the person.
 */
export interface EventData {
  'registration.received': {
    registrationId: RegistrationId;
    channel: string;
    fields: readonly ContactField[];
    marketing: boolean;
    policyVersion?: string | undefined;
    locale: string;
    submittedOn: string;
    eraseAfter: string;
    commitment: string;
  };
  'registration.rectified': {
    registrationId: RegistrationId;
    rectificationId: RectificationId;
    fields: readonly ContactField[];
    commitment: string;
  };
  'registration.erased': { registrationId: RegistrationId; erasureId: ErasureId };
  'licence.issued': {
    licence: IdentifierKey;
    fields: readonly ContactField[];
    issuedOn: string;
    retentionAfterEnd?: string | undefined;
    eraseAfter: string | null;
    commitment: string;
  };
  'licence.terminated': { licence: IdentifierKey; endedOn: string; eraseAfter: string | null };
  'licence.reinstated': { licence: IdentifierKey; eraseAfter: string | null };
  'licence.rectified': {
    licence: IdentifierKey;
    rectificationId: RectificationId;
    fields: readonly ContactField[];
    commitment: string;
  };
  'consent.requested': ConsentEventData & { ask: AskId; endsAt: string };
  'consent.given': ConsentEventData & { ask: AskId; renewed: boolean; eraseAfter: string };
  'consent.refused': ConsentEventData;
  'consent.withdrawn': ConsentEventData;
  'consent.expired': { purpose: ConsentPurpose; erasureId: ErasureId };
  'erasure.requested': {
    erasureId: ErasureId;
    cause: ErasureCause;
    scope: readonly RecordReference[];
  };
  'erasure.held': { erasureId: ErasureId; holds: readonly HoldId[] };
  'erasure.started': { erasureId: ErasureId; erased: number };
  /** Every processor has given its final answer; the person is told, if there is anyone to tell. */
  'erasure.answered': { erasureId: ErasureId };
  'erasure.completed': {
    erasureId: ErasureId;
    exceptions: readonly ProcessorId[];
    requestId?: RequestId | undefined;
  };
  /** A search of our own stores found nothing; what somebody decided to leave at a processor is still there. */
  'erasure.verified': {
    erasureId: ErasureId;
    searched: readonly string[];
    texts: number;
    exceptions: readonly ProcessorId[];
  };
  /** A search that found what should be gone: where, never what. */
  'erasure.contradicted': { erasureId: ErasureId; places: readonly string[] };
  'processor.notified': { processor: ProcessorId; notice: NoticeReference; attempt: number };
  'processor.answered': {
    processor: ProcessorId;
    notice: NoticeReference;
    attempt: number;
    answer: ProcessorAnswer['answer'];
    because?: string | undefined;
    /** A keyed fingerprint of the evidence that staff typed in. */
    evidence?: string | undefined;
  };
  'hold.placed': {
    holdId: HoldId;
    recordId?: string | undefined;
    restricts: boolean;
    reviewOn: string;
    commitment: string;
  };
  'hold.released': { holdId: HoldId };
  /** Its day of review has come; once for each day of review. */
  'hold.due': { holdId: HoldId; reviewOn: string };
  /** The subject of the events of a request is the request itself: whom it is about is not known before. */
  'request.received': {
    requestId: RequestId;
    right: Right;
    by: RequestDocument['by'];
    receivedOn: string;
    dueOn: string;
  };
  /** More than the link is asked for (GDPR Art. 12(6)). */
  'request.proof-asked': { requestId: RequestId };
  'request.verified': {
    requestId: RequestId;
    right: Right;
    shown: RequestIdentity['shown'];
    about?: SubjectId | undefined;
  };
  'request.extended': { requestId: RequestId; dueOn: string; reason: ExtensionReason };
  'request.fulfilled': {
    requestId: RequestId;
    right: Right;
    state: 'fulfilled' | 'partly-fulfilled';
    grounds: readonly RefusalGround[];
  };
  'request.refused': { requestId: RequestId; right: Right; grounds: readonly RefusalGround[] };
  'request.expired': { requestId: RequestId; right: Right };
  'request.cancelled': { requestId: RequestId; right: Right; by: RequestDocument['by'] };
  /** Staff are reminded; 0 days left: the last day is over. */
  'request.due': { requestId: RequestId; dueOn: string; daysLeft: number };
  /** Somebody of the staff looked at what is held. */
  'person.looked-up': { by: string };
  'disclosure.recorded': {
    disclosureId: DisclosureId;
    disclosedOn: string;
    records: readonly RecordReference[];
    fields: readonly ContactField[];
  };
  'announcement.started': { policyVersion: string };
  /** This person is told of a change of the policy; `asksAgain`: and asked for a consent that it touches. */
  'policy.announced': { policyVersion: string; asksAgain: boolean };
  'announcement.completed': { policyVersion: string } & AnnouncementCounts;
}

interface ConsentEventData {
  /** `storage` is the consent to keep registrations (policy row P9); it is only ever withdrawn. */
  purpose: ConsentPurpose | 'storage';
  act: ConsentAct['by'];
  policyVersion?: string | undefined;
  text?: string | undefined;
  commitment?: string | undefined;
}

export type EventName = keyof EventData;

/**
 * A CloudEvent 1.0 of the pipeline, of a type such as `works.contracting.privacy.registration.received.v1`. Its id
 * (UUIDv7) is also the id of its message.
 */
export interface PrivacyEvent<Name extends EventName = EventName> {
  readonly specversion: '1.0';
  readonly id: EventId;
  readonly source: 'https://contracting.works/privacy';
  readonly type: `works.contracting.privacy.${Name}.v1`;
  /** The data subject, by random id. */
  readonly subject: SubjectId;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: EventData[Name];
}

/** Makes an event; id and time come from outside. */
export function event<Name extends EventName>(
  name: Name,
  { id, subject, at, data }: { id: EventId; subject: SubjectId; at: Temporal.Instant; data: EventData[Name] },
): PrivacyEvent<Name> {
  return {
    specversion: '1.0',
    id,
    source: 'https://contracting.works/privacy',
    type: typeOf(name),
    subject,
    time: at.toString({ fractionalSecondDigits: 3 }),
    datacontenttype: 'application/json',
    data,
  };
}

/** Whether an event is of that name. */
export function isEvent<Name extends EventName>(
  given: PrivacyEvent,
  name: Name,
): given is PrivacyEvent<Name> {
  return given.type === typeOf(name);
}

function typeOf<Name extends EventName>(name: Name): PrivacyEvent<Name>['type'] {
  return `works.contracting.privacy.${name}.v1`;
}
