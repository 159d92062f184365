import type { Row, Value } from './row.ts';

/** An aggregate over the rows of a group: its name, and its arguments as they are in a row. */
export interface Aggregate {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly argument: (index: number, row: Row) => Value;
}

/** Nulls do not count. Of no rows, a sum is 0 and a greatest is null. */
export function aggregate({ name, rows, argument }: Aggregate): Value {
  const isTrue = (index: number) => (row: Row) => argument(index, row) === true;
  const numbers = (among: readonly Row[]) =>
    among
      .map((row) => argument(0, row))
      .filter((value) => value !== null)
      .map(Number);
  switch (name) {
    case 'count':
      return rows.length;
    case 'countif':
      return rows.filter(isTrue(0)).length;
    case 'dcount':
      return new Set(rows.map((row) => argument(0, row))).size;
    case 'sum':
      return total(numbers(rows));
    case 'sumif':
      return total(numbers(rows.filter(isTrue(1))));
    case 'max':
      return numbers(rows).toSorted(rising).at(-1) ?? null;
    case 'maxif':
      return (
        numbers(rows.filter(isTrue(1)))
          .toSorted(rising)
          .at(-1) ?? null
      );
    case 'min':
      return numbers(rows).toSorted(rising)[0] ?? null;
    case 'minif':
      return numbers(rows.filter(isTrue(1))).toSorted(rising)[0] ?? null;
    case 'percentile':
      return percentile(numbers(rows), Number(argument(1, {})));
    default:
      throw new Error(`no evaluation of ${name}()`);
  }
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

function rising(one: number, other: number): number {
  return one - other;
}

/** By nearest rank. */
function percentile(numbers: readonly number[], share: number): Value {
  return numbers.toSorted(rising)[Math.max(0, Math.ceil((share / 100) * numbers.length) - 1)] ?? null;
}
