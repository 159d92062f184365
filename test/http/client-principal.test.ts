import { describe, expect, test } from 'vitest';
import { readClientPrincipal } from '../../functions/http/client-principal.ts';

const oid = '5B5450DB-eb26-4c1a-981c-ba1d25f0483d';
const objectId = { typ: 'http://schemas.microsoft.com/identity/claims/objectidentifier', val: oid };

/** The header as App Service writes it. */
function header(claims: readonly unknown[], more: object = { auth_typ: 'aad' }): string {
  const principal = {
    name_typ: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
    role_typ: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role',
    claims,
    ...more,
  };
  return Buffer.from(JSON.stringify(principal)).toString('base64');
}

const role = (val: unknown) => ({ typ: 'roles', val });

describe('the principal that App Service hands over', () => {
  test('is the person by the object id, with each role of ours that the claims name', () => {
    const claims = [
      objectId,
      { typ: 'name', val: 'Åse Øst' },
      role('privacy.reader'),
      role('privacy.case-worker'),
    ];
    expect(readClientPrincipal(header(claims))).toEqual({
      id: oid.toLowerCase(),
      name: 'Åse Øst',
      roles: ['reader', 'case-worker'],
      via: 'entra-id',
    });
  });

  test('may name its claims by their short or by their long names', () => {
    const long = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role';
    const claims = [
      { typ: 'oid', val: oid },
      { typ: long, val: 'privacy.administrator' },
    ];
    expect(readClientPrincipal(header(claims))).toMatchObject({ roles: ['administrator'] });
  });

  test('has no role by a claim of another name, nor by another role’s name', () => {
    const claims = [
      objectId,
      { typ: 'groups', val: 'privacy.administrator' },
      role('administrator'),
      role('privacy.administrator '),
      role('Privacy.Administrator'),
      role(['privacy.administrator']),
      role({ val: 'privacy.administrator' }),
      { typ: 'roles' },
      null,
      'privacy.administrator',
    ];
    expect(readClientPrincipal(header(claims))).toMatchObject({ roles: [] });
  });

  test.each([
    ['of another identity provider', header([objectId, role('privacy.reader')], { auth_typ: 'github' })],
    ['of no provider', header([objectId, role('privacy.reader')], {})],
    ['without an object id', header([role('privacy.reader')])],
    ['whose object id is none', header([{ ...objectId, val: 'kari@example.com' }])],
    ['whose claims are no list', header([], { auth_typ: 'aad', claims: { 0: objectId } })],
    ['that is no object', Buffer.from('"aad"').toString('base64')],
    ['that is null', Buffer.from('null').toString('base64')],
    ['that is not JSON', Buffer.from('{').toString('base64')],
    ['that is not base64', '%%%'],
    ['that is empty', ''],
  ])('is nobody %s', (_, text) => {
    expect(readClientPrincipal(text)).toBeUndefined();
  });
});
