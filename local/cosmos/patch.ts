import { badRequest, unsupported } from './errors.ts';
import { isObject, type Json } from './json.ts';
import { parsePredicate } from './sql/parser.ts';
import type { Condition } from './sql/syntax.ts';

/**
 * Partial document update, https://learn.microsoft.com/azure/cosmos-db/partial-document-update
 * `add` inserts into arrays where `set` replaces; `replace` and `remove` want a value that is there; `incr` starts
 * from nothing; `move` takes the value along.
 */
export type PatchOperation =
  | { readonly op: 'add' | 'set' | 'replace'; readonly path: Pointer; readonly value: Json }
  | { readonly op: 'remove'; readonly path: Pointer }
  | { readonly op: 'incr'; readonly path: Pointer; readonly value: number }
  | { readonly op: 'move'; readonly path: Pointer; readonly from: Pointer };

/** A JSON pointer (RFC 6901), split and unescaped. */
type Pointer = readonly string[];

export interface Patch {
  readonly operations: readonly PatchOperation[];
  readonly condition: Condition | undefined;
}

const MAX_OPERATIONS = 10;

const SYSTEM = new Set(['_rid', '_self', '_etag', '_attachments', '_ts', '_lsn']);

/** `{operations, condition?}` or the operations alone, as the SDK sends either. */
export function parsePatch(body: Json | undefined): Patch {
  const operations = isObject(body) ? body.operations : body;
  const condition = isObject(body) ? body.condition : undefined;
  if (!Array.isArray(operations)) throw badRequest('A patch expects a list of operations.');
  if (operations.length === 0) throw badRequest('A patch expects at least one operation.');
  if (operations.length > MAX_OPERATIONS) {
    throw badRequest(`The number of patch operations can't exceed '${MAX_OPERATIONS}'.`);
  }
  if (condition !== undefined && typeof condition !== 'string')
    throw badRequest("A patch's condition is a string.");
  return {
    operations: (operations as readonly Json[]).map(parseOperation),
    condition: condition === undefined ? undefined : parsePredicate(condition),
  };
}

function parseOperation(operation: Json): PatchOperation {
  if (!isObject(operation)) throw badRequest('A patch operation is an object.');
  const { value } = operation;
  const op = typeof operation.op === 'string' ? operation.op : '';
  const path = pointer(operation.path, 'path');
  switch (op) {
    case 'add':
    case 'set':
    case 'replace':
      if (value === undefined) throw badRequest(`The patch operation '${op}' expects a value.`);
      return { op, path, value };
    case 'remove':
      return { op, path };
    case 'incr':
      if (typeof value !== 'number') throw badRequest("The patch operation 'incr' expects a number.");
      return { op, path, value };
    case 'move':
      return { op, path, from: pointer(operation.from, 'from') };
    default:
      throw unsupported(`the patch operation '${op}'`);
  }
}

function pointer(text: Json | undefined, what: string): Pointer {
  if (typeof text !== 'string' || !text.startsWith('/') || text.length < 2) {
    throw badRequest(`A patch operation's ${what} begins with '/' and names a property.`);
  }
  const names = text
    .slice(1)
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  const [first] = names;
  if (first === 'id' || (first !== undefined && SYSTEM.has(first))) {
    throw badRequest(`The property '${first}' cannot be patched.`);
  }
  return names;
}

/** The item after all operations, done one after the other. */
export function applyPatch(item: Json, operations: readonly PatchOperation[]): Json {
  const root = structuredClone(item) as Mutable;
  for (const operation of operations) apply(root, operation);
  return root;
}

type Mutable = null | boolean | number | string | Mutable[] | { [name: string]: Mutable };

/** A place in the item: a property of an object, or a position in an array. */
type Place =
  | { readonly in: { [name: string]: Mutable }; readonly name: string; readonly exists: boolean }
  | { readonly in: Mutable[]; readonly index: number; readonly exists: boolean };

function apply(root: Mutable, operation: PatchOperation): void {
  switch (operation.op) {
    case 'add':
      return insert(placeOf(root, operation.path), structuredClone(operation.value) as Mutable);
    case 'set':
      return assign(placeOf(root, operation.path), structuredClone(operation.value) as Mutable);
    case 'replace':
      return assign(
        existingPlace(root, operation.path, 'replace'),
        structuredClone(operation.value) as Mutable,
      );
    case 'remove':
      take(existingPlace(root, operation.path, 'remove'));
      return;
    case 'incr':
      return increment(placeOf(root, operation.path), operation);
    case 'move': {
      if (operation.from.every((name, depth) => name === operation.path[depth])) {
        throw badRequest("A patch cannot 'move' a value into itself.");
      }
      const value = take(existingPlace(root, operation.from, 'move'));
      return insert(placeOf(root, operation.path), value);
    }
  }
}

function placeOf(root: Mutable, path: Pointer): Place {
  let parent: Mutable | undefined = root;
  for (const name of path.slice(0, -1)) parent = member(parent, name);
  const name = path.at(-1) ?? '';
  if (Array.isArray(parent)) {
    const index = name === '-' ? parent.length : arrayIndex(name);
    if (index > parent.length)
      throw badRequest(`The patch path ${written(path)} lies beyond the end of its array.`);
    return { in: parent, index, exists: index < parent.length };
  }
  if (typeof parent === 'object' && parent !== null) {
    return { in: parent, name, exists: Object.hasOwn(parent, name) };
  }
  throw badRequest(`The patch path ${written(path)} leads through something that does not exist.`);
}

function existingPlace(root: Mutable, path: Pointer, op: string): Place {
  const place = placeOf(root, path);
  if (!place.exists) throw badRequest(`The patch operation '${op}' expects a value at ${written(path)}.`);
  return place;
}

function member(parent: Mutable | undefined, name: string): Mutable | undefined {
  if (Array.isArray(parent)) return parent[arrayIndex(name)];
  if (typeof parent === 'object' && parent !== null && Object.hasOwn(parent, name)) return parent[name];
  return undefined;
}

function arrayIndex(name: string): number {
  if (!/^(?:0|[1-9]\d*)$/.test(name)) throw badRequest(`'${name}' is not a position in an array.`);
  return Number(name);
}

function valueOf(place: Place): Mutable | undefined {
  return 'index' in place ? place.in[place.index] : place.in[place.name];
}

function assign(place: Place, value: Mutable): void {
  if ('index' in place) place.in[place.index] = value;
  else define(place.in, place.name, value);
}

function insert(place: Place, value: Mutable): void {
  if ('index' in place) place.in.splice(place.index, 0, value);
  else define(place.in, place.name, value);
}

/** Plain assignment would give `__proto__` a meaning that JSON does not have. */
function define(object: { [name: string]: Mutable }, name: string, value: Mutable): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

function take(place: Place): Mutable {
  const value = valueOf(place) ?? null;
  if ('index' in place) place.in.splice(place.index, 1);
  else delete place.in[place.name];
  return value;
}

function increment(place: Place, { path, value }: { readonly path: Pointer; readonly value: number }): void {
  const old = place.exists ? valueOf(place) : 0;
  if (typeof old !== 'number')
    throw badRequest(`The patch operation 'incr' expects a number at ${written(path)}.`);
  assign(place, old + value);
}

const written = (path: Pointer) => `'/${path.join('/')}'`;
