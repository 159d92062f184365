import { type CosmosError, throttled, unavailable } from './errors.ts';
import { isObject, type Json } from './json.ts';

const RETRY_AFTER_MS = 20;

/** Failures on demand: the next answers about items are refused, so that retries can be seen at work. */
export class Faults {
  #left = 0;
  #status: 429 | 503 = 429;

  /** `{status: 429 | 503, next: n}`; 0 ends what was asked for before. */
  order(argument: unknown): void {
    const { status, next } = isObject(argument as Json)
      ? (argument as { status?: unknown; next?: unknown })
      : {};
    if (
      (status !== 429 && status !== 503) ||
      typeof next !== 'number' ||
      !Number.isInteger(next) ||
      next < 0
    ) {
      throw new TypeError('fault expects {status: 429 | 503, next: a whole number}');
    }
    this.#status = status;
    this.#left = next;
  }

  /** The refusal of this answer, if one is due. */
  take(): CosmosError | undefined {
    if (this.#left === 0) return undefined;
    this.#left--;
    return this.#status === 429
      ? throttled(RETRY_AFTER_MS)
      : unavailable('The service is unavailable, on demand.');
  }
}
