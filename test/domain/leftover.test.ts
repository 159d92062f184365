import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ErasureDocument } from '../../shared/domain/document.ts';
import type { ErasureId, IdentifierKey, SubjectId } from '../../shared/domain/id.ts';
import {
  emailIdentifier,
  type Identifier,
  parsePhone,
  phoneIdentifier,
} from '../../shared/domain/identifier.ts';
import { identifiersInText } from '../../shared/domain/identifiers-in-text.ts';
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
  completedAt: '2026-11-22T10:00:00Z',
};
const search = searchForLeftovers([erasure], (identifier) => [keyOf(identifier)]);

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

const emailsIn = (text: string) =>
  identifiersInText(text)
    .filter(({ type }) => type === 'email')
    .map(({ value }) => value);
const phonesIn = (text: string) =>
  identifiersInText(text)
    .filter(({ type }) => type === 'phone')
    .map(({ value }) => value);

const escaped = (text: string) =>
  text.replaceAll(/[^a-z ]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
const quotedPrintable = (text: string) =>
  text.replaceAll(/[^a-z .]/gu, (character) =>
    [...Buffer.from(character)]
      .map((octet) => `=${octet.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );

/** Ways in which stores, logs and messages write a value. */
const spellings: Readonly<Record<string, (value: string) => string>> = {
  'by itself': (value) => value,
  'in a sentence': (value) => `Please call or write to ${value}. Thank you.`,
  'in angle brackets': (value) => `Kari Nordmann <${value}>`,
  'in a list': (value) => `one@example.test,${value};two@example.test`,
  'in JSON': (value) => JSON.stringify({ contact: { value } }),
  'in JSON in JSON': (value) => JSON.stringify({ body: JSON.stringify({ value: `a\n${value}\nb` }) }),
  'in escaped JSON': (value) => `{"value":"${escaped(value)}"}`,
  'in escaped JSON in JSON': (value) => JSON.stringify({ body: `{"value":"${escaped(value)}"}` }),
  'in a URL': (value) => `https://example.test/?value=${encodeURIComponent(value)}&page=2`,
  'in a URL in a URL': (value) =>
    `https://example.test/?to=${encodeURIComponent(`/a?value=${encodeURIComponent(value)}`)}`,
  'in a form': (value) => new URLSearchParams({ name: 'Kari Nordmann', value, page: '2' }).toString(),
  'in a mailto link': (value) => `<a href="mailto:${value}">`,
  'in HTML': (value) => `<p>${value.replaceAll('@', '&#64;')}</p>`,
  'in quoted-printable': (value) => `Dear ${quotedPrintable(value)} =\r\n`,
};

const word = fc
  .array(fc.constantFrom(...'abcxyzæøå0189'), { minLength: 1, maxLength: 8 })
  .map((characters) => characters.join(''));
const address = fc
  .record({
    local: fc.tuple(word, fc.constantFrom('', '.', '+', '-', '_', "'", '/', '#', '='), word),
    domain: fc.array(word, { minLength: 1, maxLength: 3 }),
    upper: fc.boolean(),
  })
  .map(({ local, domain, upper }) => {
    const written = `${local.join('')}@${domain.join('.')}.test`;
    return upper ? written.toUpperCase() : written;
  });
const number = fc
  .record({
    digits: fc.integer({ min: 20_000_000, max: 79_999_999 }).map(String),
    prefix: fc.constantFrom('', '+47', '+47 ', '0047 '),
    gap: fc.constantFrom('', ' ', '-', '.'),
  })
  .map(({ digits, prefix, gap }) => prefix + (digits.match(/../g) ?? []).join(gap));

describe('an address or a number', () => {
  test.each(Object.entries(spellings))('is found %s', (_how, spell) => {
    fc.assert(
      fc.property(address, (written) => {
        expect(emailsIn(spell(written))).toContain(emailIdentifier(written).value);
      }),
    );
    fc.assert(
      fc.property(number, (written) => {
        expect(phonesIn(spell(written))).toContain(parsePhone(written));
      }),
    );
  });

  test('is found anywhere in any JSON', () => {
    const anywhere = fc.tuple(fc.json({ maxDepth: 3 }), address, number, fc.json());
    fc.assert(
      fc.property(anywhere, ([one, email, phone, other]) => {
        const text = JSON.stringify([one, { [email]: one, phone }, other]);
        expect(emailsIn(text)).toContain(emailIdentifier(email).value);
        expect(phonesIn(text)).toContain(parsePhone(phone));
      }),
    );
  });

  test('is found as the intake took it, with what was mistyped', () => {
    expect(emailsIn('{"email":"kari@example.test>","name":"Kari"}')).toContain('kari@example.test>');
    expect(emailsIn('{"email":"kari@exa,mple.test"}')).toContain('kari@exa,mple.test');
  });

  test('is found with its accents in one character or two', () => {
    expect(emailsIn('bla\u030Abær@example.test')).toContain('blåbær@example.test');
  });
});

describe('what only looks like the person', () => {
  test.each([
    'okari@example.test',
    'ola.kari@example.test',
    'kari@example.testing',
    'kari@example.test.example',
    'kari@example',
    'kari at example.test',
    '1223344551',
    'a22334455',
    '22334455b',
    '+4622334455',
    '22-33-44',
    '223 344 5',
    '22334455-0000-4000-8000-000000000000',
  ])('%s is somebody else, or nobody', (text) => expect(isLeft(text)).toBe(false));

  test.each([
    ['a date', '{"on":"2026-11-22"}', '+4720261122'],
    ['a date and time', '2026-11-22 10:00:00.22334455', '+4722334455'],
    ['a random id', '{"id":"22334455-6677-4889-9001-223344556677"}', '+4722334455'],
  ])('%s is no number', (_what, text, value) => expect(phonesIn(text)).not.toContain(value));

  test('is not found in any text at all', () => {
    const noise = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.json(), fc.webUrl(), fc.uuid());
    fc.assert(fc.property(noise, (text) => !isLeft(text)));
  });

  test.each(['@', '\\', '%', '=', '1', '1 ', '+1', '&@', 'a.', '%25', '=41', '&#'])(
    'does not hold the search up, though it be %j and nothing else',
    (piece) => {
      const began = performance.now();
      isLeft(piece.repeat(200_000 / piece.length));
      expect(performance.now() - began).toBeLessThan(10_000);
    },
  );
});

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
    const one = searchForLeftovers([{ ...erasure, releases }], () => []);
    expect(one({ place: 'service-bus/privacy-events/mail', text: String(releases[0]?.key) })).toEqual([]);
  });

  test('only the erasures of the person it names are contradicted', () => {
    const ola = emailIdentifier('ola@example.test');
    const other = { ...erasure, id: 'another' as ErasureId, releases: [{ key: keyOf(ola) }] };
    const both = searchForLeftovers([erasure, other], (identifier) => [keyOf(identifier)]);
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
    expect(inSubjects(record, underWay)).toBe(false);
  });

  test('what is no document is searched as any text', () => {
    expect(isLeft('kari@example.test', { place: 'cosmos/subjects' })).toBe(true);
    expect(isLeft('["kari@example.test"]', { place: 'cosmos/identifiers' })).toBe(true);
  });
});
