import { aggregate } from './aggregate.ts';
import { memberOf, part, type Syntax } from './language.ts';
import type { Bag, Row, Value } from './row.ts';

export interface Scope {
  readonly row: Row;
  /** The rows that are being summarized. */
  readonly group?: readonly Row[] | undefined;
  /** What `let` has named, of values. */
  readonly named: ReadonlyMap<string, Value>;
  readonly now: number;
}

/** The value of an expression in a row. Knows what the queries of `infra/queries` say; anything else is an error. */
export function valueOf(expression: Syntax, scope: Scope): Value {
  switch (expression.kind) {
    case 'LiteralExpression':
      return literal(expression);
    case 'NameReference':
      return named(expression, scope);
    case 'ParenthesizedExpression':
      return valueOf(part(expression, 'Expression'), scope);
    case 'PathExpression':
    case 'ElementExpression': {
      const { of, key } = memberOf(expression);
      return member(valueOf(of, scope), key);
    }
    case 'InExpression': {
      const value = valueOf(part(expression, 'Left'), scope);
      const list = part(part(expression, 'Right'), 'Expressions').parts.map((each) => valueOf(each, scope));
      return expression.parts[1]?.text === '!in' ? !list.includes(value) : list.includes(value);
    }
    case 'BinaryExpression':
      return binary(expression, scope);
    case 'FunctionCallExpression':
      return call(expression, scope);
    default:
      throw new Error(`no evaluation of ${expression.kind}: ${expression.text}`);
  }
}

export function literal({ text, type }: Syntax): string | number | boolean {
  switch (type) {
    case 'string':
      return text.slice(1, -1);
    case 'timespan':
      return timespan(text);
    case 'bool':
      return text === 'true';
    case 'long':
    case 'int':
    case 'real':
      if (Number.isNaN(Number(text))) break;
      return Number(text);
  }
  throw new Error(`no evaluation of a ${type}: ${text}`);
}

const units = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;

function timespan(text: string): number {
  const { count, unit } = /^(?<count>\d+)(?<unit>d|h|m|s|ms)$/u.exec(text)?.groups ?? {};
  if (count === undefined) throw new Error(`no evaluation of the span of time ${text}`);
  return Number(count) * units[unit as keyof typeof units];
}

function named({ text: name, type }: Syntax, { row, named: values }: Scope): Value {
  const value = name in row ? row[name] : values.get(name);
  // A column that the table has, and the item did not say. A text is never null.
  return value ?? (type === 'string' ? '' : null);
}

function member(bag: Value, name: string): Value {
  return typeof bag === 'object' && bag !== null ? (bag[name] ?? null) : null;
}

function binary(expression: Syntax, scope: Scope): Value {
  const operator = expression.parts[1]?.text ?? '';
  const left = valueOf(part(expression, 'Left'), scope);
  const right = valueOf(part(expression, 'Right'), scope);
  // Whoever is sure decides: `false and null` is false, `true or null` is true.
  if (operator === 'and' && (left === false || right === false)) return false;
  if (operator === 'or' && (left === true || right === true)) return true;
  // What is compared or reckoned with null is null, and null is not true.
  if (left === null || right === null) return null;
  if (operator === 'and' || operator === 'or') return operator === 'and';
  return typeof left === 'string' && typeof right === 'string'
    ? ofTexts(operator, left, right)
    : ofNumbers(operator, Number(left), Number(right));
}

function ofTexts(operator: string, left: string, right: string): Value {
  switch (operator) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case 'startswith':
      return left.toLowerCase().startsWith(right.toLowerCase());
    case '!endswith':
      return !left.toLowerCase().endsWith(right.toLowerCase());
    default:
      throw new Error(`no evaluation of texts with ${operator}`);
  }
}

function ofNumbers(operator: string, left: number, right: number): Value {
  switch (operator) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    default:
      throw new Error(`no evaluation of numbers with ${operator}`);
  }
}

function call(expression: Syntax, scope: Scope): Value {
  const name = part(expression, 'Name').text;
  const given = argumentsOf(expression);
  const argument = (index: number) => nth(given, index, scope);
  switch (name) {
    case 'now':
      return scope.now;
    case 'ago':
      return scope.now - Number(argument(0));
    case 'bin':
      return argument(0) === null
        ? null
        : Math.floor(Number(argument(0)) / Number(argument(1))) * Number(argument(1));
    case 'round':
      return argument(0) === null ? null : Math.round(Number(argument(0)));
    case 'max_of':
      return Math.max(...given.map((_, index) => certain(argument(index), expression)));
    case 'not':
      return argument(0) === null ? null : argument(0) !== true;
    case 'iff':
      return argument(argument(0) === true ? 1 : 2);
    case 'case': {
      const found = given.findIndex((_, index) => index % 2 === 0 && argument(index) === true);
      return argument(found < 0 || found === given.length - 1 ? given.length - 1 : found + 1);
    }
    case 'isnull':
      return argument(0) === null;
    case 'isnotnull':
      return argument(0) !== null;
    case 'isnotempty':
      return (argument(0) ?? '') !== '';
    case 'coalesce':
      return given.map((_, index) => argument(index)).find((value) => value !== null) ?? null;
    case 'strcat':
      return given.map((_, index) => textOf(argument(index))).join('');
    case 'todouble':
    case 'tolong':
      return argument(0) === null ? null : Number(argument(0));
    case 'parse_json':
      return bagOf(textOf(argument(0)));
    case 'tostring':
      return textOf(argument(0));
    default:
      return summarized(name, expression, scope);
  }
}

function certain(value: Value, { text }: Syntax): number {
  if (value === null) throw new Error(`no evaluation of null in ${text}`);
  return Number(value);
}

/** The members of an object that are texts, numbers or yes and no: nothing asks for what lies deeper. */
function bagOf(text: string): Value {
  const members = Object.entries(parsed(text)).filter((entry): entry is [string, Bag[string]] =>
    ['string', 'number', 'boolean'].includes(typeof entry[1]),
  );
  return Object.fromEntries(members);
}

/** A text that is no JSON of an object has no members. */
function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function summarized(name: string, expression: Syntax, { group: rows, ...scope }: Scope): Value {
  if (rows === undefined) throw new Error(`no evaluation of ${name}()`);
  const given = argumentsOf(expression);
  return aggregate({ name, rows, argument: (index, row) => nth(given, index, { ...scope, row }) });
}

function nth(given: readonly Syntax[], index: number, scope: Scope): Value {
  const argument = given[index];
  if (argument === undefined) throw new Error('an argument is missing');
  return valueOf(argument, scope);
}

/** What stands between the parentheses of a call. */
export function argumentsOf(of: Syntax): readonly Syntax[] {
  return part(part(of, 'ArgumentList'), 'Expressions').parts;
}

/** A text is never null. */
export function textOf(value: Value): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
