import type { DeadLetter, World } from '../ports.ts';

/** So many of each queue and subscription: whoever sees so many looks at the entity as a whole. */
export const mostDeadLetters = 100;

/** What the broker gave up, place by place, the oldest first; it holds nothing of a person. */
export function listDeadLetters({ deadLetters }: Pick<World, 'deadLetters'>): Promise<readonly DeadLetter[]> {
  return deadLetters.list(mostDeadLetters);
}
