import type { ErasureDocument } from '../domain/document.ts';
import { requestEvents } from '../domain/erasure-request.ts';
import { event } from '../domain/event.ts';
import { resumed, subjectOfHold } from '../domain/hold.ts';
import type { HoldId, SubjectId } from '../domain/id.ts';
import type { Stored, SubjectChange, World } from '../ports.ts';
import { finishHalfWay } from './advance-notice.ts';
import { Contended, rounds } from './contended.ts';
import { situationOf } from './notice-situation.ts';

/**
 * Releases a hold, and goes on with the erasures that it kept: one batch puts them on their way, so a crash after
 * it leaves them to the sweep.
 *
 * @returns `unknown` when there is no such hold, for instance because it was released before.
 */
export async function releaseHold(world: World, holdId: string): Promise<'released' | 'unknown'> {
  const subjectId = subjectOfHold(holdId);
  if (subjectId === undefined) return 'unknown';
  for (let round = 0; round < rounds; round += 1) {
    const change = await changeOf(world, subjectId, holdId);
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
  subjectId: SubjectId,
  holdId: string,
): Promise<SubjectChange | 'unknown'> {
  const { clock, ids, subjects } = world;
  const holdings = await subjects.holdings(subjectId);
  const { head, holds, notices } = holdings;
  if (head === undefined || !holds.some(({ document: { id } }) => id === holdId)) return 'unknown';
  const left = holds.map(({ document }) => document).filter(({ id }) => id !== holdId);
  const situation = situationOf(world, holdings, head);
  const at = clock.now();
  const create: ErasureDocument[] = [];
  const replace: Stored<ErasureDocument>[] = [];
  const remove: string[] = [holdId];
  for (const { document, etag } of notices) {
    if (document.kind !== 'erasure' || document.state !== 'held') continue;
    const { held, going } = resumed(document, left, situation);
    if (held !== undefined) replace.push({ document: held, etag });
    if (going === undefined && held === undefined) remove.push(document.id);
    if (going === undefined) continue;
    if (going.id === document.id) replace.push({ document: going, etag });
    else create.push(going);
  }
  const released = event('hold.released', {
    id: ids.event(at),
    subject: subjectId,
    at,
    data: { holdId: holdId as HoldId },
  });
  return {
    subjectId,
    head: {
      expect: 'unmoved',
      etag: head.etag,
      head: { ...head.document, changes: head.document.changes + 1 },
    },
    create,
    replace,
    remove,
    events: [released, ...create.flatMap((erasure) => requestEvents(erasure, situation))],
  };
}
