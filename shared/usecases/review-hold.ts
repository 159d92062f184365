import { event } from '../domain/event.ts';
import { subjectOfHold } from '../domain/hold.ts';
import type { World } from '../ports.ts';
import { Contended, rounds } from './contended.ts';

/**
 * Somebody looked whether a hold is still needed, and it is: until the next review (policy row P8, GDPR Art. 5(1)(e)).
 *
 * @returns `unknown` when there is no such hold, for instance because it was released before.
 */
export async function reviewHold(
  { clock, ids, subjects }: Pick<World, 'clock' | 'ids' | 'subjects'>,
  {
    holdId,
    reviewOn,
    by,
  }: { readonly holdId: string; readonly reviewOn: string; readonly by?: string | undefined },
): Promise<'reviewed' | 'unknown'> {
  const subjectId = subjectOfHold(holdId);
  if (subjectId === undefined) return 'unknown';
  for (let round = 0; round < rounds; round += 1) {
    const stored = await subjects.read(subjectId, 'hold', holdId);
    if (stored === undefined) return 'unknown';
    const { document, etag } = stored;
    const at = clock.now();
    const reviewed = event('hold.reviewed', {
      id: ids.event(at),
      subject: subjectId,
      at,
      data: { holdId: document.id, reviewOn, by },
    });
    const outcome = await subjects.commit({
      subjectId,
      head: { expect: 'any' },
      replace: [{ document: { ...document, reviewOn }, etag }],
      events: [reviewed],
    });
    if (outcome === 'committed') return 'reviewed';
  }
  throw new Contended();
}
