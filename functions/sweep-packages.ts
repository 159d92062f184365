import type { InvocationContext, Timer } from '@azure/functions';
import { sweepPackages } from '../shared/usecases/sweep-packages.ts';
import { world } from './world.ts';

/** Daily: removes the copies of people's data that nobody removed in time. */
export async function sweepEndedPackages(_timer: Timer, context: InvocationContext): Promise<void> {
  const receipt = await sweepPackages(world());
  context.log('packages swept', JSON.stringify(receipt));
}
