import { badRequest, type CosmosError, unsupported } from '../errors.ts';
import type { Token } from './lexer.ts';

/** Words of Cosmos DB's SQL that a query may hold and this endpoint does not know, named when they turn up. */
const KNOWN_BUT_UNSUPPORTED = new Set(
  'ARRAY AS ASC CROSS DESC DISTINCT EXISTS FOR GROUP HAVING IN JOIN LIKE LIMIT OFFSET RANK UDF UNION'.split(
    ' ',
  ),
);

/** Reads tokens one after the other; keywords are matched without regard to case, as Cosmos DB does. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get next(): Token {
    return this.#tokens[this.#position] ?? { kind: 'end', text: 'end of query' };
  }

  /** What follows the next token, for the one place where the grammar needs to look further. */
  get afterNext(): Token {
    return this.#tokens[this.#position + 1] ?? { kind: 'end', text: 'end of query' };
  }

  take(): Token {
    const token = this.next;
    this.#position++;
    return token;
  }

  isWord(word: string): boolean {
    return this.next.kind === 'word' && this.next.text.toUpperCase() === word;
  }

  isSymbol(symbol: string): boolean {
    return this.next.kind === 'symbol' && this.next.text === symbol;
  }

  takeWord(word: string): boolean {
    const found = this.isWord(word);
    if (found) this.#position++;
    return found;
  }

  takeSymbol(symbol: string): boolean {
    const found = this.isSymbol(symbol);
    if (found) this.#position++;
    return found;
  }

  expectWord(word: string): void {
    if (!this.takeWord(word)) throw this.unexpected();
  }

  expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) throw this.unexpected();
  }

  identifier(): string {
    const token = this.take();
    if (token.kind !== 'word') throw unexpectedToken(token);
    return token.text;
  }

  /** A name of the query's own: not one of the words that mean something here. */
  alias(): string {
    if (this.next.kind === 'word' && KNOWN_BUT_UNSUPPORTED.has(this.next.text.toUpperCase()))
      throw this.unexpected();
    return this.identifier();
  }

  unexpected(): CosmosError {
    return unexpectedToken(this.next);
  }
}

function unexpectedToken(token: Token): CosmosError {
  if (token.kind === 'word' && KNOWN_BUT_UNSUPPORTED.has(token.text.toUpperCase())) {
    return unsupported(`'${token.text.toUpperCase()}' at this place of a query`);
  }
  if (token.kind === 'symbol') return unsupported(`'${token.text}' at this place of a query`);
  return badRequest(`Syntax error, incorrect syntax near '${token.text}'.`);
}
