import { createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { IdentifierKey } from '../domain/id.ts';
import type { Keys } from '../ports.ts';
import type { Pepper } from './settings.ts';

/** A pepper as a key object: an HMAC with one takes a fifth of the time it takes with a buffer. */
interface PepperKey {
  readonly version: number;
  readonly secret: KeyObject;
}

/** Keyed hashes with the peppers given, newest last. */
export function createKeys(peppers: readonly Pepper[]): Keys {
  const newestFirst = peppers
    .toReversed()
    .map(({ version, secret }) => ({ version, secret: createSecretKey(secret) }));
  const [newest] = newestFirst;
  if (newest === undefined) throw new RangeError('at least one pepper is needed');
  return {
    identifierKey: ({ type, value }) => identifierKey(newest, type, value),
    identifierKeys: ({ type, value }) => newestFirst.map((pepper) => identifierKey(pepper, type, value)),
    fingerprint: (text) => fingerprint(newest, text),
    isFingerprint: (given, text) => newestFirst.some((pepper) => isSame(given, fingerprint(pepper, text))),
    salt: () => randomBytes(16).toString('base64url'),
    commitment: (salt, content) => hmac(createSecretKey(salt, 'base64url'), canonicalize(content) ?? ''),
  };
}

function identifierKey({ version, secret }: PepperKey, type: string, value: string): IdentifierKey {
  return `${type}:${version}:${hmac(secret, `${type}:${value}`)}` as IdentifierKey;
}

function fingerprint({ secret }: PepperKey, text: string): string {
  return hmac(secret, `fingerprint:${text}`);
}

/** In a time that does not tell how much of it is right. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function hmac(secret: KeyObject, text: string): string {
  return createHmac('sha256', secret).update(text, 'utf8').digest('base64url');
}
