import type { HttpResponseInit } from '@azure/functions';
import { register } from '../shared/policy/register.ts';

/** `GET /api/policy`: the policy register, as the pipeline decides by it. */
export async function getPolicy(): Promise<HttpResponseInit> {
  return { status: 200, headers: { 'cache-control': 'public, max-age=300' }, jsonBody: register };
}
