import { register } from '../policy/register.ts';
import type { Holidays } from '../ports.ts';

/** Norwegian public holidays by the calendar library's tables, which are loaded with the first question. */
export function createHolidays(): Holidays {
  const years = new Map<number, Promise<ReadonlySet<string>>>();
  return {
    of(year) {
      const known = years.get(year) ?? holidaysOf(year);
      years.set(year, known);
      // What failed once is tried again with the next question.
      known.catch(() => years.delete(year));
      return known;
    },
  };
}

async function holidaysOf(year: number): Promise<ReadonlySet<string>> {
  const { default: Calendar } = await import('date-holidays');
  const days = new Calendar(register.controller.country).getHolidays(year);
  return new Set(days.filter(({ type }) => type === 'public').map(({ date }) => date.slice(0, 10)));
}
