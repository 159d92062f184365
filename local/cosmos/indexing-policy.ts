import { badRequest, unsupported } from './errors.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { propertyPath } from './property-path.ts';
import type { OrderTerm, Path } from './sql/syntax.ts';

/**
 * https://learn.microsoft.com/azure/cosmos-db/index-policy
 * Single properties included by name (`/kind/?`) and composite indexes become SQLite indexes. A wildcard (`/*`)
 * makes properties orderable, as on Azure, but is served by reading; SQLite has no index over every property.
 */
export interface IndexingPolicy {
  readonly properties: readonly Path[];
  readonly composites: readonly (readonly OrderTerm[])[];
  /** Azure refuses ORDER BY over a property that no index covers. */
  isIndexed(path: Path): boolean;
  readonly json: JsonObject;
}

const DEFAULT: JsonObject = {
  indexingMode: 'consistent',
  automatic: true,
  includedPaths: [{ path: '/*' }],
  excludedPaths: [{ path: '/"_etag"/?' }],
};

const KNOWN = new Set([
  'indexingMode',
  'automatic',
  'includedPaths',
  'excludedPaths',
  'compositeIndexes',
  'spatialIndexes',
]);

/** `/a/b/?` names one property, `/a/*` everything below it. */
interface IndexPath {
  readonly path: Path;
  readonly wildcard: boolean;
}

export function parseIndexingPolicy(value: Json | undefined): IndexingPolicy {
  const policy = value ?? DEFAULT;
  if (!isObject(policy)) throw badRequest('indexingPolicy expects an object.');
  const unknown = Object.keys(policy).find((name) => !KNOWN.has(name));
  if (unknown !== undefined) throw unsupported(`'${unknown}' in an indexing policy`);
  const mode = typeof policy.indexingMode === 'string' ? policy.indexingMode.toLowerCase() : 'consistent';
  if (mode !== 'consistent' && mode !== 'none') throw unsupported(`the indexing mode '${mode}'`);
  if (listOf(policy.spatialIndexes).length > 0) throw unsupported("'spatialIndexes' in an indexing policy");

  const off = mode === 'none';
  const included = off ? [] : listOf(policy.includedPaths).map(indexPath);
  const excluded = listOf(policy.excludedPaths).map(indexPath);
  return {
    properties: included.filter(({ wildcard }) => !wildcard).map(({ path }) => path),
    composites: off ? [] : listOf(policy.compositeIndexes).map(composite),
    isIndexed: (path) =>
      !off && (isAlwaysIndexed(path) || precision(included, path) > precision(excluded, path)),
    json: { automatic: true, includedPaths: [], excludedPaths: [], ...policy, indexingMode: mode },
  };
}

/** "The system properties id and _ts are automatically indexed when the indexing mode is consistent." */
const isAlwaysIndexed = ([name, ...rest]: Path) => rest.length === 0 && (name === 'id' || name === '_ts');

/** The more precise of an included and an excluded path wins. */
function precision(paths: readonly IndexPath[], path: Path): number {
  const matches = paths.filter((candidate) => {
    const reaches = candidate.wildcard
      ? path.length > candidate.path.length
      : path.length === candidate.path.length;
    return reaches && candidate.path.every((name, position) => name === path[position]);
  });
  return Math.max(-1, ...matches.map((match) => match.path.length * 2 + (match.wildcard ? 0 : 1)));
}

function indexPath(entry: Json): IndexPath {
  const path = propertyPath(isObject(entry) ? entry.path : undefined, 'An index path');
  const text = `/${path.join('/')}`;
  if (path.includes('[]')) throw unsupported(`the index path '${text}'`);
  const end = path.at(-1);
  if (end !== '*' && end !== '?') throw badRequest(`The index path '${text}' must end with '/?' or '/*'.`);
  return { path: path.slice(0, -1), wildcard: end === '*' };
}

function composite(entry: Json): readonly OrderTerm[] {
  const terms = listOf(entry).map((term): OrderTerm => {
    if (!isObject(term)) throw badRequest('A composite index expects paths.');
    const order = term.order ?? 'ascending';
    if (order !== 'ascending' && order !== 'descending')
      throw badRequest("'order' is 'ascending' or 'descending'.");
    return { path: propertyPath(term.path, 'A composite index'), descending: order === 'descending' };
  });
  if (terms.length < 2) throw badRequest('A composite index expects at least two paths.');
  return terms;
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
