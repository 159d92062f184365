import type { HttpResponseInit } from '@azure/functions';
import { dayOf, timestamp } from '../shared/domain/calendar.ts';
import { parseSubjectWithdrawal, parseWithdrawal } from '../shared/domain/consent-input.ts';
import { type Invalid, invalid } from '../shared/domain/invalid.ts';
import { parseLookup } from '../shared/domain/lookup.ts';
import { parseRectification } from '../shared/domain/rectification.ts';
import { lookUp } from '../shared/usecases/look-up-person.ts';
import { rectifyPerson } from '../shared/usecases/rectify-person.ts';
import {
  type WithdrawalsReceipt,
  withdrawForPerson,
  withdrawForSubject,
} from '../shared/usecases/withdraw-for-person.ts';
import type { Wrong } from '../web/ops/form-fields.ts';
import {
  correctionPage,
  filesPage,
  type PeoplePage,
  peoplePage,
  withdrawalPage,
} from '../web/ops/people-page.ts';
import { readForm } from './http/body.ts';
import { formValues, isSure } from './http/form-values.ts';
import { pageResponse } from './http/page-response.ts';
import { refusal } from './http/refusal.ts';
import { seeOther } from './http/staff.ts';
import { type StaffCall, staffPage } from './staff-page.ts';
import { world } from './world.ts';

const lookupForm = { limit: 4 * 1024, fields: ['email', 'phone', 'subjectId'] };
const withdrawalForm = { limit: 4 * 1024, fields: ['subjectId', 'email', 'phone', 'consent', 'sure'] };
const correctionFields = ['name', 'company', 'email', 'phone'] as const;
const correctionForm = {
  limit: 8 * 1024,
  fields: ['subjectId', ...correctionFields.map((field) => `corrections.${field}`)],
};

/** `GET /ops/people`: the form of a lookup. */
export const getPeoplePage = staffPage('look-up-person', (_, call) => show(call));

/** `POST /ops/people`: the files that a lookup finds; who looked is recorded in each. */
export const postPeoplePage = staffPage('look-up-person', async (request, call) => {
  const body = await readForm(request, lookupForm);
  if (body.outcome === 'problem') return refusal(request, body);
  const given = formValues(body.value);
  const parsed = parseLookup(given);
  if (parsed.outcome === 'invalid') return show(call, { form: 'lookup', errors: parsed.errors, given });
  const { staff, locale } = call;
  const files = await lookUp(world(), { lookup: parsed.value, by: staff.id });
  const at = world().clock.now();
  const page = { staff, locale, files, now: timestamp(at), today: dayOf(at).toString() };
  return pageResponse(200, filesPage(page));
});

/** `POST /ops/people/corrections`: what is wrong, as it should be (GDPR Art. 16). */
export const postCorrectionPage = staffPage('rectify-person', async (request, { staff, locale }) => {
  const body = await readForm(request, correctionForm);
  if (body.outcome === 'problem') return refusal(request, body);
  const given = formValues(body.value);
  const corrections = Object.fromEntries(
    correctionFields.map((field) => [field, given[`corrections.${field}`]]),
  );
  const subjectId = subjectIdIn(given);
  const parsed = parseRectification({ subjectId, corrections });
  const receipt = parsed.outcome === 'invalid' ? parsed : await rectifyPerson(world(), parsed.value);
  switch (receipt.outcome) {
    case 'rectified':
      return seeOther('/ops/people', 'corrected');
    case 'nothing-to-correct':
      return seeOther('/ops/people', 'nothing-to-correct');
    case 'invalid':
      return pageResponse(400, correctionPage({ staff, locale, subjectId, errors: receipt.errors, given }));
  }
});

/** `POST /ops/people/withdrawals`: somebody called or wrote to withdraw a consent (policy rows P6, P9). */
export const postWithdrawalPage = staffPage('withdraw-for-person', async (request, call) => {
  const body = await readForm(request, withdrawalForm);
  if (body.outcome === 'problem') return refusal(request, body);
  const given = formValues(body.value);
  const receipt = await withdraw(given);
  if (receipt.outcome === 'taken') return seeOther('/ops/people', outcomeOf(receipt));
  const wrong: Wrong = { errors: receipt.errors, given };
  if (given['subjectId'] === undefined) return show(call, { form: 'withdrawal', ...wrong });
  const { staff, locale } = call;
  return pageResponse(400, withdrawalPage({ staff, locale, subjectId: subjectIdIn(given), ...wrong }));
});

type Taken = { readonly outcome: 'taken' } & WithdrawalsReceipt;

/** By the id where it comes from a file, else by the address that was stated; and only what is meant. */
async function withdraw(given: Readonly<Record<string, unknown>>): Promise<Taken | Invalid> {
  const isOfFile = given['subjectId'] !== undefined;
  const parsed = isOfFile ? parseSubjectWithdrawal(given) : parseWithdrawal(given);
  const sure = isSure(given) ? [] : [{ pointer: '/sure', reason: 'not-confirmed' } as const];
  const errors = [...(parsed.outcome === 'invalid' ? parsed.errors : []), ...sure];
  if (parsed.outcome === 'invalid' || errors.length > 0) return invalid(...errors);
  const { value } = parsed;
  if ('subjectId' in value) return withdrawForSubject(world(), value);
  return { outcome: 'taken', ...(await withdrawForPerson(world(), value)) };
}

/** What the page says of it; of several people nothing was withdrawn. */
function outcomeOf({ withdrawals }: WithdrawalsReceipt): string {
  return withdrawals[0]?.outcome ?? 'nobody';
}

function subjectIdIn({ subjectId }: Readonly<Record<string, unknown>>): string {
  return typeof subjectId === 'string' && /^[0-9a-f-]{36}$/.test(subjectId) ? subjectId : '';
}

function show(
  { staff, locale, done }: StaffCall,
  wrong?: NonNullable<PeoplePage['wrong']>,
): Promise<HttpResponseInit> {
  const page = peoplePage({ staff, locale, done, ...(wrong && { wrong }) });
  return pageResponse(wrong === undefined ? 200 : 400, page);
}
