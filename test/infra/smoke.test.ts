import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smoke } from '../../infra/smoke.ts';
import { type Product, startProduct } from '../journeys/product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

const address = () => product.stack.addresses.functions.url;

test('a product that is well passes', async () => {
  expect(await smoke(address())).toEqual([]);
});

test('where nobody answers, every check says so', async () => {
  const server = createServer();
  const origin = await listening(server);
  server.close();
  expect(await smoke(origin)).toContain('/api/health: no answer (TypeError)');
});

describe('what is not as it should be is told', () => {
  test.each<readonly [string, Change]>([
    ['/api/health', { json: { status: 'down' }, status: 503 }],
    ['/', { status: 200, body: '<h1>Your Functions 4.0 app is up and running</h1>' }],
    ['/privacy', { without: 'content-security-policy' }],
    ['/privacy', { without: 'x-content-type-options' }],
    ['/privacy/requests/access', { status: 404 }],
    ['/.well-known/gpc.json', { json: { gpc: false, lastUpdate: '2026-11-22' } }],
    ['/api/policy', { without: 'access-control-allow-origin' }],
    ['/api/policy', { json: { retention: {}, versions: [] } }],
    ['/api/openapi.json', { json: { paths: { '/api/registrations': {} } } }],
    ['/ops', { status: 200, body: '<h1>Today</h1>' }],
    ['/ops', { location: 'https://elsewhere.example/ops' }],
    ['/api/ops/requests', { status: 200, json: { requests: [] } }],
    ['/api/ops/record-of-processing', { status: 401, json: { controller: {} } }],
    ['/api/audiences/marketing', { status: 204, body: '' }],
    ['/admin/functions', { status: 200, json: [] }],
  ])('%s with %j', async (path, change) => {
    const server = changing(path, change);
    try {
      const complaints = await smoke(await listening(server));
      expect(complaints.map((complaint) => complaint.split(':', 1)[0])).toEqual([path]);
    } finally {
      server.close();
    }
  });
});

/** How one answer differs from the product's own. */
interface Change {
  readonly status?: number;
  readonly body?: string;
  readonly json?: unknown;
  readonly without?: string;
  readonly location?: string;
}

/** Hands on what the product answers, but for one path. */
function changing(path: string, { status, body, json, without, location }: Change): Server {
  return createServer((request, response) => {
    const hand = async () => {
      const answer = await fetch(`${address()}${request.url}`, { redirect: 'manual' });
      const headers = new Headers(answer.headers);
      for (const name of ['connection', 'content-length', 'content-encoding', 'transfer-encoding'])
        headers.delete(name);
      const text = await answer.text();
      if (request.url !== path) return respond(answer.status, headers, text);
      if (without !== undefined) headers.delete(without);
      if (location !== undefined) headers.set('location', location);
      return respond(
        status ?? answer.status,
        headers,
        json === undefined ? (body ?? text) : JSON.stringify(json),
      );
    };
    const respond = (code: number, headers: Headers, text: string) =>
      response.writeHead(code, Object.fromEntries(headers)).end(text);
    hand().catch((fault: unknown) => response.destroy(fault instanceof Error ? fault : undefined));
  });
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}
