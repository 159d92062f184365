import type { Invalid } from '../domain/invalid.ts';
import { requestEntry } from '../domain/request-entry.ts';
import type { RequestEntry } from '../domain/request-view.ts';
import type { RequestObstacle } from '../policy/request-obstacles.ts';
import type { World } from '../ports.ts';
import type { RequestChange } from './change-request.ts';

/** What staff are answered to a decision on a request: how it stands now, or why it cannot be. */
export type StaffDecision =
  | { readonly outcome: 'decided'; readonly entry: RequestEntry }
  | { readonly outcome: 'not-possible'; readonly because: RequestObstacle }
  | { readonly outcome: 'unknown' }
  | Invalid;

/** What became of a change, as staff are answered. */
export function staffDecision(
  { clock }: Pick<World, 'clock'>,
  changed: RequestChange | { readonly outcome: 'unknown' },
): StaffDecision {
  switch (changed.outcome) {
    case 'stepped':
      return { outcome: 'decided', entry: requestEntry(changed.document, clock.now()) };
    case 'not-possible':
    case 'invalid':
    case 'unknown':
      return changed;
    case 'left':
      throw new RangeError('a decision of staff changes the request, or says why it cannot');
  }
}
