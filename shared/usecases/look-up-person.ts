import { givenFields } from '../domain/contact.ts';
import type { ErasureDocument, RecordDocument } from '../domain/document.ts';
import type { ErasureCause, RecordReference } from '../domain/event.ts';
import type { SubjectId } from '../domain/id.ts';
import type { Identifier } from '../domain/identifier.ts';
import type { Holdings, World } from '../ports.ts';

/** What is held of a person, and until when: which data there is, never what it says. */
export interface PersonFile {
  readonly subjectId: SubjectId;
  readonly records: readonly RecordEntry[];
  /** Consents, holds and requests are not taken in yet: there are none. */
  readonly consents: readonly [];
  readonly holds: readonly [];
  readonly requests: readonly [];
  /** Erasures on their way. One that is done leaves no trace here. */
  readonly erasures: readonly ErasureEntry[];
}

interface RecordEntry {
  readonly kind: RecordDocument['kind'];
  readonly id: string;
  readonly receivedOn: string;
  /** UTC instant; null while a licence is active. */
  readonly eraseAfter: string | null;
  readonly fields: readonly string[];
  readonly [detail: string]: unknown;
}

interface ErasureEntry {
  readonly id: string;
  readonly state: 'waiting';
  readonly cause: ErasureCause;
  readonly scope: readonly RecordReference[];
  /** No processor is asked yet. */
  readonly processors: readonly [];
}

/**
 * The files of the subjects an identifier leads to: the one it identifies first, then those it was given
 * with (a shared phone number). Empty for nobody.
 */
export async function lookUpPerson(
  { identifiers, keys, subjects }: World,
  identifier: Identifier,
): Promise<readonly PersonFile[]> {
  const entries = await Promise.all(keys.identifierKeys(identifier).map((key) => identifiers.find(key)));
  const subjectIds = entries.flatMap((entry) => {
    if (entry === undefined) return [];
    const { subjectId, mentionedBy } = entry.document;
    const others = Object.keys(mentionedBy) as SubjectId[];
    return subjectId === undefined ? others : [subjectId, ...others];
  });
  const found = await Promise.all([...new Set(subjectIds)].map((id) => subjects.holdings(id)));
  return found.filter(isOpen).map(fileOf);
}

function isOpen({ head }: Holdings): boolean {
  return head !== undefined && head.document.closedAt === undefined;
}

function fileOf({ subjectId, records, erasures }: Holdings): PersonFile {
  return {
    subjectId,
    records: records.map(({ document }) => recordEntry(document)),
    consents: [],
    holds: [],
    requests: [],
    erasures: erasures.map(erasureEntry),
  };
}

function recordEntry(record: RecordDocument): RecordEntry {
  const { kind, id, receivedAt: receivedOn, eraseAfter } = record;
  switch (record.kind) {
    case 'registration': {
      const { channel, submittedOn, marketing, policyVersion, locale } = record;
      const fields = givenFields(record);
      return {
        kind,
        id,
        receivedOn,
        eraseAfter,
        fields,
        channel,
        submittedOn,
        marketing,
        policyVersion,
        locale,
      };
    }
    case 'licence': {
      const { licenceId, issued, lifecycle } = record;
      const fields = givenFields(issued?.contact ?? {});
      const endedOn = lifecycle?.endedOn ?? null;
      return { kind, id, receivedOn, eraseAfter, fields, licenceId, issuedOn: issued?.on, endedOn };
    }
  }
}

function erasureEntry({ id, cause, scope }: ErasureDocument): ErasureEntry {
  return { id, state: 'waiting', cause, scope, processors: [] };
}
