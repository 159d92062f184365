import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { parseStaffRequest, staffRequestFields } from '../shared/domain/request-input.ts';
import { requestObstacles } from '../shared/policy/request-obstacles.ts';
import { askForProof } from '../shared/usecases/ask-for-proof.ts';
import { cancelForPerson } from '../shared/usecases/cancel-request.ts';
import { extendRequest } from '../shared/usecases/extend-request.ts';
import { fulfilByStaff } from '../shared/usecases/fulfil-by-staff.ts';
import { listRequests } from '../shared/usecases/list-requests.ts';
import { openRequest } from '../shared/usecases/open-request.ts';
import { receiveStaffRequest } from '../shared/usecases/receive-request.ts';
import { refuseRequest } from '../shared/usecases/refuse-request.ts';
import type { StaffDecision } from '../shared/usecases/staff-decision.ts';
import { verifyIdentity } from '../shared/usecases/verify-identity.ts';
import { readForm, readJsonBody } from './http/body.ts';
import { invalidInput, problem, problemResponse } from './http/problem.ts';
import { type App, world } from './world.ts';

const form = { limit: 16 * 1024, fields: staffRequestFields };
const noSuchRequest = problem('not-found', 'There is no such request.');
const noStore = { 'cache-control': 'no-store' };
/** A key is all that is known of who calls. */
const by = 'key';

/** `POST /api/ops/requests`: staff type in what was asked by mail or on the phone (policy row P7). */
export async function postStaffRequest(request: HttpRequest): Promise<HttpResponseInit> {
  const app = world();
  const body = await readForm(request, form);
  if (body.outcome === 'problem') return problemResponse(body);
  const parsed = parseStaffRequest(body.value, app.clock.now());
  if (parsed.outcome === 'invalid') return problemResponse(invalidInput(parsed.errors));
  const receipt = await receiveStaffRequest(app, { request: parsed.value, by });
  if (receipt.outcome === 'invalid') return problemResponse(invalidInput(receipt.errors));
  return { status: 202, jsonBody: { requestId: receipt.requestId } };
}

/** `GET /api/ops/requests`: the open requests, the earliest due first. */
export async function getRequests(): Promise<HttpResponseInit> {
  return { status: 200, headers: noStore, jsonBody: { requests: await listRequests(world()) } };
}

/** `GET /api/ops/requests/{id}`: one of them, with who asks. */
export async function getRequest(request: HttpRequest): Promise<HttpResponseInit> {
  const opened = await openRequest(world(), { requestId: idOf(request), by });
  if (opened === undefined) return problemResponse(noSuchRequest);
  return { status: 200, headers: noStore, jsonBody: opened };
}

/** `POST /api/ops/requests/{id}/extend`: it takes up to two months more (GDPR Art. 12(3)). */
export function postExtension(request: HttpRequest): Promise<HttpResponseInit> {
  return deciding(request, extendRequest);
}

/** `POST /api/ops/requests/{id}/refuse`: on a ground that the person is told (GDPR Art. 12(4)). */
export function postRefusal(request: HttpRequest): Promise<HttpResponseInit> {
  return deciding(request, refuseRequest);
}

/** `POST /api/ops/requests/{id}/verify-identity`: it was shown to staff who asks (GDPR Art. 12(6)). */
export function postIdentity(request: HttpRequest): Promise<HttpResponseInit> {
  return deciding(request, verifyIdentity);
}

/** `POST /api/ops/requests/{id}/fulfil`: staff have done it. */
export function postFulfilment(request: HttpRequest): Promise<HttpResponseInit> {
  return deciding(request, fulfilByStaff);
}

/** `POST /api/ops/requests/{id}/ask-for-proof`: more than the link is needed. */
export async function postProofQuestion(request: HttpRequest): Promise<HttpResponseInit> {
  return decided(await askForProof(world(), { requestId: idOf(request), by }));
}

/** `POST /api/ops/requests/{id}/cancel`: the person takes it back, and told staff so. */
export async function postCancellation(request: HttpRequest): Promise<HttpResponseInit> {
  return decided(await cancelForPerson(world(), { requestId: idOf(request), by }));
}

type Decide = (
  app: App,
  decision: { readonly requestId: string; readonly input: unknown; readonly by: string },
) => Promise<StaffDecision>;

async function deciding(request: HttpRequest, decide: Decide): Promise<HttpResponseInit> {
  const body = await readJsonBody(request, { limit: 4 * 1024 });
  if (body.outcome === 'problem') return problemResponse(body);
  return decided(await decide(world(), { requestId: idOf(request), input: body.value, by }));
}

function decided(decision: StaffDecision): HttpResponseInit {
  switch (decision.outcome) {
    case 'decided':
      return { status: 200, headers: noStore, jsonBody: decision.entry };
    case 'not-possible':
      return problemResponse(problem('not-possible', requestObstacles[decision.because].en));
    case 'unknown':
      return problemResponse(noSuchRequest);
    case 'invalid':
      return problemResponse(invalidInput(decision.errors));
  }
}

function idOf(request: HttpRequest): string {
  return request.params['id'] ?? '';
}
