import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { ErasureDocument } from '../../shared/domain/document.ts';
import type { ErasureId, IdentifierKey, SubjectId } from '../../shared/domain/id.ts';
import { emailIdentifier, type Identifier, phoneIdentifier } from '../../shared/domain/identifier.ts';
import { searchForLeftovers } from '../../shared/domain/leftover.ts';

/** Stands in for the keyed hash: of its form, and equal for equal values. */
const keyOf = ({ type, value }: Identifier) =>
  `${type}:1:${Buffer.from(value).toString('base64url').padEnd(43, '_').slice(0, 43)}` as IdentifierKey;

const email = emailIdentifier('kari@example.test');
const phone = phoneIdentifier('+4722334455');
const erasure: ErasureDocument = {
  id: 'the-erasure' as ErasureId,
  kind: 'erasure',
  subjectId: 'the-subject' as SubjectId,
  state: 'completed',
  cause: 'retention',
  scope: [
    { kind: 'registration', id: 'the-registration' },
    { kind: 'licence', id: 'licence:1:key' },
  ],
  pending: [],
  releases: [email, phone].map((identifier) => ({ key: keyOf(identifier) })),
  recipients: {},
  requestedAt: '2026-11-20T10:00:00Z',
  releasedAt: '2026-11-20T11:00:00Z',
  completedAt: '2026-11-22T10:00:00Z',
};
const now = Temporal.Instant.from('2026-11-22T12:00:00Z');
const search = searchForLeftovers([erasure], (identifier) => [keyOf(identifier)], now);

const before = '2026-11-19T10:00:00Z';
const underWay = '2026-11-21T10:00:00Z';
const inTheSameSecond = '2026-11-22T10:00:00.500Z';
const afterwards = '2026-11-22T10:00:01Z';

const isLeft = (text: string | object, { place = 'blob/files', since = before } = {}) =>
  search({ place, text: typeof text === 'string' ? text : JSON.stringify(text), since }).length > 0;
const inSubjects = (document: object, since?: string) =>
  isLeft({ id: 'an-id', ...document }, { place: 'cosmos/subjects', ...(since && { since }) });
const inIdentifiers = (entry: object, since?: string) =>
  isLeft({ mentionedBy: {}, ...entry }, { place: 'cosmos/identifiers', ...(since && { since }) });

describe('in a message or a blob', () => {
  test.each([
    ['an address', 'KARI@example.test'],
    ['a number', '22 33 44 55'],
    ['the key of an address', { key: keyOf(email) }],
    ['the key of an address in a URL', encodeURIComponent(keyOf(email))],
  ])('%s is left', (_what, text) => {
    expect(isLeft(text)).toBe(true);
    expect(isLeft(text, { since: inTheSameSecond })).toBe(true);
  });

  test('what came after the completion is not: the person may have come again', () => {
    expect(isLeft('kari@example.test', { since: afterwards })).toBe(false);
  });

  test('what came nobody knows when is left', () => {
    expect(search({ place: 'blob/files', text: 'kari@example.test' })).toEqual([erasure]);
  });

  test('the key of a licence is not: events name a licence by it', () => {
    const releases = [{ key: `licence:1:${'k'.repeat(43)}` as IdentifierKey }];
    const one = searchForLeftovers([{ ...erasure, releases }], () => [], now);
    expect(one({ place: 'service-bus/privacy-events/mail', text: String(releases[0]?.key) })).toEqual([]);
  });

  test('only the erasures of the person it names are contradicted', () => {
    const ola = emailIdentifier('ola@example.test');
    const other = { ...erasure, id: 'another' as ErasureId, releases: [{ key: keyOf(ola) }] };
    const both = searchForLeftovers([erasure, other], (identifier) => [keyOf(identifier)], now);
    const contradicted = (text: string) => both({ place: 'blob/files', text }).map(({ id }) => id);
    expect(contradicted('ola@example.test')).toEqual(['another']);
    expect(contradicted('kari@example.test, ola@example.test')).toEqual(['the-erasure', 'another']);
  });
});

describe('in the container of identifiers', () => {
  const id = keyOf(email);

  test.each([
    ['identifies the erased subject', { id, subjectId: erasure.subjectId }],
    ['was given with it', { id, subjectId: 'another', mentionedBy: { [erasure.subjectId]: true } }],
    ['is on its way to it', { id, subjectId: 'another', next: erasure.subjectId }],
    ['holds the address itself', { id: 'email:1:other', note: 'kari@example.test' }],
    ['holds the key elsewhere', { id: 'email:1:other', note: id }],
  ])('an entry that %s is left', (_how, entry) => expect(inIdentifiers(entry)).toBe(true));

  test.each([
    ['leads to somebody else', { id, subjectId: 'another', mentionedBy: { third: true } }],
    ['only says what is not wanted', { id, suppressed: { marketing: before } }],
    ['is of another address', { id: 'email:1:other', subjectId: erasure.subjectId }],
  ])('an entry that %s is not', (_how, entry) => expect(inIdentifiers(entry)).toBe(false));

  test('a counter of the mails to an address is none: it leads to nobody', () => {
    expect(inIdentifiers({ id: `limit:${id}`, taken: 3, ttl: 86_400 }, afterwards)).toBe(false);
    expect(isLeft({ id: `limit:${id}`, taken: 3, ttl: 86_400 }, { place: 'cosmos/identifiers' })).toBe(false);
  });

  test('an entry made as the erasure was completed is that of somebody who waited for it', () => {
    const entry = { id, subjectId: erasure.subjectId };
    expect(inIdentifiers(entry, inTheSameSecond)).toBe(false);
    expect(inIdentifiers(entry, underWay)).toBe(true);
  });
});

describe('in the container of subjects', () => {
  const own = { subjectId: erasure.subjectId };
  const anothers = { subjectId: 'another' };

  test('a record, an event and a marker that name the person are left', () => {
    expect(inSubjects({ ...own, kind: 'registration', phone: '+4722334455' })).toBe(true);
    expect(inSubjects({ ...own, kind: 'event', event: { data: { note: 'kari@example.test' } } })).toBe(true);
    expect(inSubjects({ ...own, kind: 'marker', id: keyOf(email) })).toBe(true);
  });

  test('a record that was to be deleted is left, whatever it says', () => {
    expect(inSubjects({ ...own, kind: 'registration', id: 'the-registration' }, afterwards)).toBe(true);
    expect(inSubjects({ ...own, kind: 'licence', id: 'licence:1:key' })).toBe(true);
    expect(inSubjects({ ...anothers, kind: 'registration', id: 'the-registration' })).toBe(false);
  });

  test('a licence that came again is not', () => {
    expect(inSubjects({ ...own, kind: 'licence', id: 'licence:1:key' }, underWay)).toBe(false);
  });

  test('the erasure may keep the keys it released, and nothing that names the person', () => {
    expect(inSubjects(erasure)).toBe(false);
    expect(inSubjects({ ...erasure, tell: { email: 'kari@example.test' } }, afterwards)).toBe(true);
    expect(inSubjects({ ...erasure, note: keyOf(email) })).toBe(true);
    expect(inSubjects({ ...erasure, kind: 'event' })).toBe(true);
  });

  test('a record made as the erasure was completed is that of somebody who waited for it', () => {
    expect(inSubjects({ ...own, kind: 'registration', email: 'kari@example.test' }, inTheSameSecond)).toBe(
      false,
    );
    expect(inSubjects({ ...own, kind: 'event', note: 'kari@example.test' }, inTheSameSecond)).toBe(true);
  });

  test("another's number is not the person's, for numbers are shared", () => {
    expect(inSubjects({ ...anothers, kind: 'registration', phone: '+4722334455' })).toBe(false);
  });

  test('the address in another subject is left if it was there before, and else given anew', () => {
    const record = { ...anothers, kind: 'registration', email: 'kari@example.test' };
    expect(inSubjects(record, before)).toBe(true);
    expect(inSubjects(record, erasure.requestedAt)).toBe(true);
    expect(inSubjects(record, erasure.releasedAt)).toBe(false);
    expect(inSubjects(record, underWay)).toBe(false);
  });

  test('what is no document is searched as any text', () => {
    expect(isLeft('kari@example.test', { place: 'cosmos/subjects' })).toBe(true);
    expect(isLeft('["kari@example.test"]', { place: 'cosmos/identifiers' })).toBe(true);
  });
});

describe('in a package of somebody', () => {
  const subjectId = '0b0c2a52-6f39-4a5e-9d3a-6c9a6c0f3a11' as SubjectId;
  const known = searchForLeftovers([{ ...erasure, subjectId }], (identifier) => [keyOf(identifier)], now);
  const inPackages = (text: string, since: string) =>
    known({ place: 'blob/packages', text, since }).length > 0;

  test('that was made before the erasure was asked for is left, whatever it says', () => {
    expect(inPackages(`{"subjectId":"${subjectId}"}`, before)).toBe(true);
    expect(inPackages(`<code>${subjectId}</code>`, before)).toBe(true);
  });

  test('that was made since then is not: it does not have what was erased', () => {
    expect(inPackages(`{"subjectId":"${subjectId}"}`, underWay)).toBe(false);
    expect(inPackages(`{"subjectId":"${subjectId}"}`, afterwards)).toBe(false);
  });

  test('the address is left until the erasure is completed', () => {
    expect(inPackages('kari@example.test', before)).toBe(true);
    expect(inPackages('kari@example.test', underWay)).toBe(true);
    expect(inPackages('kari@example.test', afterwards)).toBe(false);
  });

  test("a number may be another's, for numbers are shared", () => {
    expect(inPackages('"phone":"+4722334455"', before)).toBe(false);
  });

  test('of another person nothing is left', () => {
    expect(inPackages('{"subjectId":"c5f1c1f0-9d0a-4c59-8a55-52d4b8d1a111"}', before)).toBe(false);
  });
});

describe('a request of the person who was erased', () => {
  const asked = { kind: 'request', subjectId: 'a-request', contact: { email: 'kari@example.test' } };

  test('may know whom to answer while it is open', () => {
    expect(inSubjects({ ...asked, state: 'in-progress', dueOn: '2026-12-20' })).toBe(false);
    expect(inSubjects({ ...asked, dueOn: '2026-12-20', corrections: { email: 'kari@example.test' } })).toBe(
      false,
    );
  });

  test('may know it until the answer is mailed, for which it has some days', () => {
    const answered = { ...asked, state: 'fulfilled', answer: { on: '2026-11-22' } };
    expect(inSubjects({ ...answered, wakeAt: '2026-11-26T23:00:00Z' })).toBe(false);
    expect(inSubjects({ ...answered, wakeAt: '2026-11-22T11:00:00Z' })).toBe(true);
    expect(inSubjects(answered)).toBe(true);
  });

  test('may not name the person anywhere else', () => {
    const open = { ...asked, dueOn: '2026-12-20' };
    expect(inSubjects({ ...open, identity: { evidence: 'a mail from kari@example.test' } })).toBe(true);
    expect(inSubjects({ ...open, note: keyOf(email) })).toBe(true);
  });
});
