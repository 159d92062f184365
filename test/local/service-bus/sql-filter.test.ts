import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AmqpScalar } from '../../../local/service-bus/codec/amqp-value.ts';
import type { MessageFacts } from '../../../local/service-bus/codec/facts.ts';
import { compare, evaluate } from '../../../local/service-bus/sql-filter/evaluate.ts';
import { parseFilter } from '../../../local/service-bus/sql-filter/parser.ts';

function facts(user: Record<string, AmqpScalar>, system: Record<string, AmqpScalar> = {}): MessageFacts {
  return {
    user: new Map(Object.entries(user).map(([name, value]) => [name.toLowerCase(), value])),
    system: new Map(Object.entries(system)),
  };
}

const message = facts(
  {
    type: 'erasure.requested',
    count: 5,
    share: 0.5,
    huge: 9_007_199_254_740_993n,
    yes: true,
    nothing: null,
    at: new Date('2026-11-22T00:00:00Z'),
    percent: '100%',
    'with space': 'x',
    quote: "it's",
  },
  { label: 'urgent', messageid: 'm-1' },
);

describe('a SQL filter', () => {
  it.each([
    ["type = 'erasure.requested'", true],
    ["TYPE = 'erasure.requested'", true],
    ["type = 'Erasure.Requested'", false],
    ["user.type <> 'licence'", true],
    ["type != 'erasure.requested'", false],
    ['count > 4 AND count <= 5', true],
    ['count = 5.0', true],
    ['count < -1', false],
    ['share >= .5', true],
    ['count = 5e0', true],
    ['huge = 9007199254740993', true],
    ['huge = 9007199254740992', false],
    ['yes = TRUE', true],
    ['yes <> false', true],
    ["sys.Label = 'urgent' and SYS.messageid = 'm-1'", true],
    ["sys.To = 'x' OR count = 5", true],
    ["type IN ('a', 'erasure.requested')", true],
    ["type NOT IN ('a', 'b')", true],
    ["type LIKE 'erasure.%'", true],
    ["type LIKE 'erasure_requested'", true],
    ["type NOT LIKE '%licence%'", true],
    ["percent LIKE '100!%' ESCAPE '!'", true],
    ["type LIKE '%!%' ESCAPE '!'", false],
    ["type LIKE 'erasure.request'", false],
    ['missing IS NULL', true],
    ['nothing IS NULL', true],
    ['type IS NOT NULL', true],
    ['EXISTS(type)', true],
    ['exists ( missing )', false],
    ['EXISTS(sys.Label) AND NOT EXISTS(sys.To)', true],
    ["[with space] = 'x'", true],
    ['"with space" = \'x\'', true],
    ["quote = 'it''s'", true],
    ["NOT (count = 4 OR type = 'x') AND 1 = 1", true],
    ['count = 4 OR count = 5 AND yes = TRUE', true],
    ['(count = 4 OR count = 5) AND yes = FALSE', false],
  ])('%s is %s', (filter, expected) => {
    expect(evaluate(parseFilter(filter), message)).toBe(expected);
  });

  it.each([
    'missing = 1',
    'NOT missing = 1',
    'nothing = 1',
    'count = NULL',
    "count = '5'",
    "type > 5 OR missing = 'x'",
    "missing LIKE '%'",
    "count LIKE '5'",
    "missing IN ('a')",
    "type NOT IN ('a', NULL)",
    'yes > FALSE',
    'missing = 1 AND count = 5',
  ])('%s is unknown, so no message matches it', (filter) => {
    expect(evaluate(parseFilter(filter), message)).toBeUndefined();
  });

  it.each([
    ['count + 1 = 6', 'arithmetic (+)'],
    ['count * 2 = 10', 'arithmetic (*)'],
    ['type = @type', 'parameters (@)'],
    ["newid() = 'x'", 'the function newid()'],
    ["property('type') = 'x'", 'the function property()'],
    ["sys.EnqueuedTimeUtc > '2026'", 'the system property sys.EnqueuedTimeUtc'],
    ['type LIKE other', 'LIKE with a pattern that is not a string constant'],
    ["other.type = 'x'", 'other is no scope'],
    ['type', 'expected a comparison, IN, LIKE or IS NULL, found the end'],
    ["type = 'open", "unexpected '"],
    ['', 'found the end'],
    ['count = 5 count = 6', 'expected AND, OR or the end, found count at position 11'],
    ["type LIKE 'a' ESCAPE 'xy'", 'ESCAPE takes one character'],
    ['('.repeat(2000), 'at most 1024 characters'],
  ])('%s is refused, and the part is named', (filter, part) => {
    expect(() => parseFilter(filter)).toThrow(part);
  });

  const scalar = fc.oneof(
    fc.string(),
    fc.double({ noNaN: true }),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.boolean(),
    fc.constantFrom(null, undefined),
  );

  it('finds exactly one of less, equal and greater, or none when two values do not compare', () => {
    fc.assert(
      fc.property(scalar, scalar, (a, b) => {
        const truths = (['<', '=', '>'] as const).map((by) => compare(by, a, b));
        const known = truths.filter((truth) => truth !== undefined);
        // Booleans are equal or not, never less.
        expect([0, 1, 3]).toContain(known.length);
        expect(known.length < 3 || known.filter(Boolean).length === 1).toBe(true);
      }),
    );
  });

  it('takes any text as a string constant, a property name and a LIKE pattern without wildcards', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), (text) => {
        const constant = `'${text.replaceAll("'", "''")}'`;
        const name = `[${text.replaceAll(']', ']]')}]`;
        const literal = `'${text.replaceAll("'", "''").replaceAll(/[%_^]/g, '^$&')}'`;
        const held = facts({ [text]: text });
        expect(evaluate(parseFilter(`${name} = ${constant}`), held)).toBe(true);
        expect(evaluate(parseFilter(`${name} LIKE ${literal} ESCAPE '^'`), held)).toBe(true);
      }),
    );
  });
});
