import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import type { FieldError } from '../shared/domain/invalid.ts';
import { parseRequest, requestFields } from '../shared/domain/request-input.ts';
import { locales } from '../shared/policy/register.ts';
import { type Right, rightNames } from '../shared/policy/rights.ts';
import { receiveRequest } from '../shared/usecases/receive-request.ts';
import { requestFormPage } from '../web/centre/request-form-page.ts';
import { readForm } from './http/body.ts';
import { pageResponse } from './http/page-response.ts';
import { preferredLocale } from './http/preferred-locale.ts';
import { invalidInput } from './http/problem.ts';
import { refusal } from './http/refusal.ts';
import { sentField } from './http/sent-field.ts';
import { wantsPage } from './http/wants-page.ts';
import { world } from './world.ts';

const form = { limit: 16 * 1024, fields: requestFields };

/**
 * `POST /api/requests`: somebody asks for a right (policy row P7). The answer is the same for known and unknown people, and
 * so is the work until then; a mail with a link follows.
 */
export async function postRequest(request: HttpRequest): Promise<HttpResponseInit> {
  const app = world();
  const body = await readForm(request, form);
  if (body.outcome === 'problem') return refusal(request, body);
  const parsed = parseRequest(body.value, app.clock.now());
  if (parsed.outcome === 'invalid') return notTaken(request, { errors: parsed.errors, sent: body.value });
  const { requestId } = await receiveRequest(app, parsed.value);
  if (!wantsPage(request)) return { status: 202, jsonBody: { requestId } };
  return { status: 303, headers: { location: `/privacy/requests/received/${parsed.value.locale}` } };
}

/** A browser gets the form again, with what is wrong and without what was in it. */
async function notTaken(
  request: HttpRequest,
  { errors, sent }: { readonly errors: readonly FieldError[]; readonly sent: unknown },
): Promise<HttpResponseInit> {
  const right = rightIn(sent);
  if (!wantsPage(request) || right === undefined) return refusal(request, invalidInput(errors), sent);
  const locale = locales.find((each) => each === sentField(sent, 'locale')) ?? preferredLocale(request);
  return pageResponse(400, requestFormPage({ right, locale, errors }));
}

function rightIn(sent: unknown): Right | undefined {
  return rightNames.find((right) => right === sentField(sent, 'right'));
}
