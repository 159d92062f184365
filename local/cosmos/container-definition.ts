import { badRequest, unsupported } from './errors.ts';
import { type IndexingPolicy, parseIndexingPolicy } from './indexing-policy.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { propertyPath } from './property-path.ts';
import { resourceName } from './resource-name.ts';

/** A container as its creator described it, checked; `json` is what reads of the container give back. */
export interface ContainerDefinition {
  readonly id: string;
  readonly partitionKeyPath: readonly string[];
  readonly uniqueKeys: readonly (readonly (readonly string[])[])[];
  readonly indexing: IndexingPolicy;
  /** Seconds; -1: items expire only by a `ttl` of their own; undefined: time to live is off. */
  readonly defaultTtl: number | undefined;
  readonly json: JsonObject;
}

/** Every property a definition may have; another one is refused by its name rather than forgotten. */
const KNOWN = new Set([
  'id',
  'partitionKey',
  'indexingPolicy',
  'uniqueKeyPolicy',
  'defaultTtl',
  'conflictResolutionPolicy',
  'geospatialConfig',
]);

/** What the endpoint itself adds; a definition that was read and is sent back carries them. */
const SYSTEM = new Set('_rid _self _etag _ts _docs _sprocs _triggers _udfs _conflicts statistics'.split(' '));

export function parseContainerDefinition(body: Json): ContainerDefinition {
  if (!isObject(body)) throw badRequest('A container is described by a JSON object.');
  const unknown = Object.keys(body).find((name) => !KNOWN.has(name) && !SYSTEM.has(name));
  if (unknown !== undefined) throw unsupported(`the container property '${unknown}'`);
  const partitionKeyPath = parsePartitionKey(body.partitionKey);
  const indexing = parseIndexingPolicy(body.indexingPolicy);
  const uniqueKeys = parseUniqueKeys(body.uniqueKeyPolicy);
  const defaultTtl = parseDefaultTtl(body.defaultTtl);
  const id = resourceName(body.id);
  return {
    id,
    partitionKeyPath,
    uniqueKeys,
    indexing,
    defaultTtl,
    json: {
      id,
      indexingPolicy: indexing.json,
      partitionKey: { kind: 'Hash', version: 2, ...(isObject(body.partitionKey) ? body.partitionKey : {}) },
      ...(defaultTtl === undefined ? {} : { defaultTtl }),
      uniqueKeyPolicy: body.uniqueKeyPolicy ?? { uniqueKeys: [] },
      conflictResolutionPolicy: body.conflictResolutionPolicy ?? {
        mode: 'LastWriterWins',
        conflictResolutionPath: '/_ts',
        conflictResolutionProcedure: '',
      },
      geospatialConfig: body.geospatialConfig ?? { type: 'Geography' },
    },
  };
}

/** A replaced definition may change how items are indexed and when they expire, and nothing else. */
export function checkReplacement(old: ContainerDefinition, replacement: ContainerDefinition): void {
  if (old.id !== replacement.id) throw badRequest('The id of a container cannot be changed.');
  if (!same(old.partitionKeyPath, replacement.partitionKeyPath)) {
    throw badRequest('The partition key of a container cannot be changed.');
  }
  if (!same(old.uniqueKeys, replacement.uniqueKeys)) {
    throw badRequest('The unique keys of a container cannot be changed.');
  }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function parsePartitionKey(value: Json | undefined): readonly string[] {
  if (!isObject(value) || !Array.isArray(value.paths)) {
    throw badRequest("A container needs a partition key: {'paths': ['/…']}.");
  }
  const paths: readonly Json[] = value.paths;
  if (paths.length !== 1 || (value.kind !== undefined && value.kind !== 'Hash')) {
    throw unsupported('a hierarchical partition key (kind MultiHash, or several paths)');
  }
  return propertyPath(paths[0], 'The partition key');
}

function parseUniqueKeys(value: Json | undefined): readonly (readonly (readonly string[])[])[] {
  if (value === undefined || value === null) return [];
  const keys = isObject(value) ? value.uniqueKeys : undefined;
  if (!Array.isArray(keys)) throw badRequest("uniqueKeyPolicy expects {'uniqueKeys': […]}.");
  return (keys as readonly Json[]).map((key) => {
    const paths = isObject(key) ? key.paths : undefined;
    if (!Array.isArray(paths) || paths.length === 0) throw badRequest('A unique key expects paths.');
    return (paths as readonly Json[]).map((path) => propertyPath(path, 'A unique key'));
  });
}

function parseDefaultTtl(value: Json | undefined): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && (value === -1 || value > 0)) return value;
  throw badRequest('defaultTtl expects -1 or a positive whole number of seconds.');
}
