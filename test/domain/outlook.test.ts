import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { outlookSpans } from '../../shared/domain/outlook.ts';

const spans = outlookSpans(Temporal.Instant.from('2026-11-30T23:30:00Z'));

test('an outlook begins with the month it is in Norway', () => {
  expect(spans[0]?.name).toBe('2026-12');
});

test('an outlook has twenty-four months and all that comes later', () => {
  expect(spans.map(({ name }) => name)).toEqual([
    '2026-12',
    ...Array.from({ length: 12 }, (_, month) => `2027-${String(month + 1).padStart(2, '0')}`),
    ...Array.from({ length: 11 }, (_, month) => `2028-${String(month + 1).padStart(2, '0')}`),
    'later',
  ]);
});

test('an outlook leaves no instant out and has none twice, from long ago on', () => {
  expect(spans[0]?.from.toString()).toBe('2000-01-01T00:00:00Z');
  for (const [index, { to }] of spans.slice(0, -1).entries()) expect(spans[index + 1]?.from).toEqual(to);
});

test('a month ends at midnight in Norway, in winter and in summer', () => {
  expect(spans[0]?.to.toString()).toBe('2026-12-31T23:00:00Z');
  expect(spans[5]?.to.toString()).toBe('2027-05-31T22:00:00Z');
});
