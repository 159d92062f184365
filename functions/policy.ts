import type { HttpResponseInit } from '@azure/functions';
import { register } from '../shared/policy/register.ts';
import { readBanner } from '../shared/usecases/read-banner.ts';
import { readableFromAnywhere } from './http/cross-origin.ts';
import { world } from './world.ts';

/**
 * `GET /api/policy`: the policy register, as the pipeline decides by it, and the banner that our sites show for a time
 * when it changes (policy row P12). Any page may read it.
 */
export async function getPolicy(): Promise<HttpResponseInit> {
  const banner = await readBanner(world());
  return {
    status: 200,
    headers: { 'cache-control': 'public, max-age=300', ...readableFromAnywhere },
    jsonBody: { ...register, banner },
  };
}
