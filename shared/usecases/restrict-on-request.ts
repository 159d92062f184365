import { dayOf } from '../domain/calendar.ts';
import type { HoldId, SubjectId } from '../domain/id.ts';
import type { RequestDocument } from '../domain/request.ts';
import { requestRules } from '../policy/rights.ts';
import type { World } from '../ports.ts';
import { placeHold } from './place-hold.ts';

/** What a restriction on request rests on, as its hold says. */
const authority = 'GDPR Art. 18';

/**
 * Restricts what is held of a person (GDPR Art. 18): it is kept and not used, until staff release it. The hold names the
 * request, so there is one for each.
 */
export async function restrictOnRequest(
  world: World,
  { document: { id }, about }: { readonly document: RequestDocument; readonly about: SubjectId },
): Promise<HoldId | 'nobody'> {
  const reviewOn = dayOf(world.clock.now()).add(requestRules.restrictionReview).toString();
  const order = { reason: `request ${id}`, requestId: id, authority, reviewOn } as const;
  const receipt = await placeHold(world, { subjectId: about, restricts: true, ...order });
  return receipt.outcome === 'placed' ? receipt.holdId : 'nobody';
}
