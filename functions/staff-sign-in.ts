import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { roles } from '../shared/policy/roles.ts';
import { closedPage, signedOutPage } from '../web/ops/refused-pages.ts';
import { signInPage } from '../web/ops/sign-in-page.ts';
import { readForm } from './http/body.ts';
import { pageResponse } from './http/page-response.ts';
import { refusal } from './http/refusal.ts';
import { sentField } from './http/sent-field.ts';
import { isFromOurPages, keepingLocale, seeOther, staffLocale } from './http/staff.ts';
import { noSessionCookie, sessionCookie } from './http/staff-session.ts';
import { type App, world } from './world.ts';

const form = { limit: 4 * 1024, fields: ['key', 'role', 'to'] };

/** `GET /ops/sign-in`: on one machine only; on Azure it is Entra ID that asks. */
export async function getSignIn(request: HttpRequest): Promise<HttpResponseInit> {
  const locale = staffLocale(request);
  if (world().staffSignIn.by !== 'development-key') return pageResponse(404, closedPage(locale));
  const to = ownPage(request.query.get('to'));
  return keepingLocale(request, await pageResponse(200, signInPage({ locale, to })));
}

/** `POST /ops/sign-in`: whoever has the development key acts in a role of their choice. */
export async function postSignIn(request: HttpRequest): Promise<HttpResponseInit> {
  const { staffSignIn, keys, clock, telemetry } = world();
  const locale = staffLocale(request);
  if (staffSignIn.by !== 'development-key') return pageResponse(404, closedPage(locale));
  if (!isFromOurPages(request)) {
    telemetry.event('access-denied', { because: 'cross-site' });
    return pageResponse(403, signedOutPage({ locale, because: 'from-elsewhere' }));
  }
  const body = await readForm(request, form);
  if (body.outcome === 'problem') return refusal(request, body);
  const { key, role: stated, to } = textsOf(body.value);
  const role = roles.find((each) => each === stated);
  if (role === undefined || !isKey({ keys }, key, staffSignIn.key)) {
    telemetry.event('access-denied', { because: 'wrong-key' });
    return pageResponse(403, signInPage({ locale, to: ownPage(to), wrong: true }));
  }
  const at = new Date(clock.now().epochMilliseconds);
  const cookie = sessionCookie(request, { role, key: staffSignIn.key, signer: keys, at });
  return { ...seeOther(ownPage(to)), cookies: [cookie] };
}

/** `POST /ops/sign-out`. */
export async function postSignOut(request: HttpRequest): Promise<HttpResponseInit> {
  if (!isFromOurPages(request)) {
    return pageResponse(403, signedOutPage({ locale: staffLocale(request), because: 'from-elsewhere' }));
  }
  return { ...seeOther('/ops'), cookies: [noSessionCookie(request)] };
}

/** In a time that does not tell how much of it is right. */
function isKey({ keys }: Pick<App, 'keys'>, given: string, key: string): boolean {
  return keys.isFingerprint(keys.fingerprint(given), key);
}

/** A page of ours to go on to, and never one of somebody else's. */
function ownPage(to: string | null): string {
  return to !== null && /^\/ops(?![\w-])[\w\-./?=&%]*$/.test(to) ? to : '/ops';
}

function textsOf(value: unknown): Record<'key' | 'role' | 'to', string> {
  const text = (name: string) => {
    const given = sentField(value, name);
    return typeof given === 'string' ? given : '';
  };
  return { key: text('key'), role: text('role'), to: text('to') };
}
