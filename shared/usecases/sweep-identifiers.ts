import { headId } from '../domain/document.ts';
import type { SubjectId } from '../domain/id.ts';
import type { IdentifierEntry, World } from '../ports.ts';

const pageSize = 100;
/** An intake is over long before its entry is this old; a few missed runs do not matter. */
const youngest = { hours: 1 };
const oldest = { hours: 24 * 4 };

/**
 * Releases identifier entries that lead to a subject that never came to be: an intake claimed them and died
 * before its first commit, and nobody tried again.
 */
export async function sweepIdentifiers(
  world: World,
): Promise<{ readonly entries: number; readonly released: number }> {
  const now = world.clock.now();
  const span = { from: now.subtract(oldest), to: now.subtract(youngest) };
  let entries = 0;
  let released = 0;
  for await (const page of world.identifiers.madeBetween(span, pageSize)) {
    entries += page.length;
    const counts = await Promise.all(page.map((entry) => releaseAbsent(world, entry)));
    released += counts.reduce((sum, count) => sum + count, 0);
  }
  world.telemetry.count('identifiers-swept', { entries, released });
  return { entries, released };
}

async function releaseAbsent(
  { identifiers, subjects }: World,
  { id, subjectId, mentionedBy }: IdentifierEntry,
): Promise<number> {
  const leadsTo = [
    ...(subjectId === undefined ? [] : [subjectId]),
    ...(Object.keys(mentionedBy) as SubjectId[]),
  ];
  let released = 0;
  for (const subject of leadsTo) {
    if ((await subjects.read(subject, 'subject', headId)) !== undefined) continue;
    if ((await identifiers.release(id, subject)) === 'released') released += 1;
  }
  return released;
}
