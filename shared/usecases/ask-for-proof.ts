import { stepRequest } from '../domain/request-step.ts';
import type { World } from '../ports.ts';
import { changeRequest, requestSituation } from './change-request.ts';
import { type StaffDecision, staffDecision } from './staff-decision.ts';

/**
 * Asks the person for more proof than the link (GDPR Art. 12(6)): the link ends, and staff verify what comes. Who can only
 * be called is asked on the phone.
 */
export async function askForProof(
  world: World,
  { requestId, by }: { readonly requestId: string; readonly by: string },
): Promise<StaffDecision> {
  const changed = await changeRequest(world, requestId, (document) => {
    const stepped = stepRequest(document, { step: 'ask-for-proof', by }, requestSituation(world));
    const isReachable = document.contact?.email !== undefined;
    if (stepped.outcome !== 'stepped' || isReachable) return stepped;
    return { outcome: 'not-possible', because: 'not-reachable' };
  });
  return staffDecision(world, changed);
}
