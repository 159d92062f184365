import { readToday } from '../shared/usecases/read-today.ts';
import { todayPage } from '../web/ops/today-page.ts';
import { pageResponse } from './http/page-response.ts';
import { staffPage } from './staff-page.ts';
import { world } from './world.ts';

/** `GET /ops`: what needs somebody today, what waits, and what is to come. */
export const getToday = staffPage('see-today', async (_, { staff, locale, path }) => {
  const today = await readToday(world());
  return pageResponse(200, await todayPage({ staff, locale, path, today }));
});
