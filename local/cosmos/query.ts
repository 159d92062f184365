import type { Container } from './container.ts';
import { decodeContinuation, encodeContinuation, queryFingerprint } from './continuation.ts';
import { badRequest } from './errors.ts';
import { COLUMNS, type ItemRow, VISIBLE } from './item-table.ts';
import { isObject, type Json, valueAt } from './json.ts';
import { fittingPage } from './page-size.ts';
import type { PartitionKey } from './partition-key.ts';
import { queryCharge } from './request-charge.ts';
import { servesOrder } from './sql/access-path.ts';
import { type Parameters, parseQuery } from './sql/parser.ts';
import { countStatement, pageStatement, type StatementOptions } from './sql/statement.ts';
import type { OrderTerm, Query, Selection } from './sql/syntax.ts';

export interface QueryRequest {
  readonly text: string;
  readonly parameters: Parameters;
  /** Undefined: across partitions. */
  readonly partitionKey: PartitionKey | undefined;
  readonly maxItemCount: number;
  readonly continuation: string | undefined;
}

/** One page, its items as JSON text. */
export interface Page {
  readonly items: readonly string[];
  readonly continuation: string | undefined;
  readonly charge: number;
}

/** `{query, parameters: [{name, value}]}`, the body of a query. */
export function parseQueryBody(body: Json | undefined): Pick<QueryRequest, 'text' | 'parameters'> {
  if (!isObject(body) || typeof body.query !== 'string') throw badRequest("A query's body expects 'query'.");
  const list = body.parameters ?? [];
  if (!Array.isArray(list)) throw badRequest("'parameters' expects a list.");
  const parameters = new Map<string, Json | undefined>();
  for (const parameter of list as readonly Json[]) {
    if (!isObject(parameter) || typeof parameter.name !== 'string')
      throw badRequest("A parameter expects a 'name'.");
    parameters.set(parameter.name, parameter.value);
  }
  return { text: body.query, parameters };
}

export function runQuery(container: Container, request: QueryRequest): Page {
  const query = parseQuery(request.text, request.parameters);
  checkOrder(container, query.orderBy);
  const options: StatementOptions = {
    query,
    table: {
      name: container.items.name,
      indexes: container.items.indexes,
      columnsOf: (path) => container.items.columnsOf(path),
    },
    partitionKey: request.partitionKey,
    visible: { text: VISIBLE, bindings: [container.items.now] },
  };
  return query.select.kind === 'count'
    ? countPage(container, options)
    : itemsPage(container, request, options, query.select);
}

function countPage(container: Container, options: StatementOptions): Page {
  const { text, bindings } = countStatement(options);
  const count = container.items.count(text, bindings);
  return { items: [String(count)], continuation: undefined, charge: queryCharge(0, 1) };
}

function itemsPage(
  container: Container,
  request: QueryRequest,
  options: StatementOptions,
  select: Exclude<Selection, { kind: 'count' }>,
): Page {
  const scope = [request.text, [...request.parameters], request.partitionKey];
  const fingerprint = queryFingerprint(container.rid, scope);
  const after = request.continuation ? decodeContinuation(request.continuation, fingerprint) : undefined;
  const remaining = after === undefined ? options.query.top : after.remaining;
  const size = Math.min(request.maxItemCount, remaining ?? Number.POSITIVE_INFINITY);
  // One more than the page holds tells whether another page follows.
  const statement = pageStatement(options, { columns: COLUMNS, limit: size + 1, after });
  const rows = container.items.rows(statement.text, statement.bindings);
  const taken = fittingPage(rows.slice(0, size));
  const last = taken.at(-1);
  const left = remaining === undefined ? undefined : remaining - taken.length;
  const more = last !== undefined && rows.length > taken.length && left !== 0;
  return {
    items: taken.flatMap((row) => selected(container, row, select)),
    continuation: more
      ? encodeContinuation(
          { values: orderValues(container, last, statement.order), number: last.number, remaining: left },
          fingerprint,
        )
      : undefined,
    charge: queryCharge(
      taken.reduce((bytes, row) => bytes + row.body.length, 0),
      taken.length,
    ),
  };
}

/** None where the selected value is undefined, as Cosmos DB leaves it out. */
function selected(
  container: Container,
  row: ItemRow,
  select: Exclude<Selection, { kind: 'count' }>,
): string[] {
  const document = container.documentOf(row);
  if (select.kind === 'value' && select.path.length === 0) return [document];
  const item = JSON.parse(document) as Json;
  if (select.kind === 'value') {
    const value = valueAt(item, select.path);
    return value === undefined ? [] : [JSON.stringify(value)];
  }
  const properties = select.properties.map(({ name, path }) => [name, valueAt(item, path)]);
  return [JSON.stringify(Object.fromEntries(properties))];
}

function orderValues(container: Container, row: ItemRow, order: readonly OrderTerm[]): (Json | undefined)[] {
  if (order.length === 0) return [];
  const item = JSON.parse(container.documentOf(row)) as Json;
  return order.map(({ path }) => valueAt(item, path));
}

/** Azure serves an order from an index or not at all; found out here rather than after deployment. */
function checkOrder(container: Container, order: Query['orderBy']): void {
  const { indexing } = container.definition;
  const missing = order.find(({ path }) => !indexing.isIndexed(path));
  if (missing !== undefined) {
    throw badRequest(
      `The index path corresponding to the specified order-by item is excluded: '/${missing.path.join('/')}'.`,
    );
  }
  if (order.length > 1 && !indexing.composites.some((terms) => servesOrder(terms, order))) {
    throw badRequest(
      'The order by query does not have a corresponding composite index that it can be served from.',
    );
  }
}
