import type { HoldDocument } from '../domain/document.ts';
import type { SubjectId } from '../domain/id.ts';
import type { World } from '../ports.ts';
import { documentsOf } from './documents-of.ts';
import { isKeptByConsent } from './erase-consented.ts';
import { placeHold } from './place-hold.ts';
import { releaseHold } from './release-hold.ts';

/**
 * Lifts the restrictions that a person asked for (GDPR Art. 18) from what the same person now wants erased. What stays all
 * the same stays restricted: it is first restricted by itself. Holds that others rest on are not touched. Safe to repeat.
 *
 * @throws Contended when others keep changing the subject.
 */
export async function liftRestrictions(world: World, subjectId: SubjectId): Promise<void> {
  const { holds, records } = documentsOf(await world.subjects.holdings(subjectId));
  for (const { id: holdId, reason, authority, reviewOn, requestId } of holds.filter(isOwnOverAll)) {
    const order = { subjectId, restricts: true, reason, authority, reviewOn, requestId };
    for (const { id: recordId } of records.filter((record) => !isKeptByConsent(record))) {
      await placeHold(world, { ...order, recordId });
    }
    await releaseHold(world, holdId);
  }
}

function isOwnOverAll({ requestId, recordId }: HoldDocument): boolean {
  return requestId !== undefined && recordId === undefined;
}
