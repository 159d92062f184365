import { unsupported } from '../errors.ts';
import type { Json } from '../json.ts';
import { type PropertyColumns, RANK, type Rank, rankAndValue, sqlitePath } from './property-columns.ts';
import type { Comparison, Condition, Operand, Path, TypeTest } from './syntax.ts';

export type Binding = string | number;

export interface Sql {
  readonly text: string;
  readonly bindings: readonly Binding[];
}

export type ColumnsOf = (path: Path) => PropertyColumns;

/**
 * A condition as SQL that is true for exactly the items for which Cosmos DB finds it true.
 *
 * Cosmos has three truth values: a comparison across types, or with a missing property, is undefined, and so is
 * its negation. NOT is therefore carried down to the comparisons first; below it only "is it true?" is left to
 * ask, and each comparison tests the types it needs.
 * https://learn.microsoft.com/azure/cosmos-db/nosql/query/equality-comparison-operators
 */
export function toSqlite(condition: Condition, columnsOf: ColumnsOf, negated = false): Sql {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return joined(
        (condition.kind === 'and') === negated ? ' OR ' : ' AND ',
        condition.terms.map((term) => toSqlite(term, columnsOf, negated)),
      );
    case 'not':
      return toSqlite(condition.term, columnsOf, !negated);
    case 'compare':
      return comparison(
        negated ? INVERSE[condition.operator] : condition.operator,
        condition.left,
        condition.right,
        columnsOf,
      );
    case 'is':
      return typeTest(condition.test, condition.operand, columnsOf, negated);
    case 'starts-with':
      return startsWith(condition.text, condition.prefix, columnsOf, negated);
    case 'array-contains':
      return arrayContains(condition.array, condition.member, columnsOf, negated);
    case 'true':
      return comparison('=', condition.operand, { kind: 'constant', value: !negated }, columnsOf);
  }
}

const INVERSE = { '=': '!=', '!=': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;
const MIRRORED = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

const NEVER: Sql = { text: '0', bindings: [] };
const ALWAYS: Sql = { text: '1', bindings: [] };

const truth = (value: boolean) => (value ? ALWAYS : NEVER);

export function joined(separator: ' AND ' | ' OR ', parts: readonly Sql[]): Sql {
  return {
    text: `(${parts.map(({ text }) => text).join(separator)})`,
    bindings: parts.flatMap(({ bindings }) => bindings),
  };
}

function comparison(operator: Comparison, left: Operand, right: Operand, columnsOf: ColumnsOf): Sql {
  if (left.kind === 'path') {
    return right.kind === 'path'
      ? propertyWithProperty(operator, columnsOf(left.path), columnsOf(right.path))
      : propertyWithConstant(operator, columnsOf(left.path), right.value);
  }
  return right.kind === 'path'
    ? propertyWithConstant(MIRRORED[operator], columnsOf(right.path), left.value)
    : constantWithConstant(operator, left.value, right.value);
}

function propertyWithConstant(
  operator: Comparison,
  columns: PropertyColumns,
  constant: Json | undefined,
): Sql {
  const { rank, value } = rankAndValue(constant);
  switch (rank) {
    case RANK.undefined:
      return NEVER;
    case RANK.null:
      return operator === '=' || operator === '<=' || operator === '>='
        ? { text: `${columns.rank} = ${RANK.null}`, bindings: [] }
        : NEVER;
    case RANK.false:
    case RANK.true:
      return {
        text: `(${columns.rank} BETWEEN ${RANK.false} AND ${RANK.true} AND ${columns.rank} ${operator} ${rank})`,
        bindings: [],
      };
    case RANK.number:
    case RANK.string: {
      const rankTest = columns.constantRank === rank ? '' : `${columns.rank} = ${rank} AND `;
      return { text: `(${rankTest}${columns.value} ${operator} ?)`, bindings: [value] };
    }
    case RANK.array:
    case RANK.object:
      throw unsupported('a comparison with an array or an object');
  }
}

const isBoolean = ({ rank }: PropertyColumns) => `${rank} BETWEEN ${RANK.false} AND ${RANK.true}`;

function propertyWithProperty(operator: Comparison, left: PropertyColumns, right: PropertyColumns): Sql {
  const sameType = `(${left.rank} = ${right.rank} OR (${isBoolean(left)} AND ${isBoolean(right)}))`;
  const scalar = `${left.rank} BETWEEN ${RANK.null} AND ${RANK.string}`;
  return { text: `(${sameType} AND ${scalar} AND ${left.value} ${operator} ${right.value})`, bindings: [] };
}

function constantWithConstant(operator: Comparison, left: Json | undefined, right: Json | undefined): Sql {
  const a = rankAndValue(left);
  const b = rankAndValue(right);
  if (typeof left !== typeof right || a.rank === RANK.undefined || (left === null) !== (right === null))
    return NEVER;
  if (a.rank >= RANK.array || b.rank >= RANK.array)
    throw unsupported('a comparison with an array or an object');
  return { text: `? ${operator} ?`, bindings: [a.value, b.value] };
}

const RANKS_OF: Readonly<Record<TypeTest, readonly [number, number]>> = {
  defined: [RANK.null, RANK.object],
  null: [RANK.null, RANK.null],
  bool: [RANK.false, RANK.true],
  number: [RANK.number, RANK.number],
  string: [RANK.string, RANK.string],
  array: [RANK.array, RANK.array],
  object: [RANK.object, RANK.object],
};

function typeTest(test: TypeTest, operand: Operand, columnsOf: ColumnsOf, negated: boolean): Sql {
  const [low, high] = RANKS_OF[test];
  const rank = operand.kind === 'path' ? columnsOf(operand.path).rank : rankAndValue(operand.value).rank;
  return { text: `${rank} ${negated ? 'NOT ' : ''}BETWEEN ${low} AND ${high}`, bindings: [] };
}

function startsWith(text: Operand, prefix: Operand, columnsOf: ColumnsOf, negated: boolean): Sql {
  if (prefix.kind === 'path') throw unsupported('STARTSWITH with a property as its prefix');
  if (typeof prefix.value !== 'string') return NEVER;
  if (text.kind === 'constant') {
    return truth(typeof text.value === 'string' && text.value.startsWith(prefix.value) !== negated);
  }
  const { rank, value } = columnsOf(text.path);
  if (negated) {
    return { text: `(${rank} = ${RANK.string} AND instr(${value}, ?) <> 1)`, bindings: [prefix.value] };
  }
  // The lower bound is implied; it is there for an index to begin at.
  return {
    text: `(${rank} = ${RANK.string} AND ${value} >= ? AND instr(${value}, ?) = 1)`,
    bindings: [prefix.value, prefix.value],
  };
}

const MEMBER_TYPES: { readonly [rank in Rank]?: string } = {
  [RANK.null]: "'null'",
  [RANK.false]: "'false'",
  [RANK.true]: "'true'",
  [RANK.number]: "'integer', 'real'",
  [RANK.string]: "'text'",
};

function arrayContains(array: Operand, member: Operand, columnsOf: ColumnsOf, negated: boolean): Sql {
  if (array.kind === 'constant') {
    if (!Array.isArray(array.value)) return NEVER;
    const members: readonly Json[] = array.value;
    const equal = members.map((value): Condition => {
      return { kind: 'compare', operator: '=', left: member, right: { kind: 'constant', value } };
    });
    const contains = equal.length === 0 ? NEVER : toSqlite({ kind: 'or', terms: equal }, columnsOf);
    const defined = typeTest('defined', member, columnsOf, false);
    return joined(' AND ', [defined, negated ? { ...contains, text: `NOT ${contains.text}` } : contains]);
  }
  if (member.kind === 'path') throw unsupported('ARRAY_CONTAINS with a property as the member');
  if (member.value === undefined) return NEVER;
  const { rank, value } = rankAndValue(member.value);
  const types = MEMBER_TYPES[rank];
  if (types === undefined) throw unsupported('ARRAY_CONTAINS with an array or an object as the member');
  const byValue = rank === RANK.number || rank === RANK.string;
  return {
    text: `(${columnsOf(array.path).rank} = ${RANK.array} AND ${negated ? 'NOT ' : ''}EXISTS (SELECT 1 FROM json_each(body, ${sqlitePath(array.path)}) AS member WHERE member.type IN (${types})${byValue ? ' AND member.value = ?' : ''}))`,
    bindings: byValue ? [value] : [],
  };
}
