import { toldAnswer } from '../domain/request-upkeep.ts';
import type { World } from '../ports.ts';
import { readRequest, replaceRequest } from './change-request.ts';
import { Contended, rounds } from './contended.ts';

/**
 * The person has been told of the answer, or cannot be: nothing of the person is left in the request. Safe to repeat.
 *
 * @throws Contended when others keep changing the request.
 */
export async function forgetWhoAsked(world: World, requestId: string): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const stored = await readRequest(world, requestId);
    if (stored === undefined) return;
    const document = toldAnswer(stored.document, world.clock.now());
    if (document === stored.document || (await replaceRequest(world, stored, { document, events: [] })))
      return;
  }
  throw new Contended();
}
