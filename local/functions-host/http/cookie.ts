import type { HttpCookie } from '../rpc.ts';

const SAME_SITE = { none: undefined, lax: 'Lax', strict: 'Strict', explicitNone: 'None' } as const;

/** A Set-Cookie header (RFC 6265 section 4.1). The value is percent-encoded, as ASP.NET Core does. */
export function serializeCookie(cookie: HttpCookie): string {
  const expires = cookie.expires?.value?.seconds;
  const attributes: readonly (readonly [name: string, value: string | number | true | undefined])[] = [
    [cookie.name ?? '', encodeURIComponent(cookie.value ?? '')],
    ['Max-Age', cookie.maxAge?.value],
    ['Domain', cookie.domain?.value],
    ['Path', cookie.path?.value],
    ['Expires', expires === undefined ? undefined : new Date(expires * 1000).toUTCString()],
    ['HttpOnly', cookie.httpOnly?.value === true ? true : undefined],
    ['Secure', cookie.secure?.value === true ? true : undefined],
    ['SameSite', SAME_SITE[cookie.sameSite ?? 'none']],
  ];
  return attributes
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => (value === true ? name : `${name}=${value}`))
    .join('; ');
}
