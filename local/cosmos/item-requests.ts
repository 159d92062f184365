import type { DatabaseSync } from 'node:sqlite';
import { type Answer, answerOf, listBody } from './answer.ts';
import { type BatchAnswer, runBulk, runTransaction } from './batch.ts';
import { readChangeFeed } from './change-feed.ts';
import type { Container } from './container.ts';
import { badRequest, methodNotAllowed, unsupported } from './errors.ts';
import { type Conditions, type ItemOperation, isWrite, runItemOperation } from './item-operations.ts';
import { pageSize } from './page-size.ts';
import { partitionKeyFromHeader, requiredPartitionKey } from './partition-key.ts';
import { parsePatch } from './patch.ts';
import { parseQueryBody, type QueryRequest, runQuery } from './query.ts';
import { type CosmosRequest, checkHeaders, flag, header, jsonBody } from './request.ts';

/** Requests on `/docs`: create and upsert, query, batch, list and change feed. */
export function itemsRequest(database: DatabaseSync, container: Container, request: CosmosRequest): Answer {
  checkHeaders(request);
  if (request.verb === 'GET') {
    return header(request, 'a-im') === undefined
      ? readAll(container, request)
      : changeFeed(container, request);
  }
  if (request.verb !== 'POST') throw methodNotAllowed(request.verb);
  if (isQueryPlan(request)) throw unsupported('a query plan (forceQueryPlan, enableQueryControl)');
  if (flag(request, 'x-ms-documentdb-isquery')) return query(container, request);
  if (flag(request, 'x-ms-cosmos-is-batch-request')) return batch(database, container, request);
  const kind = flag(request, 'x-ms-documentdb-is-upsert') ? 'upsert' : 'create';
  return one(container, request, { kind, body: jsonBody(request), conditions: conditionsOf(request) });
}

/** Requests on `/docs/{id}`. */
export function itemRequest(
  container: Container,
  request: CosmosRequest,
  { id }: { readonly id: string },
): Answer {
  checkHeaders(request);
  const conditions = conditionsOf(request);
  switch (request.verb) {
    case 'GET':
      return one(container, request, { kind: 'read', id, conditions });
    case 'PUT':
      return one(container, request, { kind: 'replace', id, body: jsonBody(request), conditions });
    case 'PATCH':
      return one(container, request, { kind: 'patch', id, patch: parsePatch(jsonBody(request)), conditions });
    case 'DELETE':
      return one(container, request, { kind: 'delete', id, conditions });
    default:
      throw methodNotAllowed(request.verb);
  }
}

/** `operations/partitionkeydelete`. Azure deletes in the background and hides at once; here both happen at once. */
export function partitionKeyDelete(container: Container, request: CosmosRequest): Answer {
  if (request.verb !== 'POST') throw methodNotAllowed(request.verb);
  container.items.removePartition(requiredPartitionKey(header(request, 'x-ms-documentdb-partitionkey')));
  return answerOf(200, undefined, { sessionToken: container.sessionToken });
}

/** The SDK asks for one beside every query, and uses it only when the query itself is refused. */
export const isQueryPlan = (request: CosmosRequest) => flag(request, 'x-ms-cosmos-is-query-plan-request');

const conditionsOf = (request: CosmosRequest): Conditions => ({
  ifMatch: header(request, 'if-match'),
  ifNoneMatch: header(request, 'if-none-match'),
});

const keyHeader = (request: CosmosRequest) => header(request, 'x-ms-documentdb-partitionkey');

const wantsMinimal = (request: CosmosRequest) =>
  header(request, 'prefer')?.toLowerCase() === 'return=minimal';

function one(container: Container, request: CosmosRequest, operation: ItemOperation): Answer {
  const key = requiredPartitionKey(keyHeader(request));
  if (isWrite(operation)) container.sequence.reserve();
  const { status, charge, etag, document, wrote } = runItemOperation(container, key, operation);
  const body = wrote && wantsMinimal(request) ? undefined : document;
  return answerOf(status, body, { charge, etag, sessionToken: container.sessionToken });
}

function batch(database: DatabaseSync, container: Container, request: CosmosRequest): Answer {
  container.sequence.reserve();
  const minimal = wantsMinimal(request);
  const { status, charge, body }: BatchAnswer = flag(request, 'x-ms-cosmos-batch-atomic')
    ? runTransaction(
        database,
        container,
        requiredPartitionKey(keyHeader(request)),
        jsonBody(request),
        minimal,
      )
    : runBulk(container, jsonBody(request), {
        continueOnError: flag(request, 'x-ms-cosmos-batch-continue-on-error'),
        minimal,
      });
  return answerOf(status, body, { charge, sessionToken: container.sessionToken });
}

function query(container: Container, request: CosmosRequest): Answer {
  const key = keyHeader(request);
  if (key === undefined && !flag(request, 'x-ms-documentdb-query-enablecrosspartition')) {
    throw badRequest(
      'Cross partition query is required but disabled. Please set x-ms-documentdb-query-enablecrosspartition to true or specify x-ms-documentdb-partitionkey.',
    );
  }
  return page(container, request, parseQueryBody(jsonBody(request)));
}

function readAll(container: Container, request: CosmosRequest): Answer {
  return page(container, request, { text: 'SELECT * FROM c', parameters: new Map() });
}

function page(
  container: Container,
  request: CosmosRequest,
  what: Pick<QueryRequest, 'text' | 'parameters'>,
): Answer {
  const key = keyHeader(request);
  const { items, continuation, charge } = runQuery(container, {
    ...what,
    partitionKey: key === undefined ? undefined : partitionKeyFromHeader(key),
    maxItemCount: pageSize(header(request, 'x-ms-max-item-count')),
    continuation: header(request, 'x-ms-continuation'),
  });
  return answerOf(200, listBody(container.rid, 'Documents', items), {
    charge,
    continuation,
    itemCount: items.length,
    sessionToken: container.sessionToken,
  });
}

function changeFeed(container: Container, request: CosmosRequest): Answer {
  const key = keyHeader(request);
  const { items, continuation, charge } = readChangeFeed(container, {
    mode: header(request, 'a-im') ?? '',
    partitionKey: key === undefined ? undefined : partitionKeyFromHeader(key),
    ifNoneMatch: header(request, 'if-none-match'),
    ifModifiedSince: header(request, 'if-modified-since'),
    maxItemCount: pageSize(header(request, 'x-ms-max-item-count')),
  });
  const details = {
    charge,
    etag: continuation,
    itemCount: items.length,
    sessionToken: container.sessionToken,
  };
  return items.length === 0
    ? answerOf(304, undefined, details)
    : answerOf(200, listBody(container.rid, 'Documents', items), details);
}
