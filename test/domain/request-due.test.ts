import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { beforeAll, describe, expect, test } from 'vitest';
import { createHolidays } from '../../shared/adapters/holidays.ts';
import { daysLeft, dueDay, extendedDueDay, yearsOfDueDays } from '../../shared/domain/request-due.ts';

/** The public holidays of Norway, as the calendar library knows them. */
let holidays: ReadonlySet<string>;
beforeAll(async () => {
  const calendar = createHolidays();
  const years = await Promise.all(Array.from({ length: 15 }, (_, index) => calendar.of(2026 + index)));
  holidays = new Set(years.flatMap((days) => [...days]));
});

describe('the last day for an answer', () => {
  test.each([
    ['the same day of the next month', '2026-10-20', '2026-11-20'],
    ['the last day of a shorter month', '2027-08-31', '2027-09-30'],
    ['29 February, a month after 31 January of a leap year', '2028-01-31', '2028-02-29'],
    ['the Monday after a Saturday', '2026-10-21', '2026-11-23'],
    ['the Monday after a Sunday', '2026-10-22', '2026-11-23'],
    ['1 March, where 28 February is a Sunday', '2027-01-31', '2027-03-01'],
    ['the day after the Constitution Day', '2028-04-17', '2028-05-18'],
    ['the Tuesday after Easter, from Maundy Thursday on', '2027-02-25', '2027-03-30'],
    ['after Christmas and the weekend', '2026-11-25', '2026-12-28'],
    ['Christmas Eve, which is no public holiday', '2026-11-24', '2026-12-24'],
    ['in the new year, after its first day and the weekend', '2026-12-01', '2027-01-04'],
  ])('is %s', (_, receivedOn, dueOn) => {
    expect(dueDay(receivedOn, holidays)).toBe(dueOn);
  });

  test.each([
    ['three months from the receipt', '2026-10-20', '2027-01-20'],
    ['1 March, where the third month has no such day and its last is a Sunday', '2026-11-30', '2027-03-01'],
    ['the Tuesday after Easter', '2026-12-25', '2027-03-30'],
  ])('with the extension is %s', (_, receivedOn, dueOn) => {
    expect(extendedDueDay(receivedOn, holidays)).toBe(dueOn);
  });

  const days = fc
    .integer({ min: 0, max: 365 * 12 })
    .map((count) => Temporal.PlainDate.from('2026-01-01').add({ days: count }).toString());

  test('is always a working day, never before the month is over, and soon after', () => {
    fc.assert(
      fc.property(days, (receivedOn) => {
        const due = Temporal.PlainDate.from(dueDay(receivedOn, holidays));
        const month = Temporal.PlainDate.from(receivedOn).add({ months: 1 });
        expect(due.dayOfWeek).toBeLessThan(6);
        expect(holidays.has(due.toString())).toBe(false);
        const { days: moved } = month.until(due);
        expect(moved).toBeGreaterThanOrEqual(0);
        expect(moved).toBeLessThanOrEqual(5);
      }),
    );
  });

  test('is later with the extension, and only ever moves to a later day for a later receipt', () => {
    fc.assert(
      fc.property(days, days, (one, other) => {
        expect(extendedDueDay(one, holidays) > dueDay(one, holidays)).toBe(true);
        const [earlier, later] = [one, other].toSorted();
        const isInOrder = dueDay(earlier ?? '', holidays) <= dueDay(later ?? '', holidays);
        expect(isInOrder).toBe(true);
      }),
    );
  });

  test('falls into a year whose holidays are asked for', () => {
    fc.assert(
      fc.property(days, (receivedOn) => {
        const years = yearsOfDueDays(receivedOn);
        for (const due of [dueDay(receivedOn, holidays), extendedDueDay(receivedOn, holidays)]) {
          expect(years).toContain(Temporal.PlainDate.from(due).year);
        }
      }),
    );
  });
});

describe('the days left', () => {
  test.each([
    ['2026-11-20T12:00:00Z', 3],
    ['2026-11-22T23:30:00Z', 0],
    ['2026-11-23T22:59:59Z', 0],
    ['2026-11-23T23:00:00Z', -1],
  ])('are counted in Norway: at %s there are %i', (at, left) => {
    expect(daysLeft('2026-11-23', Temporal.Instant.from(at))).toBe(left);
  });
});
