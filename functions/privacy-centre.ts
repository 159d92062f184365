import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { dayOf } from '../shared/domain/calendar.ts';
import { type Locale, locales } from '../shared/policy/register.ts';
import { type Right, rightNames } from '../shared/policy/rights.ts';
import { overviewPage } from '../web/centre/overview-page.ts';
import { requestFormPage } from '../web/centre/request-form-page.ts';
import { requestReceivedPage } from '../web/centre/request-received-page.ts';
import { rightsPage } from '../web/centre/rights-page.ts';
import { versionsPage } from '../web/centre/versions-page.ts';
import { pageResponse } from './http/page-response.ts';
import { preferredLocale } from './http/preferred-locale.ts';
import { world } from './world.ts';

// The public pages of the privacy centre. They are the same for everybody, and read nothing of who looks but the
// language.

/** `GET /`: whoever comes without an address of a page is led to the centre. */
export async function getStart(): Promise<HttpResponseInit> {
  return { status: 303, headers: { location: '/privacy' } };
}

/** `GET /privacy`: the overview. */
export async function getPrivacyCentre(request: HttpRequest): Promise<HttpResponseInit> {
  return pageResponse(200, overviewPage({ locale: preferredLocale(request), today: today() }));
}

/** `GET /privacy/versions`: the versions of the policy. */
export async function getVersions(request: HttpRequest): Promise<HttpResponseInit> {
  return pageResponse(200, versionsPage({ locale: preferredLocale(request), today: today() }));
}

/** `GET /privacy/requests`: the six rights. */
export async function getRights(request: HttpRequest): Promise<HttpResponseInit> {
  return pageResponse(200, rightsPage(preferredLocale(request)));
}

/** `GET /privacy/requests/{right}`: the form for one of them. */
export async function getRequestForm(request: HttpRequest): Promise<HttpResponseInit> {
  const locale = preferredLocale(request);
  const right = rightNamed(request.params['right']);
  if (right === undefined) return pageResponse(404, rightsPage(locale));
  return pageResponse(200, requestFormPage({ right, locale }));
}

/** `GET /privacy/requests/received/{locale}`: where that form ends, for known and unknown alike. */
export async function getRequestReceived(request: HttpRequest): Promise<HttpResponseInit> {
  return pageResponse(200, requestReceivedPage(receivedLocale(request)));
}

/** The language chosen on the page, else the form's own. */
function receivedLocale(request: HttpRequest): Locale {
  const { locale: ofForm } = request.params;
  const chosen = request.query.get('locale') ?? ofForm;
  return locales.find((locale) => locale === chosen) ?? preferredLocale(request);
}

function rightNamed(name: string | undefined): Right | undefined {
  return rightNames.find((right) => right === name);
}

function today(): string {
  return dayOf(world().clock.now()).toString();
}
