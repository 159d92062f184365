import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type HostProcess, startHost } from './functions-host-apps/start-host.ts';

const running: HostProcess[] = [];
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((host) => host.kill()));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

async function start(...[request]: Parameters<typeof startHost>): Promise<HostProcess> {
  const host = await startHost(request);
  running.push(host);
  return host;
}

/** The app that refuses to start as its setting says. */
const startRefused = (variant: string, settings: Record<string, string> = {}) =>
  start({ app: 'refused', settings: { VARIANT: variant, ...settings } });

describe('a start', () => {
  it('runs the built bundle as it runs the sources', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'functions-host-'));
    folders.push(folder);
    const outfile = join(folder, 'main.mjs');
    await build({
      entryPoints: [join(import.meta.dirname, 'functions-host-apps/http/app.ts')],
      bundle: true,
      platform: 'node',
      format: 'esm',
      external: ['@azure/functions-core'],
      banner: {
        js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
      },
      outfile,
    });
    const host = await start({ app: 'http', entry: outfile });
    expect(await (await fetch(`${host.url}/hello`)).text()).toBe('hello');
  });

  it.each([
    ['queue-trigger', /function "on-queue": the trigger "queueTrigger" is not supported/],
    ['output-binding', /function "with-output": the output binding "queue" is not supported/],
    ['input-binding', /function "with-input": the input binding "blob" is not supported/],
    ['sessions', /function "in-sessions": .*sessions are not supported/s],
    ['all-versions', /function "all-versions": .*only LatestVersion is supported/s],
    ['schedule', /function "monthly": schedule "0 0 0 L \* \*" is not an NCRONTAB expression/],
    ['route', /function "odd-route": route segment "\{a\}-\{b\}" is not supported/],
    ['no-setting', /function "no-setting": the setting NOT_SET is missing/],
    [
      'no-connection',
      /function "no-connection": neither the setting Missing nor Missing__accountEndpoint is there/,
    ],
    ['shared-leases', /functions "first" and "second" would share leases/],
    ['nothing', /the app registered no function/],
    ['throws', /the app itself broke/],
  ])('is refused with one sentence: %s', async (variant, sentence) => {
    await expect(startRefused(variant)).rejects.toThrow(sentence);
  });

  it('is refused when host.json holds what cannot be', async () => {
    const settings = { AzureFunctionsJobHost__functionTimeout: 'soon' };
    await expect(startRefused('fine', settings)).rejects.toThrow(/host\.json: .*time span/s);
  });

  it('says which port is taken', async () => {
    const first = await start({ app: 'http' });
    await expect(start({ app: 'http', port: first.port })).rejects.toThrow(
      `port ${first.port} is already in use`,
    );
  });

  it('names what of host.json it does not act on', async () => {
    const host = await start({
      app: 'http',
      settings: { AzureFunctionsJobHost__healthMonitor__enabled: 'true' },
    });
    await vi.waitFor(() => expect(host.output()).toContain('does not act on healthMonitor'));
  });
});

describe('the limits of host.json', () => {
  it('lets some requests wait, and answers the others 429', async () => {
    const host = await start({
      app: 'http',
      settings: {
        AzureFunctionsJobHost__extensions__http__maxConcurrentRequests: '1',
        AzureFunctionsJobHost__extensions__http__maxOutstandingRequests: '2',
        AzureFunctionsJobHost__functionTimeout: '-1',
      },
    });
    const runs = async () => (await host.run('wait')).started;
    const first = fetch(`${host.url}/wait`).catch(() => 'cut off by the end of the host');
    await vi.waitFor(async () => expect(await runs()).toBe(1));
    const [second, third] = [fetch(`${host.url}/hello`), fetch(`${host.url}/hello`)];
    const turnedAway = await Promise.race([second, third]);
    expect(turnedAway.status).toBe(429);
    expect((await host.run('hello')).started).toBe(0);
    const answers = Promise.allSettled([first, second, third]);
    await host.kill();
    await answers;
  });
});

describe('a stop', () => {
  it('lets the running invocation end, and exits with 0', async () => {
    const host = await start({ app: 'http', settings: { AzureFunctionsJobHost__functionTimeout: '-1' } });
    const answer = fetch(`${host.url}/nap`);
    await vi.waitFor(async () => expect((await host.run('nap')).started).toBe(1));
    const stopped = host.stop();
    expect(await (await answer).text()).toBe('rested');
    expect(await stopped).toBe(0);
    await expect(fetch(`${host.url}/hello`)).rejects.toThrow('fetch failed');
  });

  it('runs the hooks of the app', async () => {
    const host = await start({ app: 'http' });
    await host.stop();
    expect(host.output()).toContain('the app ends');
  });
});

it('goes on, and says so, when a promise that nobody waits for rejects', async () => {
  const host = await start({ app: 'http' });
  await fetch(`${host.url}/forgets-a-promise`);
  await vi.waitFor(() => expect(host.output()).toMatch(/critical .*unhandledRejection: nobody waited/));
  expect((await fetch(`${host.url}/hello`)).status).toBe(200);
});

it('logs JSON lines on request', async () => {
  const host = await start({ app: 'http', args: ['--log', 'json'] });
  await fetch(`${host.url}/hello`);
  const line = await vi.waitFor(() => {
    const found = host
      .output()
      .split('\n')
      .find((text) => text.includes('Function.hello'));
    expect(found).toBeDefined();
    return JSON.parse(found ?? '');
  });
  expect(line).toMatchObject({
    level: 'information',
    category: 'Function.hello',
    message: 'succeeded',
    method: 'GET',
    route: '/hello',
    status: 200,
  });
});
