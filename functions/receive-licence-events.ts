import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import type { FieldError } from '../shared/domain/invalid.ts';
import { type LicenceEvent, readLicenceEvent } from '../shared/domain/licence-event.ts';
import { receiveLicenceEvent } from '../shared/usecases/receive-licence-event.ts';
import { readCloudEvents } from './http/cloud-events.ts';
import { invalidInput, problemResponse } from './http/problem.ts';
import { world } from './world.ts';

/**
 * `POST /api/licence-events`: CloudEvents 1.0 over HTTP, structured, binary or batch. The whole body is
 * read before anything is recorded. What contradicts a licence's facts shows only when its turn comes: the other
 * events of a batch are recorded all the same, and to send the mended batch again is safe.
 */
export async function postLicenceEvents(request: HttpRequest): Promise<HttpResponseInit> {
  const app = world();
  const body = await readCloudEvents(request);
  if (body.outcome === 'problem') return problemResponse(body);

  const at = app.clock.now();
  const events: { readonly event: LicenceEvent; readonly where: string }[] = [];
  const errors: FieldError[] = [];
  for (const { input, where } of body.events) {
    const parsed = readLicenceEvent(input, at, where);
    if (parsed.outcome === 'valid') events.push({ event: parsed.value, where });
    else errors.push(...parsed.errors);
  }
  if (errors.length > 0) return problemResponse(invalidInput(errors));

  for (const { event, where } of events) {
    const receipt = await receiveLicenceEvent(app, event);
    if (receipt.outcome !== 'invalid') continue;
    errors.push(...receipt.errors.map(({ pointer, reason }) => ({ pointer: where + pointer, reason })));
  }
  return errors.length > 0 ? problemResponse(invalidInput(errors)) : { status: 202 };
}

/** `OPTIONS /api/licence-events`: the webhook handshake (CloudEvents HTTP 1.1 Web Hooks §4). */
export async function allowLicenceEvents(request: HttpRequest): Promise<HttpResponseInit> {
  const origin = request.headers.get('webhook-request-origin');
  return {
    status: 200,
    headers: {
      allow: 'OPTIONS, POST',
      ...(origin !== null && { 'webhook-allowed-origin': origin, 'webhook-allowed-rate': '600' }),
    },
  };
}
