import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import type { Parsed } from '../shared/domain/invalid.ts';
import {
  parseRegistration,
  parseStaffRegistration,
  type Registration,
  registrationFields,
} from '../shared/domain/registration.ts';
import { receiveRegistration } from '../shared/usecases/receive-registration.ts';
import { readForm } from './http/body.ts';
import { invalidInput, problem, problemResponse } from './http/problem.ts';
import { refusal } from './http/refusal.ts';
import { wantsPage } from './http/wants-page.ts';
import { type App, world } from './world.ts';

const keyReused = problem(
  'key-reused',
  'It came with another registration. Send this one with a key of its own.',
);

const form = { limit: 16 * 1024, fields: registrationFields };

/** `POST /api/registrations`: somebody left contact details on a site or in our software. */
export async function postRegistration(request: HttpRequest): Promise<HttpResponseInit> {
  const app = world();
  const body = await readForm(request, form);
  if (body.outcome === 'problem') return refusal(request, body);
  const parsed = checkRedirect(parseRegistration(body.value, app.clock.now()), app);
  if (parsed.outcome === 'invalid') return refusal(request, invalidInput(parsed.errors), body.value);

  const { redirect, locale } = parsed.value;
  const receipt = await receiveRegistration(app, {
    registration: parsed.value,
    idempotencyKey: request.headers.get('idempotency-key') ?? undefined,
  });
  if (receipt.outcome === 'key-reused') return refusal(request, keyReused, body.value);
  const { registrationId } = receipt;
  if (!wantsPage(request)) return { status: 202, jsonBody: { registrationId } };
  return { status: 303, headers: { location: redirect ?? `/registrations/received/${locale}` } };
}

/** `POST /api/ops/registrations`: staff type in what came by phone or e-mail. */
export async function postStaffRegistration(request: HttpRequest): Promise<HttpResponseInit> {
  const app = world();
  const body = await readForm(request, form);
  if (body.outcome === 'problem') return problemResponse(body);
  const parsed = parseStaffRegistration(body.value, app.clock.now());
  if (parsed.outcome === 'invalid') return problemResponse(invalidInput(parsed.errors));
  const receipt = await receiveRegistration(app, {
    registration: parsed.value,
    idempotencyKey: request.headers.get('idempotency-key') ?? undefined,
  });
  if (receipt.outcome === 'key-reused') return problemResponse(keyReused);
  const { registrationId } = receipt;
  return { status: 202, jsonBody: { registrationId } };
}

function checkRedirect(
  parsed: Parsed<Registration>,
  { redirectOrigins }: Pick<App, 'redirectOrigins'>,
): Parsed<Registration> {
  if (parsed.outcome === 'invalid' || parsed.value.redirect === undefined) return parsed;
  const allowed = redirectOrigins.has(URL.parse(parsed.value.redirect)?.origin ?? '');
  if (allowed) return parsed;
  return { outcome: 'invalid', errors: [{ pointer: '/redirect', reason: 'redirect-not-allowed' }] };
}
