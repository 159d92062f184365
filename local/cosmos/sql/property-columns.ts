import { unsupported } from '../errors.ts';
import type { Json } from '../json.ts';
import type { Path } from './syntax.ts';

/**
 * How a JSON value looks to SQLite: the rank of its type, in Cosmos DB's order of types, and a value that
 * orders within the type. One pair serves filters, orders and indexes alike, so they cannot disagree.
 */
export interface PropertyColumns {
  readonly rank: string;
  readonly value: string;
  /** Set when every item has this rank: the column then needs no test and no place in an order. */
  readonly constantRank?: number;
}

export const RANK = {
  undefined: 0,
  null: 1,
  false: 2,
  true: 3,
  number: 4,
  string: 5,
  array: 6,
  object: 7,
} as const;

export type Rank = (typeof RANK)[keyof typeof RANK];

/** The same pair for a value known now: a constant of a query, or the last value of the page before. */
export function rankAndValue(value: Json | undefined): {
  readonly rank: Rank;
  readonly value: string | number;
} {
  if (value === undefined) return { rank: RANK.undefined, value: 0 };
  if (value === null) return { rank: RANK.null, value: 0 };
  if (value === true) return { rank: RANK.true, value: 1 };
  if (value === false) return { rank: RANK.false, value: 0 };
  if (typeof value === 'number') return { rank: RANK.number, value };
  if (typeof value === 'string') return { rank: RANK.string, value };
  return { rank: Array.isArray(value) ? RANK.array : RANK.object, value: JSON.stringify(value) };
}

/** Columns that hold what the item's JSON also holds, or what the endpoint itself knows of the item. */
const STORED: ReadonlyMap<string, PropertyColumns> = new Map([
  ['id', { rank: String(RANK.string), value: 'id', constantRank: RANK.string }],
  ['_ts', { rank: String(RANK.number), value: 'ts', constantRank: RANK.number }],
]);

const SYSTEM_PROPERTIES = new Set(['_rid', '_self', '_etag', '_attachments', '_lsn']);

export function propertyExpressions(path: Path): PropertyColumns {
  const [first, ...rest] = path;
  const stored = rest.length === 0 && first !== undefined ? STORED.get(first) : undefined;
  if (stored !== undefined) return stored;
  if (first !== undefined && SYSTEM_PROPERTIES.has(first))
    throw unsupported(`${first} in a condition or an order`);
  const at = sqlitePath(path);
  return {
    rank: `CASE json_type(body, ${at}) WHEN 'null' THEN 1 WHEN 'false' THEN 2 WHEN 'true' THEN 3 WHEN 'integer' THEN 4 WHEN 'real' THEN 4 WHEN 'text' THEN 5 WHEN 'array' THEN 6 WHEN 'object' THEN 7 ELSE 0 END`,
    value: `coalesce(json_extract(body, ${at}), 0)`,
  };
}

/** The path as an SQL literal, every name quoted. SQLite has no escape for a quote in a name: those are refused. */
export function sqlitePath(path: Path): string {
  for (const name of path) {
    if (/["\\]/.test(name)) throw unsupported('a property name with a quote or a backslash');
  }
  return `'$${path
    .map((name) => `."${name}"`)
    .join('')
    .replaceAll("'", "''")}'`;
}
