import type { Temporal } from 'temporal-polyfill';
import type { ContactField } from './contact.ts';
import type { ErasureId, EventId, IdentifierKey, RegistrationId, SubjectId } from './id.ts';

/** Why data is erased: its time is over (policy rows P9, P10), or the licence has another contact person. */
export type ErasureCause = 'retention' | 'licence-end' | 'contact-replaced';

/** One record, named without saying anything of the person. */
export interface RecordReference {
  readonly kind: 'registration' | 'licence';
  readonly id: string;
}

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
  'erasure.requested': {
    erasureId: ErasureId;
    cause: ErasureCause;
    scope: readonly RecordReference[];
  };
  'erasure.started': { erasureId: ErasureId; erased: number };
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
    type: `works.contracting.privacy.${name}.v1`,
    subject,
    time: at.toString({ fractionalSecondDigits: 3 }),
    datacontenttype: 'application/json',
    data,
  };
}
