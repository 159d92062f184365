import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { createKeys } from '../../shared/adapters/keys.ts';
import { createLinks } from '../../shared/adapters/links.ts';
import type { AskId, SubjectId } from '../../shared/domain/id.ts';

const publicOrigin = 'https://privacy.example.test';
const pepper = (version: number) => ({ version, secret: Buffer.alloc(32, version) });
const links = linksBy([1]);

/** What tokens are written in, and two characters more. */
const alphabet = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=');
const subject = '0b0c2a52-6f39-4a5e-9d3a-6c9a6c0f3a11' as SubjectId;

const subjectIds = fc.uuid({ version: 4 }).map((id) => id as SubjectId);
const askIds = fc.uuid({ version: 4 }).map((id) => id as AskId);
const instants = fc
  .integer({ min: Date.parse('2026-01-01'), max: Date.parse('2090-01-01') })
  .map((milliseconds) => Temporal.Instant.fromEpochMilliseconds(milliseconds));

describe('a link', () => {
  test('leads to the question, the list or the page it was made for', () => {
    fc.assert(
      fc.property(subjectIds, askIds, instants, (subjectId, askId, at) => {
        expect(links.readConfirm(tokenOf(links.confirm({ subjectId, askId })))).toEqual({ subjectId, askId });
        expect(links.readUnsubscribe(tokenOf(links.unsubscribe({ subjectId })))).toEqual({ subjectId });
        expect(links.readPreferences(tokenOf(links.preferences({ subjectId, at })), at)).toEqual({
          subjectId,
        });
      }),
    );
  });

  test('is the path of the page and one token that no mail program breaks', () => {
    fc.assert(
      fc.property(subjectIds, askIds, instants, (subjectId, askId, at) => {
        for (const [path, link] of [
          ['/consents/confirm/', links.confirm({ subjectId, askId })],
          ['/unsubscribe/', links.unsubscribe({ subjectId })],
          ['/preferences/', links.preferences({ subjectId, at })],
        ] as const) {
          expect(link.startsWith(publicOrigin + path)).toBe(true);
          expect(tokenOf(link)).toMatch(/^[\w.-]+[A-Za-z0-9]$/);
          expect(link.length).toBeLessThan(150);
        }
      }),
    );
  });

  test('is refused when any of its characters is another', () => {
    const character = fc.constantFrom(...alphabet);
    fc.assert(
      fc.property(subjectIds, askIds, fc.nat(), character, (subjectId, askId, place, changed) => {
        const token = tokenOf(links.confirm({ subjectId, askId }));
        const at = place % token.length;
        fc.pre(token[at] !== changed);
        expect(links.readConfirm(token.slice(0, at) + changed + token.slice(at + 1))).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });

  test('is refused for another last character, even where base64url decodes it to the same bytes', () => {
    const token = tokenOf(links.unsubscribe({ subjectId: subject }));
    const [content = '', proof = ''] = token.split('.');
    const changed = alphabet.flatMap((last) => [
      `${content.slice(0, -1)}${last}.${proof}`,
      `${content}.${proof.slice(0, -1)}${last}`,
    ]);
    const taken = changed.filter((each) => links.readUnsubscribe(each) !== undefined);
    expect(new Set(taken)).toEqual(new Set([token]));
  });

  test('is good for what it was made for and nothing else', () => {
    fc.assert(
      fc.property(subjectIds, askIds, instants, (subjectId, askId, at) => {
        const confirm = tokenOf(links.confirm({ subjectId, askId }));
        const unsubscribe = tokenOf(links.unsubscribe({ subjectId }));
        const preferences = tokenOf(links.preferences({ subjectId, at }));
        expect([unsubscribe, preferences].map((token) => links.readConfirm(token))).toEqual([
          undefined,
          undefined,
        ]);
        expect([confirm, preferences].map((token) => links.readUnsubscribe(token))).toEqual([
          undefined,
          undefined,
        ]);
        expect([confirm, unsubscribe].map((token) => links.readPreferences(token, at))).toEqual([
          undefined,
          undefined,
        ]);
      }),
    );
  });

  test('that anybody makes up is refused, whatever it is, and never a fault', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), tokenLike), instants, (token, at) => {
        expect(links.readConfirm(token)).toBeUndefined();
        expect(links.readUnsubscribe(token)).toBeUndefined();
        expect(links.readPreferences(token, at)).toBeUndefined();
      }),
    );
  });

  test('is good as long as the pepper it was made by is in use', () => {
    const made = tokenOf(links.unsubscribe({ subjectId: subject }));
    expect(linksBy([1, 2]).readUnsubscribe(made)).toEqual({ subjectId: subject });
    expect(linksBy([2]).readUnsubscribe(made)).toBeUndefined();
  });
});

describe("a link to a person's own page", () => {
  test('is good for thirty days by the Norwegian calendar, and to the second', () => {
    const at = Temporal.Instant.from('2026-10-10T10:00:00Z');
    const token = tokenOf(links.preferences({ subjectId: subject, at }));
    // The clock goes back in between: thirty days later it is ten o'clock UTC an hour later.
    const end = Temporal.Instant.from('2026-11-09T11:00:00Z');
    expect(links.readPreferences(token, end.subtract({ seconds: 1 }))).toEqual({ subjectId: subject });
    expect(links.readPreferences(token, end)).toBe('expired');
  });

  test('that was changed is refused, not called expired', () => {
    const at = Temporal.Instant.from('2026-10-10T10:00:00Z');
    const token = tokenOf(links.preferences({ subjectId: subject, at }));
    expect(links.readPreferences(`A${token}`, at.add({ hours: 24 * 60 }))).toBeUndefined();
  });
});

/** Texts of the shape that our tokens have. */
const tokenLike = fc
  .tuple(fc.uint8Array({ minLength: 16, maxLength: 32 }), fc.uint8Array({ minLength: 32, maxLength: 32 }))
  .map((parts) => parts.map((part) => Buffer.from(part).toString('base64url')).join('.'));

function linksBy(versions: readonly number[]) {
  return createLinks({ publicOrigin, keys: createKeys(versions.map(pepper)) });
}

function tokenOf(link: string): string {
  return link.slice(link.lastIndexOf('/') + 1);
}
