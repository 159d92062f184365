import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChangeFeedStartFrom, type OperationInput } from '@azure/cosmos';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cosmosClient, embeddedCosmos, freePort } from './cosmos-target.ts';

/** About the embedded endpoint only: what is in its files, after a crash, after a restart, after an erasure. */
let data: string;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'cosmos-'));
});
afterEach(() => rm(data, { recursive: true, force: true }));

const MAIN = new URL('../../local/cosmos/main.ts', import.meta.url);

async function startProcess(port: number): Promise<ChildProcess> {
  const child = fork(MAIN, ['--port', String(port), '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  expect(String(line)).toBe(`listening on 127.0.0.1:${port}\n`);
  return child;
}

async function stopProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

describe('kill -9', () => {
  it('loses nothing that was acknowledged, and numbers no change twice', async () => {
    const port = await freePort();
    const written = new Map<string, number>();
    let continuation: string | undefined;
    const fed: string[] = [];

    for (let round = 0; round < 3; round++) {
      const child = await startProcess(port);
      const client = cosmosClient(`http://127.0.0.1:${port}`);
      const { database } = await client.databases.createIfNotExists({ id: 'db' });
      const { container } = await database.containers.createIfNotExists({
        id: 'c',
        partitionKey: { paths: ['/group'] },
      });

      const found = await container.items.readAll<{ id: string; v: number }>({ maxItemCount: -1 }).fetchAll();
      const versions = new Map(found.resources.map(({ id, v }) => [id, v]));
      const lost = [...written].filter(([id, v]) => (versions.get(id) ?? 0) < v);
      expect(lost).toEqual([]);

      const alive = new AbortController();
      const before = written.size;
      const writers = Array.from({ length: 16 }, async () => {
        while (!alive.signal.aborted) {
          const id = randomUUID();
          try {
            await container.items.create({ id, group: id, v: 1 });
            written.set(id, 1);
            const patch: OperationInput = {
              operationType: 'Patch',
              id,
              resourceBody: [{ op: 'incr', path: '/v', value: 1 }],
            };
            const { code } = await container.items.batch([patch], id);
            if (code === 200) written.set(id, 2);
          } catch {
            return;
          }
        }
      });
      const feed = container.items.getChangeFeedIterator<{ id: string }>({
        changeFeedStartFrom:
          continuation === undefined
            ? ChangeFeedStartFrom.Beginning()
            : ChangeFeedStartFrom.Continuation(continuation),
        maxItemCount: 50,
      });
      while (written.size < before + 150) {
        const page = await feed.readNext();
        fed.push(...page.result.map(({ id }) => id));
        continuation = page.continuationToken;
      }
      alive.abort();
      await stopProcess(child, 'SIGKILL');
      client.dispose();
      await Promise.all(writers);
    }

    const child = await startProcess(port);
    const client = cosmosClient(`http://127.0.0.1:${port}`);
    const feed = client
      .database('db')
      .container('c')
      .items.getChangeFeedIterator<{ id: string }>({
        changeFeedStartFrom: ChangeFeedStartFrom.Continuation(continuation ?? ''),
        maxItemCount: 1000,
      });
    for (let page = await feed.readNext(); page.statusCode === 200; page = await feed.readNext()) {
      fed.push(...page.result.map(({ id }) => id));
    }
    const seen = new Set(fed);
    expect([...written.keys()].filter((id) => !seen.has(id))).toEqual([]);
    client.dispose();
    await stopProcess(child, 'SIGTERM');
  });
});

describe('a restart', () => {
  it('keeps items, definitions and continuation tokens', async () => {
    const port = await freePort();
    const first = await embeddedCosmos({ data, port });
    const container = await first.container({
      defaultTtl: -1,
      uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/n'] }] },
    });
    for (let n = 0; n < 9; n++) await container.items.create({ id: `i${n}`, group: 'g', n });
    const spec = 'SELECT VALUE c.n FROM c ORDER BY c.n';
    const page = await container.items.query<number>(spec, { maxItemCount: 4 }).fetchNext();
    const feed = container.items.getChangeFeedIterator({
      changeFeedStartFrom: ChangeFeedStartFrom.Beginning(),
    });
    await feed.readNext();
    const { continuationToken } = await feed.readNext();
    const definition = (await container.read()).resource;
    await first.part.close();

    const second = await embeddedCosmos({ data, port });
    const again = second.client.database(container.database.id).container(container.id);
    expect((await again.read()).resource).toEqual(definition);
    const rest = again.items.query<number>(spec, {
      maxItemCount: 100,
      continuationToken: page.continuationToken,
    });
    expect((await rest.fetchAll()).resources).toEqual([4, 5, 6, 7, 8]);
    await again.items.create({ id: 'new', group: 'g', n: 100 });
    const resumed = again.items.getChangeFeedIterator<{ id: string }>({
      changeFeedStartFrom: ChangeFeedStartFrom.Continuation(continuationToken),
    });
    expect((await resumed.readNext()).result.map(({ id }) => id)).toEqual(['new']);
    await second.part.close();
    first.client.dispose();
    second.client.dispose();
  });
});

describe('a data directory', () => {
  it('is used by one endpoint at a time, and is free again after a start that failed', async () => {
    const first = await embeddedCosmos({ data });
    await expect(embeddedCosmos({ data })).rejects.toThrow('is in use by another Cosmos DB endpoint');
    const other = `${data}/other`;
    await expect(embeddedCosmos({ data: other, port: first.part.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    const second = await embeddedCosmos({ data: other });
    await Promise.all([first.part.close(), second.part.close()]);
    first.client.dispose();
    second.client.dispose();
  });
});

describe('an erased value', () => {
  it('is in no file after compacting, and what was kept still is', async () => {
    const { target, container, erased } = await writeAndErase();
    target.part.commands.compact();
    expect(await filesHolding(erased)).toEqual([]);
    const kept = container.items.query("SELECT VALUE COUNT(1) FROM c WHERE c.name = 'kept'");
    expect((await kept.fetchAll()).resources).toEqual([200]);
    await target.close();
  });

  it('leaves the files by itself, soon after the last erasure', async () => {
    const { target, erased } = await writeAndErase();
    await vi.waitFor(async () => expect(await filesHolding(erased)).toEqual([]), {
      timeout: 20_000,
      interval: 200,
    });
    await target.close();
  });

  it('is in no file after closing', async () => {
    const { target, erased } = await writeAndErase();
    await target.part.close();
    expect(await filesHolding(erased)).toEqual([]);
    target.client.dispose();
  });

  it('is in no file after a crash and a start', async () => {
    const port = await freePort();
    const client = cosmosClient(`http://127.0.0.1:${port}`);
    const child = await startProcess(port);
    const { database } = await client.databases.create({ id: 'db' });
    const { container } = await database.containers.create({ id: 'c', partitionKey: { paths: ['/group'] } });
    const erased = Array.from({ length: 50 }, () => canary('crash'));
    for (const name of erased) await container.items.create({ id: name, group: 'g', name });
    for (const name of erased) await container.item(name, 'g').delete();
    await stopProcess(child, 'SIGKILL');
    expect((await filesHolding(erased)).length).toBeGreaterThan(0);
    client.dispose();

    const again = await embeddedCosmos({ data, port });
    again.part.commands.compact();
    expect(await filesHolding(erased)).toEqual([]);
    await again.part.close();
    again.client.dispose();
  });
});

const canary = (name: string) => `canary-${name}-${randomUUID()}`;

/** The files of the data directory in which one of the values still stands. */
async function filesHolding(values: readonly string[]): Promise<string[]> {
  const names = await readdir(data, { recursive: true });
  const files = await Promise.all(
    names.map(async (name) => ({ name, bytes: await readFile(join(data, name)) })),
  );
  return files.filter(({ bytes }) => values.some((value) => bytes.includes(value))).map(({ name }) => name);
}

/** Values erased in every way there is, by an endpoint that still runs. */
async function writeAndErase() {
  const target = await embeddedCosmos({ data });
  const container = await target.container({
    defaultTtl: -1,
    indexingPolicy: { includedPaths: [{ path: '/name/?' }], excludedPaths: [{ path: '/*' }] },
  });
  const erased: string[] = [];
  const value = (name: string) => {
    const text = canary(name);
    erased.push(text);
    return text;
  };
  for (let n = 0; n < 200; n++) {
    await container.items.create({ id: `d${n}`, group: 'g', name: value('deleted') });
    await container.items.create({ id: `k${n}`, group: 'g', name: 'kept' });
  }
  await container.items.create({ id: 'ttl', group: 'g', name: value('expired'), ttl: 60 });
  await container.items.create({ id: 'whole', group: 'whole', name: value('partition') });
  await container.item('k0', 'g').patch([{ op: 'set', path: '/name', value: value('patched') }]);
  await container.item('k1', 'g').replace({ id: 'k1', group: 'g', name: value('replaced') });
  expect((await filesHolding(erased)).length).toBeGreaterThan(0);

  await Promise.all(Array.from({ length: 200 }, (_, n) => container.item(`d${n}`, 'g').delete()));
  await container.item('k0', 'g').patch([{ op: 'set', path: '/name', value: 'kept' }]);
  await container.items.upsert({ id: 'k1', group: 'g', name: 'kept' });
  await container.deleteAllItemsForPartitionKey('whole');
  target.clock.moveTo(target.clock.now() + 61_000);
  return { target, container, erased };
}
