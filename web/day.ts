import { type Locale, register } from '../shared/policy/register.ts';

/** The day of an instant or the day itself, in Norway, as people write it: “22. november 2026”, “22 November 2026”. */
export function dayInWords(day: string, locale: Locale): string {
  return days[locale].format(new Date(day));
}

/** An instant to the minute, by the clock in Norway: “22. november 2026 kl. 14:05”, “22 November 2026 at 14:05”. */
export function momentInWords(instant: string, locale: Locale): string {
  return moments[locale].format(new Date(instant));
}

const { timeZone } = register.controller;

/** Made once: to make one takes longer than to use it. */
const days = formats({ dateStyle: 'long', timeZone });
const moments = formats({ dateStyle: 'long', timeStyle: 'short', timeZone });

function formats(options: Intl.DateTimeFormatOptions): Record<Locale, Intl.DateTimeFormat> {
  return { nb: new Intl.DateTimeFormat('nb-NO', options), en: new Intl.DateTimeFormat('en-GB', options) };
}
