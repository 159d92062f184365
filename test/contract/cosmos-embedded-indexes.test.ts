import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import cosmos from '../../infra/cosmos.json' with { type: 'json' };
import { OffsetClock } from '../../local/clock.ts';
import { parseContainerDefinition } from '../../local/cosmos/container-definition.ts';
import { COLUMNS, ItemTable, VISIBLE } from '../../local/cosmos/item-table.ts';
import { Sequence } from '../../local/cosmos/sequence.ts';
import { parseQuery } from '../../local/cosmos/sql/parser.ts';
import { countStatement, pageStatement } from '../../local/cosmos/sql/statement.ts';

/** About the embedded endpoint only: which index SQLite is made to use. */
const table = new ItemTable({
  database: new DatabaseSync(':memory:'),
  name: 'items_1',
  definition: parseContainerDefinition({
    id: 'subjects',
    ...cosmos.containers.subjects,
    indexingPolicy: {
      ...cosmos.containers.subjects.indexingPolicy,
      compositeIndexes: [[{ path: '/state' }, { path: '/changedAt', order: 'descending' }]],
    },
  }),
  clock: new OffsetClock(),
  sequence: new Sequence(0, () => {}),
  onErase: () => {},
});

const DUE = "SELECT * FROM c WHERE c.kind = 'registration' AND c.eraseAfter <= @now ORDER BY c.eraseAfter";

function plan(
  text: string,
  { partitionKey, number }: { partitionKey?: string; number?: number } = {},
): string {
  const query = parseQuery(text, new Map([['@now', '2031-01-01T00:00:00Z']]));
  const visible = { text: VISIBLE, bindings: [table.now] };
  const options = {
    query,
    table: { name: table.name, indexes: table.indexes, columnsOf: table.columnsOf.bind(table) },
    partitionKey,
    visible,
  };
  const after =
    number === undefined
      ? undefined
      : { values: query.orderBy.map(() => '2030-01-01T00:00:00Z'), number, remaining: undefined };
  const statement =
    query.select.kind === 'count'
      ? countStatement(options)
      : pageStatement(options, { columns: COLUMNS, limit: 10, after });
  return table.explain(statement.text, statement.bindings).join('\n');
}

describe('a query of the embedded endpoint', () => {
  it('for what is due in time order reads its index from where the page begins, and sorts nothing', () => {
    for (const number of [undefined, 7]) {
      expect(plan(DUE, number === undefined ? {} : { number })).toMatch(
        /^SEARCH items_1 USING INDEX items_1 \/eraseAfter \(.*\)$/,
      );
    }
    expect(plan(DUE, { number: 7 })).toContain('>');
  });

  it('for a kind reads the index of kinds in the order of the items', () => {
    expect(plan("SELECT * FROM c WHERE c.kind = 'hold'", { number: 7 })).toMatch(
      /^SEARCH items_1 USING INDEX items_1 \/kind \(.*\)$/,
    );
  });

  it('that counts reads an index', () => {
    expect(plan("SELECT VALUE COUNT(1) FROM c WHERE c.kind = 'hold'")).toMatch(
      /^SEARCH items_1 USING INDEX items_1 \/kind \(/,
    );
  });

  it('within a partition reads only that partition', () => {
    expect(plan(DUE, { partitionKey: '["s"]' })).toContain(
      'SEARCH items_1 USING INDEX items_1_key (partition_key=?)',
    );
  });

  it('over a composite index sorts no more than ties', () => {
    const text = "SELECT * FROM c WHERE c.state = 'open' AND c.changedAt > @now ORDER BY c.changedAt DESC";
    const steps = plan(text).split('\n');
    expect(steps[0]).toMatch(/^SEARCH items_1 USING INDEX items_1 \/state, \/changedAt desc \(.*\)$/);
    expect(steps.slice(1)).toEqual(['USE TEMP B-TREE FOR LAST TERM OF ORDER BY']);
  });

  it('without a condition reads the items as they lie', () => {
    expect(plan('SELECT * FROM c', { number: 7 })).toBe('SEARCH items_1 USING INTEGER PRIMARY KEY (rowid>?)');
  });
});
