import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emailIdentifier, identifiersOf, parsePhone } from '../../shared/domain/identifier.ts';

describe('an e-mail address', () => {
  test.each([
    ['Someone@Example.TEST', 'someone@example.test'],
    ['  someone@example.test ', 'someone@example.test'],
    ['bla\u030Abær@example.test', 'blåbær@example.test'],
  ])('%j is compared as %j', (written, compared) => {
    expect(emailIdentifier(written).value).toBe(compared);
  });

  test('compares the same however often it is normalised', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = emailIdentifier(text).value;
        expect(emailIdentifier(once).value).toBe(once);
      }),
    );
  });
});

describe('a phone number', () => {
  test.each([
    ['22 33 44 55', '+4722334455'],
    ['+47 22334455', '+4722334455'],
    ['0047 22 33 44 55', '+4722334455'],
    ['+46 8-123 456 78', '+46812345678'],
  ])('%j is %j', (written, e164) => {
    expect(parsePhone(written)).toBe(e164);
  });

  test.each(['', '12', 'call me', '+47', '123456789012345678901'])('%j is none', (written) => {
    expect(parsePhone(written)).toBeUndefined();
  });
});

describe('who a person is', () => {
  test('is said by the address, and a number is only mentioned with it', () => {
    expect(identifiersOf({ email: 'a@example.test', phone: '+4722334455' })).toEqual({
      identifying: { type: 'email', value: 'a@example.test' },
      mentioned: [{ type: 'phone', value: '+4722334455' }],
    });
  });

  test('is said by the number where there is no address', () => {
    expect(identifiersOf({ phone: '+4722334455' })).toEqual({
      identifying: { type: 'phone', value: '+4722334455' },
      mentioned: [],
    });
  });
});
