import { HttpRequest, InvocationContext } from '@azure/functions';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { staffPage } from '../../functions/staff-page.ts';
import { getSignIn, postSignIn, postSignOut } from '../../functions/staff-sign-in.ts';
import { closeWorld } from '../../functions/world.ts';
import { readLocalSettings } from '../../local/local-settings.ts';
import type { Role } from '../../shared/policy/roles.ts';

/** A page, a form that case workers send, and one that only administrators may: who calls is what they answer. */
const page = staffPage('see-today', async (_, { staff, locale, path, done }) => ({
  jsonBody: { ...staff, locale, path, done },
}));
const form = staffPage('place-hold', async (_, { staff }) => ({ jsonBody: staff }));
const machinery = staffPage('redrive-dead-letter', async (_, { staff }) => ({ jsonBody: staff }));

const context = new InvocationContext({ functionName: 'staff-page' });

/** The settings of one machine, and what is over them. */
function given(settings: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries({ ...readLocalSettings(), ...settings })) {
    vi.stubEnv(name, value);
  }
}

beforeEach(() => given({}));
afterEach(async () => {
  await closeWorld();
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

const origin = 'http://127.0.0.1:7071';
const ours = { 'sec-fetch-site': 'same-origin' };

function request(call: string, headers: Record<string, string> = {}, fields?: Record<string, string>) {
  const [method = '', path = ''] = call.split(' ');
  return new HttpRequest({
    method,
    url: `${origin}${path}`,
    headers: { ...headers, ...(fields && { 'content-type': 'application/x-www-form-urlencoded' }) },
    ...(fields && { body: { string: new URLSearchParams(fields).toString() } }),
  });
}

/** Signs in as a browser does, and gives the cookie it would send from then on. */
async function sessionAs(role: Role): Promise<Record<string, string>> {
  const answer = await postSignIn(request('POST /ops/sign-in', ours, { key: 'local-key', role, to: '/ops' }));
  expect(answer.status).toBe(303);
  const [cookie] = answer.cookies ?? [];
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/ops', maxAge: 8 * 3600 });
  return { cookie: `other=1; ${cookie?.name}=${cookie?.value}` };
}

/** What App Service would hand over for somebody with these roles. */
function principalWith(...roles: readonly Role[]): Record<string, string> {
  const claims = [
    { typ: 'http://schemas.microsoft.com/identity/claims/objectidentifier', val: oid },
    ...roles.map((role) => ({ typ: 'roles', val: `privacy.${role}` })),
  ];
  const text = JSON.stringify({ auth_typ: 'aad', claims });
  return { 'x-ms-client-principal': Buffer.from(text).toString('base64') };
}

const oid = '5b5450db-eb26-4c1a-981c-ba1d25f0483d';

describe('on Azure, where the platform asks who it is', () => {
  beforeEach(() => given({ WEBSITE_AUTH_ENABLED: 'True', WEBSITE_SITE_NAME: 'privacy' }));

  test('whoever it names is in, by the object id', async () => {
    const answer = await page(request('GET /ops', principalWith('reader')), context);
    expect(answer.jsonBody).toMatchObject({ id: oid, roles: ['reader'], via: 'entra-id' });
  });

  test('whoever has not signed in is led there, and back', async () => {
    const answer = await page(
      request('GET /ops/requests?show=overdue&email=kari@example.test&locale=en'),
      context,
    );
    expect(answer.status).toBe(302);
    expect(answer.headers).toMatchObject({
      location: '/.auth/login/aad?post_login_redirect_uri=%2Fops%2Frequests%3Fshow%3Doverdue',
    });
  });

  test('a form that comes too late does nothing, and says so', async () => {
    const answer = await form(request('POST /ops/holds', ours), context);
    expect(answer.status).toBe(401);
    expect(answer.body).toContain('Ingenting er gjort');
  });

  test('a role that does not reach is told which one does; a role that does is in', async () => {
    const refused = await form(request('POST /ops/holds', { ...ours, ...principalWith('reader') }), context);
    expect(refused.status).toBe(403);
    expect(refused.body).toContain('saksbehandler');
    for (const role of ['case-worker', 'administrator'] as const) {
      const answer = await form(request('POST /ops/holds', { ...ours, ...principalWith(role) }), context);
      expect(answer.jsonBody).toMatchObject({ roles: [role] });
    }
    const both = { ...ours, ...principalWith('reader', 'case-worker') };
    expect((await machinery(request('POST /ops/dead-letters', both), context)).status).toBe(403);
  });

  test('whoever has none of our roles sees no page', async () => {
    const answer = await page(request('GET /ops', principalWith()), context);
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('Du har: ingen');
  });

  test('the development key opens nothing', async () => {
    const signIn = request('POST /ops/sign-in', ours, {
      key: 'local-key',
      role: 'administrator',
      to: '/ops',
    });
    expect((await getSignIn(request('GET /ops/sign-in'))).status).toBe(404);
    expect(await postSignIn(signIn)).toMatchObject({ status: 404 });
  });

  test.each(['cross-site', 'same-site', 'none', ''])(
    'a form from elsewhere (Sec-Fetch-Site %j) counts for nothing',
    async (site) => {
      const headers = { ...principalWith('administrator'), ...(site !== '' && { 'sec-fetch-site': site }) };
      const answer = await form(request('POST /ops/holds', headers), context);
      expect(answer.status).toBe(403);
      expect(answer.jsonBody).toBeUndefined();
    },
  );
});

describe('on Azure without sign-in', () => {
  test.each(['', 'False', '1'])('nobody gets in (WEBSITE_AUTH_ENABLED %j)', async (enabled) => {
    given({ WEBSITE_AUTH_ENABLED: enabled, WEBSITE_SITE_NAME: 'privacy' });
    const forged = principalWith('administrator');
    expect((await page(request('GET /ops', forged), context)).status).toBe(404);
    expect((await form(request('POST /ops/holds', { ...ours, ...forged }), context)).status).toBe(404);
    expect((await getSignIn(request('GET /ops/sign-in'))).status).toBe(404);
  });
});

describe('on one machine without a development key', () => {
  test('nobody gets in', async () => {
    given({ STAFF_DEVELOPMENT_KEY: '' });
    expect((await page(request('GET /ops', principalWith('administrator')), context)).status).toBe(404);
    expect((await getSignIn(request('GET /ops/sign-in'))).status).toBe(404);
  });
});

describe('on one machine with the development key', () => {
  test('whoever has the key acts in the role of their choice', async () => {
    const session = await sessionAs('reader');
    const answer = await page(request('GET /ops?done=recorded', session), context);
    expect(answer.jsonBody).toEqual({
      id: 'development-key',
      roles: ['reader'],
      via: 'development-key',
      locale: 'nb',
      path: '/ops',
      done: 'recorded',
    });
    expect((await form(request('POST /ops/holds', { ...ours, ...session }), context)).status).toBe(403);
  });

  test('a header that says who one is says nothing', async () => {
    const answer = await page(request('GET /ops', principalWith('administrator')), context);
    expect(answer).toMatchObject({ status: 302, headers: { location: '/ops/sign-in?to=%2Fops' } });
  });

  test.each([
    ['another key', { key: 'another', role: 'reader' }],
    ['no key', { key: '', role: 'reader' }],
    ['no role of ours', { key: 'local-key', role: 'root' }],
  ])('%s opens nothing, and is not shown again', async (_, fields) => {
    const answer = await postSignIn(request('POST /ops/sign-in', ours, { ...fields, to: '/ops' }));
    expect(answer.status).toBe(403);
    expect(answer.cookies).toBeUndefined();
    expect(answer.body).not.toContain('value="another"');
  });

  test('a form to sign in counts only from our own page', async () => {
    const fields = { key: 'local-key', role: 'reader', to: '/ops' };
    const elsewhere = { 'sec-fetch-site': 'cross-site' };
    const answer = await postSignIn(request('POST /ops/sign-in', elsewhere, fields));
    expect(answer).toMatchObject({ status: 403 });
    expect(answer.cookies).toBeUndefined();
  });

  test.each([
    ['/ops/tasks?page=2', '/ops/tasks?page=2'],
    ['/ops', '/ops'],
    ['https://elsewhere.example/ops', '/ops'],
    ['//elsewhere.example/ops', '/ops'],
    ['/opsy', '/ops'],
    ['/ops/\\elsewhere.example', '/ops'],
    ['/privacy', '/ops'],
  ])('after %s it goes on to %s', async (to, location) => {
    const fields = { key: 'local-key', role: 'reader', to };
    expect(await postSignIn(request('POST /ops/sign-in', ours, fields))).toMatchObject({
      headers: { location },
    });
  });

  test('a session that was changed is none', async () => {
    const { cookie = '' } = await sessionAs('reader');
    for (const other of [
      cookie.replace('reader', 'administrator'),
      cookie.replace(/\.(\d+)\./, (_, end) => `.${Number(end) + 1}.`),
      cookie.slice(0, -1),
      `${cookie}.more`,
      'ops-session=reader',
      'ops-session=',
    ]) {
      expect(await page(request('GET /ops', { cookie: other }), context)).toMatchObject({ status: 302 });
    }
  });

  test('a session ends after eight hours', async () => {
    const session = await sessionAs('reader');
    vi.useFakeTimers({ now: Date.now() + 8 * 3600_000 - 5_000, toFake: ['Date'] });
    expect((await page(request('GET /ops', session), context)).jsonBody).toBeDefined();
    vi.setSystemTime(Date.now() + 10_000);
    expect(await page(request('GET /ops', session), context)).toMatchObject({ status: 302 });
  });

  test('a session ends with the key that opened it', async () => {
    const session = await sessionAs('reader');
    await closeWorld();
    given({ STAFF_DEVELOPMENT_KEY: 'another-key' });
    expect(await page(request('GET /ops', session), context)).toMatchObject({ status: 302 });
  });

  test('signing out takes the session from the browser; from elsewhere it does not', async () => {
    const [cookie] = (await postSignOut(request('POST /ops/sign-out', ours))).cookies ?? [];
    expect(cookie).toMatchObject({ name: 'ops-session', value: '', maxAge: 0, path: '/ops' });
    const elsewhere = await postSignOut(request('POST /ops/sign-out', { 'sec-fetch-site': 'cross-site' }));
    expect(elsewhere.status).toBe(403);
    expect(elsewhere.cookies).toBeUndefined();
  });

  test('the language is as chosen now, then as chosen before, then as the browser prefers', async () => {
    const session = await sessionAs('reader');
    const english = { 'accept-language': 'en-GB' };
    const localeOf = async (call: string, headers: Record<string, string>) => {
      const { jsonBody, cookies = [] } = await page(request(call, headers), context);
      return [jsonBody.locale, cookies.map(({ name, value }) => `${name}=${value}`)];
    };
    expect(await localeOf('GET /ops', session)).toEqual(['nb', []]);
    expect(await localeOf('GET /ops', { ...session, ...english })).toEqual(['en', []]);
    expect(await localeOf('GET /ops?locale=en', session)).toEqual(['en', ['ops-locale=en']]);
    const chosen = { ...english, cookie: `${session['cookie']}; ops-locale=nb` };
    expect(await localeOf('GET /ops', chosen)).toEqual(['nb', []]);
    expect(await localeOf('GET /ops?locale=fr', chosen)).toEqual(['nb', []]);
  });
});
