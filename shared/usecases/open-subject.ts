import { headId, type SubjectHead } from '../domain/document.ts';
import type { SubjectId } from '../domain/id.ts';
import type { Stored, World } from '../ports.ts';

/** Whether there is a subject, and it has not been closed: something is held of it, or may be taken in for it. */
export function isOpenSubject(head: Stored<SubjectHead> | undefined): head is Stored<SubjectHead> {
  return head !== undefined && head.document.closedAt === undefined;
}

/** The same, asked of the store: one Cosmos DB request. */
export async function isThere({ subjects }: Pick<World, 'subjects'>, subjectId: SubjectId): Promise<boolean> {
  return isOpenSubject(await subjects.read(subjectId, 'subject', headId));
}
