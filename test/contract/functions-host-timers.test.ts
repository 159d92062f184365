import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type HostProcess, startHost } from './functions-host-apps/start-host.ts';

const YEAR = 366 * 24 * 3_600_000;

let state: string;
let hosts: HostProcess[];

beforeEach(async () => {
  hosts = [];
  state = await mkdtemp(join(tmpdir(), 'functions-host-'));
});

afterEach(async () => {
  await Promise.all(hosts.map((host) => host.kill()));
  await rm(state, { recursive: true });
});

async function start(): Promise<HostProcess> {
  const host = await startHost({ app: 'timers', state });
  hosts.push(host);
  return host;
}

const PATIENCE = { timeout: 10_000 };

const ended = (host: HostProcess, name: string) => async () => (await host.run(name)).ended;

const runNow = (host: HostProcess, name: string) =>
  fetch(`${host.url}/admin/functions/${name}`, {
    method: 'POST',
    headers: { 'x-functions-key': 'local-key' },
    body: '{"input": ""}',
  });

it('runs a timer on its schedule', async () => {
  const host = await start();
  await vi.waitFor(async () => expect((await host.run('each-second')).ended).toBeGreaterThan(1), {
    timeout: 10_000,
  });
  expect((await host.run('yearly')).started).toBe(0);
});

it('runs a timer once, as past due, when the clock is moved over several due times', async () => {
  const host = await start();
  await host.setClock(5 * YEAR);
  await expect.poll(ended(host, 'yearly'), PATIENCE).toBe(1);
  const nextYear = new Date(Date.now() + 5 * YEAR).getUTCFullYear() + 1;
  await vi.waitFor(() =>
    expect(host.output()).toContain(`Function.yearly.User: past due true, next ${nextYear}-01-01`),
  );
  await host.setClock(5 * YEAR + 60_000);
  await runNow(host, 'yearly');
  await expect.poll(ended(host, 'yearly'), PATIENCE).toBe(2);
  expect(host.output()).toMatch(/Function\.yearly\.User: past due false/);
});

it('waits for the next due time again after the clock was set back', async () => {
  const host = await start();
  await host.setClock(5 * YEAR);
  await expect.poll(ended(host, 'yearly'), PATIENCE).toBe(1);
  await host.setClock(0);
  await host.setClock(2 * YEAR);
  await expect.poll(ended(host, 'yearly'), PATIENCE).toBe(2);
});

it('runs at the start what fell due while the host was stopped', async () => {
  const first = await start();
  await first.setClock(-5 * YEAR);
  await runNow(first, 'yearly');
  await expect.poll(ended(first, 'yearly'), PATIENCE).toBe(1);
  await first.stop();

  const second = await start();
  await expect.poll(ended(second, 'yearly'), PATIENCE).toBe(1);
  expect(second.output()).toContain('Function.yearly.User: past due true');
});

it('does not run at the start what has run already', async () => {
  const first = await start();
  await first.stop();
  const second = await start();
  await expect.poll(ended(second, 'at-start'), PATIENCE).toBe(1);
  expect((await second.run('yearly')).started).toBe(0);
});

it('runs at the start where the function asks for it', async () => {
  const host = await start();
  await expect.poll(ended(host, 'at-start'), PATIENCE).toBe(1);
});

it('never runs a timer beside itself', async () => {
  const host = await start();
  await Promise.all([runNow(host, 'slow'), runNow(host, 'slow'), host.setClock(2 * YEAR)]);
  await expect.poll(ended(host, 'slow'), PATIENCE).toBe(3);
  expect((await host.run('slow')).failed).toBe(0);
});

it('tries again as the retry policy says', async () => {
  const host = await start();
  await runNow(host, 'tries-again');
  await expect.poll(ended(host, 'tries-again'), PATIENCE).toBe(3);
  expect(await host.run('tries-again')).toMatchObject({ failed: 2, lastOutcome: 'succeeded' });
  await vi.waitFor(() => expect(host.output()).toMatch(/retry 0 .*retry 1 .*retry 2/s));
});
