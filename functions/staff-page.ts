import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import type { StaffMember } from '../shared/domain/staff-member.ts';
import type { Locale } from '../shared/policy/register.ts';
import { mayDo, type Operation } from '../shared/policy/roles.ts';
import { closedPage, forbiddenPage, signedOutPage } from '../web/ops/refused-pages.ts';
import { pageResponse } from './http/page-response.ts';
import { isChange, isFromOurPages, keepingLocale, pathOf, staffLocale, staffOf } from './http/staff.ts';
import { world } from './world.ts';

/** Who calls a page, and what its frame needs: an `opsPage` takes it as it is. */
export interface StaffCall {
  readonly staff: StaffMember;
  readonly locale: Locale;
  /** The page's own address. */
  readonly path: string;
  /** The code of what was just done, as the address states it; each page has the words for its own codes. */
  readonly done: string | undefined;
  readonly context: InvocationContext;
}

/**
 * A page of the operations pages, or a form on one: only for those who signed in and whose role may do the
 * operation; and a form only from our own pages.
 */
export function staffPage(
  operation: Operation,
  handle: (request: HttpRequest, call: StaffCall) => Promise<HttpResponseInit>,
): (request: HttpRequest, context: InvocationContext) => Promise<HttpResponseInit> {
  return async (request, context) => {
    const { staffSignIn: signIn, keys, clock, telemetry } = world();
    const locale = staffLocale(request);
    const path = pathOf(request);
    if (signIn.by === 'nothing') return pageResponse(404, closedPage(locale));
    if (isChange(request) && !isFromOurPages(request)) {
      telemetry.event('access-denied', { because: 'cross-site' });
      return pageResponse(403, signedOutPage({ locale, because: 'from-elsewhere' }));
    }
    const at = new Date(clock.now().epochMilliseconds);
    const staff = staffOf(request, { signIn, signer: keys, at });
    if (staff === undefined) {
      // A form that came too late: nothing is done, and nobody is led away from what the browser may still show.
      if (isChange(request)) {
        telemetry.event('access-denied', { because: 'not-signed-in' });
        return pageResponse(401, signedOutPage({ locale, because: 'signed-out' }));
      }
      return {
        status: 302,
        headers: { location: signInAddress(signIn.by, path), 'cache-control': 'no-store' },
      };
    }
    if (!mayDo(operation, staff.roles)) {
      telemetry.event('access-denied', { because: 'role-missing' });
      return pageResponse(403, forbiddenPage({ locale, staff, path, operation }));
    }
    const done = request.query.get('done') ?? undefined;
    return keepingLocale(request, await handle(request, { staff, locale, path, done, context }));
  };
}

function signInAddress(by: 'entra-id' | 'development-key', path: string): string {
  const to = encodeURIComponent(path);
  return by === 'entra-id' ? `/.auth/login/aad?post_login_redirect_uri=${to}` : `/ops/sign-in?to=${to}`;
}
