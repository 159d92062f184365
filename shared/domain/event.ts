import type { Temporal } from 'temporal-polyfill';
import type { EventData, EventName } from './event-data.ts';
import type { EventId, SubjectId } from './id.ts';

export type { EventData, EventName } from './event-data.ts';
export type { NoticeReference, RecordReference } from './event-fields.ts';

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
  /** The trace of what caused it (W3C Trace Context), put in when it is stored. */
  readonly traceparent?: string | undefined;
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

/** The type of the events of a name. */
export function typeOf<Name extends EventName>(name: Name): PrivacyEvent<Name>['type'] {
  return `works.contracting.privacy.${name}.v1`;
}
