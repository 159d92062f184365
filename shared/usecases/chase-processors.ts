import type { NoticeDocument } from '../domain/document.ts';
import { toldAgain } from '../domain/erasure.ts';
import { isSettled, referenceTo, remind } from '../domain/notice.ts';
import type { World } from '../ports.ts';
import { advanceNotice } from './advance-notice.ts';
import { readNotice } from './record-answer.ts';

const pageSize = 100;
/** Notices looked after at the same time. */
const width = 8;

export interface ChaseReceipt {
  readonly notices: number;
  /** Messages sent again. */
  readonly reminders: number;
  /** Notices that met a fault; their time is still past, so the next run meets them again. */
  readonly failed: number;
}

/**
 * Every quarter of an hour: notifies again who has not answered in time, with growing gaps, and goes on where
 * somebody died. The truth of an unfinished delivery is in the notices, not in a queue: a message that was lost,
 * expired or dead-lettered costs time and nothing else.
 */
export async function chaseProcessors(world: World): Promise<ChaseReceipt> {
  let notices = 0;
  let reminders = 0;
  let failed = 0;
  for await (const page of world.subjects.toChase(world.clock.now(), pageSize)) {
    const waiting = [...page];
    const work = async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        notices += 1;
        try {
          const sent = await lookAfter(world, next);
          reminders += sent;
        } catch {
          failed += 1;
        }
      }
    };
    await Promise.all(Array.from({ length: width }, work));
  }
  const receipt = { notices, reminders, failed };
  world.telemetry.count('processors-chased', receipt);
  return receipt;
}

async function lookAfter(world: World, found: NoticeDocument): Promise<number> {
  const which = { subjectId: found.subjectId, notice: referenceTo(found) };
  const stored = await readNotice(world, which);
  if (stored === undefined) return 0;
  const { document, etag } = stored;
  const at = world.clock.now();
  const telling = { subjectId: found.subjectId, at, newEventId: () => world.ids.event(at) };
  const isTelling = document.kind === 'erasure' && document.state === 'telling';
  if (!isTelling && isSettled(document.recipients)) {
    await advanceNotice(world, which);
    return 0;
  }
  const again = isTelling ? toldAgain(document, telling) : remind(document, telling);
  if (again === undefined) return 0;
  const outcome = await world.subjects.commit({
    subjectId: found.subjectId,
    head: { expect: 'any' },
    replace: [{ document: again.document, etag }],
    events: again.events,
  });
  return outcome === 'committed' ? again.events.length : 0;
}
