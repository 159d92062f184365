import { type Locale, register } from '../shared/policy/register.ts';

/** The day of an instant or the day itself, in Norway, as people write it: “22. november 2026”, “22 November 2026”. */
export function dayInWords(day: string, locale: Locale): string {
  return days(locale).format(new Date(day));
}

/** An instant to the minute, by the clock in Norway: “22. november 2026 kl. 14:05”, “22 November 2026 at 14:05”. */
export function momentInWords(instant: string, locale: Locale): string {
  return moments(locale).format(new Date(instant));
}

const { timeZone } = register.controller;

const days = formats({ dateStyle: 'long', timeZone });
const moments = formats({ dateStyle: 'long', timeStyle: 'short', timeZone });

/** Each is made at its first use and kept: to make one takes longer than to use it. */
function formats(options: Intl.DateTimeFormatOptions): (locale: Locale) => Intl.DateTimeFormat {
  const made: Partial<Record<Locale, Intl.DateTimeFormat>> = {};
  return (locale) => {
    made[locale] ??= new Intl.DateTimeFormat(tags[locale], options);
    return made[locale];
  };
}

const tags = { nb: 'nb-NO', en: 'en-GB' } as const satisfies Record<Locale, string>;
