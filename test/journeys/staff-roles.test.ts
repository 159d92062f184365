import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../local/local-settings.ts';
import { mayDo, type Operation, operations, type Role, roles } from '../../shared/policy/roles.ts';
import { type Product, startProduct } from './product.ts';

/** Every page for staff and every form on one, with the operation that it is. A call that is missing fails the test. */
const calls: Readonly<Record<string, Operation>> = {
  'GET /ops': 'see-today',
  'GET /ops/requests': 'see-requests',
  'GET /ops/requests/new': 'receive-request',
  'POST /ops/requests/new': 'receive-request',
  'GET /ops/requests/{id}': 'open-request',
  'POST /ops/requests/{id}': 'decide-request',
  'GET /ops/requests/{id}/package/{format}': 'decide-request',
  'GET /ops/tasks': 'see-tasks',
  'GET /ops/tasks/{id}': 'open-task',
  'POST /ops/tasks/{id}': 'answer-task',
  'GET /ops/dead-letters': 'see-dead-letters',
  'POST /ops/dead-letters': 'redrive-dead-letter',
  'GET /ops/register': 'see-register',
  'GET /ops/people': 'look-up-person',
  'POST /ops/people': 'look-up-person',
  'POST /ops/people/corrections': 'rectify-person',
  'POST /ops/people/withdrawals': 'withdraw-for-person',
  'GET /ops/registrations': 'register-person',
  'POST /ops/registrations': 'register-person',
  'GET /ops/holds': 'see-holds',
  'POST /ops/holds': 'place-hold',
  'POST /ops/holds/review': 'place-hold',
  'POST /ops/holds/release': 'release-hold',
  'GET /ops/disclosures': 'see-disclosures',
  'POST /ops/disclosures': 'record-disclosure',
  'GET /ops/announcements': 'see-announcements',
  'POST /ops/announcements': 'announce-policy',
};

/** Whoever is not signed in yet calls these. */
const signingIn = ['GET /ops/sign-in', 'POST /ops/sign-in', 'POST /ops/sign-out'];

const rows = Object.entries(calls);
const forms = rows.filter(([call]) => call.startsWith('POST '));
const each = rows.flatMap(([call, operation]) => roles.map((role) => [role, call, operation] as const));

let product: Product;
const sessions = new Map<Role, string>();

beforeAll(async () => {
  product = await startProduct();
  for (const role of roles) sessions.set(role, await signIn(role));
});
afterAll(() => product.stop());

/** Signs in with the development key; gives the cookie. */
async function signIn(role: Role): Promise<string> {
  const response = await send('POST /ops/sign-in', { body: { key: 'local-key', role, to: '/ops' } });
  expect(response.status).toBe(303);
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** Sends as a browser does from one of our pages; an id in the address is one that nobody has. */
function send(
  call: string,
  {
    role,
    body = {},
    headers = {},
  }: {
    readonly role?: Role;
    readonly body?: Record<string, string>;
    readonly headers?: Record<string, string>;
  } = {},
): Promise<Response> {
  const [method = '', path = ''] = call
    .replaceAll(/\{\w+\}/g, '0b0c2a52-6f39-4a5e-9d3a-6c9a6c0f3a11')
    .split(' ');
  const cookie = role && sessions.get(role);
  return product.fetch(path, {
    method,
    redirect: 'manual',
    headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin', ...(cookie && { cookie }), ...headers },
    ...(method === 'POST' && { body: new URLSearchParams(body) }),
  });
}

describe('who may do what', () => {
  test('is said here of every page and form that the product has', () => {
    const main = readFileSync(join(PROJECT_ROOT, 'functions/main.ts'), 'utf8');
    const served = [...main.matchAll(/'((?:GET|POST|PUT|PATCH|DELETE) \/ops[^']*)'/g)].map(
      ([, call]) => call,
    );
    expect(new Set(served)).toEqual(new Set([...Object.keys(calls), ...signingIn]));
  });

  test('leaves no operation of the table without a page', () => {
    const used = new Set<string>(Object.values(calls));
    expect(Object.keys(operations).filter((operation) => !used.has(operation))).toEqual([]);
  });

  test.each(each)('a %s at %s', async (role, call, operation) => {
    const { status, headers } = await send(call, { role });
    const text = `${status} ${headers.get('location') ?? ''}`;
    if (mayDo(operation, [role])) expect(text).not.toMatch(/^(40[13]|5..|302)|sign-in/);
    else expect(status).toBe(403);
  });

  test.each(rows)('nobody who is not signed in gets to %s', async (call) => {
    const response = await send(call);
    if (call.startsWith('POST ')) expect(response.status).toBe(401);
    else expect(response.headers.get('location')).toMatch(/^\/ops\/sign-in\?to=/);
  });

  test.each(rows)('nobody who only says who they are gets to %s', async (call) => {
    const claims = [
      { typ: 'http://schemas.microsoft.com/identity/claims/objectidentifier', val: crypto.randomUUID() },
      { typ: 'roles', val: 'privacy.administrator' },
    ];
    const principal = Buffer.from(JSON.stringify({ auth_typ: 'aad', claims })).toString('base64');
    const response = await send(call, { headers: { 'x-ms-client-principal': principal } });
    expect([302, 401]).toContain(response.status);
  });

  test.each(forms)('no other site can send %s for an administrator', async (call) => {
    for (const site of ['cross-site', 'same-site', 'none']) {
      const response = await send(call, { role: 'administrator', headers: { 'sec-fetch-site': site } });
      expect(response.status).toBe(403);
    }
  });
});
