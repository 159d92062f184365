import { SYSTEM_PROPERTIES } from '../codec/facts.ts';
import { FilterSyntaxError, type Token, tokenize } from './lexer.ts';
import { likePattern } from './like-pattern.ts';
import type { Comparison, Operand, Predicate, PropertyName } from './predicate.ts';

/** Azure's limit for the text of a filter; it also bounds how deep one can nest. */
const MAX_LENGTH = 1024;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  '=': '=',
  '<>': '<>',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};
const RESERVED = new Set([
  'AND',
  'OR',
  'NOT',
  'IN',
  'LIKE',
  'ESCAPE',
  'IS',
  'NULL',
  'EXISTS',
  'TRUE',
  'FALSE',
]);
const UNSUPPORTED_SYMBOLS: Readonly<Record<string, string>> = {
  '+': 'arithmetic (+)',
  '-': 'arithmetic (-)',
  '*': 'arithmetic (*)',
  '/': 'arithmetic (/)',
  '%': 'arithmetic (%)',
  '@': 'parameters (@)',
};

/** The grammar of https://learn.microsoft.com/azure/service-bus-messaging/service-bus-messaging-sql-filter. */
export function parseFilter(expression: string): Predicate {
  if (expression.length > MAX_LENGTH) {
    throw new FilterSyntaxError(`a filter has at most ${MAX_LENGTH} characters`);
  }
  const parser = new Parser(tokenize(expression));
  const predicate = parser.disjunction();
  parser.expectEnd();
  return predicate;
}

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  disjunction(): Predicate {
    let left = this.#conjunction();
    while (this.#takeWord('OR')) left = { kind: 'or', left, right: this.#conjunction() };
    return left;
  }

  expectEnd(): void {
    if (this.#peek().kind !== 'end') throw this.#unexpected('AND, OR or the end');
  }

  #conjunction(): Predicate {
    let left = this.#negation();
    while (this.#takeWord('AND')) left = { kind: 'and', left, right: this.#negation() };
    return left;
  }

  #negation(): Predicate {
    return this.#takeWord('NOT') ? { kind: 'not', of: this.#negation() } : this.#primary();
  }

  #primary(): Predicate {
    if (this.#takeSymbol('(')) {
      const inner = this.disjunction();
      this.#expectSymbol(')');
      return inner;
    }
    if (this.#takeWord('EXISTS')) {
      this.#expectSymbol('(');
      const property = this.#property();
      this.#expectSymbol(')');
      return { kind: 'exists', property };
    }
    return this.#test(this.#operand());
  }

  #test(operand: Operand): Predicate {
    const by = this.#peek().kind === 'symbol' ? COMPARISONS[this.#peek().text] : undefined;
    if (by !== undefined) {
      this.#next++;
      return { kind: 'compare', by, left: operand, right: this.#operand() };
    }
    if (this.#takeWord('IS')) {
      const negated = this.#takeWord('NOT');
      if (!this.#takeWord('NULL')) throw this.#unexpected('NULL');
      if (operand.kind !== 'property') throw new FilterSyntaxError('IS NULL takes a property');
      return negate(negated, { kind: 'is-null', property: operand });
    }
    const negated = this.#takeWord('NOT');
    if (this.#takeWord('IN')) return negate(negated, { kind: 'in', operand, list: this.#list() });
    if (this.#takeWord('LIKE')) return negate(negated, { kind: 'like', operand, pattern: this.#pattern() });
    throw this.#unexpected('a comparison, IN, LIKE or IS NULL');
  }

  #list(): Operand[] {
    this.#expectSymbol('(');
    const list = [this.#operand()];
    while (this.#takeSymbol(',')) list.push(this.#operand());
    this.#expectSymbol(')');
    return list;
  }

  #pattern(): RegExp {
    const pattern = this.#text('LIKE with a pattern that is not a string constant');
    const escape = this.#takeWord('ESCAPE')
      ? this.#text('ESCAPE with something else than a string constant')
      : undefined;
    return likePattern(pattern, escape);
  }

  #text(otherwise: string): string {
    const token = this.#peek();
    if (token.kind !== 'string') throw new FilterSyntaxError(`not supported: ${otherwise}`);
    this.#next++;
    return token.text;
  }

  #operand(): Operand {
    const sign = this.#takeSymbol('-') ? '-' : this.#takeSymbol('+') ? '' : undefined;
    const token = this.#peek();
    if (token.kind === 'number') {
      this.#next++;
      return { kind: 'literal', value: numberOf(`${sign ?? ''}${token.text}`) };
    }
    if (sign !== undefined) throw new FilterSyntaxError('not supported: a sign before anything but a number');
    if (token.kind === 'string') {
      this.#next++;
      return { kind: 'literal', value: token.text };
    }
    if (this.#takeWord('TRUE')) return { kind: 'literal', value: true };
    if (this.#takeWord('FALSE')) return { kind: 'literal', value: false };
    if (this.#takeWord('NULL')) return { kind: 'literal', value: null };
    return this.#property();
  }

  #property(): PropertyName {
    const first = this.#name();
    if (this.#peek().text === '(' && this.#peek().kind === 'symbol') {
      throw new FilterSyntaxError(`not supported: the function ${first}()`);
    }
    if (!this.#takeSymbol('.')) return { kind: 'property', scope: 'user', name: first.toLowerCase() };
    const name = this.#name();
    switch (first.toLowerCase()) {
      case 'user':
        return { kind: 'property', scope: 'user', name: name.toLowerCase() };
      case 'sys':
        if (!(name.toLowerCase() in SYSTEM_PROPERTIES)) {
          throw new FilterSyntaxError(`not supported: the system property sys.${name}`);
        }
        return { kind: 'property', scope: 'system', name: name.toLowerCase() };
      default:
        throw new FilterSyntaxError(`${first} is no scope: a property is user.NAME or sys.NAME`);
    }
  }

  #name(): string {
    const token = this.#peek();
    if (token.kind !== 'identifier' && (token.kind !== 'word' || RESERVED.has(token.text.toUpperCase()))) {
      throw this.#unexpected('a property or a constant');
    }
    this.#next++;
    return token.text;
  }

  #takeWord(word: string): boolean {
    const token = this.#peek();
    const found = token.kind === 'word' && token.text.toUpperCase() === word;
    if (found) this.#next++;
    return found;
  }

  #takeSymbol(symbol: string): boolean {
    const token = this.#peek();
    const found = token.kind === 'symbol' && token.text === symbol;
    if (found) this.#next++;
    return found;
  }

  #expectSymbol(symbol: string): void {
    if (!this.#takeSymbol(symbol)) throw this.#unexpected(symbol);
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: 0 };
  }

  #unexpected(wanted: string): FilterSyntaxError {
    const { kind, text, at } = this.#peek();
    const unsupported = kind === 'symbol' ? UNSUPPORTED_SYMBOLS[text] : undefined;
    if (unsupported !== undefined) return new FilterSyntaxError(`not supported: ${unsupported}`);
    const found = kind === 'end' ? 'the end' : `${text} at position ${at + 1}`;
    return new FilterSyntaxError(`expected ${wanted}, found ${found}`);
  }
}

function negate(negated: boolean, predicate: Predicate): Predicate {
  return negated ? { kind: 'not', of: predicate } : predicate;
}

/** Whole numbers stay exact beyond 2^53, as System.Int64 does. */
function numberOf(text: string): number | bigint {
  const number = Number(text);
  return /^-?\d+$/.test(text) && !Number.isSafeInteger(number) ? BigInt(text) : number;
}
