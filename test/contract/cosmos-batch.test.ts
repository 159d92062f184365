import type { Container, OperationInput } from '@azure/cosmos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CosmosTarget, cosmosTarget, signedFetch } from './cosmos-target.ts';

let target: CosmosTarget;
let container: Container;

beforeAll(async () => {
  target = await cosmosTarget();
  container = await target.container();
});
afterAll(() => target.close());

const statuses = (results: readonly { readonly statusCode?: number }[] | undefined) =>
  results?.map(({ statusCode }) => statusCode);

describe('a transactional batch', () => {
  it('does every kind of operation in order', async () => {
    await container.items.create({ id: 'old', group: 'all', n: 1 });
    await container.items.create({ id: 'gone', group: 'all' });
    const { code, result } = await container.items.batch(
      [
        { operationType: 'Create', resourceBody: { id: 'new', group: 'all' } },
        { operationType: 'Upsert', resourceBody: { id: 'up', group: 'all' } },
        {
          operationType: 'Patch',
          id: 'old',
          resourceBody: { operations: [{ op: 'incr', path: '/n', value: 1 }] },
        },
        { operationType: 'Read', id: 'old' },
        { operationType: 'Replace', id: 'new', resourceBody: { id: 'new', group: 'all', v: 2 } },
        { operationType: 'Delete', id: 'gone' },
      ],
      'all',
    );
    expect(code).toBe(200);
    expect(statuses(result)).toEqual([201, 201, 200, 200, 200, 204]);
    expect(result?.[3]?.resourceBody).toMatchObject({ id: 'old', n: 2 });
    expect(result?.[0]?.eTag).toEqual(expect.any(String));
    expect(await idsIn('all')).toEqual(['new', 'old', 'up']);
  });

  it('does nothing at all when one operation fails, and says which', async () => {
    await container.items.create({ id: 'there', group: 'none', n: 1 });
    const { code, result } = await container.items.batch(
      [
        { operationType: 'Upsert', resourceBody: { id: 'there', group: 'none', n: 2 } },
        { operationType: 'Create', resourceBody: { id: 'fresh', group: 'none' } },
        { operationType: 'Create', resourceBody: { id: 'there', group: 'none' } },
        { operationType: 'Delete', id: 'there' },
      ],
      'none',
    );
    expect(code).toBe(207);
    expect(statuses(result)).toEqual([424, 424, 409, 424]);
    expect(await idsIn('none')).toEqual(['there']);
    expect((await container.item('there', 'none').read()).resource).toMatchObject({ n: 1 });
  });

  it('holds to ETags and to the conditions of patches', async () => {
    const { etag } = await container.items.create({ id: 'guarded', group: 'guard', open: true });
    const first = await container.items.batch(
      [
        {
          operationType: 'Replace',
          id: 'guarded',
          ifMatch: etag,
          resourceBody: { id: 'guarded', group: 'guard', open: true },
        },
        closing('from c where c.open = true'),
      ],
      'guard',
    );
    expect(statuses(first.result)).toEqual([200, 200]);
    const again = await container.items.batch([closing('from c where c.open = true')], 'guard');
    expect(statuses(again.result)).toEqual([412]);
    const stale = await container.items.batch(
      [
        {
          operationType: 'Replace',
          id: 'guarded',
          ifMatch: etag,
          resourceBody: { id: 'guarded', group: 'guard' },
        },
      ],
      'guard',
    );
    expect(statuses(stale.result)).toEqual([412]);
  });

  it('stays within one partition', async () => {
    const { result } = await container.items.batch(
      [{ operationType: 'Create', resourceBody: { id: 'foreign', group: 'elsewhere' } }],
      'here',
    );
    expect(statuses(result)).toEqual([400]);
  });

  it('leaves bodies out when they are not wanted', async () => {
    const { result } = await container.items.batch(
      [
        { operationType: 'Create', resourceBody: { id: 'quiet', group: 'quiet' } },
        { operationType: 'Read', id: 'quiet' },
      ],
      'quiet',
      { contentResponseOnWriteEnabled: false },
    );
    expect(result?.map(({ resourceBody }) => resourceBody !== undefined)).toEqual([false, true]);
  });

  it('takes 100 operations and refuses 101', async () => {
    const headers = { 'x-ms-documentdb-partitionkey': '["hundred"]', 'x-ms-cosmos-batch-atomic': 'True' };
    expect((await sendBatch(headers, creations(101))).status).toBe(400);
    expect((await sendBatch(headers, creations(100))).status).toBe(200);
    expect(await idsIn('hundred')).toHaveLength(100);
  });

  it('of more than 2 MB is refused with 413', async () => {
    const text = 'x'.repeat(1_100_000);
    const operations = ['one', 'two'].map((id): OperationInput => {
      return { operationType: 'Create', resourceBody: { id, group: 'big', text } };
    });
    const sent = container.items.batch(operations, 'big');
    await expect(sent).rejects.toMatchObject({ cause: { code: 413 } });
    expect(await idsIn('big')).toEqual([]);
  });
});

describe('a bulk request', () => {
  it('does each operation for itself, in order, across partitions', async () => {
    await container.items.create({ id: 'known', group: 'bulk-1', v: 1 });
    const results = await container.items.executeBulkOperations([
      {
        operationType: 'Create',
        partitionKey: 'bulk-1',
        resourceBody: { id: 'known', group: 'bulk-1', v: 2 },
      },
      { operationType: 'Read', partitionKey: 'bulk-1', id: 'known' },
      {
        operationType: 'Create',
        partitionKey: 'bulk-2',
        resourceBody: { id: 'known', group: 'bulk-2', v: 3 },
      },
      { operationType: 'Read', partitionKey: 'bulk-2', id: 'known' },
    ]);
    expect(results.map(({ response, error }) => response?.statusCode ?? error?.code)).toEqual([
      409, 200, 201, 200,
    ]);
    expect(results[1]?.response?.resourceBody).toMatchObject({ v: 1 });
    expect(results[3]?.response?.resourceBody).toMatchObject({ v: 3 });
  });

  it('creates an item or reads the one that is there, in one request', async () => {
    expect(await createOrRead(1)).toEqual({ status: 200, each: [201, 200], read: 1 });
    expect(await createOrRead(2)).toEqual({ status: 207, each: [409, 200], read: 1 });
  });
});

/** A patch of `guarded` that closes it. */
function closing(condition: string): OperationInput {
  const operations = [{ op: 'set' as const, path: '/open', value: false }];
  return { operationType: 'Patch', id: 'guarded', resourceBody: { condition, operations } };
}

const creations = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    operationType: 'Create',
    resourceBody: { id: `${count}-${n}`, group: 'hundred' },
  }));

function sendBatch(
  headers: Readonly<Record<string, string>>,
  operations: readonly object[],
): Promise<Response> {
  const link = `dbs/${container.database.id}/colls/${container.id}`;
  return signedFetch(target, {
    verb: 'POST',
    path: `/${link}/docs`,
    resourceType: 'docs',
    link,
    headers: { 'x-ms-cosmos-is-batch-request': 'True', ...headers },
    body: JSON.stringify(operations),
  });
}

/** Creates `one` with this value or finds it there, and reads it, as a bulk request. */
async function createOrRead(v: number) {
  const operation = { partitionKey: '["bulk-3"]', id: 'one' };
  const headers = {
    'x-ms-documentdb-partitionkeyrangeid': '0',
    'x-ms-cosmos-batch-atomic': 'False',
    'x-ms-cosmos-batch-continue-on-error': 'True',
  };
  const answer = await sendBatch(headers, [
    { ...operation, operationType: 'Create', resourceBody: { id: 'one', group: 'bulk-3', v } },
    { ...operation, operationType: 'Read' },
  ]);
  const results = (await answer.json()) as { statusCode: number; resourceBody?: { v: number } }[];
  return { status: answer.status, each: statuses(results), read: results[1]?.resourceBody?.v };
}

async function idsIn(group: string): Promise<string[]> {
  const query = container.items.query<string>('SELECT VALUE c.id FROM c', { partitionKey: group });
  return (await query.fetchAll()).resources.sort();
}
