import { badRequest, unsupported } from '../errors.ts';
import type { Json } from '../json.ts';
import type { Operand } from './syntax.ts';
import type { TokenReader } from './token-reader.ts';

/** What names mean inside one query. */
export interface Scope {
  readonly alias: string;
  readonly parameters: ReadonlyMap<string, Json | undefined>;
}

const CONSTANTS: ReadonlyMap<string, Json | undefined> = new Map([
  ['TRUE', true],
  ['FALSE', false],
  ['NULL', null],
  ['UNDEFINED', undefined],
]);

/** `c.data["x y"]`: the alias and the names after it. */
export function parsePath(reader: TokenReader): { readonly alias: string; readonly path: readonly string[] } {
  const alias = reader.alias();
  const path: string[] = [];
  for (;;) {
    if (reader.takeSymbol('.')) path.push(reader.identifier());
    else if (reader.takeSymbol('[')) path.push(bracketedName(reader));
    else return { alias, path };
  }
}

function bracketedName(reader: TokenReader): string {
  const token = reader.take();
  if (token.kind !== 'string') throw unsupported(`the array index [${token.text}]`);
  reader.expectSymbol(']');
  return token.value;
}

export function parseOperand(reader: TokenReader, scope: Scope): Operand {
  const token = reader.next;
  if (token.kind === 'number' || token.kind === 'string') {
    reader.take();
    return { kind: 'constant', value: token.value };
  }
  if (token.kind === 'parameter') {
    reader.take();
    if (!scope.parameters.has(token.text)) throw badRequest(`The parameter ${token.text} is not supplied.`);
    return { kind: 'constant', value: scope.parameters.get(token.text) };
  }
  if (reader.isSymbol('-') && reader.afterNext.kind === 'number') {
    reader.take();
    const number = reader.take();
    return { kind: 'constant', value: -Number(number.text) };
  }
  if (token.kind !== 'word') throw reader.unexpected();
  if (CONSTANTS.has(token.text.toUpperCase()) && token.text !== scope.alias) {
    reader.take();
    return { kind: 'constant', value: CONSTANTS.get(token.text.toUpperCase()) };
  }
  if (reader.afterNext.text === '(' && reader.afterNext.kind === 'symbol') {
    throw unsupported(`the function ${token.text.toUpperCase()} as a value`);
  }
  const { alias, path } = parsePath(reader);
  if (alias !== scope.alias) throw badRequest(`Identifier '${alias}' could not be resolved.`);
  if (path.length === 0) throw unsupported('the whole item as a value in a condition');
  return { kind: 'path', path };
}
