import { dayOf } from '../domain/calendar.ts';
import type { HoldEntry } from '../domain/hold.ts';
import type { World } from '../ports.ts';

const pageSize = 100;
/** So many at once that somebody has to ask why rather than read on. */
export const mostHolds = 500;

/** The holds, the earliest review first: none shall last because it was forgotten (policy row P8, GDPR Art. 5(1)(e)). */
export async function listHolds({
  clock,
  subjects,
}: Pick<World, 'clock' | 'subjects'>): Promise<readonly HoldEntry[]> {
  const today = dayOf(clock.now()).toString();
  const holds: HoldEntry[] = [];
  for await (const page of subjects.holdsByReview(pageSize)) {
    for (const { id: holdId, kind: _, eraseAfter: __, salt: ___, ...hold } of page) {
      holds.push({ holdId, ...hold, due: hold.reviewOn <= today });
    }
    if (holds.length >= mostHolds) break;
  }
  return holds.slice(0, mostHolds);
}
