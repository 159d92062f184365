import type { Container } from './container.ts';
import { badRequest, conflict, notFound, preconditionFailed, uniqueKeyViolation } from './errors.ts';
import { type ItemDocument, itemDocument } from './item-document.ts';
import { COLUMNS, type ItemRow } from './item-table.ts';
import type { Json } from './json.ts';
import { checkPartitionKey, type PartitionKey } from './partition-key.ts';
import { applyPatch, type Patch } from './patch.ts';
import { readCharge, SMALLEST_CHARGE, writeCharge } from './request-charge.ts';
import type { Condition } from './sql/syntax.ts';
import { toSqlite } from './sql/to-sqlite.ts';

/** ETag conditions as they stand in headers or in a batch's operations. */
export interface Conditions {
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

/** What can be done to one item, alone or within a batch. */
export type ItemOperation =
  | { readonly kind: 'create'; readonly body: Json | undefined; readonly conditions: Conditions }
  | { readonly kind: 'upsert'; readonly body: Json | undefined; readonly conditions: Conditions }
  | {
      readonly kind: 'replace';
      readonly id: string;
      readonly body: Json | undefined;
      readonly conditions: Conditions;
    }
  | { readonly kind: 'patch'; readonly id: string; readonly patch: Patch; readonly conditions: Conditions }
  | { readonly kind: 'read'; readonly id: string; readonly conditions: Conditions }
  | { readonly kind: 'delete'; readonly id: string; readonly conditions: Conditions };

export interface ItemResult {
  readonly status: 200 | 201 | 204 | 304;
  readonly charge: number;
  readonly wrote: boolean;
  readonly etag?: string;
  /** The item's JSON as text, where the answer has one. */
  readonly document?: string;
}

export const isWrite = (operation: ItemOperation) => operation.kind !== 'read';

/** Does one operation inside the current transaction; throws the CosmosError that refuses it. */
export function runItemOperation(
  container: Container,
  key: PartitionKey,
  operation: ItemOperation,
): ItemResult {
  switch (operation.kind) {
    case 'create':
      return create(container, key, itemDocument(operation.body));
    case 'upsert':
      return upsert(container, key, itemDocument(operation.body), operation.conditions);
    case 'replace':
      return replace(container, key, operation.id, itemDocument(operation.body), operation.conditions);
    case 'patch':
      return patch(container, key, operation.id, operation.patch, operation.conditions);
    case 'read':
      return read(container, key, operation.id, operation.conditions);
    case 'delete':
      return remove(container, key, operation.id, operation.conditions);
  }
}

function create(container: Container, key: PartitionKey, item: ItemDocument): ItemResult {
  checkPartitionKey(item.content, container.definition.partitionKeyPath, key);
  const row = withinUniqueKeys(container, key, () => container.items.insert(key, item));
  if (row === undefined) throw conflict('item');
  return written(container, row, 201);
}

/**
 * If-Match on an id that does not exist is refused rather than turned into an insert: whoever sends an ETag means
 * an item that is there.
 */
function upsert(
  container: Container,
  key: PartitionKey,
  item: ItemDocument,
  conditions: Conditions,
): ItemResult {
  const old = container.items.find(key, item.id);
  if (old === undefined) {
    if (conditions.ifMatch !== undefined) throw preconditionFailed('If-Match');
    return create(container, key, item);
  }
  return overwrite(container, key, old, item, conditions);
}

function replace(
  container: Container,
  key: PartitionKey,
  id: string,
  item: ItemDocument,
  conditions: Conditions,
): ItemResult {
  if (item.id !== id) throw badRequest('The id in the body is not the id of the item that is replaced.');
  return overwrite(container, key, existing(container, key, id), item, conditions);
}

function overwrite(
  container: Container,
  key: PartitionKey,
  old: ItemRow,
  item: ItemDocument,
  conditions: Conditions,
): ItemResult {
  checkConditions(container, old, conditions);
  checkPartitionKey(item.content, container.definition.partitionKeyPath, key);
  return written(
    container,
    withinUniqueKeys(container, key, () => container.items.update(old.number, item)),
    200,
  );
}

function patch(
  container: Container,
  key: PartitionKey,
  id: string,
  { operations, condition }: Patch,
  conditions: Conditions,
): ItemResult {
  const old = existing(container, key, id);
  checkConditions(container, old, conditions);
  if (condition !== undefined && !holds(container, old, condition))
    throw preconditionFailed("the patch's condition");
  const item = itemDocument(applyPatch(JSON.parse(old.body) as Json, operations));
  if (item.id !== id) throw badRequest("The patch changes the item's id.");
  return overwrite(container, key, old, item, { ifMatch: undefined, ifNoneMatch: undefined });
}

function read(container: Container, key: PartitionKey, id: string, { ifNoneMatch }: Conditions): ItemResult {
  const row = existing(container, key, id);
  const etag = `"${container.etagOf(row)}"`;
  if (ifNoneMatch === etag) return { status: 304, charge: SMALLEST_CHARGE, wrote: false, etag };
  return {
    status: 200,
    charge: readCharge(row.body.length),
    wrote: false,
    etag,
    document: container.documentOf(row),
  };
}

function remove(container: Container, key: PartitionKey, id: string, conditions: Conditions): ItemResult {
  const row = existing(container, key, id);
  checkConditions(container, row, conditions);
  container.items.remove(row.number);
  return { status: 204, charge: writeCharge(row.body.length, container.items.indexes.length), wrote: true };
}

function existing(container: Container, key: PartitionKey, id: string): ItemRow {
  const row = container.items.find(key, id);
  if (row === undefined) throw notFound('item');
  return row;
}

function checkConditions(container: Container, row: ItemRow, { ifMatch, ifNoneMatch }: Conditions): void {
  const etag = `"${container.etagOf(row)}"`;
  if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== etag) throw preconditionFailed('If-Match');
  if (ifNoneMatch === '*' || ifNoneMatch === etag) throw preconditionFailed('If-None-Match');
}

/** A patch's condition is the WHERE of a query over this one item, translated by the same function. */
function holds(container: Container, row: ItemRow, condition: Condition): boolean {
  const { text, bindings } = toSqlite(condition, (path) => container.items.columnsOf(path));
  const sql = `SELECT ${COLUMNS} FROM ${container.items.name} WHERE number = ? AND ${text}`;
  return container.items.rows(sql, [row.number, ...bindings]).length > 0;
}

/** An expired item that waits to be swept still stands in a unique index: swept, the write is tried once more. */
function withinUniqueKeys<Result>(container: Container, key: PartitionKey, write: () => Result): Result {
  try {
    return write();
  } catch (fault) {
    if (!isUniqueViolation(fault)) throw fault;
  }
  if (!container.items.sweepPartition(key)) throw uniqueKeyViolation();
  try {
    return write();
  } catch (fault) {
    throw isUniqueViolation(fault) ? uniqueKeyViolation() : fault;
  }
}

/** SQLITE_CONSTRAINT_UNIQUE, https://sqlite.org/rescode.html#constraint_unique */
function isUniqueViolation(fault: unknown): boolean {
  return fault instanceof Error && 'errcode' in fault && fault.errcode === 2067;
}

function written(container: Container, row: ItemRow, status: 200 | 201): ItemResult {
  return {
    status,
    wrote: true,
    charge: writeCharge(row.body.length, container.items.indexes.length),
    etag: `"${container.etagOf(row)}"`,
    document: container.documentOf(row),
  };
}
