import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import type { StaffMember, StaffSignIn } from '../../shared/domain/staff-member.ts';
import { type Locale, locales } from '../../shared/policy/register.ts';
import { readClientPrincipal } from './client-principal.ts';
import { cookieOf } from './cookie.ts';
import { preferredLocale } from './preferred-locale.ts';
import { readSession, type Signer } from './staff-session.ts';

/*
 * Who calls a page of the operations pages, in which language, and whether a form comes from one of our own pages.
 * A page's trigger is made with `staffPage` (functions/staff-page.ts), which asks all of it.
 */

/**
 * Who calls. On Azure the platform says so, and only where it says that it is on: anybody could send that header
 * otherwise. On one machine the session says so that the development key opened.
 */
export function staffOf(
  request: HttpRequest,
  { signIn, signer, at }: { readonly signIn: StaffSignIn; readonly signer: Signer; readonly at: Date },
): StaffMember | undefined {
  switch (signIn.by) {
    case 'entra-id':
      return readClientPrincipal(request.headers.get('x-ms-client-principal') ?? '');
    case 'development-key':
      return readSession(request, { key: signIn.key, signer, at });
    case 'nothing':
      return undefined;
  }
}

/**
 * Whether a form was sent from a page of this origin (Fetch Metadata, W3C). Every browser of today says so, and no
 * page can make it say otherwise; `Origin` would be null, since our pages send no referrer.
 */
export function isFromOurPages(request: HttpRequest): boolean {
  return request.headers.get('sec-fetch-site') === 'same-origin';
}

/** Whether the call may change something, rather than only look. */
export function isChange({ method }: HttpRequest): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

const localeCookie = 'ops-locale';

/** The language of the operations pages: as chosen now, as chosen before, as the browser prefers. */
export function staffLocale(request: HttpRequest): Locale {
  const isOurs = (text: string | null | undefined) => locales.find((locale) => locale === text);
  return (
    isOurs(request.query.get('locale')) ?? isOurs(cookieOf(request, localeCookie)) ?? preferredLocale(request)
  );
}

/** The answer, which keeps the language that was just chosen for the pages to come. */
export function keepingLocale(request: HttpRequest, answer: HttpResponseInit): HttpResponseInit {
  const chosen = locales.find((locale) => locale === request.query.get('locale'));
  if (chosen === undefined) return answer;
  const cookie = {
    name: localeCookie,
    value: chosen,
    path: '/ops',
    httpOnly: true,
    sameSite: 'Strict',
  } as const;
  return { ...answer, cookies: [...(answer.cookies ?? []), cookie] };
}

/** The page's own address, with which part of a list is shown. Whatever else the caller's address has may be anybody's. */
export function pathOf(request: HttpRequest): string {
  const { pathname, searchParams } = new URL(request.url);
  const show = searchParams.get('show') ?? '';
  return /^[a-z-]{1,20}$/.test(show) ? `${pathname}?show=${show}` : pathname;
}

/** Where a form leads when it has done its work: to a page that says `done`, which a reload only shows again. */
export function seeOther(location: string, done?: string): HttpResponseInit {
  const mark = location.includes('?') ? '&' : '?';
  const to = done === undefined ? location : `${location}${mark}done=${done}`;
  return { status: 303, headers: { location: to, 'cache-control': 'no-store' } };
}
