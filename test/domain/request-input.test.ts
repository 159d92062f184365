import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  parseExtension,
  parseFulfilment,
  parseRefusal,
  parseShownIdentity,
} from '../../shared/domain/request-decision.ts';
import { parseRequest, parseStaffRequest } from '../../shared/domain/request-input.ts';

const at = Temporal.Instant.from('2026-11-20T10:00:00Z');
const email = 'kari@example.test';

describe('what a person asks for', () => {
  test('is read from JSON and from a form alike', () => {
    const expected = {
      right: 'rectification',
      contact: { email },
      corrections: { name: 'Kari Nordmann', phone: '+4722334455' },
      locale: 'en',
      receivedOn: '2026-11-20',
    };
    const asked = { right: 'rectification', email, locale: 'en' };
    const json = { ...asked, corrections: { name: 'Kari Nordmann', phone: '22 33 44 55' } };
    const form = {
      ...asked,
      phone: '',
      'corrections.name': 'Kari Nordmann',
      'corrections.company': '',
      'corrections.phone': '22 33 44 55',
      website: '',
    };
    expect(parseRequest(json, at)).toEqual({ outcome: 'valid', value: expected });
    expect(parseRequest(form, at)).toEqual({ outcome: 'valid', value: expected });
  });

  test('needs no corrections for another right, and keeps none', () => {
    const parsed = parseRequest({ right: 'access', phone: '22334455', corrections: { name: 'Kari' } }, at);
    expect(parsed).toEqual({
      outcome: 'valid',
      value: { right: 'access', contact: { phone: '+4722334455' }, locale: 'nb', receivedOn: '2026-11-20' },
    });
  });

  test.each<[string, object, string, string]>([
    ['no right', { email }, '/right', 'missing'],
    ['a right that is none', { right: 'everything', email }, '/right', 'unknown-right'],
    ['nobody', { right: 'access' }, '/email', 'one-of-email-and-phone'],
    [
      'both address and number',
      { right: 'access', email, phone: '22334455' },
      '/email',
      'one-of-email-and-phone',
    ],
    ['an address that is none', { right: 'access', email: 'kari' }, '/email', 'not-an-email-address'],
    ['a language that is not ours', { right: 'access', email, locale: 'sv' }, '/locale', 'unknown-locale'],
    ['a field that people do not see', { right: 'access', email, website: 'x' }, '/website', 'must-be-empty'],
    ['a correction of nothing', { right: 'rectification', email }, '/corrections', 'missing'],
    [
      'a correction that is no object',
      { right: 'rectification', email, corrections: 'x' },
      '/corrections',
      'not-an-object',
    ],
    [
      'a correction to a number that is none',
      { right: 'rectification', email, 'corrections.phone': 'x' },
      '/corrections/phone',
      'not-a-phone-number',
    ],
  ])('with %s is refused by name of the field', (_, input, pointer, reason) => {
    expect(parseRequest(input, at)).toEqual({ outcome: 'invalid', errors: [{ pointer, reason }] });
  });

  test('that is no object is refused', () => {
    for (const input of [null, 'access', 7, []]) {
      expect(parseRequest(input, at)).toMatchObject({ outcome: 'invalid' });
    }
  });
});

describe('what staff type in', () => {
  const typed = { right: 'access', email };

  test('has the day of the mail, and by what it was shown who asks', () => {
    const input = { ...typed, receivedOn: '2026-11-03', identity: 'called back, case 4711', subjectId: '' };
    expect(parseStaffRequest(input, at)).toMatchObject({
      outcome: 'valid',
      value: { receivedOn: '2026-11-03', identity: 'called back, case 4711', about: undefined },
    });
  });

  test.each<[string, object, string, string]>([
    ['a day to come', { receivedOn: '2026-11-21' }, '/receivedOn', 'in-the-future'],
    ['a day more than three months ago', { receivedOn: '2026-08-19' }, '/receivedOn', 'too-far-away'],
    ['evidence with an address', { identity: 'a mail from x@y.no' }, '/identity', 'names-the-person'],
    ['an id that is none', { subjectId: 'kari' }, '/subjectId', 'not-an-id'],
  ])('is refused with %s', (_, more, pointer, reason) => {
    expect(parseStaffRequest({ ...typed, ...more }, at)).toEqual({
      outcome: 'invalid',
      errors: [{ pointer, reason }],
    });
  });

  test('is refused with evidence that has the number that was stated', () => {
    const input = { right: 'access', phone: '22 33 44 55', identity: 'called 22334455' };
    expect(parseStaffRequest(input, at)).toMatchObject({ errors: [{ pointer: '/identity' }] });
  });

  test('may be three months old to the day', () => {
    expect(parseStaffRequest({ ...typed, receivedOn: '2026-08-20' }, at).outcome).toBe('valid');
  });
});

describe('what staff decide', () => {
  const known = { contact: { email }, corrections: { name: 'Kari Nordmann' } };

  test.each<[string, { readonly outcome: string }]>([
    ['to take more time', parseExtension({ reason: 'many-requests' })],
    ['to refuse', parseRefusal({ ground: 'excessive', note: '' }, known)],
    ['that all is done', parseFulfilment({ outcome: 'fulfilled', ground: '', note: 'done' }, known)],
    ['that a part is done', parseFulfilment({ outcome: 'partly-fulfilled', ground: 'hold' }, known)],
    ['that it is shown who asks', parseShownIdentity({ evidence: 'called back' }, known)],
  ])('%s is read', (_, parsed) => expect(parsed.outcome).toBe('valid'));

  test.each<[string, object, string, string]>([
    ['a reason that is none', parseExtension({ reason: 'holiday' }), '/reason', 'unknown-extension-reason'],
    ['a ground that is none', parseRefusal({ ground: 'no' }, known), '/ground', 'unknown-ground'],
    [
      'a note with an address',
      parseRefusal({ ground: 'excessive', note: `to ${email}` }, known),
      '/note',
      'names-the-person',
    ],
    [
      'a note with the name that is to be corrected',
      parseFulfilment({ outcome: 'fulfilled', note: 'it is Kari Nordmann now' }, known),
      '/note',
      'names-the-person',
    ],
    [
      'a part that is refused on no ground',
      parseFulfilment({ outcome: 'partly-fulfilled' }, known),
      '/ground',
      'missing',
    ],
    ['an outcome that is none', parseFulfilment({ outcome: 'maybe' }, known), '/outcome', 'not-an-outcome'],
    ['no evidence', parseShownIdentity({ evidence: ' ' }, known), '/evidence', 'missing'],
  ])('is refused with %s', (_, parsed, pointer, reason) => {
    expect(parsed).toEqual({ outcome: 'invalid', errors: [{ pointer, reason }] });
  });

  test('that all is done has no ground', () => {
    expect(parseFulfilment({ outcome: 'fulfilled', ground: 'hold' }, known)).toMatchObject({
      value: { ground: undefined },
    });
  });
});
