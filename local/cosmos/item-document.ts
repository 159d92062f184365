import { badRequest, tooLarge } from './errors.ts';
import { depthOf, isObject, type Json, type JsonObject } from './json.ts';
import { itemId } from './resource-name.ts';

/** https://learn.microsoft.com/azure/cosmos-db/concepts-limits#per-item-limits */
const MAX_ITEM_BYTES = 2 * 1024 * 1024;
const MAX_DEPTH = 128;

/** What the endpoint adds to an item on the way out, and takes off on the way in. */
const SYSTEM_PROPERTIES = ['_rid', '_self', '_etag', '_attachments', '_ts', '_lsn'] as const;

/** An item as it is stored: checked, and without system properties. */
export interface ItemDocument {
  readonly id: string;
  /** Seconds; -1: never expires; undefined: the container's default. */
  readonly ttl: number | undefined;
  readonly content: JsonObject;
  readonly text: string;
}

export function itemDocument(body: Json | undefined): ItemDocument {
  if (!isObject(body)) throw badRequest('The input content is invalid because it is not a JSON object.');
  const content = withoutSystemProperties(body);
  const id = itemId(content.id);
  const ttl = itemTtl(content.ttl);
  if (depthOf(content) > MAX_DEPTH) throw badRequest(`An item is nested at most ${MAX_DEPTH} levels deep.`);
  const text = JSON.stringify(content);
  if (
    text.length > MAX_ITEM_BYTES ||
    (text.length > MAX_ITEM_BYTES / 3 && Buffer.byteLength(text) > MAX_ITEM_BYTES)
  ) {
    throw tooLarge();
  }
  return { id, ttl, content, text };
}

/** A stored item's JSON with its system properties, as every answer carries it. */
export function withSystemProperties(
  text: string,
  {
    rid,
    self,
    etag,
    ts,
  }: { readonly rid: string; readonly self: string; readonly etag: string; readonly ts: number },
): string {
  return `${text.slice(0, -1)},"_rid":"${rid}","_self":"${self}","_etag":"\\"${etag}\\"","_attachments":"attachments/","_ts":${ts}}`;
}

function withoutSystemProperties(body: JsonObject): JsonObject {
  if (!SYSTEM_PROPERTIES.some((name) => Object.hasOwn(body, name))) return body;
  const system: ReadonlySet<string> = new Set(SYSTEM_PROPERTIES);
  return Object.fromEntries(Object.entries(body).filter(([name]) => !system.has(name)));
}

function itemTtl(value: Json | undefined): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && (value === -1 || value > 0)) return value;
  throw badRequest('The input ttl is invalid: it is -1 or a positive whole number of seconds.');
}
