import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { parseConsentCheck } from '../shared/domain/consent-input.ts';
import { useReasons } from '../shared/policy/use-reasons.ts';
import { checkConsent } from '../shared/usecases/check-consent.ts';
import { readForm } from './http/body.ts';
import { preferredLocale } from './http/preferred-locale.ts';
import { invalidInput, problemResponse } from './http/problem.ts';
import { world } from './world.ts';

const form = { limit: 4 * 1024, fields: ['purpose', 'email'] };

/** `POST /api/consent-checks`: may this address be used for this purpose now (policy rows P5, P6)? */
export async function postConsentCheck(request: HttpRequest): Promise<HttpResponseInit> {
  const body = await readForm(request, form);
  if (body.outcome === 'problem') return problemResponse(body);
  const parsed = parseConsentCheck(body.value);
  if (parsed.outcome === 'invalid') return problemResponse(invalidInput(parsed.errors));
  const answer = await checkConsent(world(), parsed.value);
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    jsonBody: { ...answer, detail: useReasons[answer.because][preferredLocale(request)] },
  };
}
