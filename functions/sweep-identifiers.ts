import type { InvocationContext, Timer } from '@azure/functions';
import { sweepIdentifiers } from '../shared/usecases/sweep-identifiers.ts';
import { world } from './world.ts';

/** Daily: releases identifier entries that an intake left behind when it died. */
export async function sweepEntries(_timer: Timer, context: InvocationContext): Promise<void> {
  const receipt = await sweepIdentifiers(world());
  context.log('identifiers swept', JSON.stringify(receipt));
}
