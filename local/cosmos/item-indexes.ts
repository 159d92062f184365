import { createHash } from 'node:crypto';
import type { ContainerDefinition } from './container-definition.ts';
import { type PropertyColumns, propertyExpressions, sqlitePath } from './sql/property-columns.ts';
import type { OrderTerm, Path } from './sql/syntax.ts';

/** An index of the items' table, over the (rank, value) columns of one or more properties, in this order. */
export interface ItemIndex {
  readonly name: string;
  readonly terms: readonly OrderTerm[];
}

const pathText = (path: Path) => path.map((name) => `/${name}`).join('');
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** The generated columns of a property that has an index of its own or a part in one. */
export function indexedColumns(path: Path): PropertyColumns {
  const { constantRank, ...columns } = propertyExpressions(path);
  if (constantRank !== undefined) return { ...columns, constantRank };
  return { rank: quoted(`rank ${pathText(path)}`), value: quoted(`value ${pathText(path)}`) };
}

/** The indexes that a container's indexing policy asks for; their names tell their content, so equal names are equal indexes. */
export function itemIndexes(table: string, { indexing }: ContainerDefinition): readonly ItemIndex[] {
  const single = indexing.properties.map((path) => [{ path, descending: false }]);
  return [...single, ...indexing.composites].map((terms) => ({
    name: `${table} ${terms.map(({ path, descending }) => `${pathText(path)}${descending ? ' desc' : ''}`).join(', ')}`,
    terms,
  }));
}

/** Each property once: the columns to add before the indexes can be made. */
export function columnDefinitions(indexes: readonly ItemIndex[]): ReadonlyMap<string, string> {
  const definitions = new Map<string, string>();
  for (const { path } of indexes.flatMap(({ terms }) => terms)) {
    const expressions = propertyExpressions(path);
    if (expressions.constantRank !== undefined) continue;
    const columns = indexedColumns(path);
    definitions.set(
      columns.rank,
      `${columns.rank} INTEGER GENERATED ALWAYS AS (${expressions.rank}) VIRTUAL`,
    );
    definitions.set(columns.value, `${columns.value} GENERATED ALWAYS AS (${expressions.value}) VIRTUAL`);
  }
  return definitions;
}

export function createIndexSql(table: string, { name, terms }: ItemIndex): string {
  const columns = terms.flatMap(({ path, descending }) => {
    const { rank, value, constantRank } = indexedColumns(path);
    const direction = descending ? ' DESC' : '';
    return constantRank === undefined
      ? [`${rank}${direction}`, `${value}${direction}`]
      : [`${value}${direction}`];
  });
  return `CREATE INDEX IF NOT EXISTS ${quoted(name)} ON ${table} (${columns.join(', ')})`;
}

/** Unique within a logical partition; a missing value counts as null, so only one item may lack it, as on Azure. */
export function createUniqueKeySql(table: string, paths: readonly Path[]): string {
  const name = createHash('sha256').update(JSON.stringify(paths)).digest('hex').slice(0, 16);
  const values = paths.map((path) => `coalesce(body -> ${sqlitePath(path)}, 'null')`);
  return `CREATE UNIQUE INDEX IF NOT EXISTS ${quoted(`${table} unique ${name}`)} ON ${table} (partition_key, ${values.join(', ')})`;
}

export const dropIndexSql = (name: string) => `DROP INDEX IF EXISTS ${quoted(name)}`;

export const indexedBy = (name: string) => `INDEXED BY ${quoted(name)}`;
