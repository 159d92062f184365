import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { releaseHold } from '../shared/usecases/release-hold.ts';
import { problem, problemResponse } from './http/problem.ts';
import { world } from './world.ts';

/** `DELETE /api/ops/holds/{id}`: what it kept may go, and goes if it is due. */
export async function deleteHold(request: HttpRequest): Promise<HttpResponseInit> {
  const outcome = await releaseHold(world(), request.params['id'] ?? '');
  if (outcome === 'released') return { status: 204 };
  return problemResponse(problem('not-found', 'There is no such hold; it may have been released before.'));
}
