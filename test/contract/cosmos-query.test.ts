import type { Container, SqlQuerySpec } from '@azure/cosmos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CosmosTarget, cosmosTarget, failure, signedFetch } from './cosmos-target.ts';

let target: CosmosTarget;

beforeAll(async () => {
  target = await cosmosTarget();
});
afterAll(() => target.close());

const query = (
  text: string,
  parameters: Readonly<Record<string, string | number | boolean | null>> = {},
): SqlQuerySpec => ({
  query: text,
  parameters: Object.entries(parameters).map(([name, value]) => ({ name: `@${name}`, value })),
});

describe('a query', () => {
  let container: Container;

  beforeAll(async () => {
    container = await target.container();
    for (const item of [
      { id: '1', group: 'a', n: 1, tag: 'red', data: { x: 'deep' }, 'odd name': true },
      { id: '2', group: 'a', n: 2, tag: 'green', list: ['p', 'q', 3] },
      { id: '3', group: 'b', n: 3, tag: 'grey', flag: true },
      { id: '4', group: 'b', n: 4, tag: null, flag: false },
      { id: '5', group: 'b', n: '5' },
    ]) {
      await container.items.create(item);
    }
  });

  const selectedInA = async (text: string) =>
    (await container.items.query(text, { partitionKey: 'a' }).fetchAll()).resources;

  const ordered = async (text: string) => (await container.items.query<string>(text).fetchAll()).resources;

  const ids = async (spec: SqlQuerySpec | string) =>
    (await container.items.query<{ id: string }>(spec).fetchAll()).resources.map(({ id }) => id).sort();

  it.each([
    ["c.tag = 'red'", ['1']],
    ["c['tag'] = 'red' OR c.n = 3", ['1', '3']],
    ["c.data.x = 'deep'", ['1']],
    ['c["odd name"] = true', ['1']],
    ['c.n > 1 AND c.n <= 3', ['2', '3']],
    ['c.n != 2', ['1', '3', '4']],
    ['c.n <> 2', ['1', '3', '4']],
    ['NOT c.n = 2', ['1', '3', '4']],
    ['c.n >= -1', ['1', '2', '3', '4']],
    ["c.n IN (1, 4, '5')", ['1', '4', '5']],
    ['c.n NOT IN (1, 4)', ['2', '3']],
    ['c.n BETWEEN 2 AND 3', ['2', '3']],
    ['c.n NOT BETWEEN 2 AND 3', ['1', '4']],
    ['c.flag', ['3']],
    ['NOT c.flag', ['4']],
    ['IS_DEFINED(c.flag)', ['3', '4']],
    ['NOT IS_DEFINED(c.flag)', ['1', '2', '5']],
    ['IS_NULL(c.tag)', ['4']],
    ['c.tag = null', ['4']],
    ['c.tag != null', []],
    ['IS_STRING(c.n)', ['5']],
    ["STARTSWITH(c.tag, 'gre')", ['2', '3']],
    ["NOT STARTSWITH(c.tag, 'gre')", ['1']],
    ["ARRAY_CONTAINS(c.list, 'q')", ['2']],
    ['ARRAY_CONTAINS(c.list, 3) AND NOT ARRAY_CONTAINS(c.list, 4)', ['2']],
    ["(c.n = 1 OR c.n = 2) AND c.group = 'a' AND (c.tag = 'green')", ['2']],
    ["c.tag > 'gre' AND c.tag < 'grey'", ['2']],
    ['c.n = c.n AND c._ts > 0', ['1', '2', '3', '4', '5']],
    ["c.id = '3'", ['3']],
  ])('finds by %s', async (condition, expected) => {
    expect(await ids(`SELECT * FROM c WHERE ${condition}`)).toEqual(expected);
  });

  it('takes parameters, and never text from them', async () => {
    expect(
      await ids(query('SELECT * FROM c WHERE c.n >= @low AND c.tag = @tag', { low: 2, tag: 'grey' })),
    ).toEqual(['3']);
    expect(await ids(query('SELECT * FROM c WHERE c.tag = @tag', { tag: "' OR true OR '" }))).toEqual([]);
    expect(await ids(query('SELECT * FROM c WHERE c.tag = @tag', { tag: null }))).toEqual(['4']);
    expect(await ids(query('SELECT * FROM c WHERE c.flag = @flag', { flag: false }))).toEqual(['4']);
  });

  it('knows the item by any alias', async () => {
    expect(await ids('select * from root r where r.n = 1')).toEqual(['1']);
    expect(await ids('SELECT * FROM items AS i WHERE i.n = 1')).toEqual(['1']);
  });

  it('gives back what is selected', async () => {
    expect(await selectedInA('SELECT c.id, c.data.x AS inner, c.list FROM c')).toEqual([
      { id: '1', inner: 'deep' },
      { id: '2', list: ['p', 'q', 3] },
    ]);
    expect(await selectedInA('SELECT VALUE c.n FROM c')).toEqual([1, 2]);
    expect(await selectedInA('SELECT VALUE c.data FROM c')).toEqual([{ x: 'deep' }]);
    expect(await selectedInA('SELECT VALUE COUNT(1) FROM c WHERE c.n > 1')).toEqual([1]);
    expect(await selectedInA("SELECT * FROM c WHERE c.tag = 'nothing'")).toEqual([]);
  });

  it('counts across partitions', async () => {
    const { resources } = await container.items.query('SELECT VALUE COUNT(1) FROM c').fetchAll();
    expect(resources).toEqual([5]);
  });

  it('orders by type first: undefined, null, booleans, numbers, strings', async () => {
    const [first, second] = await ordered('SELECT VALUE c.tag FROM c ORDER BY c.tag');
    expect([first, second]).toEqual([null, 'green']);
    expect(await ordered('SELECT VALUE c.id FROM c ORDER BY c.n DESC')).toEqual(['5', '4', '3', '2', '1']);
    expect((await ordered('SELECT VALUE c.id FROM c ORDER BY c.flag')).slice(3)).toEqual(['4', '3']);
    expect(await ordered('SELECT TOP 2 VALUE c.id FROM c ORDER BY c.n')).toEqual(['1', '2']);
  });

  it('stays within its partition', async () => {
    const { resources } = await container.items
      .query<{ id: string }>('SELECT * FROM c WHERE c.n > 0 ORDER BY c.n', { partitionKey: 'b' })
      .fetchAll();
    expect(resources.map(({ id }) => id)).toEqual(['3', '4']);
  });

  it('goes across partitions only when that is asked for', async () => {
    const link = `dbs/${container.database.id}/colls/${container.id}`;
    const send = (headers: Readonly<Record<string, string>>) =>
      signedFetch(target, {
        verb: 'POST',
        path: `/${link}/docs`,
        resourceType: 'docs',
        link,
        headers: { 'content-type': 'application/query+json', 'x-ms-documentdb-isquery': 'True', ...headers },
        body: JSON.stringify({ query: 'SELECT * FROM c', parameters: [] }),
      });
    expect((await send({})).status).toBe(400);
    expect((await send({ 'x-ms-documentdb-query-enablecrosspartition': 'True' })).status).toBe(200);
    const within = await send({ 'x-ms-documentdb-partitionkey': '["a"]' });
    expect(await within.json()).toMatchObject({ _count: 2 });
    expect(within.headers.get('x-ms-item-count')).toBe('2');
  });

  it.each([
    'SELECT',
    'SELECT * FROM',
    "SELECT * FROM c WHERE c.tag = 'open",
    'SELECT * FROM c WHERE x.n = 1',
    'SELECT * FROM c WHERE c.n = @missing',
  ])('is refused when it makes no sense: %s', async (text) => {
    expect(await failure(container.items.query(text).fetchAll())).toMatchObject({ code: 400 });
  });
});

describe('an ordered query over two properties', () => {
  it('needs a composite index, and follows it either way', async () => {
    const plain = await target.container();
    const spec = 'SELECT VALUE c.id FROM c ORDER BY c.kind, c.n DESC';
    expect(await failure(plain.items.query(spec).fetchAll())).toMatchObject({ code: 400 });

    const container = await target.container({
      indexingPolicy: {
        includedPaths: [{ path: '/*' }],
        compositeIndexes: [
          [
            { path: '/kind', order: 'ascending' },
            { path: '/n', order: 'descending' },
          ],
        ],
      },
    });
    for (const [id, kind, n] of [
      ['1', 'b', 1],
      ['2', 'a', 1],
      ['3', 'b', 2],
      ['4', 'a', 2],
      ['5', 'a', 3],
    ] as const) {
      await container.items.create({ id, group: id, kind, n });
    }
    expect(await paged(container, spec, 2)).toEqual(['5', '4', '2', '3', '1']);
    expect(await paged(container, 'SELECT VALUE c.id FROM c ORDER BY c.kind DESC, c.n', 1)).toEqual([
      '1',
      '3',
      '2',
      '4',
      '5',
    ]);
  });
});

describe('an order', () => {
  it('over a property without an index is refused', async () => {
    const container = await target.container({
      indexingPolicy: { includedPaths: [{ path: '/n/?' }], excludedPaths: [{ path: '/*' }] },
    });
    expect((await container.items.query('SELECT * FROM c ORDER BY c.n').fetchAll()).resources).toEqual([]);
    expect(await failure(container.items.query('SELECT * FROM c ORDER BY c.m').fetchAll())).toMatchObject({
      code: 400,
    });
  });
});

/** All results, in pages of `maxItemCount`. */
async function paged(container: Container, text: string, maxItemCount: number): Promise<string[]> {
  const iterator = container.items.query<string>(text, { maxItemCount });
  const seen: string[] = [];
  while (iterator.hasMoreResults()) {
    const { resources } = await iterator.fetchNext();
    expect(resources.length).toBeLessThanOrEqual(maxItemCount);
    seen.push(...resources);
  }
  return seen;
}
