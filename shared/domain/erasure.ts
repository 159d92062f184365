import { Temporal } from 'temporal-polyfill';
import { timestamp } from './calendar.ts';
import type {
  ErasureDocument,
  IdentifierRelease,
  LicenceDocument,
  RecordDocument,
  SubjectHead,
} from './document.ts';
import { type ErasureCause, event, type PrivacyEvent, type RecordReference } from './event.ts';
import type { ErasureId, EventId, IdentifierKey, SubjectId } from './id.ts';
import { type Identifier, identifiersIn } from './identifier.ts';

/** Records one erasure takes at most: each costs two operations of a batch of 100. */
const recordsPerErasure = 40;

/** The records whose time has come, of one cause, as many as one erasure takes. */
export function dueRecords<R extends RecordDocument>(
  records: readonly R[],
  at: Temporal.Instant,
): { readonly cause: ErasureCause; readonly due: readonly R[] } | undefined {
  const due = records.filter(({ eraseAfter }) => eraseAfter !== null && isPast(eraseAfter, at));
  const [first] = due;
  if (first === undefined) return undefined;
  const ofCause = due.filter(({ kind }) => kind === first.kind);
  return { cause: causeOf(first.kind), due: ofCause.slice(0, recordsPerErasure) };
}

function isPast(eraseAfter: string, at: Temporal.Instant): boolean {
  return Temporal.Instant.compare(Temporal.Instant.from(eraseAfter), at) <= 0;
}

function causeOf(kind: RecordDocument['kind']): ErasureCause {
  switch (kind) {
    case 'registration':
      return 'retention';
    case 'licence':
      return 'licence-end';
  }
}

/** The person's identifiers that a record holds. */
function identifiersOfRecord(record: RecordDocument): Identifier[] {
  return identifiersIn(record.kind === 'registration' ? record : (record.issued?.contact ?? {}));
}

export interface ErasureInput {
  readonly subjectId: SubjectId;
  readonly head: SubjectHead;
  readonly erase: readonly RecordDocument[];
  /** What stays of the person. */
  readonly keep: readonly RecordDocument[];
  readonly cause: ErasureCause;
  readonly at: Temporal.Instant;
  readonly id: ErasureId;
  /** Seconds the closed head stays. */
  readonly closedTtl: number;
  readonly newEventId: () => EventId;
  readonly keysOf: (identifier: Identifier) => readonly IdentifierKey[];
}

/** The erasure of some records: its document, the head after it, and what to tell. */
export function startErasure(given: ErasureInput): {
  readonly erasure: ErasureDocument;
  readonly head: SubjectHead;
  readonly events: readonly PrivacyEvent[];
} {
  const { subjectId, head, erase, keep, cause, at, id, closedTtl, newEventId, keysOf } = given;
  const closes = keep.length === 0;
  const now = timestamp(at);
  const scope = erase.map(referenceTo);
  const tell = { subject: subjectId, at };
  return {
    erasure: {
      id,
      kind: 'erasure',
      subjectId,
      cause,
      scope,
      releases: releases(erase, keep, keysOf),
      closes,
      requestedAt: now,
      eraseAfter: now,
    },
    head: {
      ...head,
      changes: head.changes + 1,
      ...(closes ? { closedAt: now, ttl: closedTtl } : { erasing: id }),
    },
    events: erase.some(isAboutSomebody) ? tellOf() : [],
  };

  function tellOf(): PrivacyEvent[] {
    return [
      event('erasure.requested', { ...tell, id: newEventId(), data: { erasureId: id, cause, scope } }),
      event('erasure.started', { ...tell, id: newEventId(), data: { erasureId: id, erased: erase.length } }),
      ...erase
        .filter((record) => record.kind === 'registration')
        .map((record) =>
          event('registration.erased', {
            ...tell,
            id: newEventId(),
            data: { registrationId: record.id, erasureId: id },
          }),
        ),
    ];
  }
}

/** An end that waits for its licence to be issued names nobody: when it goes, there is nothing to tell. */
function isAboutSomebody(record: RecordDocument): boolean {
  return identifiersOfRecord(record).length > 0;
}

function referenceTo({ kind, id }: RecordDocument): RecordReference {
  return { kind, id };
}

/** The identifier entries that nothing the person still has here needs. */
function releases(
  erase: readonly RecordDocument[],
  keep: readonly RecordDocument[],
  keysOf: ErasureInput['keysOf'],
): IdentifierRelease[] {
  const keysIn = (records: readonly RecordDocument[]) =>
    new Set(records.flatMap(identifiersOfRecord).flatMap((identifier) => keysOf(identifier)));
  const needed = keysIn(keep);
  const person = [...keysIn(erase)].filter((key) => !needed.has(key)).map((key) => ({ key }));
  const licences = erase.flatMap((record) =>
    record.kind === 'licence' ? [{ key: record.id, historyUntil: historyUntil(record) }] : [],
  );
  return [...person, ...licences];
}

/** The latest event of a licence that was issued; one that never was leaves no word. */
function historyUntil({ issued, lifecycle }: LicenceDocument): string | undefined {
  if (issued === undefined) return undefined;
  return lifecycle !== undefined && lifecycle.at > issued.at ? lifecycle.at : issued.at;
}
