/** An expression of an ARM template, such as `[format('func-{0}', variables('suffix'))]`, taken apart. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number }
  | { readonly kind: 'call'; readonly name: string; readonly operands: readonly Expression[] }
  /** `.name` and `[…]` are one: a property, or a place in a list. */
  | { readonly kind: 'part'; readonly whole: Expression; readonly key: Expression };

/** Undefined where the text stands for itself; `[[` at its beginning is one bracket that does. */
export function expressionIn(text: string): Expression | undefined {
  const isExpression = text.startsWith('[') && text.endsWith(']') && !text.startsWith('[[');
  return isExpression ? parse(text.slice(1, -1)) : undefined;
}

/** Every call in an expression, inner ones included. */
export function callsIn(expression: Expression): string[] {
  switch (expression.kind) {
    case 'literal':
      return [];
    case 'call':
      return [expression.name, ...expression.operands.flatMap(callsIn)];
    case 'part':
      return [...callsIn(expression.whole), ...callsIn(expression.key)];
  }
}

const token = /\s*(?:'(?<text>(?:[^']|'')*)'|(?<number>-?\d+)|(?<word>[A-Za-z_]\w*)|(?<symbol>[()[\],.]))/y;

type Token = Readonly<Partial<Record<'text' | 'number' | 'word' | 'symbol', string>>>;

function parse(source: string): Expression {
  const tokens = tokensOf(source);
  let at = 0;
  const isNext = (symbol: string) => tokens[at]?.symbol === symbol;
  const takes = (symbol: string) => isNext(symbol) && at++ >= 0;
  const expect = (symbol: string) => {
    if (!takes(symbol)) throw unreadable(source, `expects ${symbol} at token ${at + 1}`);
  };
  const word = () => {
    const name = tokens[at++]?.word;
    if (name === undefined) throw unreadable(source, `expects a name at token ${at}`);
    return name;
  };

  function whole(): Expression {
    let expression = first();
    for (;;) {
      if (takes('.')) {
        expression = { kind: 'part', whole: expression, key: { kind: 'literal', value: word() } };
      } else if (takes('[')) {
        expression = { kind: 'part', whole: expression, key: whole() };
        expect(']');
      } else {
        return expression;
      }
    }
  }

  function first(): Expression {
    const { text, number } = tokens[at] ?? {};
    if (text !== undefined || number !== undefined) {
      at++;
      return { kind: 'literal', value: text?.replaceAll("''", "'") ?? Number(number) };
    }
    let name = word();
    while (takes('.')) name += `.${word()}`;
    expect('(');
    const operands: Expression[] = [];
    while (!takes(')')) {
      if (operands.length > 0) expect(',');
      operands.push(whole());
    }
    return { kind: 'call', name, operands };
  }

  const expression = whole();
  if (at < tokens.length) throw unreadable(source, `goes on after token ${at}`);
  return expression;
}

function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  const reader = new RegExp(token);
  while (source.slice(reader.lastIndex).trim() !== '') {
    const from = reader.lastIndex;
    const found = reader.exec(source);
    if (found === null) throw unreadable(source, `has something unknown at ${from + 1}`);
    tokens.push(found.groups ?? {});
  }
  return tokens;
}

function unreadable(source: string, why: string): Error {
  return new SyntaxError(`[${source}] ${why}`);
}
