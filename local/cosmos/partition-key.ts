import { badRequest, partitionKeyMismatch, unsupported } from './errors.ts';
import { isObject, type Json, valueAt } from './json.ts';

/** A partition key as text: the JSON array that also travels in `x-ms-documentdb-partitionkey`. */
export type PartitionKey = string;

/** Azure's limit for a partition key value with large keys (definition version 2). */
const MAX_BYTES = 2048;

/** `[{}]` stands for an item that has no value at the partition key's path. */
const NONE = '[{}]';

/** The key a request names in its header. */
export function partitionKeyFromHeader(header: string): PartitionKey {
  let components: unknown;
  try {
    components = JSON.parse(header);
  } catch {
    throw badRequest('Partition key header is not valid JSON.');
  }
  if (!Array.isArray(components)) throw badRequest('Partition key header is not a JSON array.');
  if (components.length !== 1) {
    throw badRequest(
      'Partition key provided either doesn’t correspond to definition in the collection or doesn’t match partition key field values specified in the document.',
    );
  }
  return keyOf(components[0] as Json);
}

export function requiredPartitionKey(header: string | undefined): PartitionKey {
  if (header === undefined) throw badRequest('PartitionKey value must be supplied for this operation.');
  return partitionKeyFromHeader(header);
}

/** The item's own key must be the one that the request names. */
export function checkPartitionKey(item: Json, path: readonly string[], expected: PartitionKey): void {
  const value = valueAt(item, path);
  const own = value === undefined ? NONE : keyOf(value);
  if (own !== expected) throw partitionKeyMismatch();
}

function keyOf(value: Json): PartitionKey {
  if (isObject(value) && Object.keys(value).length === 0) return NONE;
  if (typeof value === 'object' && value !== null)
    throw unsupported('an array or an object as a partition key');
  const key = JSON.stringify([value]);
  if (typeof value === 'string' && Buffer.byteLength(value) > MAX_BYTES) {
    throw badRequest(`Partition key is too large: at most ${MAX_BYTES} bytes.`);
  }
  return key;
}
