import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { actOnDeadLetter } from '../shared/usecases/act-on-dead-letter.ts';
import { listDeadLetters, mostDeadLetters } from '../shared/usecases/list-dead-letters.ts';
import { deadLettersPage } from '../web/ops/dead-letters-page.ts';
import { readForm, readJsonBody } from './http/body.ts';
import { pageResponse } from './http/page-response.ts';
import { invalidInput, problem, problemResponse } from './http/problem.ts';
import { refusal } from './http/refusal.ts';
import { seeOther } from './http/staff.ts';
import { staffPage } from './staff-page.ts';
import { world } from './world.ts';

const limit = 4 * 1024;
const noStore = { 'cache-control': 'no-store' };

/** `GET /ops/dead-letters`: what was given up. A broker that is away leaves a page that says so. */
export const getDeadLettersPage = staffPage('see-dead-letters', async (_, { staff, locale, path, done }) => {
  const letters = await listDeadLetters(world()).catch(() => undefined);
  return pageResponse(200, deadLettersPage({ staff, locale, path, done, letters, most: mostDeadLetters }));
});

/** `POST /ops/dead-letters`: sends one again, or takes away what was refused. */
export const postDeadLettersPage = staffPage('redrive-dead-letter', async (request) => {
  const body = await readForm(request, { limit, fields: ['entity', 'sequenceNumber', 'action'] });
  if (body.outcome === 'problem') return refusal(request, body);
  const receipt = await actOnDeadLetter(world(), body.value);
  if (receipt.outcome === 'invalid') return refusal(request, invalidInput(receipt.errors));
  return seeOther('/ops/dead-letters', receipt.outcome);
});

/** `GET /api/ops/dead-letters`. */
export async function getDeadLetters(): Promise<HttpResponseInit> {
  return { status: 200, headers: noStore, jsonBody: { deadLetters: await listDeadLetters(world()) } };
}

/** `POST /api/ops/dead-letters`: `{entity, sequenceNumber, action}`. */
export async function postDeadLetter(request: HttpRequest): Promise<HttpResponseInit> {
  const body = await readJsonBody(request, { limit });
  if (body.outcome === 'problem') return problemResponse(body);
  const receipt = await actOnDeadLetter(world(), body.value);
  switch (receipt.outcome) {
    case 'sent':
    case 'discarded':
      return { status: 200, jsonBody: { outcome: receipt.outcome } };
    case 'absent':
      return problemResponse(problem('not-found', 'There is no such dead letter any more.'));
    case 'invalid':
      return problemResponse(invalidInput(receipt.errors));
  }
}
