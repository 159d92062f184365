import type { Locale } from '../shared/policy/register.ts';

/** A period of the register in days, months or years, more than one of them: `P14D`. */
type Period = `P${number}${keyof typeof units}`;

const units = {
  D: { nb: 'dager', en: 'days' },
  M: { nb: 'måneder', en: 'months' },
  Y: { nb: 'år', en: 'years' },
} as const;

/** `P14D` as people say it: “14 dager”, “14 days”. */
export function periodInWords({ period }: { readonly period: Period }, locale: Locale): string {
  const unit = period.slice(-1) as keyof typeof units;
  return `${period.slice(1, -1)} ${units[unit][locale]}`;
}
