import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { parseRectification } from '../shared/domain/rectification.ts';
import { rectifyPerson } from '../shared/usecases/rectify-person.ts';
import { readJsonBody } from './http/body.ts';
import { invalidInput, problemResponse } from './http/problem.ts';
import { world } from './world.ts';

/** `POST /api/ops/rectifications`: what is wrong, as it should be (GDPR Art. 16), told to all who may have it (Art. 19). */
export async function postRectification(request: HttpRequest): Promise<HttpResponseInit> {
  const body = await readJsonBody(request, { limit: 8 * 1024 });
  if (body.outcome === 'problem') return problemResponse(body);
  const parsed = parseRectification(body.value);
  if (parsed.outcome === 'invalid') return problemResponse(invalidInput(parsed.errors));
  const receipt = await rectifyPerson(world(), parsed.value);
  switch (receipt.outcome) {
    case 'rectified':
      return {
        status: 202,
        jsonBody: { rectificationId: receipt.rectificationId, records: receipt.records },
      };
    case 'nothing-to-correct':
      return { status: 200, jsonBody: { records: 0 } };
    case 'invalid':
      return problemResponse(invalidInput(receipt.errors));
  }
}
