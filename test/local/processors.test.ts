import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { OffsetClock } from '../../local/clock.ts';
import type { ProcessorId } from '../../local/parts.ts';
import { freePorts } from '../../local/ports.ts';
import { startProcessor } from '../../local/processors/processor-server.ts';
import { PROCESSORS } from '../../local/processors/registry.ts';
import { PERMANENT_DELETIONS } from '../../local/processors/zendesk.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const AUTHORIZATION: Readonly<Record<ProcessorId, string>> = {
  zendesk: `Basic ${btoa('agent@contracting.example/token:secret')}`,
  goto: 'Bearer secret',
  teamviewer: 'Bearer secret',
};
const FIRST_CALL: Readonly<Record<ProcessorId, string>> = {
  zendesk: '/api/v2/users/search?query=email:kari@example.com',
  goto: '/G2W/rest/v2/organizers/1/webinars?fromTime=2026-01-01T00:00:00Z&toTime=2027-01-01T00:00:00Z',
  teamviewer: '/api/v1/contacts?email=kari@example.com',
};
const IDS: readonly ProcessorId[] = ['zendesk', 'goto', 'teamviewer'];

test.each(IDS)('%s lets in only those with its credentials', async (id) => {
  const { call } = await open(id);
  expect(await call('GET', FIRST_CALL[id])).toMatchObject({ status: 200 });
  expect(await call('GET', FIRST_CALL[id], { authorization: 'Bearer guess' })).toMatchObject({ status: 401 });
});

test.each(IDS)('%s can be down or reject, and comes back', async (id) => {
  const { call, processor } = await open(id);
  processor.behaviour = 'down';
  expect(await call('GET', FIRST_CALL[id])).toMatchObject({ status: 503 });
  processor.behaviour = 'reject';
  expect(await call('GET', FIRST_CALL[id])).toMatchObject({ status: 403 });
  processor.behaviour = 'ok';
  expect(await call('GET', FIRST_CALL[id])).toMatchObject({ status: 200 });
});

test('a slow processor answers as it would, later', async () => {
  const { call, processor } = await open('teamviewer');
  processor.behaviour = 'slow';
  expect(await call('GET', FIRST_CALL.teamviewer)).toMatchObject({ status: 200, body: { contacts: [] } });
});

test.each(IDS)('%s remembers what it was asked without the person', async (id) => {
  const { call, processor } = await open(id);
  await call('GET', FIRST_CALL[id]);
  expect(processor.requests).toEqual([
    { at: expect.stringMatching(/^2026-/u), method: 'GET', path: expect.stringContaining('=…'), status: 200 },
  ]);
  expect(JSON.stringify(processor.requests)).not.toContain('kari');
});

test.each(IDS)('%s says what is not part of it', async (id) => {
  const { call } = await open(id);
  const path = id === 'goto' ? '/G2W/rest/v2/organizers/1/trainings' : '/api/v9/things';
  const answer = await call('GET', path);
  expect(answer.status).toBe(404);
  expect(JSON.stringify(answer.body)).toContain(`GET ${path}`);
});

test('zendesk finds a person by e-mail or phone, in any case and quoted', async () => {
  const { call } = await open('zendesk');
  await addUser(call, { name: 'Kari Nordmann', email: 'Kari@Example.com', phone: '+4722334455' });
  for (const query of [
    'email:kari@example.com',
    'email:"KARI@example.com"',
    'kari@example.com',
    'phone:"+4722334455"',
    'phone:*22334455',
  ]) {
    const { body } = await call('GET', `/api/v2/users/search?query=${encodeURIComponent(query)}`);
    expect(body).toMatchObject({
      count: 1,
      next_page: null,
      users: [{ name: 'Kari Nordmann', active: true }],
    });
  }
});

test('zendesk refuses a search that it does not understand, by name', async () => {
  const { call } = await open('zendesk');
  const answer = await call('GET', '/api/v2/users/search?query=organization:acme%20role:agent');
  expect(answer).toMatchObject({ status: 400, body: { description: expect.stringContaining('query') } });
});

test('zendesk corrects a person, and refuses an address that another has', async () => {
  const { call } = await open('zendesk');
  const id = await addUser(call, { name: 'Kari', email: 'kari@example.com' });
  await addUser(call, { name: 'Ola', email: 'ola@example.com' });
  expect(await call('PUT', `/api/v2/users/${id}`, { body: { user: { name: 'Kari Hansen' } } })).toMatchObject(
    {
      status: 200,
      body: { user: { name: 'Kari Hansen', email: 'kari@example.com' } },
    },
  );
  expect(
    await call('PUT', `/api/v2/users/${id}`, { body: { user: { email: 'ola@example.com' } } }),
  ).toMatchObject({
    status: 422,
    body: { error: 'RecordInvalid', details: { email: [{ error: 'DuplicateValue' }] } },
  });
});

test('zendesk adds an address to those a person has, and changes each where it stands', async () => {
  const { call } = await open('zendesk');
  const id = await addUser(call, { name: 'Kari', email: 'kari@example.com' });
  await addUser(call, { name: 'Ola', email: 'ola@example.com' });
  const path = `/api/v2/users/${id}/identities`;
  await call('PUT', `/api/v2/users/${id}`, { body: { user: { email: 'hansen@example.com' } } });
  expect(await call('GET', path)).toMatchObject({
    body: {
      identities: [
        { id: 1, type: 'email', value: 'kari@example.com', primary: true },
        { id: 2, type: 'email', value: 'hansen@example.com', primary: false },
      ],
    },
  });
  const change = (value: string) => call('PUT', `${path}/1`, { body: { identity: { value } } });
  expect(await change('ola@example.com')).toMatchObject({ status: 422 });
  expect(await change('kari@work.example.com')).toMatchObject({ status: 200 });
  expect(await call('GET', `/api/v2/users/search?query=email:hansen@example.com`)).toMatchObject({
    body: { users: [{ email: 'kari@work.example.com' }] },
  });
  const added = { identity: { type: 'email', value: 'k@example.com' } };
  expect(await call('POST', path, { body: added })).toMatchObject({ status: 201, body: added });
});

test('zendesk erases in two steps, and afterwards shows nothing of the person', async () => {
  const directory = temporaryDirectory();
  const { call } = await open('zendesk', { directory });
  const id = await addUser(call, { name: 'Kari Nordmann', email: 'kari@example.com', phone: '+4722334455' });
  expect(await call('DELETE', `/api/v2/deleted_users/${id}`)).toMatchObject({ status: 404 });
  expect(await call('DELETE', `/api/v2/users/${id}`)).toMatchObject({
    status: 200,
    body: { user: { active: false } },
  });
  expect(await call('GET', FIRST_CALL.zendesk)).toMatchObject({ body: { count: 0 } });
  expect(await call('GET', `/api/v2/deleted_users/${id}`)).toMatchObject({ status: 200 });
  expect(await call('DELETE', `/api/v2/deleted_users/${id}`)).toMatchObject({ status: 200 });
  expect(await call('GET', `/api/v2/deleted_users/${id}`)).toMatchObject({ status: 404 });
  expect(await call('GET', '/api/v2/deleted_users')).toMatchObject({
    body: { deleted_users: [{ id, name: 'Permanently Deleted User', email: null, phone: null }] },
  });
  expect(readFileSync(join(directory, 'zendesk.json'), 'utf8')).not.toMatch(/Kari|\+4722334455/u);
});

test('zendesk allows 700 permanent deletions in ten minutes, and says when to come back', async () => {
  const { call, clock } = await open('zendesk');
  const erase = async () => {
    const id = await addUser(call, { name: 'Somebody' });
    await call('DELETE', `/api/v2/users/${id}`);
    return call('DELETE', `/api/v2/deleted_users/${id}`);
  };
  for (let count = 0; count < PERMANENT_DELETIONS.limit; count += 1) expect((await erase()).status).toBe(200);
  const refused = await erase();
  expect(refused.status).toBe(429);
  const wait = Number(refused.retryAfter);
  expect(wait).toBeGreaterThan(0);
  clock.setOffset(clock.offset + wait * 1_000);
  expect((await erase()).status).toBe(200);
});

test('zendesk lists in pages', async () => {
  const { call } = await open('zendesk');
  for (const name of ['a', 'b', 'c']) await call('DELETE', `/api/v2/users/${await addUser(call, { name })}`);
  const first = await call('GET', '/api/v2/deleted_users?per_page=2');
  expect(first.body).toMatchObject({
    count: 3,
    previous_page: null,
    deleted_users: [{ name: 'a' }, { name: 'b' }],
  });
  const { pathname, search } = new URL(String(first.body['next_page']));
  expect((await call('GET', pathname + search)).body).toMatchObject({
    next_page: null,
    deleted_users: [{ name: 'c' }],
  });
  expect(await call('GET', '/api/v2/deleted_users?page[size]=2')).toMatchObject({ status: 400 });
});

test('goto cancels a registration for a webinar to come, and not for one that was', async () => {
  const { call, clock } = await open('goto');
  const { webinar, registrant } = await addRegistrant(call);
  const path = `/G2W/rest/v2/organizers/1/webinars/${webinar}/registrants`;
  expect(await call('GET', path)).toMatchObject({
    body: [{ registrantKey: registrant, email: 'kari@example.com' }],
  });
  clock.moveTo(Date.parse('2026-12-24T00:00:00Z'));
  expect(await call('DELETE', `${path}/${registrant}`)).toMatchObject({ status: 400 });
  clock.moveTo(Date.parse('2026-11-23T00:00:00Z'));
  expect(await call('DELETE', `${path}/${registrant}`)).toMatchObject({ status: 204 });
  expect(await call('GET', path)).toMatchObject({ body: [] });
  expect(await call('DELETE', `${path}/${registrant}`)).toMatchObject({ status: 404 });
});

test('the support of goto removes somebody from a webinar that was', async () => {
  const { call, clock } = await open('goto');
  const { webinar, registrant } = await addRegistrant(call);
  const path = `/G2W/rest/v2/organizers/1/webinars/${webinar}/registrants`;
  clock.moveTo(Date.parse('2026-12-24T00:00:00Z'));
  expect(await call('DELETE', `${path}/${registrant}/by-support`)).toMatchObject({ status: 204 });
  expect(await call('GET', path)).toMatchObject({ body: [] });
});

test('goto registers an address once for a webinar', async () => {
  const { call } = await open('goto');
  const { webinar, registrant } = await addRegistrant(call);
  const again = await call('POST', `/G2W/rest/v2/organizers/1/webinars/${webinar}/registrants`, {
    body: KARI,
  });
  expect(again).toMatchObject({ status: 409, body: { registrantKey: registrant } });
});

test('goto lists the webinars of a period in pages', async () => {
  const { call } = await open('goto');
  for (const day of ['01', '02', '03']) await addWebinar(call, `2026-12-${day}T10:00:00Z`);
  const period = 'fromTime=2026-12-02T00:00:00Z&toTime=2026-12-31T00:00:00Z';
  expect(await call('GET', `/G2W/rest/v2/organizers/1/webinars?${period}&size=1&page=1`)).toMatchObject({
    body: {
      _embedded: { webinars: [{ times: [{ startTime: '2026-12-03T10:00:00Z' }] }] },
      page: { size: 1, totalElements: 2, totalPages: 2, number: 1 },
    },
  });
  expect(await call('GET', '/G2W/rest/v2/organizers/1/webinars')).toMatchObject({ status: 400 });
  expect(await call('GET', `/G2W/rest/v2/organizers/2/webinars?${period}`)).toMatchObject({ status: 404 });
});

test('teamviewer finds a contact by e-mail and deletes it', async () => {
  const { call } = await open('teamviewer');
  const contact = { email: 'kari@example.com', groupid: 'g1', name: 'Kari' };
  const { body } = await call('POST', '/api/v1/contacts', { body: contact });
  expect(await call('GET', '/api/v1/contacts?email=KARI@example.com')).toMatchObject({
    body: { contacts: [body] },
  });
  expect(await call('GET', '/api/v1/contacts?email=ola@example.com')).toMatchObject({
    body: { contacts: [] },
  });
  const path = `/api/v1/contacts/${String(body['contact_id'])}`;
  expect(await call('GET', path)).toMatchObject({ body: { contacts: [body] } });
  expect(await call('DELETE', path)).toMatchObject({ status: 204 });
  expect(await call('GET', path)).toMatchObject({ status: 404 });
  expect(await call('DELETE', path)).toMatchObject({ status: 404 });
  expect(await call('GET', '/api/v1/contacts?phone=1')).toMatchObject({ status: 400 });
  expect(await call('POST', '/api/v1/contacts', { body: { email: '' } })).toMatchObject({
    status: 400,
    body: { error_description: 'missing or wrong: email, groupid' },
  });
});

test('teamviewer shows invitations only when asked, and cannot take them back', async () => {
  const { call } = await open('teamviewer');
  const invitation = { email: 'kari@example.com', groupid: 'g1' };
  expect(await call('POST', '/api/v1/contacts', { body: { ...invitation, invite: true } })).toMatchObject({
    status: 204,
  });
  const path = '/api/v1/contacts?email=kari@example.com';
  expect((await call('GET', path)).body).toEqual({ contacts: [] });
  expect((await call('GET', `${path}&include_invitations=true`)).body).toEqual({
    contacts: [],
    invitations: [invitation],
  });
});

test('what a processor was told outlives it', async () => {
  const directory = temporaryDirectory();
  const first = await open('zendesk', { directory });
  await addUser(first.call, { name: 'Kari', email: 'kari@example.com' });
  await first.processor.close();
  const second = await open('zendesk', { directory });
  expect(await second.call('GET', FIRST_CALL.zendesk)).toMatchObject({ body: { count: 1 } });
});

test('what many told a processor at once is all in its file', async () => {
  const directory = temporaryDirectory();
  const { call } = await open('zendesk', { directory });
  const names = Array.from({ length: 50 }, (_, index) => `person ${index}`);
  await Promise.all(names.map((name) => addUser(call, { name })));
  const file = readFileSync(join(directory, 'zendesk.json'), 'utf8');
  expect(names.filter((name) => !file.includes(`"${name}"`))).toEqual([]);
});

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: Record<string, unknown>;
}

type Call = (
  method: string,
  path: string,
  options?: { readonly body?: unknown; readonly authorization?: string },
) => Promise<Answer>;

const SETTINGS: Readonly<Record<string, string>> = {
  ZENDESK_EMAIL: 'agent@contracting.example',
  ZENDESK_TOKEN: 'secret',
  GOTO_ORGANIZER_KEY: '1',
  GOTO_TOKEN: 'secret',
  TEAMVIEWER_TOKEN: 'secret',
};

async function open(id: ProcessorId, options: { readonly directory?: string } = {}) {
  const { [id]: port } = await freePorts();
  const clock = new OffsetClock();
  clock.moveTo(Date.parse('2026-11-22T10:00:00Z'));
  const file = options.directory === undefined ? undefined : join(options.directory, `${id}.json`);
  const api = PROCESSORS[id]({ file, clock, setting: (name) => SETTINGS[name] ?? '' });
  const processor = await startProcessor({ port, api, clock });
  onTestFinished(() => processor.close());
  const call: Call = async (method, path, { body, authorization = AUTHORIZATION[id] } = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { authorization },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : {};
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body: json };
  };
  return { call, processor, clock };
}

async function addUser(call: Call, user: Record<string, string>): Promise<number> {
  const { status, body } = await call('POST', '/api/v2/users', { body: { user } });
  expect(status).toBe(201);
  return Number(Reflect.get(Object(body['user']), 'id'));
}

const KARI = { firstName: 'Kari', lastName: 'Nordmann', email: 'kari@example.com' };

async function addWebinar(call: Call, startTime: string): Promise<string> {
  const { status, body } = await call('POST', '/G2W/rest/v2/organizers/1/webinars', {
    body: { subject: 'Webinar', times: [{ startTime, endTime: startTime }] },
  });
  expect(status).toBe(201);
  return String(body['webinarKey']);
}

async function addRegistrant(call: Call): Promise<{ readonly webinar: string; readonly registrant: number }> {
  const webinar = await addWebinar(call, '2026-12-01T10:00:00Z');
  const { body } = await call('POST', `/G2W/rest/v2/organizers/1/webinars/${webinar}/registrants`, {
    body: KARI,
  });
  return { webinar, registrant: Number(body['registrantKey']) };
}
