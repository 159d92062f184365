import { Temporal } from 'temporal-polyfill';

const TIME_ZONE = 'Europe/Oslo';

/** The days of the story, `2026-11-22`, from the one it starts on. */
export interface Days {
  readonly first: string;
  readonly phoneCall: string;
  readonly licenceEnd: string;
  /** Of two letters that staff type in on the day the licence ends. */
  readonly question: string;
  readonly letter: string;
  /** The last days on which something is kept (policy rows P6, P9, P10). */
  readonly unansweredKept: string;
  readonly licenceKept: string;
  readonly phoneCallKept: string;
  readonly formsKept: string;
  /** When the hold is to be looked at, and when it turns out not to be needed any more. */
  readonly holdReview: string;
  readonly holdRelease: string;
}

export function daysFrom(first: Temporal.PlainDate): Days {
  const phoneCall = first.subtract({ days: 3 });
  const licenceEnd = first.add({ years: 1 });
  const formsKept = first.add({ years: 5 });
  return {
    first: first.toString(),
    phoneCall: phoneCall.toString(),
    licenceEnd: licenceEnd.toString(),
    question: licenceEnd.subtract({ days: 20 }).toString(),
    letter: licenceEnd.subtract({ days: 10 }).toString(),
    unansweredKept: first.add({ days: 14 }).toString(),
    licenceKept: licenceEnd.add({ months: 3 }).toString(),
    phoneCallKept: phoneCall.add({ years: 5 }).toString(),
    formsKept: formsKept.toString(),
    holdReview: formsKept.add({ months: 6 }).toString(),
    holdRelease: formsKept.add({ months: 2 }).toString(),
  };
}

export function today(): Temporal.PlainDate {
  return Temporal.Now.plainDateISO(TIME_ZONE);
}

/** Where the clock stands in the story, in order. */
export type Moment =
  | 'first day'
  | 'no answer'
  | 'licence ends'
  | 'answer near'
  | 'licence due'
  | 'call due'
  | 'forms due'
  | 'hold released'
  | 'first reminder'
  | 'second reminder';

export type Moments = Readonly<Record<Moment, Temporal.ZonedDateTime>>;

export function momentsOf(days: Days): Moments {
  const released = at(days.holdRelease, '10:00');
  return {
    'first day': at(days.first, '09:00'),
    'no answer': startOfTheNext(days.unansweredKept),
    'licence ends': at(days.licenceEnd, '16:00'),
    // The last day for the answer is the next one, or the first working day after it: over when the licence is due.
    'answer near': at(
      Temporal.PlainDate.from(days.letter).add({ months: 3 }).subtract({ days: 1 }).toString(),
      '09:00',
    ),
    'licence due': startOfTheNext(days.licenceKept),
    'call due': startOfTheNext(days.phoneCallKept),
    'forms due': startOfTheNext(days.formsKept),
    'hold released': released,
    'first reminder': released.add({ minutes: 5 }),
    'second reminder': released.add({ minutes: 20 }),
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
