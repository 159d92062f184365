import { expect, test } from 'vitest';
import { namesThePerson } from '../../shared/domain/names-the-person.ts';

const known = {
  emails: ['kari@example.test', undefined],
  phones: ['+4722334455'],
  names: ['Kari Nordmann', 'Bo', '', undefined],
};

test.each([
  'kari@example.test',
  'somebody.else@example.test',
  'tlf. 22 33 44 55',
  'phone 0047-22334455',
  'the case of KARI NORDMANN',
  'Kari Nordmanns sak',
  'Kari-Nordmann',
  'sak om Bo, 2026',
])('a text that names the person is found: %s', (text) => {
  expect(namesThePerson(text, known)).toBe(true);
});

test.each([
  'Boligtvistutvalget',
  'Oslo tingrett',
  '26-123456TVI-TOSL/04',
  'karianne nordmannsen',
  '-',
  '22 33 44',
])('a text that only looks like it is not: %s', (text) => {
  expect(namesThePerson(text, known)).toBe(false);
});

test('of somebody who is not known any more, an address is found all the same', () => {
  const nobody = { emails: [], phones: [], names: [] };
  expect(namesThePerson('kari@example.test', nobody)).toBe(true);
  expect(namesThePerson('Kari Nordmann, 22 33 44 55', nobody)).toBe(false);
});
