import type { Container } from '@azure/cosmos';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CosmosTarget, cosmosTarget } from './cosmos-target.ts';

type Value = null | boolean | number | string | readonly Value[] | { readonly [name: string]: Value };
type Document = Readonly<Record<string, Value>>;

/** Undefined is Cosmos's third truth value. */
type Truth = boolean | undefined;

/** A condition as text, and as a function that says what Cosmos DB's documentation says it means. */
interface Example {
  readonly text: string;
  readonly of: (document: Document) => Truth;
}

const VALUES: readonly Value[] = [
  null,
  true,
  false,
  -1,
  0,
  1,
  1.5,
  10,
  '',
  'a',
  'ab',
  'b',
  '1',
  [1, 'a'],
  ['a', null],
  {},
  { x: 1 },
];
const SCALARS = VALUES.filter((value) => typeof value !== 'object' || value === null);

/** Every pairing of values and absences over two properties. */
const DOCUMENTS: readonly Document[] = [undefined, ...VALUES].flatMap((p) =>
  [undefined, ...VALUES].map((q) => ({
    ...(p === undefined ? {} : { p }),
    ...(q === undefined ? {} : { q }),
  })),
);

const not = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);
const and = (a: Truth, b: Truth): Truth => (a === false || b === false ? false : a && b);
const or = (a: Truth, b: Truth): Truth => not(and(not(a), not(b)));

const typeOf = (value: Value | undefined) =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/** "Comparison across types produces undefined." */
function compare(operator: string, a: Value | undefined, b: Value | undefined): Truth {
  if (a === undefined || b === undefined || typeOf(a) !== typeOf(b)) return undefined;
  const [x, y] = [Number(a), Number(b)];
  const order =
    typeof a === 'string' && typeof b === 'string' ? Number(a > b) - Number(a < b) : Math.sign(x - y);
  return {
    '=': order === 0,
    '!=': order !== 0,
    '<': order < 0,
    '<=': order <= 0,
    '>': order > 0,
    '>=': order >= 0,
  }[operator];
}

const property = fc.constantFrom('p', 'q');
const scalar = fc.constantFrom(...SCALARS);

const leaf: fc.Arbitrary<Example> = fc.oneof(
  fc
    .tuple(property, fc.constantFrom('=', '!=', '<', '<=', '>', '>='), scalar)
    .map(([name, operator, constant]) => ({
      text: `c.${name} ${operator} ${JSON.stringify(constant)}`,
      of: (document: Document) => compare(operator, document[name], constant),
    })),
  fc.tuple(property, scalar, scalar).map(([name, low, high]) => ({
    text: `c.${name} BETWEEN ${JSON.stringify(low)} AND ${JSON.stringify(high)}`,
    of: (document: Document) => and(compare('>=', document[name], low), compare('<=', document[name], high)),
  })),
  property.map((name) => ({
    text: `IS_DEFINED(c.${name})`,
    of: (document: Document) => document[name] !== undefined,
  })),
  property.map((name) => ({
    text: `IS_NULL(c.${name})`,
    of: (document: Document) => document[name] === null,
  })),
  fc.tuple(property, fc.constantFrom('', 'a', 'ab')).map(([name, prefix]) => ({
    text: `STARTSWITH(c.${name}, "${prefix}")`,
    of: (document: Document) => {
      const value = document[name];
      return typeof value === 'string' ? value.startsWith(prefix) : undefined;
    },
  })),
  fc.tuple(property, scalar).map(([name, member]) => ({
    text: `ARRAY_CONTAINS(c.${name}, ${JSON.stringify(member)})`,
    of: (document: Document) => {
      const value = document[name];
      return Array.isArray(value) ? value.includes(member) : undefined;
    },
  })),
);

const { condition } = fc.letrec<{ condition: Example }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    tie('condition').map(({ text, of }) => ({
      text: `NOT (${text})`,
      of: (document: Document) => not(of(document)),
    })),
    fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => ({
      text: `(${a.text} AND ${b.text})`,
      of: (document: Document) => and(a.of(document), b.of(document)),
    })),
    fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => ({
      text: `(${a.text} OR ${b.text})`,
      of: (document: Document) => or(a.of(document), b.of(document)),
    })),
  ),
}));

describe.each([
  ['without an index', ['/none/?']],
  ['with an index on each property', ['/p/?', '/q/?']],
] as const)('a condition, over every mixture of types, %s,', (_, paths) => {
  let target: CosmosTarget;
  let container: Container;

  beforeAll(async () => {
    target = await cosmosTarget();
    container = await target.container({
      indexingPolicy: { includedPaths: paths.map((path) => ({ path })), excludedPaths: [{ path: '/*' }] },
    });
    for (let start = 0; start < DOCUMENTS.length; start += 100) {
      await container.items.batch(
        DOCUMENTS.slice(start, start + 100).map((document, position) => ({
          operationType: 'Create' as const,
          resourceBody: { id: String(start + position), group: 'g', ...document },
        })),
        'g',
      );
    }
  });
  afterAll(() => target.close());

  it('is true for exactly the items for which three-valued logic says so', async () => {
    await fc.assert(
      fc.asyncProperty(condition, async ({ text, of }) => {
        const query = container.items.query<string>(`SELECT VALUE c.id FROM c WHERE ${text}`, {
          maxItemCount: 1000,
        });
        const found = (await query.fetchAll()).resources.map(Number).sort((a, b) => a - b);
        expect(found).toEqual([...DOCUMENTS.keys()].filter((index) => of(DOCUMENTS[index] ?? {}) === true));
      }),
      { numRuns: 120 },
    );
  });
});
