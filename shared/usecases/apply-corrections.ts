import type { RequestDocument } from '../domain/request.ts';
import { stepRequest } from '../domain/request-step.ts';
import { awaitsPress } from '../domain/request-wake.ts';
import type { World } from '../ports.ts';
import { changeRequest, requestSituation } from './change-request.ts';
import { fulfilRequest, letGo } from './fulfil-request.ts';
import { opensByToken, type RequestLinkUsed } from './open-request-page.ts';
import { isStillTheirs } from './still-theirs.ts';

/** `left-to-staff`: it cannot be done as asked without somebody looking. */
export type CorrectionReceipt = {
  readonly outcome: 'corrected' | 'left-to-staff' | 'not-possible' | 'not-valid';
};

/**
 * The person has seen what is there and what shall be, and pressed the button (GDPR Art. 16): it is corrected wherever we
 * hold it, and whoever else may have it is told. To press again changes nothing.
 *
 * @throws Contended when others keep changing the request or the person.
 */
export async function applyCorrections(
  world: World,
  { requestId, token }: RequestLinkUsed,
): Promise<CorrectionReceipt> {
  const opened: { outcome: CorrectionReceipt['outcome'] } = { outcome: 'not-valid' };
  await changeRequest(world, requestId, async (document) => {
    if (opensByToken(world, document, token) !== 'page') return { outcome: 'left' };
    if (!(await isStillTheirs(world, document))) return stepRequest(document, letGo, requestSituation(world));
    opened.outcome = 'not-possible';
    return awaitsPress(document) ? begunCorrection(world, document) : { outcome: 'left' };
  });
  if (opened.outcome === 'not-valid') return opened;
  return { outcome: outcomeOf(await fulfilRequest(world, requestId)) };
}

/** The request with the number of its rectification: whoever comes after a crash goes on with that one. */
export function begunCorrection(world: World, document: RequestDocument) {
  const { toStaff: _, ...rest } = document;
  const work = { ...document.work, rectification: world.ids.rectification() };
  return stepRequest(rest, { step: 'begin', work }, requestSituation(world));
}

function outcomeOf(document: RequestDocument | undefined): CorrectionReceipt['outcome'] {
  if (document?.state === 'fulfilled') return 'corrected';
  return document?.toStaff === undefined ? 'not-possible' : 'left-to-staff';
}
