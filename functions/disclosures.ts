import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { parseDisclosure } from '../shared/domain/disclosure-input.ts';
import { listDisclosures } from '../shared/usecases/list-disclosures.ts';
import { recordDisclosure } from '../shared/usecases/record-disclosure.ts';
import { readJsonBody } from './http/body.ts';
import { invalidInput, problemResponse } from './http/problem.ts';
import { world } from './world.ts';

/** `GET /api/ops/disclosures`: what authorities were given, the latest first (policy row P8). */
export async function getDisclosures(): Promise<HttpResponseInit> {
  const headers = { 'cache-control': 'no-store' };
  return { status: 200, headers, jsonBody: { disclosures: await listDisclosures(world()) } };
}

/** `POST /api/ops/disclosures`: that data was handed to a public authority. */
export async function postDisclosure(request: HttpRequest): Promise<HttpResponseInit> {
  const app = world();
  const body = await readJsonBody(request, { limit: 64 * 1024 });
  if (body.outcome === 'problem') return problemResponse(body);
  const parsed = parseDisclosure(body.value, app.clock.now());
  if (parsed.outcome === 'invalid') return problemResponse(invalidInput(parsed.errors));
  const receipt = await recordDisclosure(app, parsed.value, 'key');
  if (receipt.outcome === 'invalid') return problemResponse(invalidInput(receipt.errors));
  return { status: 201, jsonBody: { disclosureId: receipt.disclosureId } };
}
