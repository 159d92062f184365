import type { Locale } from '../shared/policy/register.ts';

/** A period of the register in days, months or years: `P14D`. */
export type Period = `P${number}${keyof typeof units}`;

const units = {
  D: { nb: { one: 'én dag', more: 'dager' }, en: { one: 'one day', more: 'days' } },
  M: { nb: { one: 'én måned', more: 'måneder' }, en: { one: 'one month', more: 'months' } },
  Y: { nb: { one: 'ett år', more: 'år' }, en: { one: 'one year', more: 'years' } },
} as const;

/** `P14D` as people say it: “14 dager”, “14 days”; `P1M`: “én måned”, “one month”. */
export function periodInWords({ period }: { readonly period: Period }, locale: Locale): string {
  const { one, more } = units[period.slice(-1) as keyof typeof units][locale];
  const count = period.slice(1, -1);
  return count === '1' ? one : `${count} ${more}`;
}
