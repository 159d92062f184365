import { unsupported } from '../errors.ts';
import { parseOperand, type Scope } from './operand-parser.ts';
import type { Comparison, Condition, Operand, TypeTest } from './syntax.ts';
import type { TokenReader } from './token-reader.ts';

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  '=': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

const TYPE_TESTS: Readonly<Record<string, TypeTest>> = {
  IS_DEFINED: 'defined',
  IS_NULL: 'null',
  IS_BOOL: 'bool',
  IS_NUMBER: 'number',
  IS_STRING: 'string',
  IS_ARRAY: 'array',
  IS_OBJECT: 'object',
};

/** OR binds loosest, then AND, then NOT. */
export function parseCondition(reader: TokenReader, scope: Scope): Condition {
  const terms = [parseConjunction(reader, scope)];
  while (reader.takeWord('OR')) terms.push(parseConjunction(reader, scope));
  return combined('or', terms);
}

function parseConjunction(reader: TokenReader, scope: Scope): Condition {
  const terms = [parseNegation(reader, scope)];
  while (reader.takeWord('AND')) terms.push(parseNegation(reader, scope));
  return combined('and', terms);
}

function parseNegation(reader: TokenReader, scope: Scope): Condition {
  if (reader.takeWord('NOT')) return { kind: 'not', term: parseNegation(reader, scope) };
  return parsePrimary(reader, scope);
}

function parsePrimary(reader: TokenReader, scope: Scope): Condition {
  if (reader.takeSymbol('(')) {
    const inner = parseCondition(reader, scope);
    reader.expectSymbol(')');
    return inner;
  }
  if (reader.next.kind === 'word' && reader.afterNext.kind === 'symbol' && reader.afterNext.text === '(') {
    return parseFunction(reader, scope);
  }
  return parseComparison(reader, scope);
}

function parseComparison(reader: TokenReader, scope: Scope): Condition {
  const left = parseOperand(reader, scope);
  const operator = reader.next.kind === 'symbol' ? COMPARISONS[reader.next.text] : undefined;
  if (operator !== undefined) {
    reader.take();
    return { kind: 'compare', operator, left, right: parseOperand(reader, scope) };
  }
  if (reader.takeWord('NOT')) {
    return { kind: 'not', term: parseMembership(reader, scope, left) };
  }
  if (reader.isWord('IN') || reader.isWord('BETWEEN')) return parseMembership(reader, scope, left);
  if (reader.isWord('LIKE')) throw reader.unexpected();
  return { kind: 'true', operand: left };
}

function parseMembership(reader: TokenReader, scope: Scope, left: Operand): Condition {
  if (reader.takeWord('IN')) {
    const members = parseOperands(reader, scope);
    return combined(
      'or',
      members.map((right) => ({ kind: 'compare', operator: '=', left, right })),
    );
  }
  reader.expectWord('BETWEEN');
  const low = parseOperand(reader, scope);
  reader.expectWord('AND');
  const high = parseOperand(reader, scope);
  return combined('and', [
    { kind: 'compare', operator: '>=', left, right: low },
    { kind: 'compare', operator: '<=', left, right: high },
  ]);
}

function parseFunction(reader: TokenReader, scope: Scope): Condition {
  const name = reader.identifier().toUpperCase();
  const test = TYPE_TESTS[name];
  if (test === undefined && name !== 'STARTSWITH' && name !== 'ARRAY_CONTAINS') {
    throw unsupported(`the function ${name}`);
  }
  const [first, second, third] = parseOperands(reader, scope);
  if (test !== undefined && first !== undefined && second === undefined)
    return { kind: 'is', test, operand: first };
  if (test === undefined && first !== undefined && second !== undefined && third === undefined) {
    return name === 'STARTSWITH'
      ? { kind: 'starts-with', text: first, prefix: second }
      : { kind: 'array-contains', array: first, member: second };
  }
  throw unsupported(`the function ${name} with this number of arguments`);
}

function parseOperands(reader: TokenReader, scope: Scope): Operand[] {
  reader.expectSymbol('(');
  const operands = [parseOperand(reader, scope)];
  while (reader.takeSymbol(',')) operands.push(parseOperand(reader, scope));
  reader.expectSymbol(')');
  return operands;
}

function combined(kind: 'and' | 'or', terms: readonly Condition[]): Condition {
  const [only] = terms;
  return only !== undefined && terms.length === 1 ? only : { kind, terms };
}
