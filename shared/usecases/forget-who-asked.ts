import { toldAnswer, withUndelivered } from '../domain/request-upkeep.ts';
import type { World } from '../ports.ts';
import { readRequest, replaceRequest } from './change-request.ts';
import { Contended, rounds } from './contended.ts';

/**
 * The person has been told of the answer: nothing of the person is left in the request. If the mail cannot be delivered, it
 * says so to staff, and keeps for some days whom to reach. Safe to repeat.
 *
 * @throws Contended when others keep changing the request.
 */
export async function forgetWhoAsked(
  world: World,
  { requestId, delivered }: { readonly requestId: string; readonly delivered: boolean },
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const stored = await readRequest(world, requestId);
    if (stored === undefined) return;
    const become = delivered ? toldAnswer : withUndelivered;
    const document = become(stored.document, world.clock.now());
    if (document === stored.document || (await replaceRequest(world, stored, { document, events: [] })))
      return;
  }
  throw new Contended();
}
