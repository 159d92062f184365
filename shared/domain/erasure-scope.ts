import { Temporal } from 'temporal-polyfill';
import type { ErasureCause } from '../policy/erasure-causes.ts';
import { type ProcessorId, processorIds, processors } from '../policy/processors.ts';
import type { HoldDocument, RecordDocument } from './document.ts';
import type { RecordReference } from './event.ts';
import { type Identifier, identifiersIn } from './identifier.ts';
import { entriesOf, type Recipients } from './recipient.ts';
import { isUnconfirmed } from './registration.ts';

/** The records whose time has come, by the cause that erases them. */
export function dueRecords<R extends RecordDocument>(
  records: readonly R[],
  at: Temporal.Instant,
): { readonly cause: ErasureCause; readonly due: readonly R[] }[] {
  const due = records.filter(({ eraseAfter }) => eraseAfter !== null && isPast(eraseAfter, at));
  return Map.groupBy(due, causeOf)
    .entries()
    .map(([cause, ofCause]) => ({ cause, due: ofCause }))
    .toArray();
}

export function isPast(eraseAfter: string, at: Temporal.Instant): boolean {
  return Temporal.Instant.compare(Temporal.Instant.from(eraseAfter), at) <= 0;
}

function causeOf(record: RecordDocument): ErasureCause {
  switch (record.kind) {
    case 'registration':
      return 'retention';
    case 'licence':
      return 'licence-end';
    case 'consent':
      return record.state === 'withdrawn' || record.state === 'refused' ? 'withdrawal' : 'retention';
  }
}

/** The holds under which a record must stay (policy row P8, GDPR Art. 18). */
export function holdsOver(
  { id }: Pick<RecordDocument, 'id'>,
  holds: readonly HoldDocument[],
): HoldDocument[] {
  return holds.filter(({ recordId }) => recordId === undefined || recordId === id);
}

/** The person's identifiers that a record holds. */
export function identifiersOfRecord(record: RecordDocument): Identifier[] {
  switch (record.kind) {
    case 'registration':
      return identifiersIn(record);
    case 'licence':
      return identifiersIn(record.issued?.contact ?? {});
    case 'consent':
      return identifiersIn(record.contact ?? {});
  }
}

/** Whether the record is a reason to keep the person's subject: a consent that has ended is not. */
export function keepsSubject(record: RecordDocument): boolean {
  return record.kind !== 'consent' || record.state === 'requested' || record.state === 'given';
}

/**
 * The processors that may hold the person because of records that go, and not because of one that stays: a
 * customer whose contact form is five years old is still a customer at the help desk.
 */
export function processorsConcerned(
  erased: readonly RecordDocument[],
  kept: readonly RecordDocument[],
): ProcessorId[] {
  return processorIds.filter((id) => receivesAny(id, erased) && !receivesAny(id, kept));
}

/** The recipients but for those who hold the person because of records that a hold has come over since. */
export function withoutThoseWhoNeed(recipients: Recipients, records: readonly RecordDocument[]): Recipients {
  return Object.fromEntries(entriesOf(recipients).filter(([id]) => !receivesAny(id, records)));
}

function receivesAny(id: ProcessorId, records: readonly RecordDocument[]): boolean {
  const shared = kindsShared(records);
  return processors[id].receives.some((kind) => shared.has(kind));
}

/** What was never confirmed, and what names nobody, was given to nobody. */
function kindsShared(records: readonly RecordDocument[]): Set<RecordDocument['kind']> {
  const shared = records.filter((record) => {
    if (identifiersOfRecord(record).length === 0) return false;
    switch (record.kind) {
      case 'registration':
        return !isUnconfirmed(record);
      case 'licence':
        return true;
      case 'consent':
        return record.state !== 'requested';
    }
  });
  return new Set(shared.map(({ kind }) => kind));
}

export function referenceToRecord({ kind, id }: RecordDocument): RecordReference {
  return { kind, id };
}
