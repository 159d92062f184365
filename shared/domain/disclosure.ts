import type { Temporal } from 'temporal-polyfill';
import { memory } from '../policy/retention.ts';
import { secondsOf, timestamp } from './calendar.ts';
import type { ContactField } from './contact.ts';
import { event, type PrivacyEvent, type RecordReference } from './event.ts';
import type { DisclosureId, EventId, SubjectId } from './id.ts';

/**
 * What was handed to a public authority (policy row P8, GDPR Art. 15(1)(c)). It says which records and fields, never
 * what they say, so it stays when the person is gone.
 */
export interface DisclosureDocument {
  readonly id: DisclosureId;
  readonly kind: 'disclosure';
  readonly subjectId: SubjectId;
  readonly authority: string;
  /** The law, order or regulation that obliges. */
  readonly legalBasis: string;
  /** The authority's own number. */
  readonly reference: string;
  readonly records: readonly RecordReference[];
  readonly fields: readonly ContactField[];
  /** The day it was handed over, in Norway. */
  readonly disclosedOn: string;
  readonly recordedAt: string;
  readonly ttl: number;
}

/** A disclosure as staff see it. */
export interface DisclosureEntry extends Omit<DisclosureDocument, 'id' | 'kind' | 'ttl'> {
  readonly disclosureId: DisclosureId;
}

export function disclosureEntry(disclosure: DisclosureDocument): DisclosureEntry {
  const { id: disclosureId, subjectId, authority, legalBasis, reference } = disclosure;
  const { records, fields, disclosedOn, recordedAt } = disclosure;
  return {
    disclosureId,
    subjectId,
    authority,
    legalBasis,
    reference,
    records,
    fields,
    disclosedOn,
    recordedAt,
  };
}

/** The document of a disclosure, and the event that tells of it. */
export function recordedDisclosure({
  at,
  eventId,
  by,
  ...stated
}: Omit<DisclosureDocument, 'kind' | 'recordedAt' | 'ttl'> & {
  readonly at: Temporal.Instant;
  readonly eventId: EventId;
  readonly by?: string | undefined;
}): { readonly document: DisclosureDocument; readonly event: PrivacyEvent } {
  const { id, subjectId, disclosedOn, records, fields } = stated;
  return {
    document: {
      ...stated,
      kind: 'disclosure',
      recordedAt: timestamp(at),
      ttl: secondsOf(memory.disclosure, at),
    },
    event: event('disclosure.recorded', {
      id: eventId,
      subject: subjectId,
      at,
      data: { disclosureId: id, disclosedOn, records, fields, by },
    }),
  };
}
