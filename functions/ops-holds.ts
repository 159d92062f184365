import type { HttpResponseInit } from '@azure/functions';
import { dayOf } from '../shared/domain/calendar.ts';
import { parseHold, parseHoldReview } from '../shared/domain/hold.ts';
import { listHolds, mostHolds } from '../shared/usecases/list-holds.ts';
import { placeHold } from '../shared/usecases/place-hold.ts';
import { releaseHold } from '../shared/usecases/release-hold.ts';
import { reviewHold } from '../shared/usecases/review-hold.ts';
import { type HoldsPage, holdsPage } from '../web/ops/holds-page.ts';
import { readForm } from './http/body.ts';
import { formValues, isSure } from './http/form-values.ts';
import { pageResponse } from './http/page-response.ts';
import { refusal } from './http/refusal.ts';
import { seeOther } from './http/staff.ts';
import { type StaffCall, staffPage } from './staff-page.ts';
import { world } from './world.ts';

const placeForm = {
  limit: 8 * 1024,
  fields: ['subjectId', 'recordId', 'restricts', 'reason', 'authority', 'reviewOn'],
};
const heldForm = { limit: 4 * 1024, fields: ['holdId', 'reviewOn', 'sure'] };

/** `GET /ops/holds`: what must stay, the earliest review first (policy row P8). */
export const getHoldsPage = staffPage('see-holds', (_, call) => show(call));

/** `POST /ops/holds`: places one. */
export const postHoldPage = staffPage('place-hold', async (request, call) => {
  const body = await readForm(request, placeForm);
  if (body.outcome === 'problem') return refusal(request, body);
  const given = formValues(body.value);
  const input = { ...given, restricts: given['restricts'] === 'true' };
  const parsed = parseHold(input, world().clock.now());
  if (parsed.outcome === 'invalid') return show(call, { errors: parsed.errors, given });
  const receipt = await placeHold(world(), parsed.value, call.staff.id);
  if (receipt.outcome === 'invalid') return show(call, { errors: receipt.errors, given });
  return seeOther('/ops/holds', 'placed');
});

/** `POST /ops/holds/review`: somebody looked, and it is still needed. */
export const postHoldReview = staffPage('place-hold', async (request, call) => {
  const body = await readForm(request, heldForm);
  if (body.outcome === 'problem') return refusal(request, body);
  const parsed = parseHoldReview(formValues(body.value), world().clock.now());
  if (parsed.outcome === 'invalid') return show(call, 'wrong-day');
  const outcome = await reviewHold(world(), { ...parsed.value, by: call.staff.id });
  return outcome === 'unknown' ? show(call, 'gone') : seeOther('/ops/holds', 'prolonged');
});

/** `POST /ops/holds/release`: it is needed no longer; what it kept may go. */
export const postHoldRelease = staffPage('release-hold', async (request, call) => {
  const body = await readForm(request, heldForm);
  if (body.outcome === 'problem') return refusal(request, body);
  const given = formValues(body.value);
  if (!isSure(given)) return show(call, 'not-sure');
  const outcome = await releaseHold(world(), String(given['holdId']), call.staff.id);
  return outcome === 'unknown' ? show(call, 'gone') : seeOther('/ops/holds', 'released');
});

async function show(
  { staff, locale, done }: StaffCall,
  wrong?: HoldsPage['wrong'],
): Promise<HttpResponseInit> {
  const holds = await listHolds(world());
  const today = dayOf(world().clock.now()).toString();
  const status = wrong === undefined ? 200 : wrong === 'gone' ? 404 : 400;
  return pageResponse(status, holdsPage({ staff, locale, done, today, holds, most: mostHolds, wrong }));
}
