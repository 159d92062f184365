import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { parseHold } from '../shared/domain/hold.ts';
import { listHolds } from '../shared/usecases/list-holds.ts';
import { placeHold } from '../shared/usecases/place-hold.ts';
import { releaseHold } from '../shared/usecases/release-hold.ts';
import { readJsonBody } from './http/body.ts';
import { invalidInput, problem, problemResponse } from './http/problem.ts';
import { world } from './world.ts';

/** A key is all that is known of who calls. */
const by = 'key';

/** `GET /api/ops/holds`: what is held, the earliest review first. */
export async function getHolds(): Promise<HttpResponseInit> {
  const headers = { 'cache-control': 'no-store' };
  return { status: 200, headers, jsonBody: { holds: await listHolds(world()) } };
}

/** `POST /api/ops/holds`: what must stay (policy row P8), or must not be used for now (GDPR Art. 18). */
export async function postHold(request: HttpRequest): Promise<HttpResponseInit> {
  const app = world();
  const body = await readJsonBody(request, { limit: 8 * 1024 });
  if (body.outcome === 'problem') return problemResponse(body);
  const parsed = parseHold(body.value, app.clock.now());
  if (parsed.outcome === 'invalid') return problemResponse(invalidInput(parsed.errors));
  const receipt = await placeHold(app, parsed.value, by);
  if (receipt.outcome === 'invalid') return problemResponse(invalidInput(receipt.errors));
  return { status: 201, jsonBody: { holdId: receipt.holdId } };
}

/** `DELETE /api/ops/holds/{id}`: what it kept may go, and goes if it is due. */
export async function deleteHold(request: HttpRequest): Promise<HttpResponseInit> {
  const outcome = await releaseHold(world(), request.params['id'] ?? '', by);
  if (outcome === 'released') return { status: 204 };
  return problemResponse(problem('not-found', 'There is no such hold; it may have been released before.'));
}
