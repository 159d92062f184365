import { badRequest, unsupported } from '../errors.ts';
import type { Json } from '../json.ts';
import { parseCondition } from './condition-parser.ts';
import { tokensOf } from './lexer.ts';
import { parsePath, type Scope } from './operand-parser.ts';
import type { Condition, OrderTerm, Query, Selection } from './syntax.ts';
import { TokenReader } from './token-reader.ts';

/** Values by name, `@` included; a name that is present with undefined is Cosmos's undefined. */
export type Parameters = ReadonlyMap<string, Json | undefined>;

/** `SELECT [TOP n] … FROM alias [WHERE …] [ORDER BY …]`; anything else is refused by name. */
export function parseQuery(text: string, parameters: Parameters): Query {
  const reader = new TokenReader(tokensOf(text));
  reader.expectWord('SELECT');
  const top = reader.takeWord('TOP') ? parseTop(reader, parameters) : undefined;
  const selectedAt = parseSelection(reader);
  const scope = { alias: parseFrom(reader), parameters };
  const where = reader.takeWord('WHERE') ? parseCondition(reader, scope) : undefined;
  const orderBy = parseOrderBy(reader, scope);
  expectEnd(reader);
  return { select: selectedAt(scope), top, where, orderBy };
}

/** A patch's condition: `from alias where …`, the predicate part of a query. */
export function parsePredicate(text: string): Condition {
  const reader = new TokenReader(tokensOf(text));
  const scope = { alias: parseFrom(reader), parameters: new Map<string, Json | undefined>() };
  reader.expectWord('WHERE');
  const condition = parseCondition(reader, scope);
  expectEnd(reader);
  return condition;
}

function parseTop(reader: TokenReader, parameters: Parameters): number {
  const token = reader.take();
  const value = token.kind === 'number' ? token.value : parameters.get(token.text);
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw badRequest('TOP expects a whole number that is not negative, or a parameter that holds one.');
  }
  return value;
}

/** The alias stands after the selection, so the selection is resolved once FROM has been read. */
function parseSelection(reader: TokenReader): (scope: Scope) => Selection {
  if (reader.takeSymbol('*')) return () => ({ kind: 'value', path: [] });
  const isValue = reader.takeWord('VALUE');
  if (reader.isWord('COUNT') && reader.afterNext.text === '(') return parseCount(reader, isValue);
  if (isValue) {
    const value = parseSelectedPath(reader);
    return (scope) => ({ kind: 'value', path: value.resolve(scope) });
  }
  const properties = [parseSelectedProperty(reader)];
  while (reader.takeSymbol(',')) properties.push(parseSelectedProperty(reader));
  return (scope) => ({
    kind: 'properties',
    properties: properties.map(({ name, resolve }) => ({ name, path: resolve(scope) })),
  });
}

function parseCount(reader: TokenReader, isValue: boolean): () => Selection {
  if (!isValue) throw unsupported('COUNT without VALUE');
  reader.take();
  reader.expectSymbol('(');
  const counted = reader.take();
  if (counted.kind !== 'number') throw unsupported(`COUNT(${counted.text})`);
  reader.expectSymbol(')');
  return () => ({ kind: 'count' });
}

function parseSelectedProperty(reader: TokenReader) {
  const { last, resolve } = parseSelectedPath(reader);
  return { name: reader.takeWord('AS') ? reader.identifier() : last, resolve };
}

function parseSelectedPath(reader: TokenReader) {
  if (reader.next.kind === 'word' && reader.afterNext.text === '(') {
    throw unsupported(`the function ${reader.next.text.toUpperCase()} in SELECT`);
  }
  const { alias, path } = parsePath(reader);
  return {
    last: path.at(-1) ?? alias,
    resolve: (scope: Scope) => {
      if (alias !== scope.alias) throw badRequest(`Identifier '${alias}' could not be resolved.`);
      return path;
    },
  };
}

function parseFrom(reader: TokenReader): string {
  reader.expectWord('FROM');
  const source = reader.identifier();
  if (reader.isSymbol('.') || reader.isSymbol('[')) throw unsupported('FROM over a part of the item');
  if (reader.isWord('IN')) throw unsupported("'IN' in FROM");
  if (reader.takeWord('AS')) return reader.identifier();
  const followedByAlias =
    reader.next.kind === 'word' && !/^(?:WHERE|ORDER|JOIN|GROUP|OFFSET|LIMIT)$/i.test(reader.next.text);
  return followedByAlias ? reader.identifier() : source;
}

function parseOrderBy(reader: TokenReader, scope: Scope): OrderTerm[] {
  if (!reader.takeWord('ORDER')) return [];
  reader.expectWord('BY');
  const terms: OrderTerm[] = [];
  do {
    const { alias, path } = parsePath(reader);
    if (alias !== scope.alias) throw unsupported(`'${alias}' in ORDER BY`);
    if (path.length === 0) throw unsupported('ORDER BY over the whole item');
    const descending = reader.takeWord('DESC');
    if (!descending) reader.takeWord('ASC');
    terms.push({ path, descending });
  } while (reader.takeSymbol(','));
  return terms;
}

function expectEnd(reader: TokenReader): void {
  if (reader.next.kind === 'end') return;
  if (reader.next.kind === 'word')
    throw unsupported(`'${reader.next.text.toUpperCase()}' at this place of a query`);
  throw reader.unexpected();
}
