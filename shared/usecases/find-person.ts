import type { Suppression } from '../domain/document.ts';
import type { SubjectId } from '../domain/id.ts';
import type { Identifier } from '../domain/identifier.ts';
import { allRefused } from '../domain/suppression.ts';
import type { IdentifierEntry, Stored, World } from '../ports.ts';

/** Where an identifier leads, by the entries of every pepper still in use. */
export interface Found {
  readonly entries: readonly Stored<IdentifierEntry>[];
  /** Whom it identifies. */
  readonly subjectId: SubjectId | undefined;
  /** What whoever it identifies said no to. */
  readonly suppressed: Suppression | undefined;
}

/** Looks up an identifier; one Cosmos DB request for each pepper still in use. */
export async function findPerson(
  { identifiers, keys }: Pick<World, 'identifiers' | 'keys'>,
  identifier: Identifier,
): Promise<Found> {
  const found = await Promise.all(keys.identifierKeys(identifier).map((key) => identifiers.find(key)));
  const entries = found.filter((entry) => entry !== undefined);
  const documents = entries.map(({ document }) => document);
  return {
    entries,
    subjectId: documents.find(({ subjectId }) => subjectId !== undefined)?.subjectId,
    suppressed: allRefused(documents.map((document) => document.suppressed)),
  };
}

/** Everybody an identifier leads to: whom it identifies first, then those who gave it too (a shared phone number). */
export function peopleOf({ entries, subjectId }: Found): SubjectId[] {
  const mentioning = entries.flatMap(({ document }) => Object.keys(document.mentionedBy) as SubjectId[]);
  return [...new Set(subjectId === undefined ? mentioning : [subjectId, ...mentioning])];
}
