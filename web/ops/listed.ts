import type { Locale } from '../../shared/policy/register.ts';

/** “navn, firma og e-postadresse”, “name, company and e-mail address”. */
export function listed(
  words: readonly (string | Readonly<Record<Locale, string>>)[],
  locale: Locale,
): string {
  const format = new Intl.ListFormat(languages[locale], { type: 'conjunction' });
  return format.format(words.map((each) => (typeof each === 'string' ? each : each[locale])));
}

const languages = { nb: 'nb-NO', en: 'en-GB' } as const;
