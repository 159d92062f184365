import { Temporal } from 'temporal-polyfill';
import { requestRules } from '../policy/rights.ts';
import { dayOf, endOfDay, lastDayOf } from './calendar.ts';

/** Norwegian public holidays, `2027-05-17`: of every year that a last day may fall into. */
export type PublicHolidays = ReadonlySet<string>;

/**
 * The last day for the answer to a request that came in on a day: one calendar month later (GDPR Art. 12(3)). A
 * Saturday, a Sunday and a public holiday move it on to the next working day (Regulation 1182/71 Art. 3(4)).
 */
export function dueDay(receivedOn: string, holidays: PublicHolidays): string {
  return workingDayFrom(receivedOn, requestRules.due, holidays);
}

/** With the one extension: three calendar months from the receipt, moved on alike. */
export function extendedDueDay(receivedOn: string, holidays: PublicHolidays): string {
  return workingDayFrom(receivedOn, requestRules.extended, holidays);
}

/** The years whose holidays decide when an answer to a request of that day is due at the latest. */
export function yearsOfDueDays(receivedOn: string): number[] {
  const received = Temporal.PlainDate.from(receivedOn);
  const years = [requestRules.due, requestRules.extended].flatMap((period) => {
    const last = received.add(period);
    // A last day at the end of December may move on into January.
    return [last.year, last.add({ days: 14 }).year];
  });
  return [...new Set(years)];
}

/** Whole days until the last day is over, seen from an instant: 0 on the day itself, negative when it is over. */
export function daysLeft(dueOn: string, at: Temporal.Instant): number {
  return dayOf(at).until(Temporal.PlainDate.from(dueOn), { largestUnit: 'days' }).days;
}

/** From when on an answer is overdue. */
export function overdueFrom(dueOn: string): Temporal.Instant {
  return endOfDay(Temporal.PlainDate.from(dueOn));
}

function workingDayFrom(receivedOn: string, period: string, holidays: PublicHolidays): string {
  let day = lastDayOf(Temporal.PlainDate.from(receivedOn), Temporal.Duration.from(period));
  while (day.dayOfWeek > 5 || holidays.has(day.toString())) day = day.add({ days: 1 });
  return day.toString();
}
