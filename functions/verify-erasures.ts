import type { InvocationContext, Timer } from '@azure/functions';
import { verifyErasures } from '../shared/usecases/verify-erasures.ts';
import { world } from './world.ts';

/** Searches every store for what completed erasures may have left; an alert names the place and not the person. */
export async function verify(_timer: Timer, context: InvocationContext): Promise<void> {
  const { leftovers, ...receipt } = await verifyErasures(world());
  for (const place of leftovers) context.error('leftover', place);
  context.log('erasures verified', JSON.stringify(receipt));
}
