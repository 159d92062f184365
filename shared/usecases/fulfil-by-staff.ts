import type { RequestDocument } from '../domain/request.ts';
import { parseFulfilment } from '../domain/request-decision.ts';
import { isBegun, stepRequest } from '../domain/request-step.ts';
import type { World } from '../ports.ts';
import { begunCorrection } from './apply-corrections.ts';
import { changeRequest, type RequestChange, requestSituation } from './change-request.ts';
import { correctAsAsked } from './correct-as-asked.ts';
import { heldOfWhoAsks } from './find-who-asks.ts';
import { type StaffDecision, staffDecision } from './staff-decision.ts';

interface Decision {
  readonly requestId: string;
  readonly input: unknown;
  readonly by: string;
}

/**
 * Staff have done what was asked for, or what of it is to be done. A correction that the person has not let be made is
 * made first. `input`: `{outcome, ground?, note?}`; `by`: who decided.
 */
export async function fulfilByStaff(world: World, decision: Decision): Promise<StaffDecision> {
  const changed = await changeRequest(world, decision.requestId, (document) =>
    decide(world, document, decision),
  );
  if (changed.outcome !== 'stepped' || changed.document.answer !== undefined) {
    return staffDecision(world, changed);
  }
  return staffDecision(world, await correctFirst(world, changed.document, decision));
}

async function decide(
  world: World,
  document: RequestDocument,
  { input, by }: Decision,
): Promise<RequestChange> {
  const held = await heldOfWhoAsks(world, document);
  const parsed = parseFulfilment(input, { ...document, held });
  if (parsed.outcome === 'invalid') return parsed;
  if (isBegun(document.work) && document.toStaff === undefined)
    return { outcome: 'not-possible', because: 'work-begun' };
  const { outcome, ground, note } = parsed.value;
  if (outcome === 'fulfilled' && isToCorrect(document)) return begunCorrection(world, document);
  const refusals = ground === undefined ? [] : [{ ground, records: [] }];
  const answer = { refusals, held: document.about !== undefined, by, note };
  const step = outcome === 'fulfilled' ? 'fulfil' : 'fulfil-in-part';
  return stepRequest(document, { step, answer }, requestSituation(world));
}

function isToCorrect({ right, about, corrections, toStaff }: RequestDocument): boolean {
  return (
    right === 'rectification' &&
    about !== undefined &&
    corrections !== undefined &&
    (toStaff === undefined || toStaff === 'new-address')
  );
}

/** The correction; what cannot be made says why, and is left to whoever decides. */
async function correctFirst(
  world: World,
  document: RequestDocument,
  { requestId, input, by }: Decision,
): Promise<RequestChange | { readonly outcome: 'unknown' }> {
  const { about } = document;
  if (about === undefined) throw new RangeError('of nobody there is nothing to correct');
  const command = await correctAsAsked(world, { document, about, by: 'staff' });
  const changed = await changeRequest(world, requestId, (now) => {
    if (command.step === 'begin') return stepRequest(now, command, requestSituation(world));
    const parsed = parseFulfilment(input, now);
    const note = parsed.outcome === 'valid' ? parsed.value.note : undefined;
    const answer = { ...command.answer, by, note };
    return stepRequest(now, { ...command, answer }, requestSituation(world));
  });
  const { toStaff } = changed.outcome === 'stepped' ? changed.document : {};
  return toStaff === undefined ? changed : { outcome: 'not-possible', because: toStaff };
}
