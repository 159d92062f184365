import type { InvocationContext, Timer } from '@azure/functions';
import { chaseDeadlines } from '../shared/usecases/chase-deadlines.ts';
import { world } from './world.ts';

/** Every quarter of an hour: looks after requests and holds whose time has come. */
export async function lookAfterDeadlines(_timer: Timer, context: InvocationContext): Promise<void> {
  const receipt = await chaseDeadlines(world());
  context.log('deadlines chased', JSON.stringify(receipt));
}
