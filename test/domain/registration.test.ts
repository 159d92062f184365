import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { parseRegistration, parseStaffRegistration } from '../../shared/domain/registration.ts';

const at = Temporal.Instant.from('2026-11-22T10:00:00Z');
const form = { channel: 'contact-form', email: 'someone@example.test' };

describe('a registration', () => {
  test.each([
    ['no address and no number', { ...form, email: undefined }, '/email', 'email-or-phone-missing'],
    ['an empty address and no number', { ...form, email: ' ' }, '/email', 'email-or-phone-missing'],
    ['something that is no address', { ...form, email: 'someone' }, '/email', 'not-an-email-address'],
    ['a number in place of a name', { ...form, name: 7 }, '/name', 'not-text'],
    ['a list in place of an address', { ...form, email: ['a@example.test'] }, '/email', 'not-text'],
    ['a channel nobody knows', { ...form, channel: 'pigeon' }, '/channel', 'unknown-channel'],
    ['no channel', { email: form.email }, '/channel', 'unknown-channel'],
    ['a channel of staff', { ...form, channel: 'phone' }, '/channel', 'unknown-channel'],
    ['a name of 201 characters', { ...form, name: 'x'.repeat(201) }, '/name', 'too-long'],
    [
      'an address of 255 characters',
      { ...form, email: `${'x'.repeat(242)}@example.test` },
      '/email',
      'too-long',
    ],
    ['a line break in a name', { ...form, name: 'a\nb' }, '/name', 'control-characters'],
    ['a phone number that is none', { ...form, phone: '12' }, '/phone', 'not-a-phone-number'],
    ['a date that does not exist', { ...form, policyVersion: '2026-02-30' }, '/policyVersion', 'not-a-date'],
    ['a version of tomorrow', { ...form, policyVersion: '2026-11-23' }, '/policyVersion', 'in-the-future'],
    ['a language nobody reads here', { ...form, locale: 'xx' }, '/locale', 'unknown-locale'],
    ['a choice that is none', { ...form, marketing: 'perhaps' }, '/marketing', 'not-a-choice'],
    ['a filled honeypot', { ...form, website: 'https://example.test' }, '/website', 'must-be-empty'],
  ])('with %s is refused', (_, input, pointer, reason) => {
    expect(parseRegistration(input, at)).toEqual({ outcome: 'invalid', errors: [{ pointer, reason }] });
  });

  test.each([null, [], 'text', 7])('that is %j is refused as a whole', (input) => {
    expect(parseRegistration(input, at)).toEqual({
      outcome: 'invalid',
      errors: [{ pointer: '', reason: 'not-an-object' }],
    });
  });

  test('names every field that is wrong', () => {
    const parsed = parseRegistration({ channel: 'x', name: 1, email: 'y', phone: 'z' }, at);
    expect(parsed.outcome === 'invalid' && parsed.errors.map(({ pointer }) => pointer).sort()).toEqual([
      '/channel',
      '/email',
      '/name',
      '/phone',
    ]);
  });

  test('is trimmed, in NFC, its number in E.164, its ticked box true, its day that of Norway', () => {
    const parsed = parseRegistration(
      {
        ...form,
        name: '  A\u030Ase ',
        company: '',
        phone: '22 33 44 55',
        marketing: 'on',
        extra: 'left behind',
      },
      Temporal.Instant.from('2026-11-22T23:30:00Z'),
    );
    expect(parsed).toEqual({
      outcome: 'valid',
      value: {
        channel: 'contact-form',
        name: 'Åse',
        company: undefined,
        email: 'someone@example.test',
        phone: '+4722334455',
        marketing: true,
        policyVersion: undefined,
        locale: 'nb',
        redirect: undefined,
        submittedOn: '2026-11-23',
        website: undefined,
      },
    });
  });
});

describe('a registration typed in by staff', () => {
  const call = { channel: 'phone', phone: '22 33 44 55' };

  test('carries the day it was submitted', () => {
    const parsed = parseStaffRegistration({ ...call, submittedOn: '2026-11-01' }, at);
    expect(parsed.outcome === 'valid' && parsed.value.submittedOn).toBe('2026-11-01');
  });

  test.each([
    ['tomorrow', '2026-11-23', 'in-the-future'],
    ['more than five years ago', '2021-11-21', 'past-its-retention'],
    ['a day that does not exist', '2026-02-29', 'not-a-date'],
  ])('is refused when that day is %s', (_, submittedOn, reason) => {
    expect(parseStaffRegistration({ ...call, submittedOn }, at)).toEqual({
      outcome: 'invalid',
      errors: [{ pointer: '/submittedOn', reason }],
    });
  });

  test('may be of the last day that is still kept', () => {
    expect(parseStaffRegistration({ ...call, submittedOn: '2021-11-22' }, at).outcome).toBe('valid');
  });
});
