import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type HostProcess, startHost } from './functions-host-apps/start-host.ts';

let host: HostProcess;

beforeAll(async () => {
  host = await startHost({ app: 'http' });
});

afterAll(async () => {
  await host.stop();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(host.url + path, { headers });

interface Echo {
  readonly method: string;
  readonly url: string;
  readonly id: string | null;
  readonly tags: string[];
  readonly cookie: string | null;
  readonly bytes: number[];
}

async function echo(path: string, init: RequestInit = {}): Promise<Echo> {
  const response = await fetch(`${host.url}/echo${path}`, init);
  return (await response.json()) as Echo;
}

const runNow = (name: string, body: string, key = 'local-key') =>
  fetch(`${host.url}/admin/functions/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-functions-key': key },
    body,
  });

describe('routes', () => {
  it('calls a function at its route, or at its name when it has none', async () => {
    expect(await (await get('/hello')).text()).toBe('hello');
    expect(await (await get('/HELLO/')).text()).toBe('hello');
  });

  it('hands over route parameters, decoded', async () => {
    expect(await (await get('/files/a/b%20c')).json()).toEqual({ rest: 'a/b c' });
    expect(await (await get('/files/12')).json()).toEqual({ number: '12' });
  });

  it('prefers the more exact of two routes', async () => {
    expect(await (await get('/files/exact')).text()).toBe('the exact route');
  });

  it('leaves out an optional parameter, and refuses one that does not meet its constraint', async () => {
    expect((await echo('')).id).toBeNull();
    expect((await echo('/8b1a9953-c461-4296-a827-abf8c47804d7')).id).toBe(
      '8b1a9953-c461-4296-a827-abf8c47804d7',
    );
    expect((await get('/echo/not-a-guid')).status).toBe(404);
  });

  it('takes %NAME% in a route from the settings', async () => {
    expect(await (await get('/by-setting')).text()).toBe('hello from the settings file');
  });

  it('answers 404 to an unknown path, to another method, and for a function that a setting disables', async () => {
    expect((await get('/nowhere')).status).toBe(404);
    expect((await fetch(`${host.url}/hello`, { method: 'DELETE' })).status).toBe(404);
    expect((await get('/switched-off')).status).toBe(404);
  });

  it('answers 400 to a path that is not well encoded', async () => {
    expect((await get('/files/%E0%A4%A')).status).toBe(400);
  });
});

describe('requests', () => {
  it('hands over every byte of a body', async () => {
    const all = Uint8Array.from({ length: 256 }, (_, index) => index);
    expect((await echo('', { method: 'POST', body: all })).bytes).toEqual([...all]);
  });

  it('hands over forms, multipart and urlencoded', async () => {
    const form = new FormData();
    form.set('name', 'Bjørg');
    const multipart = await fetch(`${host.url}/form`, { method: 'POST', body: form });
    expect(await multipart.json()).toEqual({ name: 'Bjørg' });
    const urlencoded = await fetch(`${host.url}/form`, {
      method: 'POST',
      body: new URLSearchParams({ a: '1' }),
    });
    expect(await urlencoded.json()).toEqual({ a: '1' });
  });

  it('hands over repeated query parameters and cookies', async () => {
    const given = await echo('?tag=a&tag=b%26', { headers: { cookie: 'a=1; b=2' } });
    expect(given.tags).toEqual(['a', 'b&']);
    expect(given.cookie).toBe('a=1; b=2');
    expect(given.url).toBe(`${host.url}/echo?tag=a&tag=b%26`);
  });

  it('serves HEAD and OPTIONS where the function takes them', async () => {
    const head = await fetch(`${host.url}/echo`, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(50);
    expect((await echo('', { method: 'OPTIONS' })).method).toBe('OPTIONS');
    expect((await fetch(`${host.url}/hello`, { method: 'HEAD' })).status).toBe(404);
  });

  it('refuses a body over 100 MB before reading it', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest(`${host.url}/echo`, {
        method: 'POST',
        headers: { 'content-length': 100 * 1024 * 1024 + 1 },
      });
      request.on('response', (response) => {
        resolve(response.statusCode);
        request.destroy();
      });
      request.on('error', reject);
      request.flushHeaders();
    });
    expect(status).toBe(413);
  });

  it('refuses a Host header that cannot be part of a URL', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      httpRequest(`${host.url}/hello`, { headers: { host: 'a b' } }, (response) =>
        resolve(response.statusCode),
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(400);
  });
});

describe('answers', () => {
  it('sends bytes and streams as they are', async () => {
    const bytes = await get('/bytes');
    expect(bytes.headers.get('content-type')).toBe('image/x-none');
    expect([...new Uint8Array(await bytes.arrayBuffer())]).toEqual([0, 255, 128]);
    expect(await (await get('/readable')).text()).toBe('streamed text');
  });

  it('sends status, headers and each cookie on its own', async () => {
    const answer = await get('/teapot');
    expect(answer.status).toBe(418);
    expect(answer.headers.get('x-kind')).toBe('tea');
    expect(answer.headers.getSetCookie()).toEqual([
      'pot=black%20%26%20white; Max-Age=60; Path=/; HttpOnly; SameSite=Lax',
      'cup=1',
    ]);
  });

  it('answers 204 for a function that returned nothing', async () => {
    expect((await get('/nothing')).status).toBe(204);
  });

  it('answers 500 without a word for a function that threw, and keeps the message for the report', async () => {
    const answer = await get('/throws');
    expect(answer.status).toBe(500);
    expect(await answer.text()).toBe('');
    expect(await host.run('throws')).toMatchObject({
      lastOutcome: 'failed',
      lastError: 'the function broke',
    });
  });

  it('answers 500 when a function runs longer than functionTimeout', async () => {
    expect((await get('/too-slow')).status).toBe(500);
    expect((await host.run('too-slow')).lastError).toMatch(/longer than functionTimeout/);
  });
});

describe('keys', () => {
  it.each([
    ['/with-key', {}, 401],
    ['/with-key', { 'x-functions-key': 'wrong' }, 401],
    ['/with-key', { 'x-functions-key': 'local-key' }, 200],
    ['/with-key?code=local-key', {}, 200],
    ['/with-key', { 'x-functions-key': 'partner-key' }, 200],
    ['/for-admins', { 'x-functions-key': 'partner-key' }, 401],
    ['/for-admins', { 'x-functions-key': 'local-key' }, 200],
  ] satisfies [string, Record<string, string>, number][])(
    '%s with %o is answered %i',
    async (path, headers, status) => {
      expect((await get(path, headers)).status).toBe(status);
    },
  );

  it('reports the names of keys, and the value of the development key only', async () => {
    expect((await host.functions()).keys).toEqual([
      { name: 'local', level: 'admin', value: 'local-key' },
      { name: 'partner', level: 'function' },
    ]);
  });
});

describe('admin API', () => {
  it('runs a function that has no route, and answers before it has ended', async () => {
    expect((await runNow('warm', '{"input": ""}')).status).toBe(202);
    await vi.waitFor(async () =>
      expect(await host.run('warm')).toMatchObject({ ended: 1, lastOutcome: 'succeeded' }),
    );
  });

  it.each([
    ['without the right key', 'warm', '{"input": ""}', 'wrong', 401],
    ['for a function that is not there', 'nobody', '{"input": ""}', 'local-key', 404],
    ['for an HTTP function', 'hello', '{"input": ""}', 'local-key', 400],
    ['with a body that is not JSON', 'warm', 'input', 'local-key', 400],
  ])('refuses %s', async (_, name, body, key, status) => {
    expect((await runNow(name, body, key)).status).toBe(status);
  });

  it('lists the functions for who has a key', async () => {
    const list = await get('/admin/functions', { 'x-functions-key': 'local-key' });
    expect(await list.json()).toContainEqual({ name: 'switched-off', trigger: 'http', isDisabled: true });
    expect((await get('/admin/functions')).status).toBe(401);
  });
});

it('shows the shared clock to the hosted code', async () => {
  const years = 5 * 365 * 24 * 3_600_000;
  await host.setClock(years);
  const time = (await (await get('/time')).json()) as { now: number; constructed: number; isDate: boolean };
  await host.setClock(0);
  expect(time.now - Date.now()).toBeGreaterThan(years - 60_000);
  expect(time).toMatchObject({ isDate: true });
  expect(time.constructed - time.now).toBeLessThan(1_000);
});

it("runs the app's invocation hooks around the function", async () => {
  expect(await (await get('/hooked')).text()).toBe('seen before, changed after');
});

it('logs one line per invocation, with the route and never the path or the query', async () => {
  await get('/files/a-secret-token?email=someone%40example.org');
  await vi.waitFor(() =>
    expect(host.output()).toMatch(/Function\.rest: succeeded .*route=\/files\/\{\*rest\} status=200/),
  );
  expect(host.output()).not.toMatch(/a-secret-token|someone/);
});

it('logs what the function logs, under its invocation id', async () => {
  const invocationId = await (await get('/logs')).text();
  await vi.waitFor(() =>
    expect(host.output()).toContain(
      `Function.logs.User: a warning from the function invocationId=${invocationId}`,
    ),
  );
});
