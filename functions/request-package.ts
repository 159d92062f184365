import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { packageSchema } from '../shared/domain/access-package.ts';
import { handOverPackage } from '../shared/usecases/hand-over-package.ts';
import { openPackage } from '../shared/usecases/open-package.ts';
import { requestGonePage } from '../web/ops/request-desk-page.ts';
import { linkNotValid } from './http/link-not-valid.ts';
import { packageResponse } from './http/package-response.ts';
import { pageResponse } from './http/page-response.ts';
import { staffPage } from './staff-page.ts';
import { world } from './world.ts';

/** `GET /requests/{requestId}/package/{format}?token=`: the copy of the data that the person asked for, as HTML or JSON. */
export async function getRequestPackage(request: HttpRequest): Promise<HttpResponseInit> {
  const { requestId = '', format } = request.params;
  const token = request.query.get('token') ?? '';
  if (format !== 'html' && format !== 'json') return linkNotValid(request);
  const bytes = await openPackage(world(), { requestId, token, format });
  return bytes === undefined
    ? linkNotValid(request)
    : answerWith(request, await packageResponse(format, bytes));
}

/** `GET /ops/requests/{id}/package/{format}`: the same, for staff to hand to somebody whom no mail reaches. */
export const getPackageToHandOver = staffPage('decide-request', async (request, { staff, locale }) => {
  const { id: requestId = '', format } = request.params;
  const isFormat = format === 'html' || format === 'json';
  const bytes = isFormat ? await handOverPackage(world(), { requestId, format, by: staff.id }) : undefined;
  if (!isFormat || bytes === undefined) return pageResponse(404, requestGonePage(locale));
  return answerWith(request, await packageResponse(format, bytes));
});

async function answerWith(
  { method }: HttpRequest,
  { body, ...answer }: Awaited<ReturnType<typeof packageResponse>>,
): Promise<HttpResponseInit> {
  if (method !== 'HEAD') return { ...answer, body };
  await body.cancel();
  return answer;
}

/** `GET /api/schemas/access-package.json`: what the JSON of a package is, as JSON Schema (draft 2020-12). */
export async function getPackageSchema(): Promise<HttpResponseInit> {
  schema ??= JSON.stringify(packageSchema(world().links.packageSchema()));
  return {
    status: 200,
    headers: {
      'content-type': 'application/schema+json',
      'cache-control': 'public, max-age=3600',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    },
    body: schema,
  };
}

/** The same for everybody, and made when somebody first asks for it. */
let schema: string | undefined;
