import type { Container } from '@azure/cosmos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedCosmos, embeddedCosmos, failure, signedFetch } from './cosmos-target.ts';

/** About the embedded endpoint only: what it refuses by name, fails with on demand, and counts. */
describe('the embedded Cosmos DB endpoint', () => {
  let target: EmbeddedCosmos;
  let container: Container;

  beforeAll(async () => {
    target = await embeddedCosmos();
    container = await target.container();
  });
  afterAll(() => target.close());

  it.each([
    ['SELECT DISTINCT c.x FROM c', 'DISTINCT'],
    ['SELECT c.x FROM c GROUP BY c.x', 'GROUP'],
    ['SELECT * FROM c JOIN t IN c.tags', 'JOIN'],
    ['SELECT * FROM t IN c.tags', 'IN'],
    ['SELECT * FROM c OFFSET 1 LIMIT 2', 'OFFSET'],
    ['SELECT * FROM c WHERE CONTAINS(c.x, "a")', 'CONTAINS'],
    ['SELECT * FROM c WHERE STARTSWITH(c.x, "a", true)', 'STARTSWITH'],
    ['SELECT * FROM c WHERE LOWER(c.x) = "a"', 'LOWER'],
    ['SELECT * FROM c WHERE c.x LIKE "a%"', 'LIKE'],
    ['SELECT * FROM c WHERE c.x + 1 = 2', '+'],
    ['SELECT * FROM c WHERE c.list[0] = 2', '[0]'],
    ['SELECT * FROM c WHERE c.x = {"a": 1}', '{'],
    ['SELECT * FROM c WHERE EXISTS(SELECT VALUE 1)', 'EXISTS'],
    ['SELECT * FROM c WHERE udf.f(c.x)', 'UDF'],
    ['SELECT * FROM c WHERE c._etag = "1"', '_etag'],
    ['SELECT COUNT(1) FROM c', 'COUNT'],
    ['SELECT VALUE SUM(c.x) FROM c', 'SUM'],
    ['SELECT VALUE {"a": c.x} FROM c', '{'],
    ['SELECT * FROM c ORDER BY LOWER(c.x)', 'LOWER'],
    ['SELECT * FROM c WHERE ARRAY_CONTAINS(c.x, {"a": 1}, true)', '{'],
  ])('refuses %s and names %s', async (text, word) => {
    const { code, message } = await failure(container.items.query(text).fetchAll());
    expect(code).toBe(400);
    expect(message).toContain(word);
  });

  it('refuses a comparison with an array or an object', async () => {
    const spec = { query: 'SELECT * FROM c WHERE c.x = @x', parameters: [{ name: '@x', value: [1] }] };
    expect((await failure(container.items.query(spec).fetchAll())).message).toContain('array or an object');
  });

  it('refuses a query plan and the other change feed by name', async () => {
    const planned = container.items.query('SELECT * FROM c', { forceQueryPlan: true }).fetchAll();
    expect((await failure(planned)).message).toContain('query plan');
    const link = `dbs/${container.database.id}/colls/${container.id}`;
    const feed = await signedFetch(target, {
      verb: 'GET',
      path: `/${link}/docs`,
      resourceType: 'docs',
      link,
      headers: { 'a-im': 'Full-Fidelity Feed' },
    });
    expect(feed.status).toBe(400);
    expect(await feed.json()).toMatchObject({ message: expect.stringContaining('Full-Fidelity Feed') });
  });

  it.each([
    ['a hierarchical partition key', { partitionKey: { paths: ['/a', '/b'] } }, 'hierarchical'],
    ['a vector index', { vectorEmbeddingPolicy: { vectorEmbeddings: [] } }, 'vectorEmbeddingPolicy'],
    ['a computed property', { computedProperties: [] }, 'computedProperties'],
    ['lazy indexing', { indexingPolicy: { indexingMode: 'lazy' as const } }, 'lazy'],
  ])('refuses a container with %s', async (_, definition, word) => {
    expect((await failure(target.container(definition))).message).toContain(word);
  });

  it('refuses a continuation token of another query or another container', async () => {
    const other = await target.container();
    for (const of of [container, other]) {
      for (const id of ['1', '2', '3']) await of.items.create({ id, group: 'g' });
    }
    const { continuationToken } = await container.items
      .query('SELECT * FROM c', { maxItemCount: 1 })
      .fetchNext();
    expect(await go(container, 'SELECT * FROM c WHERE c.id > "1"', continuationToken)).toMatchObject({
      code: 400,
    });
    expect(await go(other, 'SELECT * FROM c', continuationToken)).toMatchObject({ code: 400 });
    expect(await go(container, 'SELECT * FROM c', 'no token')).toMatchObject({ code: 400 });
  });

  it('answers 429 on demand, which the SDK waits out', async () => {
    target.part.commands.fault({ status: 429, next: 3 });
    const { statusCode, headers } = await container.items.create({ id: 'throttled', group: 'g' });
    expect(statusCode).toBe(201);
    expect(headers['x-ms-throttle-retry-count']).toBe(3);
  });

  it('answers 503 on demand, and then goes on', async () => {
    target.part.commands.fault({ status: 503, next: 1 });
    const link = `dbs/${container.database.id}/colls/${container.id}`;
    const read = () =>
      signedFetch(target, {
        verb: 'GET',
        path: `/${link}/docs/throttled`,
        resourceType: 'docs',
        link: `${link}/docs/throttled`,
        headers: { 'x-ms-documentdb-partitionkey': '["g"]' },
      });
    expect((await read()).status).toBe(503);
    expect((await read()).status).toBe(200);
    expect(() => target.part.commands.fault({ status: 418, next: 1 })).toThrow('429 | 503');
  });

  it('counts the requests about items that it answered', async () => {
    const before = target.part.commands.requests();
    await container.items.create({ id: 'counted', group: 'g' });
    await container.item('counted', 'g').read();
    await container.items.query('SELECT * FROM c', { partitionKey: 'g' }).fetchAll();
    await container.items.batch([{ operationType: 'Read', id: 'counted' }], 'g');
    expect(target.part.commands.requests() - before).toBe(4);
  });
});

/** The failure of going on with a token. */
const go = (of: Container, text: string, token: string) =>
  failure(of.items.query(text, { maxItemCount: 1, continuationToken: token }).fetchNext());
