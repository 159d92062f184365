import { setTimeout as pause } from 'node:timers/promises';
import { inspect } from 'node:util';

/** Something in the story came out otherwise than the product promises. */
export class NotAsExpected extends Error {
  override readonly name = 'NotAsExpected';
  readonly expected: string;
  readonly found: string;

  constructor(expected: string, found: unknown) {
    super(`expected ${expected}`);
    this.expected = expected;
    this.found = typeof found === 'string' ? found : inspect(found, { breakLength: Infinity, depth: 4 });
  }
}

/** Goes on only when the promise holds; `found` is what is shown when it does not. */
export function expectThat(expected: string, holds: boolean, found: unknown): asserts holds {
  if (!holds) throw new NotAsExpected(expected, found);
}

const PATIENCE_MS = 30_000;
const BETWEEN_LOOKS_MS = 10;

/** Looks until there is something to return; gives up, with what was expected, after half a minute. */
export async function eventually<Found>(
  expected: string,
  look: () => Found | undefined | Promise<Found | undefined>,
): Promise<Found> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(BETWEEN_LOOKS_MS);
  }
  throw new NotAsExpected(expected, `nothing like it within ${PATIENCE_MS / 1000} s`);
}
