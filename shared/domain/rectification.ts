import type { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { type Contact, type ContactField, contactFields, contactShape } from './contact.ts';
import type { RecordDocument } from './document.ts';
import { identifiersOfRecord } from './erasure-scope.ts';
import { event, type PrivacyEvent } from './event.ts';
import { because } from './field.ts';
import type { EventId, RectificationId, SubjectId } from './id.ts';
import { identifiersIn } from './identifier.ts';
import { invalid, type Parsed, parse } from './invalid.ts';

/** The fields that are wrong, as they should be (GDPR Art. 16). */
export type Corrections = Partial<Contact>;

export interface Rectification {
  readonly subjectId: SubjectId;
  readonly corrections: Corrections;
}

export const rectificationSchema = z.object(
  {
    subjectId: z.uuid(because('not-an-id')).transform((id) => id as SubjectId),
    corrections: z.object(contactShape, because('not-an-object')),
  },
  because('not-an-object'),
);

/** Reads what staff typed in: `{subjectId, corrections: {name?, company?, email?, phone?}}`, at least one of them. */
export function parseRectification(input: unknown): Parsed<Rectification> {
  const parsed = parse(rectificationSchema, input);
  if (parsed.outcome === 'invalid') return parsed;
  const { subjectId, corrections } = parsed.value;
  const given = contactFields.filter((field) => corrections[field] !== undefined);
  if (given.length === 0) return invalid({ pointer: '/corrections', reason: 'missing' });
  const wanted = Object.fromEntries(given.map((field) => [field, corrections[field]] as const));
  return { outcome: 'valid', value: { subjectId, corrections: wanted } };
}

/** The corrected fields that none of the records holds: there is nothing there to correct. */
export function fieldsNotHeld(records: readonly RecordDocument[], corrections: Corrections): ContactField[] {
  return contactFields.filter(
    (field) =>
      corrections[field] !== undefined && records.every((record) => contactOf(record)[field] === undefined),
  );
}

/** The corrected field that says who the person is: an address, or the number of somebody with none; written in another way it is the same. */
export function identifyingChange(
  records: readonly RecordDocument[],
  { email, phone }: Corrections,
): 'email' | 'phone' | undefined {
  const held = records.flatMap(identifiersOfRecord);
  const type = held.some((identifier) => identifier.type === 'email') ? 'email' : 'phone';
  const [after] = identifiersIn(type === 'email' ? { email } : { phone });
  const before = held.filter((identifier) => identifier.type === type);
  return after === undefined || before.every(({ value }) => value === after.value) ? undefined : type;
}

/** A record with the corrections in place, and which fields they changed. A field it does not have is not added. */
export function rectified<Document extends RecordDocument>(
  record: Document,
  corrections: Corrections,
): { readonly document: Document; readonly fields: readonly ContactField[] } {
  const before = contactOf(record);
  const fields = contactFields.filter(
    (field) =>
      corrections[field] !== undefined && before[field] !== undefined && before[field] !== corrections[field],
  );
  const changed = Object.fromEntries(fields.map((field) => [field, corrections[field]] as const));
  return { document: withContact(record, { ...before, ...changed }), fields };
}

/** What a record says of the person; a consent that has ended says nothing. */
export function contactOf(record: RecordDocument): Contact {
  switch (record.kind) {
    case 'registration': {
      const { name, company, email, phone } = record;
      return { name, company, email, phone };
    }
    case 'licence':
      return record.issued?.contact ?? {};
    case 'consent':
      return record.contact ?? {};
  }
}

function withContact<Document extends RecordDocument>(record: Document, contact: Contact): Document {
  switch (record.kind) {
    case 'registration':
      return { ...record, ...contact };
    case 'licence':
      return record.issued === undefined ? record : { ...record, issued: { ...record.issued, contact } };
    case 'consent': {
      if (record.contact === undefined) return record;
      const { name, company, email } = contact;
      const corrected = { ...record, contact: { name, company, email } };
      // An open question lies at the old address: whoever answers it there says nothing for the new one.
      return email === record.contact.email ? corrected : { ...corrected, ask: undefined };
    }
  }
}

interface Telling {
  readonly subjectId: SubjectId;
  readonly rectificationId: RectificationId;
  readonly at: Temporal.Instant;
  readonly newEventId: () => EventId;
  readonly commit: (salt: string, content: object) => string;
}

/** What tells that a record was corrected; a consent goes with the registration it came with. */
export function rectifiedEvents(
  record: RecordDocument,
  fields: readonly ContactField[],
  { subjectId, rectificationId, at, newEventId, commit }: Telling,
): PrivacyEvent[] {
  const envelope = { id: newEventId(), subject: subjectId, at };
  const told = { rectificationId, fields, commitment: commit(record.salt, contactOf(record)) };
  switch (record.kind) {
    case 'registration':
      return [event('registration.rectified', { ...envelope, data: { registrationId: record.id, ...told } })];
    case 'licence':
      return [event('licence.rectified', { ...envelope, data: { licence: record.id, ...told } })];
    case 'consent':
      return [];
  }
}
