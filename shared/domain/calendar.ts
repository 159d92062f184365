import { Temporal } from 'temporal-polyfill';
import { register } from '../policy/register.ts';

const zone = register.controller.timeZone;

/**
 * The instant of an RFC 3339 text, or undefined if there is none such. Fractions finer than a nanosecond, which
 * RFC 3339 allows, are cut.
 */
export function parseInstant(text: string): Temporal.Instant | undefined {
  try {
    return Temporal.Instant.from(text.replace(/(\.\d{9})\d+/, '$1'));
  } catch {
    return undefined;
  }
}

/** The calendar day of an instant in Norway, `2026-11-22`. */
export function dayOf(at: Temporal.Instant): Temporal.PlainDate {
  return at.toZonedDateTimeISO(zone).toPlainDate();
}

/**
 * The last day of a period counted from a day. Calendar arithmetic: a day the last month does not have
 * becomes that month's last (29 February + P5Y = 28 February).
 */
export function lastDayOf(from: Temporal.PlainDate, period: Temporal.Duration): Temporal.PlainDate {
  return from.add(period);
}

/** The first instant at which something kept through `lastDay` may go: the start of the next day in Norway. */
export function endOfDay(lastDay: Temporal.PlainDate): Temporal.Instant {
  return lastDay.add({ days: 1 }).toZonedDateTime(zone).toInstant();
}

/**
 * An instant as it is stored and compared: UTC, whole seconds, so that the order of the strings is the order
 * of the instants. Seconds begun are cut, so a comparison with "now" is never early.
 */
export function timestamp(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'second', roundingMode: 'floor' });
}

/** Whole seconds of a rule's calendar period counted from an instant: what Cosmos DB takes as `ttl`. */
export function secondsOf({ period }: { readonly period: string }, from: Temporal.Instant): number {
  const start = from.toZonedDateTimeISO(zone);
  return Math.ceil(start.until(start.add(period)).total('seconds'));
}
