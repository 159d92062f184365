import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { dayOf, secondsOf } from '../shared/domain/calendar.ts';
import { type CategoryChoices, choicesInForm, parseCookieChoice } from '../shared/domain/cookie-choice.ts';
import { keptChoice, type OptionalCategory, optionalCategories } from '../shared/policy/cookies.ts';
import { versionInForce, versions } from '../shared/policy/versions.ts';
import { chooseCookies } from '../shared/usecases/choose-cookies.ts';
import { cookiesPage } from '../web/centre/cookies-page.ts';
import { readForm } from './http/body.ts';
import { cookieOf } from './http/cookie.ts';
import { saysGpc } from './http/gpc.ts';
import { pageResponse } from './http/page-response.ts';
import { preferredLocale } from './http/preferred-locale.ts';
import { invalidInput } from './http/problem.ts';
import { refusal } from './http/refusal.ts';
import { world } from './world.ts';

const form = { limit: 4 * 1024, fields: [...optionalCategories, 'overridesGpc'] };

/** `GET /privacy/cookies`: which cookies there are, and what this browser chose here. */
export async function getCookies(request: HttpRequest): Promise<HttpResponseInit> {
  return show(request, { accepted: acceptedIn(request), saved: false });
}

/**
 * `POST /privacy/cookies`: the choice, for whom no script runs. It is recorded as any other, and kept in a cookie that
 * says the categories and nothing else. Another site cannot choose for its visitors: a form from there shows the page.
 */
export async function postCookies(request: HttpRequest): Promise<HttpResponseInit> {
  if ((request.headers.get('sec-fetch-site') ?? 'same-origin') !== 'same-origin') return getCookies(request);
  const app = world();
  const body = await readForm(request, form);
  if (body.outcome === 'problem') return refusal(request, body);
  const at = app.clock.now();
  const policyVersion = versionInForce(versions, dayOf(at).toString())?.date;
  const input = { ...choicesInForm(body.value), policyVersion };
  const parsed = parseCookieChoice(input, { gpc: saysGpc(request) });
  if (parsed.outcome === 'invalid') return refusal(request, invalidInput(parsed.errors));
  const { choices } = await chooseCookies(app, parsed.value);
  const page = await show(request, { accepted: acceptedOf(choices), saved: true });
  return {
    ...page,
    cookies: [
      {
        name: keptChoice.name,
        value: valueOf(choices),
        path: '/privacy',
        maxAge: secondsOf(keptChoice, at),
        sameSite: 'Lax',
        httpOnly: true,
        secure: request.url.startsWith('https:'),
      },
    ],
  };
}

function show(
  request: HttpRequest,
  {
    accepted,
    saved,
  }: { readonly accepted: readonly OptionalCategory[] | undefined; readonly saved: boolean },
): Promise<HttpResponseInit> {
  const locale = preferredLocale(request);
  return pageResponse(200, cookiesPage({ locale, accepted, gpc: saysGpc(request), saved }));
}

function acceptedOf(choices: CategoryChoices): readonly OptionalCategory[] {
  return optionalCategories.filter((category) => choices[category]);
}

/** `analytics.marketing`, or `none`. */
function valueOf(choices: CategoryChoices): string {
  return acceptedOf(choices).join('.') || 'none';
}

function acceptedIn(request: HttpRequest): readonly OptionalCategory[] | undefined {
  const value = cookieOf(request, keptChoice.name);
  if (value === undefined) return undefined;
  const accepted = value.split('.');
  return optionalCategories.filter((category) => accepted.includes(category));
}
