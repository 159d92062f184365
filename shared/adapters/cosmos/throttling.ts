import { setTimeout as pause } from 'node:timers/promises';
import { statusOf } from './status.ts';

/** As often as the SDK itself tries again where it does. */
const attempts = 9;
const firstPause = 20;

/**
 * Sends again what Cosmos DB throttles (429): the SDK does so for every request but a bulk one. Waits twice as
 * long each time, 10 seconds in all, and then lets the fault through.
 */
export async function retryThrottled<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await send();
    } catch (fault) {
      if (statusOf(fault) !== 429 || attempt === attempts) throw fault;
      await pause(firstPause * 2 ** attempt);
    }
  }
}
