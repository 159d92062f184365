import type { AmqpScalar } from '../codec/amqp-value.ts';
import type { MessageFacts } from '../codec/facts.ts';
import type { Comparison, Operand, Predicate, PropertyName } from './predicate.ts';

/** SQL's three values; `undefined` is unknown. A message matches a filter only when the filter is true. */
export type Truth = boolean | undefined;

export function evaluate(predicate: Predicate, facts: MessageFacts): Truth {
  switch (predicate.kind) {
    case 'and':
      return and(evaluate(predicate.left, facts), () => evaluate(predicate.right, facts));
    case 'or':
      return not(and(not(evaluate(predicate.left, facts)), () => not(evaluate(predicate.right, facts))));
    case 'not':
      return not(evaluate(predicate.of, facts));
    case 'compare':
      return compare(predicate.by, valueOf(predicate.left, facts), valueOf(predicate.right, facts));
    case 'in':
      return isIn(
        valueOf(predicate.operand, facts),
        predicate.list.map((operand) => valueOf(operand, facts)),
      );
    case 'like': {
      const value = valueOf(predicate.operand, facts);
      return typeof value === 'string' ? predicate.pattern.test(value) : undefined;
    }
    case 'is-null':
      return (propertyOf(predicate.property, facts) ?? null) === null;
    case 'exists':
      return propertiesOf(predicate.property, facts).has(predicate.property.name);
  }
}

/**
 * Values of one kind compare: numbers of any width with each other, strings by code unit, booleans and
 * instants. Values of two kinds, and null, make the comparison unknown: no implicit conversion joins them.
 */
export function compare(by: Comparison, left: AmqpScalar, right: AmqpScalar): Truth {
  const [a, b] = [comparable(left), comparable(right)];
  if (a === undefined || b === undefined || a.kind !== b.kind) return undefined;
  if (a.kind === 'boolean' && by !== '=' && by !== '<>') return undefined;
  switch (by) {
    case '=':
      return !(a.value < b.value) && !(a.value > b.value);
    case '<>':
      return a.value < b.value || a.value > b.value;
    case '<':
      return a.value < b.value;
    case '<=':
      return a.value <= b.value;
    case '>':
      return a.value > b.value;
    case '>=':
      return a.value >= b.value;
  }
}

type Comparable =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number' | 'boolean' | 'instant'; readonly value: number | bigint };

function comparable(value: AmqpScalar): Comparable | undefined {
  if (typeof value === 'string') return { kind: 'text', value };
  if (typeof value === 'number' && !Number.isNaN(value)) return { kind: 'number', value };
  if (typeof value === 'bigint') return { kind: 'number', value };
  if (typeof value === 'boolean') return { kind: 'boolean', value: Number(value) };
  if (value instanceof Date) return { kind: 'instant', value: value.getTime() };
  return undefined;
}

function isIn(value: AmqpScalar, list: readonly AmqpScalar[]): Truth {
  const results = list.map((item) => compare('=', value, item));
  if (results.includes(true)) return true;
  return results.includes(undefined) ? undefined : false;
}

function and(left: Truth, right: () => Truth): Truth {
  if (left === false) return false;
  const other = right();
  if (other === false) return false;
  return left === undefined || other === undefined ? undefined : true;
}

function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

function valueOf(operand: Operand, facts: MessageFacts): AmqpScalar {
  return operand.kind === 'literal' ? operand.value : propertyOf(operand, facts);
}

function propertyOf(property: PropertyName, facts: MessageFacts): AmqpScalar {
  return propertiesOf(property, facts).get(property.name);
}

function propertiesOf(property: PropertyName, facts: MessageFacts): ReadonlyMap<string, AmqpScalar> {
  return property.scope === 'system' ? facts.system : facts.user;
}
