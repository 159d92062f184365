/** A filter that the broker does not understand; the message names the part and where it stands. */
export class FilterSyntaxError extends Error {
  override readonly name = 'FilterSyntaxError';
}

export type Token =
  | { readonly kind: 'word'; readonly text: string; readonly at: number }
  | { readonly kind: 'identifier'; readonly text: string; readonly at: number }
  | { readonly kind: 'string'; readonly text: string; readonly at: number }
  | { readonly kind: 'number'; readonly text: string; readonly at: number }
  | { readonly kind: 'symbol'; readonly text: string; readonly at: number }
  | { readonly kind: 'end'; readonly text: ''; readonly at: number };

type TextKind = Exclude<Token['kind'], 'end'>;

/** In the order they are tried, each at the start of what is left. */
const PATTERNS: readonly (readonly [kind: TextKind | 'space', pattern: RegExp])[] = [
  ['space', /\s+/y],
  ['number', /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\p{L}_])|\.\d+(?:[eE][+-]?\d+)?/uy],
  ['string', /'(?:[^']|'')*'/y],
  ['identifier', /\[(?:[^\]]|\]\])+\]|"(?:[^"]|"")+"/y],
  ['word', /\p{L}[\p{L}\p{Nd}_]*/uy],
  ['symbol', /<>|!=|<=|>=|[=<>(),.+\-*/%@]/y],
];

export function tokenize(expression: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < expression.length) {
    const found = match(expression, at);
    if (found === undefined) {
      throw new FilterSyntaxError(`unexpected ${expression[at]} at position ${at + 1}`);
    }
    if (found.kind !== 'space') tokens.push({ kind: found.kind, text: plain(found), at });
    at += found.raw.length;
  }
  return [...tokens, { kind: 'end', text: '', at }];
}

function match(expression: string, at: number) {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const raw = pattern.exec(expression)?.[0];
    if (raw !== undefined) return { kind, raw };
  }
  return undefined;
}

/** Without its delimiters; a delimiter inside is written twice. */
function plain({ kind, raw }: { kind: TextKind | 'space'; raw: string }): string {
  if (kind === 'string') return raw.slice(1, -1).replaceAll("''", "'");
  if (kind !== 'identifier') return raw;
  return raw.startsWith('[')
    ? raw.slice(1, -1).replaceAll(']]', ']')
    : raw.slice(1, -1).replaceAll('""', '"');
}
