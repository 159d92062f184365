const DURATION =
  /^P(?!$)(?:(?<days>\d+)D)?(?:T(?!$)(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+(?:\.\d+)?)S)?)?$/;
const UNITS = { days: 86_400_000, hours: 3_600_000, minutes: 60_000, seconds: 1_000 } as const;

/** Azure's word for "never": the longest TimeSpan there is. */
const LONGEST_DAYS = 10_675_199;

/** An ISO 8601 duration of days, hours, minutes and seconds in milliseconds; `undefined` when it is none. */
export function parseDuration(text: string): number | undefined {
  const groups = DURATION.exec(text)?.groups;
  if (groups === undefined) return undefined;
  if (Number(groups.days ?? 0) >= LONGEST_DAYS) return Infinity;
  return Object.entries(UNITS).reduce((sum, [unit, size]) => sum + Number(groups[unit] ?? 0) * size, 0);
}
