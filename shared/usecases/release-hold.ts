import { secondsOf, timestamp } from '../domain/calendar.ts';
import type { ErasureDocument } from '../domain/document.ts';
import { requestEvents } from '../domain/erasure-request.ts';
import { keepsSubject } from '../domain/erasure-scope.ts';
import { event } from '../domain/event.ts';
import { resumedErasures } from '../domain/held-erasure.ts';
import { subjectOfHold } from '../domain/hold.ts';
import type { HoldId, SubjectId } from '../domain/id.ts';
import { isHeldErasure, isUnfinished } from '../domain/notice-step.ts';
import { memory } from '../policy/retention.ts';
import type { Holdings, Stored, SubjectChange, World } from '../ports.ts';
import { finishHalfWay, inPlace } from './advance-notice.ts';
import { Contended, rounds } from './contended.ts';
import { situationOf } from './notice-situation.ts';

/**
 * Releases a hold, and goes on with the erasures that it kept: one batch puts them on their way, so a crash after
 * it leaves them to the sweep. `by`: who of the staff releases it.
 *
 * @returns `unknown` when there is no such hold, for instance because it was released before.
 */
export async function releaseHold(
  world: World,
  holdId: string,
  by?: string,
): Promise<'released' | 'unknown'> {
  const subjectId = subjectOfHold(holdId);
  if (subjectId === undefined) return 'unknown';
  for (let round = 0; round < rounds; round += 1) {
    const change = await changeOf(world, { subjectId, holdId, by });
    if (change === 'unknown') return 'unknown';
    if ((await world.subjects.commit(change)) !== 'committed') continue;
    const { notices } = await world.subjects.holdings(subjectId);
    await finishHalfWay(world, subjectId, notices);
    return 'released';
  }
  throw new Contended();
}

async function changeOf(
  world: World,
  {
    subjectId,
    holdId,
    by,
  }: { readonly subjectId: SubjectId; readonly holdId: string; readonly by: string | undefined },
): Promise<SubjectChange | 'unknown'> {
  const { clock, ids, subjects } = world;
  const holdings = await subjects.holdings(subjectId);
  const { head, holds, notices } = holdings;
  if (head === undefined || !holds.some(({ document: { id } }) => id === holdId)) return 'unknown';
  const at = clock.now();
  const released = event('hold.released', {
    id: ids.event(at),
    subject: subjectId,
    at,
    data: { holdId: holdId as HoldId, by },
  });
  const left = holds.map(({ document }) => document).filter(({ id }) => id !== holdId);
  if (isEmpty(holdings) && left.length === 0) {
    const note = { closedAt: timestamp(at), ttl: secondsOf(memory.closedSubject, at) };
    const remove = [holdId, ...holdings.records.map(({ document: { id } }) => id)];
    return { subjectId, head: { expect: 'unmoved', head, note }, remove, events: [released] };
  }
  const situation = situationOf(world, holdings, head);
  const held = notices.map(({ document }) => document).filter(isHeldErasure);
  const create: ErasureDocument[] = [];
  const replace: Stored<ErasureDocument>[] = [];
  const remove: string[] = [holdId];
  for (const [before, { held: still, going }] of resumedErasures(held, left, situation)) {
    if (still !== undefined) replace.push(inPlace(holdings, still));
    if (going === undefined && still === undefined) remove.push(before.id);
    if (going === undefined) continue;
    if (going.id === before.id) replace.push(inPlace(holdings, going));
    else create.push(going);
  }
  return {
    subjectId,
    head: { expect: 'unmoved', head },
    create,
    replace,
    remove,
    events: [released, ...create.flatMap((erasure) => requestEvents(erasure, situation))],
  };
}

/** Whether only the hold has kept the subject: everything of the person was erased before. */
function isEmpty({ records, notices }: Holdings): boolean {
  return (
    !records.some(({ document }) => keepsSubject(document)) &&
    !notices.some(({ document }) => isUnfinished(document))
  );
}
