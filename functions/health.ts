import type { HttpResponseInit } from '@azure/functions';
import { world } from './world.ts';

/** `GET /api/health`: 200 when every dependency answers, else 503 that says which does not. */
export async function getHealth(): Promise<HttpResponseInit> {
  const dependencies = await world().health();
  const healthy = Object.values(dependencies).every((state) => state === 'up');
  return {
    status: healthy ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
    jsonBody: { status: healthy ? 'up' : 'down', dependencies },
  };
}
