import { createHash } from 'node:crypto';
import { badRequest } from './errors.ts';
import { isObject, type Json } from './json.ts';

/**
 * Where the next page begins: after the item with these order values and this number. A keyset, so that items
 * deleted or added between pages make no other item appear twice or never; and self-contained, so that it
 * outlives a restart.
 */
export interface Continuation {
  /** One per ORDER BY term; undefined where the item lacks the property. */
  readonly values: readonly (Json | undefined)[];
  readonly number: number;
  /** What is left of TOP. */
  readonly remaining: number | undefined;
}

/** The container and the query a token belongs to: used with another one, it is refused. */
export function queryFingerprint(containerRid: string, scope: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([containerRid, scope]))
    .digest('base64url')
    .slice(0, 16);
}

export function encodeContinuation({ values, number, remaining }: Continuation, fingerprint: string): string {
  // JSON has no undefined: a value travels in an array of one or none.
  const boxed = values.map((value) => (value === undefined ? [] : [value]));
  const token = { q: fingerprint, v: boxed, n: number, ...(remaining === undefined ? {} : { r: remaining }) };
  return Buffer.from(JSON.stringify(token)).toString('base64');
}

export function decodeContinuation(token: string, fingerprint: string): Continuation {
  const { q, v, n, r } = parsed(token);
  const wellFormed = Array.isArray(v) && typeof n === 'number' && (r === undefined || typeof r === 'number');
  if (!wellFormed) throw malformed();
  if (q !== fingerprint) throw badRequest('The continuation token belongs to another query or container.');
  const boxes: readonly Json[] = v;
  return {
    values: boxes.map((box) => (Array.isArray(box) ? (box[0] as Json | undefined) : undefined)),
    number: n,
    remaining: r,
  };
}

function parsed(token: string) {
  try {
    const value = JSON.parse(Buffer.from(token, 'base64').toString()) as Json;
    if (isObject(value)) return value;
  } catch {
    // Not JSON: told below, like everything else that is not a token.
  }
  throw malformed();
}

const malformed = () => badRequest('The continuation token is malformed.');
