import { invalid } from '../domain/invalid.ts';
import { parseShownIdentity } from '../domain/request-decision.ts';
import { namesWhoAsks } from '../domain/request-input.ts';
import { stepRequest } from '../domain/request-step.ts';
import type { World } from '../ports.ts';
import { changeRequest, requestSituation } from './change-request.ts';
import { findWhoAsks, heldOfWhoAsks } from './find-who-asks.ts';
import { type StaffDecision, staffDecision } from './staff-decision.ts';

/**
 * It was shown to staff who asks (GDPR Art. 12(6)): the request is done from here on. `input`: `{evidence, subjectId?}`, the
 * latter where the number leads to several, or the person is held by another address; `by`: to whom it was shown.
 */
export async function verifyIdentity(
  world: World,
  { requestId, input, by }: { readonly requestId: string; readonly input: unknown; readonly by: string },
): Promise<StaffDecision> {
  const changed = await changeRequest(world, requestId, async (document) => {
    const parsed = parseShownIdentity(input, document);
    if (parsed.outcome === 'invalid') return parsed;
    const { evidence, about: stated } = parsed.value;
    const found = await findWhoAsks(world, { contact: document.contact, stated });
    if (found.outcome === 'invalid') return found;
    const { about, mailTo } = found;
    if (namesWhoAsks(evidence, { held: await heldOfWhoAsks(world, { about }) })) {
      return invalid({ pointer: '/evidence', reason: 'names-the-person' });
    }
    const identity = { shown: 'staff', evidence, by } as const;
    const command = { step: 'verify', identity, about, mailTo, pageNonce: world.ids.ask() } as const;
    return stepRequest(document, command, requestSituation(world));
  });
  return staffDecision(world, changed);
}
