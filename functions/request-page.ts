import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { applyCorrections } from '../shared/usecases/apply-corrections.ts';
import { cancelRequest } from '../shared/usecases/cancel-request.ts';
import { confirmRequest } from '../shared/usecases/confirm-request.ts';
import { openRequestPage } from '../shared/usecases/open-request-page.ts';
import { type RequestPage, requestPage } from '../web/request-page.ts';
import { readForm } from './http/body.ts';
import { linkNotValid } from './http/link-not-valid.ts';
import { pageResponse } from './http/page-response.ts';
import { invalidInput } from './http/problem.ts';
import { refusal } from './http/refusal.ts';
import { sentField } from './http/sent-field.ts';
import { type App, world } from './world.ts';

const form = { limit: 4 * 1024, fields: ['action'] };

type Notice = NonNullable<RequestPage['notice']>;

/** What was just done, as the address of the page states it. */
const notices = [
  'confirmed',
  'corrected',
  'left-to-staff',
  'cancelled',
  'not-possible',
] as const satisfies readonly Notice[];

/** What the buttons on the page do; each says what the page then shows, and by which token it opens. */
const actions = {
  async confirm(app, link) {
    const receipt = await confirmRequest(app, link);
    return receipt.outcome === 'confirmed' ? { done: 'confirmed', token: receipt.token } : undefined;
  },
  async correct(app, link) {
    const { outcome } = await applyCorrections(app, link);
    if (outcome === 'not-valid') return undefined;
    return { done: outcome, token: link.token };
  },
  async cancel(app, link) {
    const receipt = await cancelRequest(app, link);
    switch (receipt.outcome) {
      case 'cancelled':
        return { done: 'cancelled', token: receipt.token };
      case 'not-possible':
        return { done: 'not-possible', token: link.token };
      case 'not-valid':
        return undefined;
    }
  },
} as const satisfies Record<
  string,
  (app: App, link: Link) => Promise<{ readonly done: Notice; readonly token: string } | undefined>
>;

type Link = Parameters<typeof confirmRequest>[1];

/** `GET /requests/{requestId}?token=`: the person's own page of a request. It changes nothing: mail filters open links. */
export async function getRequestPage(request: HttpRequest): Promise<HttpResponseInit> {
  const link = linkOf(request);
  const view = await openRequestPage(world(), link);
  if (view === undefined) return linkNotValid(request);
  const notice = notices.find((each) => each === request.query.get('done'));
  const packageLinks = view.package && packageLinksOf(link);
  return pageResponse(200, requestPage({ view, action: pathOf(link), packageLinks, notice }));
}

/**
 * `POST /requests/{requestId}?token=`: a button on that page: `action` is `confirm`, `correct` or `cancel`. It leads to
 * the page by the link that opens it from then on. A link that is wrong, used or too old looks like one of no request.
 */
export async function postRequestPage(request: HttpRequest): Promise<HttpResponseInit> {
  const app = world();
  const link = linkOf(request);
  const body = await readForm(request, form);
  if (body.outcome === 'problem') return refusal(request, body);
  const act = actionIn(body.value);
  if (act === undefined) return refusal(request, invalidInput([{ pointer: '/action', reason: 'not-valid' }]));
  const acted = await act(app, link);
  if (acted === undefined) return linkNotValid(request);
  const { done, token } = acted;
  return {
    status: 303,
    headers: { location: `${pathOf({ ...link, token })}&done=${done}`, 'cache-control': 'no-store' },
  };
}

function actionIn(fields: unknown): (typeof actions)[keyof typeof actions] | undefined {
  const stated = sentField(fields, 'action');
  const name = (Object.keys(actions) as (keyof typeof actions)[]).find((each) => each === stated);
  return name && actions[name];
}

function linkOf(request: HttpRequest): Link {
  return { requestId: request.params['requestId'] ?? '', token: request.query.get('token') ?? '' };
}

function pathOf({ requestId, token }: Link): string {
  return `/requests/${encodeURIComponent(requestId)}?token=${encodeURIComponent(token)}`;
}

function packageLinksOf({ requestId, token }: Link): NonNullable<RequestPage['packageLinks']> {
  const to = (file: string) =>
    `/requests/${encodeURIComponent(requestId)}/${file}?token=${encodeURIComponent(token)}`;
  return { page: to('package/html'), file: to('package/json') };
}
