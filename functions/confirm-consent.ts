import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { confirmConsent, type Question, readQuestion } from '../shared/usecases/confirm-consent.ts';
import { confirmedPage, confirmPage } from '../web/confirm-page.ts';
import { linkNotValid } from './http/link-not-valid.ts';
import { pageResponse } from './http/page-response.ts';
import { preferredLocale } from './http/preferred-locale.ts';
import { world } from './world.ts';

/** `GET /consents/confirm/{token}`: the page that the mail leads to. It changes nothing, whoever opens it. */
export async function getConfirmation(request: HttpRequest): Promise<HttpResponseInit> {
  return answer(request, readQuestion);
}

/** `POST /consents/confirm/{token}`: the button on that page; Markedsnyheter is given (policy row P6). */
export async function postConfirmation(request: HttpRequest): Promise<HttpResponseInit> {
  return answer(request, confirmConsent);
}

async function answer(request: HttpRequest, look: typeof confirmConsent): Promise<HttpResponseInit> {
  const app = world();
  const token = request.params['token'] ?? '';
  const link = app.links.readConfirm(token);
  return link === undefined
    ? linkNotValid(request)
    : pageFor(request, { token, question: await look(app, link) });
}

function pageFor(
  request: HttpRequest,
  { token, question }: { readonly token: string; readonly question: Question },
): Promise<HttpResponseInit> {
  const { state, locale = preferredLocale(request) } = question;
  switch (state) {
    case 'open':
      return pageResponse(200, confirmPage({ locale, action: `/consents/confirm/${token}` }));
    case 'confirmed':
      return pageResponse(200, confirmedPage(locale));
    case 'over':
      return linkNotValid(request);
  }
}
