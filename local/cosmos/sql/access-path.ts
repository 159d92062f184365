import { type ItemIndex, indexedBy } from '../item-indexes.ts';
import { RANK, rankAndValue } from './property-columns.ts';
import type { Condition, OrderTerm, Path, Query } from './syntax.ts';

/**
 * How a query reaches its items. SQLite has no statistics here and would guess; the choice is made by rule
 * instead and forced with INDEXED BY: the partition, else the index of the order, else that of a condition.
 */
export interface AccessPath {
  /** What follows the table's name in FROM. */
  readonly hint: string;
  /** The order of the pages: the query's own, or one that the index gives for nothing. */
  readonly order: readonly OrderTerm[];
}

export function accessPath(
  query: Query,
  table: { readonly name: string; readonly indexes: readonly ItemIndex[] },
  isOnePartition: boolean,
): AccessPath {
  if (isOnePartition) return { hint: indexedBy(`${table.name}_key`), order: query.orderBy };
  const conditions = conjunctsOf(query.where);
  if (query.orderBy.length > 0) {
    const index = orderIndex(table.indexes, query.orderBy, conditions);
    return { hint: index === undefined ? 'NOT INDEXED' : indexedBy(index.name), order: query.orderBy };
  }
  const single = table.indexes.filter(({ terms }) => terms.length === 1);
  const condition =
    conditions.find((candidate) => isEquality(candidate) && indexOf(single, candidate) !== undefined) ??
    conditions.find((candidate) => indexOf(single, candidate) !== undefined);
  const index = condition && indexOf(single, condition);
  if (condition === undefined || index === undefined) return { hint: 'NOT INDEXED', order: [] };
  return { hint: indexedBy(index.name), order: isEquality(condition) ? [] : index.terms };
}

/** The rank that every item of the result has at this path, when a condition says so. */
export function pinnedRank(query: Query, path: Path): number | undefined {
  for (const condition of conjunctsOf(query.where)) {
    const comparison = propertyComparison(condition);
    if (comparison !== undefined && samePath(comparison.path, path)) return comparison.rank;
  }
  return undefined;
}

/** An index over the order's own properties, or over properties held equal and then the order's. */
function orderIndex(
  indexes: readonly ItemIndex[],
  order: readonly OrderTerm[],
  conditions: readonly Condition[],
): ItemIndex | undefined {
  const equal = conditions.filter(isEquality).map((condition) => propertyComparison(condition)?.path);
  const serves = ({ terms }: ItemIndex) => {
    const leading = terms.slice(0, terms.length - order.length);
    const ordered = terms.slice(terms.length - order.length);
    return (
      terms.length >= order.length &&
      leading.every(({ path }) =>
        equal.some((candidate) => candidate !== undefined && samePath(candidate, path)),
      ) &&
      servesOrder(ordered, order)
    );
  };
  return indexes.filter(serves).sort((a, b) => b.terms.length - a.terms.length)[0];
}

/** An index can also be read backwards. */
export function servesOrder(terms: readonly OrderTerm[], order: readonly OrderTerm[]): boolean {
  const samePaths =
    terms.length === order.length && terms.every(({ path }, i) => samePath(path, order[i]?.path ?? []));
  const turned = terms.filter(({ descending }, i) => descending !== order[i]?.descending).length;
  return samePaths && (turned === 0 || turned === terms.length);
}

function conjunctsOf(condition: Condition | undefined): readonly Condition[] {
  if (condition === undefined) return [];
  return condition.kind === 'and' ? condition.terms.flatMap(conjunctsOf) : [condition];
}

const isEquality = (condition: Condition) => condition.kind === 'compare' && condition.operator === '=';

function indexOf(indexes: readonly ItemIndex[], condition: Condition): ItemIndex | undefined {
  const comparison = propertyComparison(condition);
  if (comparison === undefined) return undefined;
  return indexes.find(({ terms: [term] }) => term !== undefined && samePath(term.path, comparison.path));
}

/** A comparison of a property with a number or a string, which one range of an index answers. */
function propertyComparison(
  condition: Condition,
): { readonly path: Path; readonly rank: number } | undefined {
  if (condition.kind !== 'compare' || condition.operator === '!=') return undefined;
  const { left, right } = condition;
  const [property, constant] = left.kind === 'path' ? [left, right] : [right, left];
  if (property.kind !== 'path' || constant.kind !== 'constant') return undefined;
  const { rank } = rankAndValue(constant.value);
  return rank === RANK.number || rank === RANK.string ? { path: property.path, rank } : undefined;
}

function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((name, position) => name === b[position]);
}
