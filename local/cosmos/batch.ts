import type { DatabaseSync } from 'node:sqlite';
import { atomically } from './commit-queue.ts';
import type { Container } from './container.ts';
import { badRequest, CosmosError, unsupported } from './errors.ts';
import { type ItemOperation, type ItemResult, isWrite, runItemOperation } from './item-operations.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { type PartitionKey, partitionKeyFromHeader } from './partition-key.ts';
import { parsePatch } from './patch.ts';

/** https://learn.microsoft.com/azure/cosmos-db/concepts-limits#per-request-limits */
const MAX_OPERATIONS = 100;

interface BatchedOperation {
  readonly key: PartitionKey;
  readonly operation: ItemOperation;
}

type Outcome = ItemResult | CosmosError | 'not-attempted';

export interface BatchAnswer {
  /** 200 when every operation succeeded, else 207: the operations tell. */
  readonly status: 200 | 207;
  readonly charge: number;
  readonly body: string;
}

/** A transactional batch: every operation, or none of them and 424 beside the one that failed. */
export function runTransaction(
  database: DatabaseSync,
  container: Container,
  key: PartitionKey,
  body: Json | undefined,
  minimal: boolean,
): BatchAnswer {
  const operations = parseOperations(body, () => key);
  const run = () => runInOrder(container, operations, false);
  const outcomes = operations.some(({ operation }) => isWrite(operation))
    ? atomically(database, run, succeeded)
    : run();
  return answer(succeeded(outcomes) ? outcomes : outcomes.map(withoutEffect), minimal);
}

/** A bulk request: each operation for itself, in the order of the list, over any partitions. */
export function runBulk(
  container: Container,
  body: Json | undefined,
  options: { readonly continueOnError: boolean; readonly minimal: boolean },
): BatchAnswer {
  const operations = parseOperations(body, (entry) => {
    if (typeof entry.partitionKey !== 'string')
      throw badRequest("A bulk operation expects a 'partitionKey'.");
    return partitionKeyFromHeader(entry.partitionKey);
  });
  return answer(runInOrder(container, operations, options.continueOnError), options.minimal);
}

function runInOrder(
  container: Container,
  operations: readonly BatchedOperation[],
  continueOnError: boolean,
): Outcome[] {
  const outcomes: Outcome[] = [];
  for (const { key, operation } of operations) {
    const outcome = attempt(container, key, operation);
    outcomes.push(outcome);
    if (outcome instanceof CosmosError && !continueOnError) break;
  }
  while (outcomes.length < operations.length) outcomes.push('not-attempted');
  return outcomes;
}

function attempt(
  container: Container,
  key: PartitionKey,
  operation: ItemOperation,
): ItemResult | CosmosError {
  try {
    return runItemOperation(container, key, operation);
  } catch (fault) {
    if (fault instanceof CosmosError) return fault;
    throw fault;
  }
}

const succeeded = (outcomes: readonly Outcome[]) =>
  outcomes.every((outcome) => outcome !== 'not-attempted' && !(outcome instanceof CosmosError));

/** What had succeeded before another operation failed is undone, and says so. */
const withoutEffect = (outcome: Outcome): Outcome =>
  outcome instanceof CosmosError ? outcome : 'not-attempted';

function answer(outcomes: readonly Outcome[], minimal: boolean): BatchAnswer {
  const charges = outcomes.map((outcome) => (isResult(outcome) ? outcome.charge : 0));
  return {
    status: succeeded(outcomes) ? 200 : 207,
    charge: Math.round(charges.reduce((sum, charge) => sum + charge, 0) * 100) / 100 || 1,
    body: `[${outcomes.map((outcome) => outcomeJson(outcome, minimal)).join(',')}]`,
  };
}

const isResult = (outcome: Outcome): outcome is ItemResult =>
  outcome !== 'not-attempted' && !(outcome instanceof CosmosError);

function outcomeJson(outcome: Outcome, minimal: boolean): string {
  if (outcome === 'not-attempted') return '{"statusCode":424,"requestCharge":0}';
  if (outcome instanceof CosmosError) {
    const { status, substatus, message } = outcome;
    return JSON.stringify({ statusCode: status, subStatusCode: substatus, requestCharge: 1, message });
  }
  const { status, charge, etag, document } = outcome;
  const head = JSON.stringify({ statusCode: status, requestCharge: charge, eTag: etag });
  // `Prefer: return=minimal` leaves out what the client has just sent, never what it asked to read.
  const withBody = document !== undefined && !(minimal && outcome.wrote);
  return withBody ? `${head.slice(0, -1)},"resourceBody":${document}}` : head;
}

function parseOperations(
  body: Json | undefined,
  keyOf: (entry: JsonObject) => PartitionKey,
): readonly BatchedOperation[] {
  if (!Array.isArray(body) || body.length === 0) throw badRequest('A batch expects a list of operations.');
  if (body.length > MAX_OPERATIONS) {
    throw badRequest(`Batch request has more operations than what is supported: at most ${MAX_OPERATIONS}.`);
  }
  return (body as readonly Json[]).map((entry) => {
    if (!isObject(entry)) throw badRequest('An operation of a batch is an object.');
    return { key: keyOf(entry), operation: parseOperation(entry) };
  });
}

function parseOperation(entry: JsonObject): ItemOperation {
  const conditions = { ifMatch: textOf(entry.ifMatch), ifNoneMatch: textOf(entry.ifNoneMatch) };
  const body = entry.resourceBody;
  const type = textOf(entry.operationType) ?? '';
  switch (type) {
    case 'Create':
      return { kind: 'create', body, conditions };
    case 'Upsert':
      return { kind: 'upsert', body, conditions };
    case 'Replace':
      return { kind: 'replace', id: idOf(entry), body, conditions };
    case 'Patch':
      return { kind: 'patch', id: idOf(entry), patch: parsePatch(body), conditions };
    case 'Read':
      return { kind: 'read', id: idOf(entry), conditions };
    case 'Delete':
      return { kind: 'delete', id: idOf(entry), conditions };
    default:
      throw unsupported(`the batch operation '${type}'`);
  }
}

const textOf = (value: Json | undefined) => (typeof value === 'string' ? value : undefined);

function idOf(entry: JsonObject): string {
  if (typeof entry.id !== 'string') throw badRequest("A batch operation of this type expects an 'id'.");
  return entry.id;
}
