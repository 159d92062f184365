import { Temporal } from 'temporal-polyfill';

const TIME_ZONE = 'Europe/Oslo';

/** The days of the story, `2026-11-22`, from the one it starts on. */
export interface Days {
  readonly first: string;
  readonly phoneCall: string;
  readonly licenceEnd: string;
  /** The last days on which something is kept (policy rows P9, P10). */
  readonly licenceKept: string;
  readonly phoneCallKept: string;
  readonly formsKept: string;
}

export function daysFrom(first: Temporal.PlainDate): Days {
  const phoneCall = first.subtract({ days: 3 });
  const licenceEnd = first.add({ years: 1 });
  return {
    first: first.toString(),
    phoneCall: phoneCall.toString(),
    licenceEnd: licenceEnd.toString(),
    licenceKept: licenceEnd.add({ months: 3 }).toString(),
    phoneCallKept: phoneCall.add({ years: 5 }).toString(),
    formsKept: first.add({ years: 5 }).toString(),
  };
}

export function today(): Temporal.PlainDate {
  return Temporal.Now.plainDateISO(TIME_ZONE);
}

/** Where the clock stands in the story, in order. */
export type Moment = 'first day' | 'licence ends' | 'licence due' | 'last minute' | 'everything due';

export type Moments = Readonly<Record<Moment, Temporal.ZonedDateTime>>;

export function momentsOf(days: Days): Moments {
  return {
    'first day': at(days.first, '09:00'),
    'licence ends': at(days.licenceEnd, '16:00'),
    'licence due': startOfTheNext(days.licenceKept),
    'last minute': at(days.formsKept, '23:59'),
    'everything due': startOfTheNext(days.formsKept),
  };
}

/** The instant from which something kept through `day` may go, as the product writes it. */
export function endOf(day: string): string {
  return startOfTheNext(day).toInstant().toString();
}

function startOfTheNext(day: string): Temporal.ZonedDateTime {
  return at(Temporal.PlainDate.from(day).add({ days: 1 }).toString(), '00:00');
}

function at(day: string, plainTime: string): Temporal.ZonedDateTime {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: TIME_ZONE, plainTime });
}
