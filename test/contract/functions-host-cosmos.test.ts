import { type Container, CosmosClient } from '@azure/cosmos';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { OffsetClock } from '../../local/clock.ts';
import { startCosmos } from '../../local/cosmos/start-cosmos.ts';
import type { Part } from '../../local/part.ts';
import { freePorts } from '../../local/ports.ts';
import { type HostProcess, startHost } from './functions-host-apps/start-host.ts';

/** The public key of Microsoft's emulator. */
const KEY = 'C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==';

let cosmos: Part;
let client: CosmosClient;
let items: Container;
let others: Container;
let hosts: HostProcess[];
let settings: Record<string, string>;

beforeEach(async () => {
  hosts = [];
  cosmos = await startCosmos({
    port: (await freePorts()).cosmos,
    data: 'ephemeral',
    clock: new OffsetClock(),
  });
  const endpoint = `http://127.0.0.1:${cosmos.port}/`;
  settings = { Store: `AccountEndpoint=${endpoint};AccountKey=${KEY};` };
  client = new CosmosClient({ endpoint, key: KEY });
  const { database } = await client.databases.create({ id: 'app' });
  items = (await database.containers.create({ id: 'items', partitionKey: { paths: ['/id'] } })).container;
  others = (await database.containers.create({ id: 'others', partitionKey: { paths: ['/id'] } })).container;
});

afterEach(async () => {
  await Promise.all(hosts.map((host) => host.kill()));
  client.dispose();
  await cosmos.close();
});

async function start(port?: number): Promise<HostProcess> {
  const host = await startHost({ app: 'cosmos', settings, ...(port !== undefined && { port }) });
  hosts.push(host);
  return host;
}

const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 15_000, interval: 20 });

/** The ids that a function was handed, batch after batch, retries left out. */
function seen(host: HostProcess, name: string): string[] {
  const batches = host.output().matchAll(new RegExp(`Function\\.${name}\\.User: saw (\\S+); retry 0`, 'g'));
  return [...batches].flatMap(([, ids = '']) => ids.split(','));
}

const ids = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

const create = (container: Container, ...given: string[]) =>
  Promise.all(given.map((id) => container.items.create({ id })));

it('hands every change to the function, in batches of the size asked for', async () => {
  const all = ids('a', 95);
  await create(items, ...all);
  const host = await start();
  await until(() => expect(seen(host, 'with-retry').sort()).toEqual([...all].sort()));
  expect((await host.run('with-retry')).ended).toBe(10);
});

it('begins with changes after its first start where nothing else is said', async () => {
  await create(others, 'before');
  const host = await start();
  await until(async () => {
    const { resources } = await client.database('app').container('leases').items.readAll().fetchAll();
    expect(
      resources.filter((lease) => 'continuation' in lease && lease.id?.startsWith('without-retry-')),
    ).toHaveLength(1);
  });
  await create(others, 'after');
  await until(() => expect(seen(host, 'without-retry')).toEqual(['after']));
});

it('tries a batch again as the retry policy says, and goes on behind it', async () => {
  const host = await start();
  await items.items.create({ id: 'hard', wish: 'fail-twice' });
  await until(() => expect(host.output()).toContain('saw hard; retry 2'));
  await create(items, 'next');
  await until(() => expect(seen(host, 'with-retry')).toEqual(['hard', 'next']));
  expect(await host.run('with-retry')).toMatchObject({ failed: 2, lastOutcome: 'succeeded' });
});

it('skips a batch that fails without a retry policy, as on Azure, and says so', async () => {
  const host = await start();
  await until(async () => {
    const { resources } = await client.database('app').container('leases').items.readAll().fetchAll();
    expect(resources).toHaveLength(2);
  });
  await until(async () => {
    await others.items.upsert({ id: 'bad', wish: 'fail' });
    expect(host.output()).toMatch(/without-retry: a batch was skipped/);
  });
  await create(others, 'good');
  await until(() => expect(seen(host, 'without-retry')).toContain('good'));
});

it('goes on where it stopped', async () => {
  const first = await start();
  await create(items, 'one');
  await until(async () => expect((await first.run('with-retry')).ended).toBe(1));
  await first.stop();
  await create(items, 'two');
  const second = await start();
  await until(() => expect(seen(second, 'with-retry')).toEqual(['two']));
});

it('hands out again, after a kill, what the function had not finished', async () => {
  const first = await start();
  await items.items.create({ id: 'long', wish: 'slow' });
  await until(() => expect(seen(first, 'with-retry')).toEqual(['long']));
  await first.kill();
  const second = await start(first.port);
  await until(() => expect(seen(second, 'with-retry')).toEqual(['long']));
});

it('leaves the feed to the host that has the lease, and takes over when that one stops', async () => {
  const first = await start();
  await create(items, 'one');
  await until(() => expect(seen(first, 'with-retry')).toEqual(['one']));
  const second = await start();
  await create(items, 'two');
  await until(() => expect(seen(first, 'with-retry')).toEqual(['one', 'two']));
  expect(seen(second, 'with-retry')).toEqual([]);
  await first.stop();
  await create(items, 'three');
  await until(() => expect(seen(second, 'with-retry')).toEqual(['three']));
});

it('goes on after Cosmos failed for a while', async () => {
  const host = await start();
  await create(items, 'before');
  await until(() => expect(seen(host, 'with-retry')).toEqual(['before']));
  await cosmos.commands?.['fault']?.({ status: 503, next: 40 });
  await until(() => expect(host.output()).toMatch(/warning +Host\.CosmosDB: with-retry/));
  await cosmos.commands?.['fault']?.({ status: 503, next: 0 });
  await create(items, 'after');
  await until(() => expect(seen(host, 'with-retry')).toEqual(['before', 'after']));
});
