import type { InvocationContext, Timer } from '@azure/functions';
import { chaseProcessors } from '../shared/usecases/chase-processors.ts';
import { world } from './world.ts';

/** Every quarter of an hour: reminds processors that have not answered, and goes on where a step was left. */
export async function chase(_timer: Timer, context: InvocationContext): Promise<void> {
  const receipt = await chaseProcessors(world());
  context.log('processors chased', JSON.stringify(receipt));
}
