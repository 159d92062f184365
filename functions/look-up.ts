import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { parseLookup } from '../shared/domain/lookup.ts';
import { lookUp } from '../shared/usecases/look-up-person.ts';
import { readForm } from './http/body.ts';
import { invalidInput, problemResponse } from './http/problem.ts';
import { world } from './world.ts';

const form = { limit: 4 * 1024, fields: ['email', 'phone', 'subjectId'] };

/** `POST /api/ops/lookups`: what is held of a person, and until when. */
export async function postLookup(request: HttpRequest): Promise<HttpResponseInit> {
  const body = await readForm(request, form);
  if (body.outcome === 'problem') return problemResponse(body);
  const parsed = parseLookup(body.value);
  if (parsed.outcome === 'invalid') return problemResponse(invalidInput(parsed.errors));
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    jsonBody: { subjects: await lookUp(world(), { lookup: parsed.value, by: 'key' }) },
  };
}
