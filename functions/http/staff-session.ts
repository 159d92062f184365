import type { Cookie, HttpRequest } from '@azure/functions';
import type { StaffMember } from '../../shared/domain/staff-member.ts';
import { type Role, roles } from '../../shared/policy/roles.ts';
import { cookieOf } from './cookie.ts';

/** What signs a session: keyed fingerprints. */
export interface Signer {
  fingerprint(text: string): string;
  isFingerprint(fingerprint: string, text: string): boolean;
}

const name = 'ops-session';
const lengthInSeconds = 8 * 60 * 60;

interface Session {
  readonly role: Role;
  /** The development key it was opened with: with another one it is void. */
  readonly key: string;
  readonly signer: Signer;
}

/** The cookie of a session on one machine: whoever has the key acts in a role of their choice, for a working day. */
export function sessionCookie(
  request: HttpRequest,
  { role, key, signer, at }: Session & { readonly at: Date },
): Cookie {
  const end = String(Math.floor(at.getTime() / 1000) + lengthInSeconds);
  const value = [role, end, signer.fingerprint(contentOf({ role, end, key }))].join('.');
  return { ...attributesFor(request), name, value, maxAge: lengthInSeconds };
}

/** The cookie that ends a session in this browser. */
export function noSessionCookie(request: HttpRequest): Cookie {
  return { ...attributesFor(request), name, value: '', maxAge: 0 };
}

/** Who acts in the session of the request; undefined if there is none that is good. */
export function readSession(
  request: HttpRequest,
  { key, signer, at }: Omit<Session, 'role'> & { readonly at: Date },
): StaffMember | undefined {
  const [stated, end = '', signature = '', ...more] = cookieOf(request, name)?.split('.') ?? [];
  const role = roles.find((each) => each === stated);
  if (role === undefined || more.length > 0) return undefined;
  if (!signer.isFingerprint(signature, contentOf({ role, end, key }))) return undefined;
  if (Number(end) * 1000 <= at.getTime()) return undefined;
  return { id: 'development-key', roles: [role], via: 'development-key' };
}

function contentOf({ role, end, key }: { role: Role; end: string; key: string }): string {
  return `staff-session:${role}:${end}:${key}`;
}

function attributesFor(request: HttpRequest): Pick<Cookie, 'path' | 'httpOnly' | 'sameSite' | 'secure'> {
  return {
    path: '/ops',
    httpOnly: true,
    sameSite: 'Strict',
    secure: new URL(request.url).protocol === 'https:',
  };
}
