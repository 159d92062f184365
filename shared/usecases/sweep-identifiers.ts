import { secondsOf, timestamp } from '../domain/calendar.ts';
import { headId } from '../domain/document.ts';
import type { SubjectId } from '../domain/id.ts';
import { memory } from '../policy/retention.ts';
import type { IdentifierEntry, Stored, World } from '../ports.ts';
import { isHalfWay } from './advance-notice.ts';

const pageSize = 100;
/** Few intakes take this long, and one that does is not harmed; a few missed runs do not matter. */
const youngest = { hours: 1 };
const oldest = { hours: 24 * 4 };

/**
 * Releases identifier entries that lead to a subject that never came to be, or is closed: an intake made them
 * and died before its commit, and nobody tried again.
 */
export async function sweepIdentifiers(
  world: World,
): Promise<{ readonly entries: number; readonly released: number }> {
  const now = world.clock.now();
  const span = { from: now.subtract(oldest), to: now.subtract(youngest) };
  let entries = 0;
  let released = 0;
  for await (const page of world.identifiers.touchedBetween(span, pageSize)) {
    entries += page.length;
    const counts = await Promise.all(page.map((entry) => releaseAbsent(world, entry)));
    released += counts.reduce((sum, count) => sum + count, 0);
  }
  world.telemetry.count('identifiers-swept', { entries, released });
  return { entries, released };
}

async function releaseAbsent(world: World, entry: Stored<IdentifierEntry>): Promise<number> {
  const { id, subjectId, mentionedBy, historyUntil, suppressed } = entry.document;
  const others = Object.keys(mentionedBy) as SubjectId[];
  const leadsTo = subjectId === undefined ? others : [subjectId, ...others];
  if (leadsTo.length === 0 && historyUntil === undefined && suppressed === undefined) {
    return (await world.identifiers.remove(entry)) === 'removed' ? 1 : 0;
  }
  const ttl = secondsOf(memory.suppression, world.clock.now());
  let released = 0;
  for (const subject of leadsTo) {
    if (!(await isGone(world, subject))) continue;
    if ((await world.identifiers.release(id, subject, { ttl })) === 'released') released += 1;
  }
  return released;
}

/**
 * Whether the subject is closed. One without a head is closed first: an intake that is about to make that head
 * then meets a closed one, and begins another.
 */
async function isGone({ clock, subjects }: World, subjectId: SubjectId): Promise<boolean> {
  const head = await subjects.read(subjectId, 'subject', headId);
  if (head === undefined) {
    const at = clock.now();
    const closed = { closedAt: timestamp(at), ttl: secondsOf(memory.closedSubject, at) };
    const outcome = await subjects.commit({ subjectId, head: { expect: 'none', closed }, events: [] });
    return outcome === 'committed';
  }
  if (head.document.closedAt === undefined) return false;
  // An erasure on its way releases its entries itself, and knows what word to leave.
  const { notices } = await subjects.holdings(subjectId);
  return !notices.some(({ document }) => isHalfWay(document));
}
