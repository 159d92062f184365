import { headId } from '../domain/document.ts';
import type { SubjectId } from '../domain/id.ts';
import type { Identifier } from '../domain/identifier.ts';
import type { World } from '../ports.ts';
import { findPerson } from './find-person.ts';

/** The people an identifier leads to, as far as they are still there: whom it identifies, and who gave it too. */
export async function peopleBehind(
  world: Pick<World, 'identifiers' | 'keys' | 'subjects'>,
  identifier: Identifier,
): Promise<SubjectId[]> {
  const { entries, subjectId } = await findPerson(world, identifier);
  const mentioning = entries.flatMap(({ document }) => Object.keys(document.mentionedBy) as SubjectId[]);
  const leadsTo = [...new Set(subjectId === undefined ? mentioning : [subjectId, ...mentioning])];
  const areThere = await Promise.all(leadsTo.map((id) => isThere(world, id)));
  return leadsTo.filter((_, index) => areThere[index]);
}

/** Whether anything is held of a subject, or may be taken in for it. */
export async function isThere({ subjects }: Pick<World, 'subjects'>, subjectId: SubjectId): Promise<boolean> {
  const head = await subjects.read(subjectId, 'subject', headId);
  return head !== undefined && head.document.closedAt === undefined;
}
