import type { InvocationContext, Timer } from '@azure/functions';
import { sweepRetention } from '../shared/usecases/sweep-retention.ts';
import { world } from './world.ts';

/** Hourly: erases what is due (policy rows P9, P10). */
export async function sweep(_timer: Timer, context: InvocationContext): Promise<void> {
  const receipt = await sweepRetention(world());
  context.log('retention swept', JSON.stringify(receipt));
}
