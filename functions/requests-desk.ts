import type { HttpResponseInit } from '@azure/functions';
import { dayOf } from '../shared/domain/calendar.ts';
import type { FieldError } from '../shared/domain/invalid.ts';
import { isObject } from '../shared/domain/is-object.ts';
import { parseStaffRequest, staffRequestFields } from '../shared/domain/request-input.ts';
import { listRequests, mostRequests } from '../shared/usecases/list-requests.ts';
import { receiveStaffRequest } from '../shared/usecases/receive-request.ts';
import { requestFormPage } from '../web/ops/request-form-page.ts';
import { type RequestSelection, requestSelections, requestsPage } from '../web/ops/requests-page.ts';
import { readForm } from './http/body.ts';
import { pageResponse } from './http/page-response.ts';
import { refusal } from './http/refusal.ts';
import { seeOther } from './http/staff.ts';
import { type StaffCall, staffPage } from './staff-page.ts';
import { world } from './world.ts';

const form = { limit: 8 * 1024, fields: staffRequestFields };

/** `GET /ops/requests`: what people ask for, the most urgent first; `?show=ours` or `overdue`. */
export const getRequestsPage = staffPage('see-requests', async (request, { staff, locale, path }) => {
  const requests = await listRequests(world());
  const wanted = request.query.get('show');
  const selection = selections.find((each) => each === wanted) ?? 'all';
  const most = mostRequests;
  return pageResponse(200, requestsPage({ staff, locale, path, requests, selection, most }));
});

/** `GET /ops/requests/new`: the form for what came by mail or on the phone. */
export const getStaffRequestForm = staffPage('receive-request', (_, call) => show(call, []));

/** `POST /ops/requests/new`: takes it in, and leads to it. */
export const postStaffRequestForm = staffPage('receive-request', async (request, call) => {
  const body = await readForm(request, form);
  if (body.outcome === 'problem') return body.errors ? show(call, body.errors) : refusal(request, body);
  const parsed = parseStaffRequest(body.value, world().clock.now());
  if (parsed.outcome === 'invalid') return show(call, parsed.errors, body.value);
  const receipt = await receiveStaffRequest(world(), { request: parsed.value, by: call.staff.id });
  if (receipt.outcome === 'invalid') return show(call, receipt.errors, body.value);
  return seeOther(`/ops/requests/${receipt.requestId}`, 'received');
});

const selections = Object.keys(requestSelections) as RequestSelection[];

function show(
  { staff, locale, path }: StaffCall,
  errors: readonly FieldError[],
  sent?: unknown,
): Promise<HttpResponseInit> {
  const today = dayOf(world().clock.now()).toString();
  const given = isObject(sent) ? sent : undefined;
  const status = errors.length > 0 ? 400 : 200;
  return pageResponse(status, requestFormPage({ staff, locale, path, today, errors, given }));
}
