import type { HttpResponseInit } from '@azure/functions';
import { dayOf } from '../shared/domain/calendar.ts';
import { recordInDpv } from '../shared/domain/record-in-dpv.ts';
import { recordOfProcessing } from '../shared/domain/record-of-processing.ts';
import { register } from '../shared/policy/register.ts';
import { registerPage } from '../web/ops/register-page.ts';
import { pageResponse } from './http/page-response.ts';
import { staffPage } from './staff-page.ts';
import { world } from './world.ts';

const call = 'GET /api/ops/record-of-processing';

/** `GET /ops/register`: the record of processing (GDPR Art. 30(1)), to read and to print. */
export const getRegister = staffPage('see-register', async (_, { locale, staff, path }) => {
  const today = dayOf(world().clock.now()).toString();
  const record = recordOfProcessing(register);
  return pageResponse(200, registerPage({ locale, staff, path, record, today, call }));
});

/** `GET /api/ops/record-of-processing`: the same as JSON-LD, in terms of the Data Privacy Vocabulary. */
export async function getRecordOfProcessing(): Promise<HttpResponseInit> {
  return {
    status: 200,
    headers: { 'content-type': 'application/ld+json', 'cache-control': 'no-store' },
    body: JSON.stringify(recordInDpv(recordOfProcessing(register))),
  };
}
