import { maybePart, parseQuery, part, type Syntax } from './language.ts';
import type { Row, Value } from './row.ts';
import type { Workspace } from './rows-of.ts';
import { argumentsOf, literal, type Scope, valueOf } from './scalar.ts';

interface Asked {
  readonly workspace: Workspace;
  readonly now: number;
  readonly values: Map<string, Value>;
  readonly rows: Map<string, readonly Row[]>;
}

/**
 * The rows that a query returns over a workspace at an instant. It knows the operators and functions that the queries
 * of `infra/queries` use, by the rules of the language's documentation, and throws at any other.
 */
export function evaluate(
  query: string,
  { workspace, now }: Pick<Asked, 'workspace' | 'now'>,
): readonly Row[] {
  const { syntax, diagnostics } = parseQuery(query);
  if (diagnostics.length > 0) throw new Error(diagnostics.join('; '));
  const asked: Asked = { workspace, now, values: new Map(), rows: new Map() };
  let result: readonly Row[] = [];
  for (const statement of part(syntax, 'Statements').parts) {
    const expression = part(statement, 'Expression');
    if (statement.kind === 'ExpressionStatement') result = tableOf(expression, asked);
    else if (statement.kind === 'LetStatement') define(part(statement, 'Name').text, expression, asked);
    else throw new Error(`no evaluation of ${statement.kind}: ${statement.text}`);
  }
  return result;
}

function define(name: string, expression: Syntax, asked: Asked): void {
  if (expression.type === '') asked.rows.set(name, tableOf(expression, asked));
  else if (expression.kind === 'ToScalarExpression') asked.values.set(name, scalarOf(expression, asked));
  else asked.values.set(name, valueOf(expression, inRow({}, asked)));
}

/** The first value of the first row. */
function scalarOf(expression: Syntax, asked: Asked): Value {
  const [row = {}] = tableOf(part(expression, 'Expression'), asked);
  return Object.values(row)[0] ?? null;
}

function inRow(row: Row, { values, now }: Asked): Scope {
  return { row, named: values, now };
}

function tableOf(expression: Syntax, asked: Asked): readonly Row[] {
  switch (expression.kind) {
    case 'NameReference':
      return rowsNamed(expression.text, asked);
    case 'ParenthesizedExpression':
      return tableOf(part(expression, 'Expression'), asked);
    case 'DataTableExpression':
      return dataTable(expression);
    case 'PrintOperator':
      return [project(part(expression, 'Expressions'), {}, asked)];
    case 'UnionOperator':
      return part(expression, 'Expressions').parts.flatMap((each) => tableOf(each, asked));
    case 'PipeExpression':
      return operate(part(expression, 'Operator'), tableOf(part(expression, 'Expression'), asked), asked);
    default:
      throw new Error(`no evaluation of ${expression.kind}: ${expression.text}`);
  }
}

function rowsNamed(of: string, { workspace, rows }: Asked): readonly Row[] {
  const found = rows.get(of) ?? new Map<string, readonly Row[]>(Object.entries(workspace)).get(of);
  if (found === undefined) throw new Error(`no rows are called ${of}`);
  return found;
}

function dataTable(expression: Syntax): readonly Row[] {
  const columns = part(part(expression, 'Schema'), 'Columns').parts.map(
    (column) => part(column, 'Name').text,
  );
  const values = part(expression, 'Values').parts.map(literal);
  return Array.from({ length: values.length / columns.length }, (_, index) =>
    Object.fromEntries(columns.map((column, at) => [column, values[index * columns.length + at] ?? null])),
  );
}

function operate(operator: Syntax, rows: readonly Row[], asked: Asked): readonly Row[] {
  switch (operator.kind) {
    case 'FilterOperator': {
      const condition = part(operator, 'Condition');
      return rows.filter((row) => valueOf(condition, inRow(row, asked)) === true);
    }
    case 'ExtendOperator':
      return rows.map((row) => ({ ...row, ...project(part(operator, 'Expressions'), row, asked) }));
    case 'ProjectOperator':
      return rows.map((row) => project(part(operator, 'Expressions'), row, asked));
    case 'SummarizeOperator':
      return summarize(operator, rows, asked);
    case 'JoinOperator':
      return join(operator, rows, asked);
    case 'SortOperator':
      return sort(part(operator, 'Expressions').parts, rows, asked);
    case 'TopOperator': {
      const most = Number(literal(part(operator, 'Expression')));
      return sort([part(operator, 'ByExpression')], rows, asked).slice(0, most);
    }
    case 'UnionOperator':
      return [...rows, ...tableOf(operator, asked)];
    default:
      throw new Error(`no evaluation of ${operator.kind}: ${operator.text}`);
  }
}

function project(expressions: Syntax, row: Row, asked: Asked): Row {
  const scope = inRow(row, asked);
  return Object.fromEntries(expressions.parts.map((each) => [columnOf(each), valueOf(bare(each), scope)]));
}

/** What a column is called: it says so, or it is one that is there. Names that the service would make up are refused. */
function columnOf(expression: Syntax): string {
  if (expression.kind === 'SimpleNamedExpression') return part(expression, 'Name').text;
  if (expression.kind === 'NameReference') return expression.text;
  throw new Error(`a column without a name: ${expression.text}`);
}

function bare(expression: Syntax): Syntax {
  return expression.kind === 'SimpleNamedExpression' ? part(expression, 'Expression') : expression;
}

function summarize(operator: Syntax, rows: readonly Row[], asked: Asked): readonly Row[] {
  const by = maybePart(operator, 'ByClause');
  const keys = by === undefined ? undefined : part(by, 'Expressions');
  const groups = new Map<string, { readonly key: Row; readonly rows: Row[] }>();
  // Without `by` there is one group, also of no rows.
  if (keys === undefined) groups.set('', { key: {}, rows: [] });
  for (const row of rows) {
    const key = keys === undefined ? {} : project(keys, row, asked);
    const text = keys === undefined ? '' : JSON.stringify(key);
    const group = groups.get(text) ?? { key, rows: [] };
    group.rows.push(row);
    groups.set(text, group);
  }
  const aggregates = part(operator, 'Aggregates').parts;
  return [...groups.values()].map((group) =>
    aggregates.reduce<Row>((row, each) => ({ ...row, ...summary(each, group.rows, asked) }), group.key),
  );
}

function summary(expression: Syntax, group: readonly Row[], asked: Asked): Row {
  if (!expression.text.startsWith('arg_max(')) {
    return { [columnOf(expression)]: valueOf(bare(expression), { ...inRow({}, asked), group }) };
  }
  // The row with the greatest first argument, and of it each argument.
  const [by, ...others] = argumentsOf(expression);
  if (by === undefined) throw new Error(`an argument is missing: ${expression.text}`);
  const greatest = (row: Row) => Number(valueOf(by, inRow(row, asked)));
  const [row] = group.toSorted((one, other) => greatest(other) - greatest(one));
  if (row === undefined) return {};
  return Object.fromEntries(
    [by, ...others].map((each) => [columnOf(each), valueOf(each, inRow(row, asked))]),
  );
}

function join(operator: Syntax, rows: readonly Row[], asked: Asked): readonly Row[] {
  const kind = /^kind=(?<kind>\w+)$/u.exec(part(operator, 'Parameters').text)?.groups?.['kind'];
  if (kind !== 'inner' && kind !== 'leftouter') throw new Error(`no evaluation of ${operator.text}`);
  const on = part(part(operator, 'ConditionClause'), 'Expressions').parts.map(columnOf);
  const right = part(operator, 'Expression');
  const others = tableOf(right, asked);
  // Where nothing is found, texts are empty and all else is null.
  const nothing = Object.fromEntries(right.texts.map((column) => [column, '']));
  return rows.flatMap((row) => {
    const found = others.filter((other) => on.every((column) => other[column] === row[column]));
    if (found.length === 0) return kind === 'leftouter' ? [{ ...nothing, ...row }] : [];
    // A column that both have keeps the value of the left; the service calls the other one `<column>1`.
    return found.map((other) => ({ ...other, ...row }));
  });
}

/** The greatest first, unless it says `asc`. */
function sort(by: readonly Syntax[], rows: readonly Row[], asked: Asked): readonly Row[] {
  const orders = by.map((each) => ({
    of: each.kind === 'OrderedExpression' ? part(each, 'Expression') : each,
    sign: maybePart(each, 'Ordering')?.text === 'asc' ? 1 : -1,
  }));
  return rows.toSorted((one, other) => {
    for (const { of, sign } of orders) {
      const order = compare(valueOf(of, inRow(one, asked)), valueOf(of, inRow(other, asked)));
      if (order !== 0) return order * sign;
    }
    return 0;
  });
}

/** Null is the least. */
function compare(one: Value, other: Value): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? -1 : 1;
  return one < other ? -1 : 1;
}
