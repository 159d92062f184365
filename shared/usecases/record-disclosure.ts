import { givenFields } from '../domain/contact.ts';
import { recordedDisclosure } from '../domain/disclosure.ts';
import { type DisclosureOrder, textsThatName } from '../domain/disclosure-input.ts';
import type { RecordDocument } from '../domain/document.ts';
import { referenceToRecord } from '../domain/erasure-scope.ts';
import type { RecordReference } from '../domain/event.ts';
import type { DisclosureId } from '../domain/id.ts';
import { type FieldError, type Invalid, invalid } from '../domain/invalid.ts';
import { contactOf } from '../domain/rectification.ts';
import type { Holdings, World } from '../ports.ts';

export type DisclosureReceipt =
  | { readonly outcome: 'recorded'; readonly disclosureId: DisclosureId }
  | Invalid;

/**
 * Records that data was handed to a public authority (policy row P8, GDPR Art. 15(1)(c)): that it was is a fact, so
 * neither a hold nor a restriction nor an erasure that is on its way stands against it, and what has been erased since
 * can be named too. The entry says which records and fields, never what they say. `by`: who of the staff records it.
 */
export async function recordDisclosure(
  world: World,
  order: DisclosureOrder,
  by?: string,
): Promise<DisclosureReceipt> {
  const { clock, ids, subjects, telemetry } = world;
  const { subjectId, authority, legalBasis, reference, fields, disclosedOn } = order;
  const holdings = await subjects.holdings(subjectId);
  const disclosed = disclosedRecords(holdings, order);
  if ('outcome' in disclosed) return disclosed;
  const at = clock.now();
  const { document, event } = recordedDisclosure({
    id: ids.disclosure(subjectId),
    subjectId,
    authority,
    legalBasis,
    reference,
    records: disclosed.records,
    fields,
    disclosedOn,
    at,
    eventId: ids.event(at),
    by,
  });
  await subjects.commit({ subjectId, head: { expect: 'any' }, create: [document], events: [event] });
  telemetry.event('disclosure-recorded', { records: document.records.length });
  return { outcome: 'recorded', disclosureId: document.id };
}

/** Which of the person's records were handed over; refused where there is no such person, record or field. */
function disclosedRecords(
  { head, records, notices }: Holdings,
  order: DisclosureOrder,
): { readonly records: readonly RecordReference[] } | Invalid {
  if (head === undefined && notices.length === 0) return unknownSubject;
  const held = records.map(({ document }) => document);
  const known = new Map<string, RecordReference>();
  for (const { document } of notices) {
    if (document.kind === 'erasure')
      for (const reference of document.scope) known.set(reference.id, reference);
  }
  for (const record of held) known.set(record.id, referenceToRecord(record));

  const named = [...new Set(order.records ?? held.map(({ id }) => id))];
  const disclosed = named.flatMap((id) => known.get(id) ?? []);
  if (disclosed.length < named.length) return invalid({ pointer: '/records', reason: 'unknown-record' });
  if (disclosed.length === 0) return invalid({ pointer: '/records', reason: 'missing' });
  const errors = [...textsThatName(order, knownIn(held)), ...fieldsThatAreNotThere(order, held, named)];
  return errors.length > 0 ? invalid(...errors) : { records: disclosed };
}

const unknownSubject = invalid({ pointer: '/subjectId', reason: 'not-an-id' });

function knownIn(records: readonly RecordDocument[]): Parameters<typeof textsThatName>[1] {
  const contacts = records.map(contactOf);
  return {
    emails: contacts.map(({ email }) => email),
    phones: contacts.map(({ phone }) => phone),
    names: contacts.map(({ name }) => name),
  };
}

/** What an erased record held is not known any more; where all are held, a field that is in none was not handed over. */
function fieldsThatAreNotThere(
  { fields }: DisclosureOrder,
  held: readonly RecordDocument[],
  named: readonly string[],
): FieldError[] {
  const disclosed = held.filter(({ id }) => named.includes(id));
  if (disclosed.length < named.length) return [];
  const there = new Set(disclosed.flatMap((record) => givenFields(contactOf(record))));
  return fields.every((field) => there.has(field)) ? [] : [{ pointer: '/fields', reason: 'not-in-records' }];
}
