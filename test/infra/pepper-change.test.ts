import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createKeys } from '../../shared/adapters/keys.ts';
import { createLinks } from '../../shared/adapters/links.ts';
import type { SubjectId } from '../../shared/domain/id.ts';
import { emailIdentifier } from '../../shared/domain/identifier.ts';

// What docs/deploy/keys.md says of a change of the pepper.

const pepper = (version: number) => ({
  version,
  secret: createHash('sha256').update(`pepper ${version}`).digest(),
});
const [old, added] = [pepper(1), pepper(2)];
const address = emailIdentifier('kari@example.test');
const subjectId = '0f9c1a52-6b1e-4d1c-9f0a-3c5b7e2d8a41' as SubjectId;

const before = createKeys([old]);
const linksOf = (keys: typeof before) => createLinks({ publicOrigin: 'https://privacy.example', keys });
const linkOfBefore = new URL(linksOf(before).unsubscribe({ subjectId })).pathname.split('/').at(-1) ?? '';

describe('a pepper that is known and not last', () => {
  const known = createKeys([added, old]);

  test('writes nothing: entries and links are those of before', () => {
    expect(known.identifierKey(address)).toBe(before.identifierKey(address));
    expect(linksOf(known).unsubscribe({ subjectId })).toBe(linksOf(before).unsubscribe({ subjectId }));
  });

  test('finds what an instance has written that uses it already', () => {
    const after = createKeys([old, added]);
    expect(known.identifierKeys(address)).toContain(after.identifierKey(address));
    expect(known.isFingerprint(after.fingerprint('text'), 'text')).toBe(true);
  });
});

describe('a pepper that is last', () => {
  const after = createKeys([old, added]);

  test('writes what is new, and finds what was there', () => {
    expect(after.identifierKey(address)).toMatch(/^email:2:/);
    expect(after.identifierKeys(address)).toContain(before.identifierKey(address));
    expect(linksOf(after).readUnsubscribe(linkOfBefore)).toEqual({ subjectId });
  });

  test('knows no marker that was written under the one before', () => {
    expect(after.fingerprint('an Idempotency-Key')).not.toBe(before.fingerprint('an Idempotency-Key'));
  });
});

test('without the old pepper its people are not found, and its links lead nowhere', () => {
  const without = createKeys([added]);
  expect(without.identifierKeys(address)).not.toContain(before.identifierKey(address));
  expect(linksOf(without).readUnsubscribe(linkOfBefore)).toBeUndefined();
});
