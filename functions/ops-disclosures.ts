import type { HttpResponseInit } from '@azure/functions';
import { dayOf } from '../shared/domain/calendar.ts';
import { parseDisclosure } from '../shared/domain/disclosure-input.ts';
import { listDisclosures, mostDisclosures } from '../shared/usecases/list-disclosures.ts';
import { recordDisclosure } from '../shared/usecases/record-disclosure.ts';
import { disclosuresPage } from '../web/ops/disclosures-page.ts';
import type { Wrong } from '../web/ops/form-fields.ts';
import { readForm } from './http/body.ts';
import { formValues } from './http/form-values.ts';
import { pageResponse } from './http/page-response.ts';
import { refusal } from './http/refusal.ts';
import { seeOther } from './http/staff.ts';
import { type StaffCall, staffPage } from './staff-page.ts';
import { world } from './world.ts';

const form = {
  limit: 64 * 1024,
  fields: ['subjectId', 'authority', 'legalBasis', 'reference', 'disclosedOn', 'listed'],
  lists: ['records', 'fields'],
};

/** `GET /ops/disclosures`: the register of what authorities were given (policy row P8). */
export const getDisclosuresPage = staffPage('see-disclosures', (_, call) => show(call));

/** `POST /ops/disclosures`: records a disclosure. */
export const postDisclosurePage = staffPage('record-disclosure', async (request, call) => {
  const body = await readForm(request, form);
  if (body.outcome === 'problem') return refusal(request, body);
  const given = formValues(body.value);
  const parsed = parseDisclosure({ ...given, records: recordsIn(given) }, world().clock.now());
  if (parsed.outcome === 'invalid') return show(call, { errors: parsed.errors, given });
  const receipt = await recordDisclosure(world(), parsed.value, call.staff.id);
  if (receipt.outcome === 'invalid') return show(call, { errors: receipt.errors, given });
  return seeOther('/ops/disclosures', 'recorded');
});

/** Where records are listed and none is ticked, none was handed over; where none are listed, all that are held. */
function recordsIn({ listed, records }: Readonly<Record<string, unknown>>): unknown {
  return listed === 'yes' ? (records ?? []) : undefined;
}

async function show({ staff, locale, done }: StaffCall, wrong?: Wrong): Promise<HttpResponseInit> {
  const disclosures = await listDisclosures(world());
  const today = dayOf(world().clock.now()).toString();
  const most = mostDisclosures;
  return pageResponse(
    wrong === undefined ? 200 : 400,
    disclosuresPage({ staff, locale, done, today, disclosures, most, wrong }),
  );
}
