import { parseExtension } from '../domain/request-decision.ts';
import { stepRequest } from '../domain/request-step.ts';
import type { World } from '../ports.ts';
import { changeRequest, holidaysFor, requestSituation } from './change-request.ts';
import { type StaffDecision, staffDecision } from './staff-decision.ts';

/**
 * Takes up to two months more for the answer, once and within the first month, and tells the person why (GDPR Art. 12(3)).
 * `input`: `{reason}`.
 */
export async function extendRequest(
  world: World,
  { requestId, input, by }: { readonly requestId: string; readonly input: unknown; readonly by: string },
): Promise<StaffDecision> {
  const parsed = parseExtension(input);
  if (parsed.outcome === 'invalid') return parsed;
  const changed = await changeRequest(world, requestId, async (document) => {
    const holidays = await holidaysFor(world, document.receivedOn);
    const command = { step: 'extend', reason: parsed.value.reason, holidays, by } as const;
    return stepRequest(document, command, requestSituation(world));
  });
  return staffDecision(world, changed);
}
