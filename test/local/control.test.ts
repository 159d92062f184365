import { expect, test } from 'vitest';
import { addressesOf } from '../../local/addresses.ts';
import { type Controlled, controlRoutes } from '../../local/control.ts';
import { PART_NAMES, type PartName } from '../../local/parts.ts';
import { fixedPorts } from '../../local/ports.ts';
import type { ProcessorStandIn } from '../../local/processors/processor-server.ts';

test('the clock is read, moved, and set back to real time', async () => {
  const { call } = control();
  expect(await call('PUT', '/clock', { now: '2031-11-23T00:00:00Z' })).toEqual([
    200,
    { now: '2031-11-23T00:00:00Z' },
  ]);
  expect(await call('GET', '/clock')).toEqual([200, { now: '2031-11-23T00:00:00Z' }]);
  expect(await call('DELETE', '/clock')).toEqual([200, { now: 'real' }]);
});

test('moving the clock is answered when every part has the time', async () => {
  const { call, stack } = control();
  let told: (() => void) | undefined;
  stack.clock.set = () =>
    new Promise((resolve) => {
      told = resolve;
    });
  const answer = call('PUT', '/clock', { now: '2031-11-23T00:00:00Z' });
  await expect.poll(() => told).toBeDefined();
  await expect(Promise.race([answer, Promise.resolve('no answer yet')])).resolves.toBe('no answer yet');
  told?.();
  await expect(answer).resolves.toMatchObject([200, {}]);
});

test('a processor is made to misbehave, and shows what it was asked', async () => {
  const { call } = control();
  expect(await call('PUT', '/processors/goto', { behaviour: 'down' })).toMatchObject([
    200,
    { behaviour: 'down' },
  ]);
  expect(await call('GET', '/processors')).toEqual([
    200,
    [{ id: 'goto', url: 'http://127.0.0.1:7082', behaviour: 'down', requests: [] }],
  ]);
  expect(await call('PUT', '/processors/nobody', { behaviour: 'down' })).toMatchObject([
    404,
    { status: 404 },
  ]);
});

test('faults reach the parts that are to have them', async () => {
  const { call, commands } = control();
  const body = { cosmos: { status: 429, next: 20 }, serviceBus: 'down' };
  expect(await call('PUT', '/faults', body)).toEqual([200, body]);
  expect(commands).toEqual([
    ['cosmos', 'fault', { status: 429, next: 20 }],
    ['service-bus', 'listener', 'down'],
  ]);
});

test('telemetry and the runs of the functions are passed on', async () => {
  const { call } = control();
  expect(await call('GET', '/telemetry')).toEqual([200, [{ name: 'item' }]]);
  expect(await call('GET', '/functions')).toEqual([200, 'functions answered']);
});

test.each([
  ['/clock', { now: 'tomorrow' }, '/now'],
  ['/clock', { now: '2031-11-23' }, '/now'],
  ['/clock', { now: '2031-11-23T00:00:00Z', zone: 'Oslo' }, '/zone'],
  ['/processors/goto', { behaviour: 'sulk' }, '/behaviour'],
  ['/faults', { cosmos: { status: 500, next: 1 } }, '/cosmos/status'],
  ['/faults', { cosmos: { status: 429, next: -1 } }, '/cosmos/next'],
  ['/faults', { serviceBus: 'sideways' }, '/serviceBus'],
  ['/faults', {}, ''],
  ['/faults', undefined, ''],
])('bad input is refused by the name of its field: %s %j', async (path, body, pointer) => {
  const { app, commands } = control();
  const response = await app.request(path, { method: 'PUT', body: JSON.stringify(body) ?? 'not JSON' });
  expect(response.status).toBe(400);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(await response.json()).toMatchObject({ status: 400, errors: [{ pointer }] });
  expect(commands).toEqual([]);
});

test('a part that this stack does not have is a conflict, not a success', async () => {
  const { call } = control(['control']);
  expect(await call('PUT', '/faults', { serviceBus: 'down' })).toMatchObject([
    409,
    { detail: 'this stack was started without service-bus' },
  ]);
  expect(await call('GET', '/functions')).toMatchObject([409, {}]);
  expect(await call('GET', '/telemetry')).toMatchObject([409, {}]);
});

test('a part that does not answer is a 503 that says so', async () => {
  const { call, stack } = control();
  stack.command = () => Promise.reject(new Error('Functions host ended'));
  expect(await call('GET', '/functions')).toMatchObject([503, { detail: 'Functions host ended' }]);
});

test('the page leads to everything', async () => {
  const { app } = control();
  const page = await (await app.request('/')).text();
  expect(page).toContain('href="http://127.0.0.1:7071"');
  expect(page).toContain('href="/processors"');
});

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

function control(parts: readonly PartName[] = PART_NAMES) {
  let now = 'real';
  const commands: unknown[] = [];
  const goto: ProcessorStandIn = {
    port: 7082,
    behaviour: 'ok',
    requests: [],
    close: () => Promise.resolve(),
  };
  const stack: Mutable<Controlled> = {
    addresses: addressesOf(fixedPorts()),
    parts: new Set(parts),
    clock: {
      isMoved: false,
      now: () => now,
      set: async (instant) => {
        now = instant;
      },
      reset: async () => {
        now = 'real';
      },
    },
    processors: new Map([['goto', goto]]),
    telemetry: { items: () => [{ name: 'item' }] },
    command: async (part, name, argument) => {
      commands.push([part, name, argument]);
      return `${part} answered`;
    },
  };
  const app = controlRoutes(stack);
  return {
    app,
    stack,
    commands,
    call: async (method: string, path: string, body?: unknown): Promise<[number, unknown]> => {
      const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
      const response = await app.request(path, init);
      return [response.status, await response.json()];
    },
  };
}
