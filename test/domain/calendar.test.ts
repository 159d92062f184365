import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { dayOf, endOfDay, lastDayOf, secondsOf, timestamp } from '../../shared/domain/calendar.ts';

const date = (text: string) => Temporal.PlainDate.from(text);
const period = (text: string) => Temporal.Duration.from(text);

/** Any day of the years the pipeline meets. */
const anyDay = fc
  .integer({ min: 0, max: 60 * 365 })
  .map((days) => Temporal.PlainDate.from('2000-01-01').add({ days }));
const anyPeriod = fc
  .record({ years: fc.nat(10), months: fc.nat(24), days: fc.nat(60) })
  .map((parts) => Temporal.Duration.from(parts));
const anyInstant = fc
  .integer({ min: Date.UTC(2000, 0), max: Date.UTC(2060, 0) })
  .map((milliseconds) => Temporal.Instant.fromEpochMilliseconds(milliseconds));

describe('the last day of a period', () => {
  test.each([
    ['2024-02-29', 'P5Y', '2029-02-28'],
    ['2023-11-30', 'P3M', '2024-02-29'],
    ['2026-11-30', 'P3M', '2027-02-28'],
    ['2026-11-22', 'P5Y', '2031-11-22'],
    ['2026-12-31', 'P6M', '2027-06-30'],
    ['2026-01-31', 'P1M', '2026-02-28'],
  ])('%s + %s is %s', (from, length, last) => {
    expect(lastDayOf(date(from), period(length)).toString()).toBe(last);
  });

  test('never lies before the day it is counted from', () => {
    fc.assert(
      fc.property(anyDay, anyPeriod, (from, length) => {
        expect(Temporal.PlainDate.compare(lastDayOf(from, length), from)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('the end of a day in Norway', () => {
  test.each([
    ['2031-11-22', '2031-11-22T23:00:00Z'],
    ['2031-07-01', '2031-07-01T22:00:00Z'],
    ['2026-03-28', '2026-03-28T23:00:00Z'],
    ['2026-03-29', '2026-03-29T22:00:00Z'],
    ['2026-10-25', '2026-10-25T23:00:00Z'],
  ])('of %s is %s', (day, instant) => {
    expect(timestamp(endOfDay(date(day)))).toBe(instant);
  });

  test('is the first instant that no longer belongs to the day', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const end = endOfDay(day);
        expect(dayOf(end.subtract({ nanoseconds: 1 })).equals(day)).toBe(true);
        expect(dayOf(end).equals(day.add({ days: 1 }))).toBe(true);
      }),
    );
  });
});

describe('timestamps', () => {
  test('stand in the order of their instants, to the second', () => {
    fc.assert(
      fc.property(anyInstant, anyInstant, (a, b) => {
        const seconds = (at: Temporal.Instant) => Math.floor(at.epochMilliseconds / 1000);
        expect(Math.sign(timestamp(a).localeCompare(timestamp(b)))).toBe(Math.sign(seconds(a) - seconds(b)));
      }),
    );
  });

  test('are never later than the instant, so nothing is due early', () => {
    fc.assert(
      fc.property(anyInstant, (at) => {
        const written = Temporal.Instant.from(timestamp(at));
        expect(Temporal.Instant.compare(written, at)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

test('the seconds of a period follow the calendar, leap years and summer time included', () => {
  const at = (text: string) => Temporal.Instant.from(text);
  expect(secondsOf({ period: 'P1Y' }, at('2027-01-01T00:00:00Z'))).toBe(365 * 86_400);
  expect(secondsOf({ period: 'P1Y' }, at('2028-01-01T00:00:00Z'))).toBe(366 * 86_400);
  expect(secondsOf({ period: 'P1D' }, at('2026-03-28T12:00:00Z'))).toBe(23 * 3_600);
});
