import { badRequest } from '../errors.ts';

export type Token =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'parameter'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string; readonly value: number }
  | { readonly kind: 'string'; readonly text: string; readonly value: string }
  | { readonly kind: 'symbol'; readonly text: string }
  | { readonly kind: 'end'; readonly text: string };

const PATTERN =
  /\s+|--[^\n]*|(?<word>[A-Za-z_]\w*)|(?<parameter>@\w+)|(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?<symbol><=|>=|!=|<>|\|\||\?\?|[=<>()[\]{},.*+\-/%?:&|^~])/sy;

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < text.length) {
    const at = PATTERN.lastIndex;
    const match = PATTERN.exec(text);
    if (match === null) throw badRequest(`Syntax error, incorrect syntax near '${text.slice(at, at + 1)}'.`);
    const token = tokenOf(match.groups ?? {});
    if (token !== undefined) tokens.push(token);
  }
  tokens.push({ kind: 'end', text: 'end of query' });
  return tokens;
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>): Token | undefined {
  const { word, parameter, number, string, symbol } = groups;
  if (word !== undefined) return { kind: 'word', text: word };
  if (parameter !== undefined) return { kind: 'parameter', text: parameter };
  if (number !== undefined) return { kind: 'number', text: number, value: Number(number) };
  if (string !== undefined) return { kind: 'string', text: 'string', value: unescaped(string.slice(1, -1)) };
  if (symbol !== undefined) return { kind: 'symbol', text: symbol };
  return undefined;
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(u[0-9a-fA-F]{4}|.)/gs, (_, escape: string) =>
    escape.length === 5
      ? String.fromCharCode(Number.parseInt(escape.slice(1), 16))
      : (ESCAPES[escape] ?? escape),
  );
}
