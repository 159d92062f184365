import { parseRefusal } from '../domain/request-decision.ts';
import { stepRequest } from '../domain/request-step.ts';
import type { World } from '../ports.ts';
import { changeRequest, requestSituation } from './change-request.ts';
import { heldOfWhoAsks } from './find-who-asks.ts';
import { type StaffDecision, staffDecision } from './staff-decision.ts';

/**
 * Refuses a request on a ground that the person is told, with where to complain (GDPR Art. 12(4)). `input`: `{ground,
 * note?}`; `by`: who decided.
 */
export async function refuseRequest(
  world: World,
  { requestId, input, by }: { readonly requestId: string; readonly input: unknown; readonly by: string },
): Promise<StaffDecision> {
  const changed = await changeRequest(world, requestId, async (document) => {
    const held = await heldOfWhoAsks(world, document);
    const parsed = parseRefusal(input, { ...document, held });
    if (parsed.outcome === 'invalid') return parsed;
    const { ground, note } = parsed.value;
    const refusals = [{ ground, records: [] }];
    const answer = { refusals, held: document.about !== undefined, by, note };
    return stepRequest(document, { step: 'refuse', answer }, requestSituation(world));
  });
  return staffDecision(world, changed);
}
