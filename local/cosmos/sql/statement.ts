import type { Continuation } from '../continuation.ts';
import type { ItemIndex } from '../item-indexes.ts';
import type { Json } from '../json.ts';
import { accessPath, pinnedRank } from './access-path.ts';
import { rankAndValue } from './property-columns.ts';
import type { OrderTerm, Query } from './syntax.ts';
import { type Binding, type ColumnsOf, joined, type Sql, toSqlite } from './to-sqlite.ts';

export interface StatementOptions {
  readonly query: Query;
  readonly table: {
    readonly name: string;
    readonly indexes: readonly ItemIndex[];
    readonly columnsOf: ColumnsOf;
  };
  readonly partitionKey: string | undefined;
  /** Part of every WHERE: the items that have not expired. */
  readonly visible: Sql;
}

/** A column of the order, with what it held in the last item of the page before. */
interface OrderColumn {
  readonly sql: string;
  readonly descending: boolean;
  readonly last: Binding | undefined;
}

export interface PageStatement extends Sql {
  /** The order the pages follow: what a continuation must remember of the last item. */
  readonly order: readonly OrderTerm[];
}

/** One page of a query as SQL. */
export function pageStatement(
  options: StatementOptions,
  {
    columns,
    limit,
    after,
  }: { readonly columns: string; readonly limit: number; readonly after: Continuation | undefined },
): PageStatement {
  const { query, table, partitionKey } = options;
  const { hint, order } = accessPath(query, table, partitionKey !== undefined);
  const columnsInOrder = orderColumns(query, order, table.columnsOf, after);
  const where = joined(' AND ', [
    ...filters(options),
    ...(after === undefined ? [] : [behind(columnsInOrder)]),
  ]);
  const orderBy = columnsInOrder.map(({ sql, descending }) => (descending ? `${sql} DESC` : sql)).join(', ');
  return {
    text: `SELECT ${columns} FROM ${table.name} ${hint} WHERE ${where.text} ORDER BY ${orderBy} LIMIT ?`,
    bindings: [...where.bindings, limit],
    order,
  };
}

export function countStatement(options: StatementOptions): Sql {
  const { query, table, partitionKey } = options;
  const { hint } = accessPath(query, table, partitionKey !== undefined);
  const where = joined(' AND ', filters(options));
  return {
    text: `SELECT count(*) AS count FROM ${table.name} ${hint} WHERE ${where.text}`,
    bindings: where.bindings,
  };
}

function filters({ query, table, partitionKey, visible }: StatementOptions): Sql[] {
  return [
    ...(partitionKey === undefined ? [] : [{ text: 'partition_key = ?', bindings: [partitionKey] }]),
    ...(query.where === undefined ? [] : [toSqlite(query.where, table.columnsOf)]),
    visible,
  ];
}

/**
 * By type, then by value, then by the item's number, which makes the order total. A type that a condition fixes
 * is left out, so that an index over it serves the rest.
 */
function orderColumns(
  query: Query,
  order: readonly OrderTerm[],
  columnsOf: ColumnsOf,
  after: Continuation | undefined,
): OrderColumn[] {
  const columns = order.flatMap(({ path, descending }, position): OrderColumn[] => {
    const { rank, value, constantRank } = columnsOf(path);
    const last: Json | undefined = after?.values[position];
    const lastPair = after && rankAndValue(last);
    const byValue = { sql: value, descending, last: lastPair?.value };
    const isPinned = constantRank !== undefined || pinnedRank(query, path) !== undefined;
    return isPinned ? [byValue] : [{ sql: rank, descending, last: lastPair?.rank }, byValue];
  });
  return [...columns, { sql: 'number', descending: columns[0]?.descending ?? false, last: after?.number }];
}

/** Whatever comes after the last item: a row value where the directions agree, which an index can begin at. */
function behind(columns: readonly OrderColumn[]): Sql {
  const [first, ...rest] = columns;
  if (first === undefined) return { text: '1', bindings: [] };
  const comparison = first.descending ? '<' : '>';
  if (columns.every(({ descending }) => descending === first.descending)) {
    return {
      text: `(${columns.map(({ sql }) => sql).join(', ')}) ${comparison} (${columns.map(() => '?').join(', ')})`,
      bindings: columns.map(({ last }) => last ?? 0),
    };
  }
  const last = first.last ?? 0;
  const inner = behind(rest);
  return {
    text: `(${first.sql} ${comparison} ? OR (${first.sql} = ? AND ${inner.text}))`,
    bindings: [last, last, ...inner.bindings],
  };
}
