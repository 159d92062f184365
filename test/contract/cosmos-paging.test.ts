import type { Container } from '@azure/cosmos';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CosmosTarget, cosmosClient, cosmosTarget } from './cosmos-target.ts';

const QUERIES = [
  ['as they lie', 'SELECT * FROM c'],
  ['by an equality', "SELECT * FROM c WHERE c.kind = 'registration'"],
  ['by a range', 'SELECT * FROM c WHERE c.due <= 99'],
  ['in an order', "SELECT * FROM c WHERE c.kind = 'registration' AND c.due <= 99 ORDER BY c.due"],
  ['in a descending order', 'SELECT * FROM c ORDER BY c.due DESC'],
] as const;

describe('paging', () => {
  let target: CosmosTarget;
  let container: Container;

  beforeAll(async () => {
    target = await cosmosTarget();
  });
  beforeEach(async () => {
    container = await target.container({
      indexingPolicy: {
        includedPaths: [{ path: '/kind/?' }, { path: '/due/?' }],
        excludedPaths: [{ path: '/*' }],
      },
    });
    // Many items share a value of the order: the item's own place must break the tie.
    await Promise.all(
      Array.from({ length: 23 }, (_, n) =>
        container.items.create({ id: `i${n}`, group: `g${n % 7}`, kind: 'registration', due: n % 4 }),
      ),
    );
  });
  afterAll(() => target.close());

  const everyId = Array.from({ length: 23 }, (_, n) => `i${n}`).sort();

  it.each(QUERIES)('shows each item once when the reader deletes what it has seen: %s', async (_, text) => {
    const iterator = container.items.query<{ id: string; group: string }>(text, { maxItemCount: 4 });
    const seen: string[] = [];
    while (iterator.hasMoreResults()) {
      const { resources } = await iterator.fetchNext();
      expect(resources.length).toBeLessThanOrEqual(4);
      for (const { id, group } of resources) {
        seen.push(id);
        await container.item(id, group).delete();
      }
    }
    expect(seen.sort()).toEqual(everyId);
  });

  it.each(QUERIES)('goes on with a continuation token in another client: %s', async (_, text) => {
    const seen: string[] = [];
    let continuationToken: string | undefined;
    do {
      const client = cosmosClient(target.endpoint, target.key);
      const options = { maxItemCount: 5, ...(continuationToken === undefined ? {} : { continuationToken }) };
      const page = await client
        .database(container.database.id)
        .container(container.id)
        .items.query<{ id: string }>(text, options)
        .fetchNext();
      seen.push(...page.resources.map(({ id }) => id));
      continuationToken = page.continuationToken;
      client.dispose();
    } while (continuationToken);
    expect(seen.sort()).toEqual(everyId);
  });

  it('keeps to the order over all pages', async () => {
    const iterator = container.items.query<number>('SELECT VALUE c.due FROM c ORDER BY c.due', {
      maxItemCount: 3,
    });
    const seen: number[] = [];
    while (iterator.hasMoreResults()) seen.push(...(await iterator.fetchNext()).resources);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen).toHaveLength(23);
  });

  it('counts TOP over all pages', async () => {
    const iterator = container.items.query<number>('SELECT TOP 10 VALUE c.due FROM c', { maxItemCount: 4 });
    const sizes: number[] = [];
    while (iterator.hasMoreResults()) sizes.push((await iterator.fetchNext()).resources.length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(10);
  });

  it('within a partition shows each of its items once', async () => {
    const iterator = container.items.query<string>('SELECT VALUE c.id FROM c', {
      maxItemCount: 2,
      partitionKey: 'g1',
    });
    const seen: string[] = [];
    while (iterator.hasMoreResults()) seen.push(...(await iterator.fetchNext()).resources);
    expect(seen.sort()).toEqual(['i1', 'i15', 'i22', 'i8']);
  });

  it('reads all items without a query', async () => {
    const iterator = container.items.readAll<{ id: string }>({ maxItemCount: 10 });
    const seen: string[] = [];
    while (iterator.hasMoreResults())
      seen.push(...(await iterator.fetchNext()).resources.map(({ id }) => id));
    expect(seen.sort()).toEqual(everyId);
  });
});
