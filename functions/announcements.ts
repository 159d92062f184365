import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { parseAnnouncement } from '../shared/domain/announcement-input.ts';
import { readAnnouncements } from '../shared/usecases/read-announcements.ts';
import { startAnnouncement } from '../shared/usecases/start-announcement.ts';
import { readJsonBody } from './http/body.ts';
import { invalidInput, problemResponse } from './http/problem.ts';
import { world } from './world.ts';

/** `GET /api/ops/announcements`: which changes of the policy were announced, and how far that has come. */
export async function getAnnouncements(): Promise<HttpResponseInit> {
  const headers = { 'cache-control': 'no-store' };
  return { status: 200, headers, jsonBody: { announcements: await readAnnouncements(world()) } };
}

/**
 * `POST /api/ops/announcements`: a larger change of the policy is to be told to everybody it concerns (policy row P12). It
 * begins within a minute; the same version again gets the same answer, and nobody is told twice.
 */
export async function postAnnouncement(request: HttpRequest): Promise<HttpResponseInit> {
  const body = await readJsonBody(request, { limit: 1024 });
  if (body.outcome === 'problem') return problemResponse(body);
  const parsed = parseAnnouncement(body.value);
  if (parsed.outcome === 'invalid') return problemResponse(invalidInput(parsed.errors));
  const receipt = await startAnnouncement(world(), { ...parsed.value, by: 'key' });
  if (receipt.outcome === 'invalid') return problemResponse(invalidInput(receipt.errors));
  return { status: 202, jsonBody: { announcementId: receipt.announcementId } };
}
