import type { HttpResponseInit } from '@azure/functions';
import { dayOf } from '../shared/domain/calendar.ts';
import { parseStaffRegistration, registrationFields } from '../shared/domain/registration.ts';
import { receiveRegistration } from '../shared/usecases/receive-registration.ts';
import type { Wrong } from '../web/ops/form-fields.ts';
import { registrationsPage } from '../web/ops/registrations-page.ts';
import { readForm } from './http/body.ts';
import { formValues } from './http/form-values.ts';
import { pageResponse } from './http/page-response.ts';
import { refusal } from './http/refusal.ts';
import { seeOther } from './http/staff.ts';
import { type StaffCall, staffPage } from './staff-page.ts';
import { world } from './world.ts';

const form = { limit: 16 * 1024, fields: [...registrationFields, 'formId'] };

/** `GET /ops/registrations`: the form for what came by phone or e-mail (policy row P1). */
export const getRegistrationsPage = staffPage('register-person', (_, call) => show(call));

/** `POST /ops/registrations`: the same as `POST /api/ops/registrations`. */
export const postRegistrationPage = staffPage('register-person', async (request, call) => {
  const app = world();
  const body = await readForm(request, form);
  if (body.outcome === 'problem') return refusal(request, body);
  const given = formValues(body.value);
  const parsed = parseStaffRegistration(given, app.clock.now());
  if (parsed.outcome === 'invalid') return show(call, { errors: parsed.errors, given });
  // The same form sent twice counts once; one that was gone back to and changed is another.
  const idempotencyKey = JSON.stringify(given);
  const receipt = await receiveRegistration(app, { registration: parsed.value, idempotencyKey });
  switch (receipt.outcome) {
    case 'received':
    case 'key-reused':
      return seeOther('/ops/registrations', 'registered');
  }
});

async function show({ staff, locale, done }: StaffCall, wrong?: Wrong): Promise<HttpResponseInit> {
  const { clock, ids } = world();
  const today = dayOf(clock.now()).toString();
  const page = { staff, locale, done, today, formId: ids.ask(), wrong };
  return pageResponse(wrong === undefined ? 200 : 400, registrationsPage(page));
}
