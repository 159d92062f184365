import type { SubjectDocument } from '../shared/domain/document.ts';
import { relayEvents } from '../shared/usecases/relay-events.ts';
import { world } from './world.ts';

/** Change feed of `subjects` → topic `privacy-events`. */
export async function relayChanges(documents: unknown[]): Promise<void> {
  await relayEvents(world(), documents as SubjectDocument[]);
}
