import type { ContactField } from './contact.ts';
import type { RecordReference } from './event.ts';
import type { DisclosureId, SubjectId } from './id.ts';

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
