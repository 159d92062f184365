import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emailIdentifier, parsePhone } from '../../shared/domain/identifier.ts';
import { identifiersInText } from '../../shared/domain/identifiers-in-text.ts';

const emailsIn = (text: string) =>
  identifiersInText(text)
    .filter(({ type }) => type === 'email')
    .map(({ value }) => value);
const phonesIn = (text: string) =>
  identifiersInText(text)
    .filter(({ type }) => type === 'phone')
    .map(({ value }) => value);

/** Whether the text may tell of one certain person. */
const isFound = (text: string) =>
  emailsIn(text).includes('kari@example.test') || phonesIn(text).includes('+4722334455');

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
  'in the name of a file': (value) => `/letters/${value}.json`,
  'in quoted-printable': (value) => `Dear ${quotedPrintable(value)} =\r\n`,
};

const word = fc
  .array(fc.constantFrom(...'abcxyzæøå0189'.split('')), { minLength: 1, maxLength: 8 })
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
      fc.property(anywhere, ([one, kari, mobile, other]) => {
        const text = JSON.stringify([one, { [kari]: one, mobile }, other]);
        expect(emailsIn(text)).toContain(emailIdentifier(kari).value);
        expect(phonesIn(text)).toContain(parsePhone(mobile));
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
  ])('%s is somebody else, or nobody', (text) => expect(isFound(text)).toBe(false));

  test.each([
    ['a date', '{"on":"2026-11-22"}', '+4720261122'],
    ['a date and time', '2026-11-22 10:00:00.22334455', '+4722334455'],
    ['a random id', '{"id":"22334455-6677-4889-9001-223344556677"}', '+4722334455'],
  ])('%s is no number', (_what, text, value) => expect(phonesIn(text)).not.toContain(value));

  test('is not found in any text at all', () => {
    const noise = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.json(), fc.webUrl(), fc.uuid());
    fc.assert(fc.property(noise, (text) => !isFound(text)));
  });

  test.each(['@', '\\', '%', '=', '1', '1 ', '+1', '&@', 'a.', '%25', '=41', '&#'])(
    'does not hold the search up, though it be %j and nothing else',
    (piece) => {
      const began = performance.now();
      isFound(piece.repeat(200_000 / piece.length));
      expect(performance.now() - began).toBeLessThan(60_000);
    },
  );
});
