import type { NoticeDocument } from '../domain/document.ts';
import { toldAgain } from '../domain/erasure.ts';
import { isSettled, referenceTo, remind } from '../domain/notice.ts';
import type { World } from '../ports.ts';
import { advanceNotice } from './advance-notice.ts';
import { readNotice, replaceNotice } from './record-answer.ts';
import { workThrough } from './work-through.ts';

const pageSize = 100;
/** Milliseconds after which a run ends; the next one is not far. */
const longestRun = 10 * 60_000;

export interface ChaseReceipt {
  readonly notices: number;
  /** Messages sent again. */
  readonly reminders: number;
  /** Notices that met a fault; their time is still past, so the next run meets them again. */
  readonly failed: number;
}

/** Some notices could not be looked after. The others were; the next run tries those again. */
class ChaseIncomplete extends Error {
  override readonly name = 'ChaseIncomplete';
  constructor({ failed, notices }: ChaseReceipt, cause: unknown) {
    super(`${failed} of ${notices} notices could not be looked after; their time is still past`, { cause });
  }
}

/**
 * Every quarter of an hour: notifies again who has not answered in time, with growing gaps, and goes on where
 * somebody died. The truth of an unfinished delivery is in the notices, not in a queue: a message that was lost,
 * expired or dead-lettered costs time and nothing else.
 *
 * @throws ChaseIncomplete after all others were looked after, if some could not be.
 */
export async function chaseProcessors(world: World): Promise<ChaseReceipt> {
  let reminders = 0;
  const due = world.subjects.toChase(world.clock.now(), pageSize);
  const work = async (notice: NoticeDocument) => {
    const sent = await lookAfter(world, notice);
    reminders += sent;
  };
  const { items: notices, failed, fault } = await workThrough(due, work, { longest: longestRun });
  const receipt = { notices, reminders, failed };
  world.telemetry.count('processors-chased', receipt);
  if (failed > 0) throw new ChaseIncomplete(receipt, fault);
  return receipt;
}

async function lookAfter(world: World, found: NoticeDocument): Promise<number> {
  const which = { subjectId: found.subjectId, notice: referenceTo(found) };
  const stored = await readNotice(world, which);
  if (stored === undefined) return 0;
  const { document } = stored;
  const at = world.clock.now();
  const telling = { subjectId: found.subjectId, at, newEventId: () => world.ids.event(at) };
  const isTelling = document.kind === 'erasure' && document.state === 'telling';
  if (!isTelling && isSettled(document.recipients)) {
    await advanceNotice(world, which);
    return 0;
  }
  const again = isTelling ? toldAgain(document, telling) : remind(document, telling);
  if (again === undefined) return 0;
  const outcome = await replaceNotice(world, stored, again);
  return outcome === 'committed' ? again.events.length : 0;
}
