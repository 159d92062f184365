import type { HttpResponseInit } from '@azure/functions';
import { world } from './world.ts';

/**
 * `GET /api/health`: 503 when something is down that everything needs. Without the mail server the product is degraded and
 * says so with 200: mail is put off, and sent when it is back.
 */
export async function getHealth(): Promise<HttpResponseInit> {
  const dependencies = await world().health();
  const { mail, ...needed } = dependencies;
  const isDown = Object.values(needed).includes('down');
  return {
    status: isDown ? 503 : 200,
    headers: { 'cache-control': 'no-store' },
    jsonBody: { status: isDown ? 'down' : mail === 'down' ? 'degraded' : 'up', dependencies },
  };
}
