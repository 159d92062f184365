import { Cron } from 'croner';

export interface Schedule {
  /** The first occurrence after the instant, both in epoch milliseconds; undefined when there is none. */
  next(after: number): number | undefined;
  /** Whether runs are a minute or more apart: then Azure keeps the last run over a stop. */
  readonly isMonitored: boolean;
}

const MINUTE = 60_000;
/** A number, or the first three letters of a month or day. */
const VALUE = String.raw`(\d+|[A-Za-z]{3})`;
const FIELD = String.raw`(\*|${VALUE})(-${VALUE})?(\/\d+)?`;
const EXPRESSION = new RegExp(`^${FIELD}(,${FIELD})*$`);

/**
 * An NCRONTAB expression, `{second} {minute} {hour} {day} {month} {day of week}`
 * (https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions); without
 * the seconds it has five fields. Where day and weekday are both given, both must hold. `timeZone` is an
 * IANA name.
 */
export function parseSchedule(expression: string, timeZone = 'UTC'): Schedule {
  const fields = expression.trim().split(/\s+/);
  if (fields.length === 5) fields.unshift('0');
  if (fields.length !== 6 || !fields.every((field) => EXPRESSION.test(field))) {
    throw new Error(
      `schedule "${expression}" is not an NCRONTAB expression of six fields (time spans, and the signs L W # ? @ of other dialects, are not supported)`,
    );
  }
  // Without `sloppyRanges` croner refuses "5/15", which in NCRONTAB means from 5 on.
  const cron = new Cron(fields.join(' '), {
    paused: true,
    timezone: timeZone,
    domAndDow: true,
    sloppyRanges: true,
    mode: '6-part',
  });
  const next = (after: number) => cron.nextRun(new Date(after))?.getTime();
  return { next, isMonitored: shortestGap(next) >= MINUTE };
}

/** Among the first few occurrences, as Azure looks at it. */
function shortestGap(next: Schedule['next']): number {
  let shortest = Number.POSITIVE_INFINITY;
  let last = next(Date.UTC(2024, 0, 1) - 1);
  for (let count = 0; count < 5 && last !== undefined; count += 1) {
    const following = next(last);
    if (following === undefined) break;
    shortest = Math.min(shortest, following - last);
    last = following;
  }
  return shortest;
}
