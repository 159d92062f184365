import type { InvocationContext, Timer } from '@azure/functions';
import { announcePolicy } from '../shared/usecases/announce-policy.ts';
import { world } from './world.ts';

/** Every minute: goes on with the announcements that are running, for four minutes at most (policy row P12). */
export async function announce(_timer: Timer, context: InvocationContext): Promise<void> {
  const receipt = await announcePolicy(world());
  if (receipt.told > 0 || receipt.completed > 0) context.log('policy announced', JSON.stringify(receipt));
}
