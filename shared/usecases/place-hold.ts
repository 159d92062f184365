import { type HoldOrder, placed } from '../domain/hold.ts';
import type { HoldId } from '../domain/id.ts';
import { type Invalid, invalid } from '../domain/invalid.ts';
import type { World } from '../ports.ts';
import { finishHalfWay } from './advance-notice.ts';
import { Contended, rounds } from './contended.ts';
import { isOpenSubject } from './open-subject.ts';

export type HoldReceipt = { readonly outcome: 'placed'; readonly holdId: HoldId } | Invalid;

/**
 * Places a hold on a person, or on one of the person's records (policy row P8, GDPR Art. 18): what it is over is
 * not erased until it is released. What is erased already stays erased. For a person's request there is one hold over the
 * same, however often it is asked for. `by`: who of the staff places it.
 */
export async function placeHold(world: World, order: HoldOrder, by?: string): Promise<HoldReceipt> {
  const { clock, ids, keys, subjects } = world;
  const { subjectId, recordId, requestId } = order;
  for (let round = 0; round < rounds; round += 1) {
    const { head, records, holds, notices } = await subjects.holdings(subjectId);
    if (!isOpenSubject(head)) {
      return invalid({ pointer: '/subjectId', reason: 'not-an-id' });
    }
    if (recordId !== undefined && !records.some(({ document: { id } }) => id === recordId)) {
      return invalid({ pointer: '/recordId', reason: 'unknown-record' });
    }
    const isPlaced = ({ document }: (typeof holds)[number]) =>
      document.requestId === requestId && document.recordId === recordId;
    const before = requestId === undefined ? undefined : holds.find(isPlaced);
    if (before !== undefined) return { outcome: 'placed', holdId: before.document.id };
    const at = clock.now();
    const salt = keys.salt();
    const { document, event } = placed({
      order,
      id: ids.hold(subjectId),
      eventId: ids.event(at),
      at,
      salt,
      by,
      commit: (content) => keys.commitment(salt, content),
    });
    // Against the head: an erasure that decides just now either sees the hold or is seen by it.
    const outcome = await subjects.commit({
      subjectId,
      head: { expect: 'unmoved', head },
      create: [document],
      events: [event],
    });
    if (outcome === 'committed') return { outcome: 'placed', holdId: document.id };
    await finishHalfWay(world, subjectId, notices);
  }
  throw new Contended();
}
