import { isObject } from '../../shared/domain/is-object.ts';
import type { StaffMember } from '../../shared/domain/staff-member.ts';
import { type Role, roles } from '../../shared/policy/roles.ts';

interface Claim {
  readonly typ: string;
  readonly val: string;
}

// App Service maps some of a token's claims to older names, so either may come.
const roleClaims = ['roles', 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role'];
const objectIdClaims = ['http://schemas.microsoft.com/identity/claims/objectidentifier', 'oid'];

/**
 * Who signed in with Entra ID, from `X-MS-CLIENT-PRINCIPAL`: base64 of `{auth_typ, claims: [{typ, val}]}`
 * (Microsoft Learn, “Work with user identities in Azure App Service authentication”). The app roles are
 * `privacy.reader`, `privacy.case-worker` and `privacy.administrator`. Undefined if it says nobody. It says
 * something only where the platform takes away what callers send under that name.
 */
export function readClientPrincipal(header: string): StaffMember | undefined {
  const principal = decode(header);
  if (!isObject(principal) || principal['auth_typ'] !== 'aad') return undefined;
  const claims = claimsOf(principal['claims']);
  const id = claims.find(({ typ }) => objectIdClaims.includes(typ))?.val ?? '';
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined;
  return {
    id: id.toLowerCase(),
    name: claims.find(({ typ }) => typ === 'name')?.val,
    roles: claims.filter(({ typ }) => roleClaims.includes(typ)).flatMap(({ val }) => roleOf(val)),
    via: 'entra-id',
  };
}

function roleOf(claim: string): Role[] {
  return roles.filter((role) => claim === `privacy.${role}`);
}

function claimsOf(claims: unknown): Claim[] {
  return Array.isArray(claims) ? claims.filter(isClaim) : [];
}

function isClaim(claim: unknown): claim is Claim {
  return isObject(claim) && typeof claim['typ'] === 'string' && typeof claim['val'] === 'string';
}

function decode(header: string): unknown {
  try {
    return JSON.parse(Buffer.from(header, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
}
