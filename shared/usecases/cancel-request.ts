import type { RequestDocument } from '../domain/request.ts';
import { stepRequest } from '../domain/request-step.ts';
import type { World } from '../ports.ts';
import { changeRequest, requestSituation } from './change-request.ts';
import { type RequestLinkUsed, whatOpens } from './open-request-page.ts';
import { type StaffDecision, staffDecision } from './staff-decision.ts';

/** `token`: what opens the page that says so. */
export type CancellationReceipt =
  | { readonly outcome: 'cancelled'; readonly token: string }
  | { readonly outcome: 'not-possible' | 'not-valid' };

/** The person takes the request back, by either link: nothing of the person is left in it at once. */
export async function cancelRequest(
  world: World,
  { requestId, token }: RequestLinkUsed,
): Promise<CancellationReceipt> {
  const changed = await changeRequest(world, requestId, async (document) =>
    (await whatOpens(world, document, token)) === undefined
      ? { outcome: 'left' }
      : cancelled(world, document, { by: 'person' }),
  );
  switch (changed.outcome) {
    case 'stepped': {
      const { id, page } = changed.document;
      if (page === undefined) throw new RangeError('a request that is cancelled has a page that says so');
      const nonce = page.nonce;
      return { outcome: 'cancelled', token: world.links.requestToken({ requestId: id, nonce }) };
    }
    case 'not-possible':
      return { outcome: 'not-possible' };
    case 'invalid':
    case 'left':
    case 'unknown':
      return { outcome: 'not-valid' };
  }
}

/** Staff take a request back for the person who asked them to. */
export async function cancelForPerson(
  world: World,
  { requestId, by }: { readonly requestId: string; readonly by: string },
): Promise<StaffDecision> {
  return staffDecision(
    world,
    await changeRequest(world, requestId, (document) =>
      cancelled(world, document, { by: 'staff', staff: by }),
    ),
  );
}

function cancelled(
  world: World,
  document: RequestDocument,
  who: { readonly by: RequestDocument['by']; readonly staff?: string },
) {
  const command = { step: 'cancel', ...who, pageNonce: world.ids.ask() } as const;
  return stepRequest(document, command, requestSituation(world));
}
