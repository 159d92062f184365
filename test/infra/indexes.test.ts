import { beforeAll, describe, expect, test } from 'vitest';
import cosmos from '../../infra/cosmos.json' with { type: 'json' };
import { type IndexingPolicy, parseIndexingPolicy } from '../../local/cosmos/indexing-policy.ts';
import type { Json } from '../../local/cosmos/json.ts';
import { parseQuery } from '../../local/cosmos/sql/parser.ts';
import type { Condition, Operand, OrderTerm, Path } from '../../local/cosmos/sql/syntax.ts';
import { sourceFiles } from '../architecture/source-files.ts';
import { type HeardQuery, heardQueries } from './heard-queries.ts';

let heard: readonly HeardQuery[];
beforeAll(async () => {
  heard = await heardQueries();
});

const policies = {
  subjects: parseIndexingPolicy(cosmos.containers.subjects.indexingPolicy),
  identifiers: parseIndexingPolicy(cosmos.containers.identifiers.indexingPolicy),
};
type Policies = Readonly<Record<HeardQuery['container'], IndexingPolicy>>;

/** Properties that no index covers, where a query looks through one partition anyway. */
const unindexed: Readonly<Record<string, string>> = {
  'event/type': 'the events of one person are few, and all events of everybody would be in the index',
};

/** What a query asks an index for. */
function wants({ text, parameters }: HeardQuery): {
  readonly where: readonly Path[];
  readonly orderBy: readonly OrderTerm[];
} {
  const values = new Map(parameters.map(({ name, value }) => [name, value as Json]));
  const { where, orderBy } = parseQuery(text, values);
  return { where: where === undefined ? [] : pathsIn(where), orderBy };
}

function pathsIn(condition: Condition): Path[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.terms.flatMap(pathsIn);
    case 'not':
      return pathsIn(condition.term);
    case 'compare':
      return [...pathOf(condition.left), ...pathOf(condition.right)];
    case 'starts-with':
      return [...pathOf(condition.text), ...pathOf(condition.prefix)];
    case 'array-contains':
      return [...pathOf(condition.array), ...pathOf(condition.member)];
    case 'is':
    case 'true':
      return pathOf(condition.operand);
  }
}

function pathOf(operand: Operand): Path[] {
  return operand.kind === 'path' ? [operand.path] : [];
}

const written = (path: Path) => path.join('/');

/** Queries that Cosmos DB would answer by reading document after document, or not at all. */
function readsWhole(queries: readonly HeardQuery[], over: Policies): string[] {
  return queries.flatMap((query) => {
    const { where, orderBy } = wants(query);
    const policy = over[query.container];
    const paths = [...where, ...orderBy.map(({ path }) => path)];
    const missing = paths.filter(
      (path) => !policy.isIndexed(path) && !(query.withinPartition && written(path) in unindexed),
    );
    return [
      ...missing.map((path) => `no index of ${query.container} has ${written(path)}: ${query.text}`),
      ...(orderBy.length > 1 && !hasComposite(policy, orderBy)
        ? [`no index has this order: ${query.text}`]
        : []),
    ];
  });
}

/** A composite index serves its own order, and the whole of it backwards. */
function hasComposite({ composites }: IndexingPolicy, orderBy: readonly OrderTerm[]): boolean {
  const line = (terms: readonly OrderTerm[], backwards = false) =>
    terms.map(({ path, descending }) => `${written(path)} ${descending !== backwards}`).join();
  return composites.some((composite) => [line(orderBy), line(orderBy, true)].includes(line(composite)));
}

/** Indexes that every write pays for and no query asks. */
function idle(queries: readonly HeardQuery[], over: Policies): string[] {
  return Object.entries(over).flatMap(([container, { properties, composites }]) => {
    const all = queries.filter((query) => query.container === container).map(wants);
    const asked = new Set(
      all.flatMap(({ where, orderBy }) => [...where, ...orderBy.map(({ path }) => path)]).map(written),
    );
    const orders = all.map(({ orderBy }) => orderBy.map(({ path }) => written(path)).join());
    return [
      ...properties
        .map(written)
        .filter((path) => !asked.has(path))
        .map((path) => `nothing asks for ${path} of ${container}`),
      ...composites
        .map((terms) => terms.map(({ path }) => written(path)).join())
        .filter((order) => !orders.includes(order))
        .map((order) => `nothing asks for the order ${order} of ${container}`),
    ];
  });
}

/** Queries that stand in the code and were not heard. A part that is put in when the code runs may be anything. */
function unheard(queries: readonly HeardQuery[], files = sourceFiles(['functions', 'shared'])): string[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(/(['"`])(SELECT .*?)(?:\1|$)/gm)]
      .map(([, , query = '']) => query.split(/\$\{(?:[^{}`]*\}|.*$)/))
      .filter((parts) => {
        const pattern = new RegExp(
          `^${parts.map((part) => RegExp.escape(part)).join('.*')}${parts.at(-1) === '' ? '' : '$'}`,
        );
        return !queries.some((query) => pattern.test(query.text));
      })
      .map((parts) => `${path} asks what was not heard: ${parts.join('…')}`),
  );
}

describe('the indexes', () => {
  test('cover every query', () => {
    expect(readsWhole(heard, policies)).toEqual([]);
  });

  test('are all asked for', () => {
    expect(idle(heard, policies)).toEqual([]);
  });

  test('are held against every query in the code', () => {
    expect(unheard(heard)).toEqual([]);
    const elsewhere = sourceFiles(['functions', 'shared'])
      .filter(
        ({ path, text }) => !path.startsWith('shared/adapters/cosmos/') && text.includes('.items.query'),
      )
      .map(({ path }) => path);
    expect(elsewhere).toEqual([]);
  });

  test('cover nothing in containers that are never asked', () => {
    expect(cosmos.containers['cookie-choices'].indexingPolicy.includedPaths).toEqual([]);
  });
});

describe('it would be seen', () => {
  const { indexingPolicy } = cosmos.containers.subjects;
  const without = (path: string) => ({
    ...policies,
    subjects: parseIndexingPolicy({
      ...indexingPolicy,
      includedPaths: indexingPolicy.includedPaths.filter((included) => included.path !== `/${path}/?`),
    }),
  });

  test.each(indexingPolicy.includedPaths.map(({ path }) => path.slice(1, -2)))('no index of %s', (path) => {
    expect(readsWhole(heard, without(path))).toContainEqual(expect.stringContaining(`has ${path}: SELECT`));
  });

  const asking = (text: string, withinPartition = false): HeardQuery => ({
    container: 'subjects',
    text,
    parameters: [],
    withinPartition,
  });

  test.each([
    [`SELECT * FROM c WHERE NOT (c.kind = 'hold' OR STARTSWITH(c.email, 'a'))`, 'email'],
    [`SELECT VALUE COUNT(1) FROM c WHERE IS_DEFINED(c.closedAt)`, 'closedAt'],
    [`SELECT * FROM c WHERE c.event.type = 'x'`, 'event/type'],
    [`SELECT * FROM c ORDER BY c.name`, 'name'],
    [`SELECT * FROM c WHERE ARRAY_CONTAINS(c.pending, 'x')`, 'pending'],
  ])('%s', (text, path) => {
    expect(readsWhole([asking(text)], policies)).toEqual([`no index of subjects has ${path}: ${text}`]);
  });

  const byTwo = 'SELECT * FROM c ORDER BY c.dueOn DESC, c.right';
  const composite = (first: 'ascending' | 'descending') => ({
    ...policies,
    subjects: parseIndexingPolicy({
      ...indexingPolicy,
      compositeIndexes: [
        [
          { path: '/dueOn', order: first },
          { path: '/right', order: 'ascending' },
        ],
      ],
    }),
  });

  test('an order by two properties that no index has', () => {
    expect(readsWhole([asking(byTwo)], policies)).toHaveLength(1);
    expect(readsWhole([asking(byTwo)], composite('ascending'))).toHaveLength(1);
    expect(readsWhole([asking(byTwo)], composite('descending'))).toEqual([]);
    const backwards = 'SELECT * FROM c ORDER BY c.dueOn, c.right DESC';
    expect(readsWhole([asking(backwards)], composite('descending'))).toEqual([]);
  });

  test('an index that nothing asks for', () => {
    const others = heard.filter(({ text }) => !text.includes('c.wakeAt'));
    expect(idle(others, policies)).toEqual(['nothing asks for wakeAt of subjects']);
    expect(idle(heard, composite('ascending'))).toEqual([
      'nothing asks for the order dueOn,right of subjects',
    ]);
  });

  test.each([
    [`const q = 'SELECT * FROM c WHERE c.name = @name';`, 1],
    ['const q = `SELECT * FROM c WHERE c.kind = ${kind}`;', 1],
    [`const q = "SELECT VALUE COUNT(1) FROM c WHERE c.kind = 'subject'";`, 0],
    ['const q = `SELECT VALUE COUNT(1) FROM c WHERE ${where}`;', 0],
    ["const q = `SELECT * FROM c WHERE c.kind IN (${kinds.map((kind) => `'${kind}'`)})`;", 0],
  ])('a query that was not heard, or was: %s', (text, times) => {
    expect(unheard(heard, [{ path: 'shared/x.ts', text }])).toHaveLength(times);
  });
});
