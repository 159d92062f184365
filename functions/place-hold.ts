import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { parseHold } from '../shared/domain/hold.ts';
import { placeHold } from '../shared/usecases/place-hold.ts';
import { readJsonBody } from './http/body.ts';
import { invalidInput, problemResponse } from './http/problem.ts';
import { world } from './world.ts';

/** `POST /api/ops/holds`: what must stay (policy row P8), or must not be used for now (GDPR Art. 18). */
export async function postHold(request: HttpRequest): Promise<HttpResponseInit> {
  const app = world();
  const body = await readJsonBody(request, { limit: 8 * 1024 });
  if (body.outcome === 'problem') return problemResponse(body);
  const parsed = parseHold(body.value, app.clock.now());
  if (parsed.outcome === 'invalid') return problemResponse(invalidInput(parsed.errors));
  const receipt = await placeHold(app, parsed.value);
  if (receipt.outcome === 'invalid') return problemResponse(invalidInput(receipt.errors));
  return { status: 201, jsonBody: { holdId: receipt.holdId } };
}
