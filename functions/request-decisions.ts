import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { isObject } from '../shared/domain/is-object.ts';
import type { StaffStep } from '../shared/domain/request-view.ts';
import { askForProof } from '../shared/usecases/ask-for-proof.ts';
import { cancelForPerson } from '../shared/usecases/cancel-request.ts';
import { extendRequest } from '../shared/usecases/extend-request.ts';
import { fulfilByStaff } from '../shared/usecases/fulfil-by-staff.ts';
import { openRequest } from '../shared/usecases/open-request.ts';
import { refuseRequest } from '../shared/usecases/refuse-request.ts';
import type { StaffDecision } from '../shared/usecases/staff-decision.ts';
import { verifyIdentity } from '../shared/usecases/verify-identity.ts';
import { type RequestDeskPage, requestDeskPage, requestGonePage } from '../web/ops/request-desk-page.ts';
import { readForm } from './http/body.ts';
import { pageResponse } from './http/page-response.ts';
import { refusal } from './http/refusal.ts';
import { seeOther } from './http/staff.ts';
import { type StaffCall, staffPage } from './staff-page.ts';
import { world } from './world.ts';

const fields = ['step', 'evidence', 'subjectId', 'outcome', 'ground', 'note', 'reason'];
const form = { limit: 8 * 1024, fields };

/** `GET /ops/requests/{id}`: one request, with who asks while it is open, and what can be done. */
export const getRequestDesk = staffPage('open-request', (request, call) =>
  show(request, call, { done: call.done }),
);

/** `POST /ops/requests/{id}`: a decision on it, by the form's `step`. */
export const postRequestDesk = staffPage('decide-request', async (request, call) => {
  const body = await readForm(request, form);
  if (body.outcome === 'problem') return refusal(request, body);
  const given = isObject(body.value) ? body.value : {};
  const step = steps.find((each) => each === given['step']);
  if (step === undefined) return show(request, call, {});
  const requestId = request.params['id'] ?? '';
  const decision = await decide(step, { requestId, input: given, by: call.staff.id });
  switch (decision.outcome) {
    case 'decided':
      return seeOther(`/ops/requests/${requestId}`, step);
    case 'not-possible':
      return show(request, call, { obstacle: decision.because });
    case 'invalid':
      return show(request, call, { refused: { step, errors: decision.errors, given } });
    case 'unknown':
      return pageResponse(404, requestGonePage(call.locale));
  }
});

const steps: readonly StaffStep[] = ['verify', 'ask-for-proof', 'fulfil', 'extend', 'refuse', 'cancel'];

function decide(
  step: StaffStep,
  decision: { readonly requestId: string; readonly input: unknown; readonly by: string },
): Promise<StaffDecision> {
  switch (step) {
    case 'verify':
      return verifyIdentity(world(), decision);
    case 'ask-for-proof':
      return askForProof(world(), decision);
    case 'fulfil':
      return fulfilByStaff(world(), decision);
    case 'extend':
      return extendRequest(world(), decision);
    case 'refuse':
      return refuseRequest(world(), decision);
    case 'cancel':
      return cancelForPerson(world(), decision);
  }
}

async function show(
  { params }: HttpRequest,
  { staff, locale, path }: StaffCall,
  said: Pick<RequestDeskPage, 'done' | 'obstacle' | 'refused'>,
): Promise<HttpResponseInit> {
  const request = await openRequest(world(), { requestId: params['id'] ?? '', by: staff.id });
  if (request === undefined) return pageResponse(404, requestGonePage(locale));
  return pageResponse(statusOf(said), requestDeskPage({ staff, locale, path, request, ...said }));
}

/** 409: it has gone on since the page was shown. */
function statusOf({ obstacle, refused }: Pick<RequestDeskPage, 'obstacle' | 'refused'>): number {
  if (obstacle !== undefined) return 409;
  return refused === undefined ? 200 : 400;
}
