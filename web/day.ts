import { type Locale, register } from '../shared/policy/register.ts';

/** The day of an instant or the day itself, in Norway, as people write it: “22. november 2026”, “22 November 2026”. */
export function dayInWords(day: string, locale: Locale): string {
  const format = new Intl.DateTimeFormat(languages[locale], {
    dateStyle: 'long',
    timeZone: register.controller.timeZone,
  });
  return format.format(new Date(day));
}

const languages = { nb: 'nb-NO', en: 'en-GB' } as const;
