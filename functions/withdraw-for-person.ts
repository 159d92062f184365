import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { parseWithdrawal } from '../shared/domain/consent-input.ts';
import { withdrawForPerson } from '../shared/usecases/withdraw-for-person.ts';
import { readForm } from './http/body.ts';
import { invalidInput, problemResponse } from './http/problem.ts';
import { world } from './world.ts';

const form = { limit: 4 * 1024, fields: ['email', 'phone', 'consent'] };

/** `POST /api/ops/withdrawals`: somebody called or wrote to withdraw a consent (policy rows P6, P9). */
export async function postWithdrawal(request: HttpRequest): Promise<HttpResponseInit> {
  const body = await readForm(request, form);
  if (body.outcome === 'problem') return problemResponse(body);
  const parsed = parseWithdrawal(body.value);
  if (parsed.outcome === 'invalid') return problemResponse(invalidInput(parsed.errors));
  return { status: 200, jsonBody: await withdrawForPerson(world(), parsed.value) };
}
