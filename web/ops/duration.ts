import type { Locale } from '../../shared/policy/register.ts';

const units = [
  { seconds: 86_400, nb: 'd', en: 'd' },
  { seconds: 3_600, nb: 't', en: 'h' },
  { seconds: 60, nb: 'min', en: 'min' },
  { seconds: 1, nb: 's', en: 's' },
] as const;

/** Seconds in the two largest units that they fill: “2 t 5 min”, “2 h 5 min”. */
export function durationInWords(seconds: number, locale: Locale): string {
  const first = units.findIndex((unit) => seconds >= unit.seconds);
  if (first === -1) return `0 ${units[3][locale]}`;
  let rest = seconds;
  return units
    .slice(first, first + 2)
    .flatMap((unit) => {
      const count = Math.floor(rest / unit.seconds);
      rest -= count * unit.seconds;
      return count === 0 ? [] : [`${count} ${unit[locale]}`];
    })
    .join(' ');
}
