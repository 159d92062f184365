import { inspect } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serveHttp } from '../../local/http-endpoint.ts';
import type { ProcessorId } from '../../local/parts.ts';
import { freePorts } from '../../local/ports.ts';
import { ProcessorHttp } from '../../shared/adapters/processors/processor-http.ts';
import type { ConnectorName } from '../../shared/policy/processors.ts';
import { aboutKari, connectorAt, eraseToTheEnd, KARI, openProcessor } from './processor-target.ts';

const CONNECTORS: readonly ConnectorName[] = ['zendesk', 'goto', 'teamviewer', 'azure-monitor', 'opendsr'];
const STAND_INS: readonly ProcessorId[] = ['zendesk', 'goto', 'teamviewer'];

const later = { 'retry-after': 'Sun, 22 Nov 2026 10:02:00 GMT', date: 'Sun, 22 Nov 2026 10:00:00 GMT' };

describe.each(CONNECTORS)('%s', (name) => {
  test.each([
    { says: '401', response: () => status(401), answer: failed('not-authorized') },
    { says: '403', response: () => status(403), answer: failed('refused') },
    { says: '429', response: () => status(429), answer: unreachable('throttled') },
    {
      says: '429 and in how many seconds',
      response: () => status(429, { 'retry-after': '93' }),
      answer: { ...unreachable('throttled'), retryAfter: 93 },
    },
    {
      says: '429 and until when',
      response: () => status(429, later),
      answer: { ...unreachable('throttled'), retryAfter: 120 },
    },
    { says: '500', response: () => status(500), answer: unreachable('unavailable') },
    {
      says: '503 and when to come again',
      response: () => status(503, { 'retry-after': '30' }),
      answer: { ...unreachable('unavailable'), retryAfter: 30 },
    },
    { says: '400', response: () => status(400), answer: failed('unexpected-answer') },
    {
      says: 'to go elsewhere',
      response: () => status(302, { location: 'http://127.0.0.1:1/' }),
      answer: failed('unexpected-answer'),
    },
  ])('says $says', async ({ response, answer }) => {
    const connector = connectorAt(await serve(response), name);
    expect(await connector.erase(aboutKari())).toEqual(answer);
    // Azure Monitor gives no numbers by which it could be asked again.
    if (name === 'azure-monitor') expect(await connector.verify(['1'])).toBe('cannot-tell');
    else await expect(connector.verify(['1'])).rejects.toThrow('the processor');
  });

  test('does not listen', async () => {
    const { control } = await freePorts();
    const connector = connectorAt(`http://127.0.0.1:${control}`, name);
    expect(await connector.erase(aboutKari())).toEqual(unreachable('no-answer'));
  });
});

describe.each(['zendesk', 'goto', 'teamviewer', 'azure-monitor'] as const)('%s', (name) => {
  test.each([
    { what: 'no JSON', body: 'OK' },
    { what: 'other JSON', body: '{"users":[{"id":"1"}],"contacts":[{}],"tables":[[]]}' },
    { what: 'somebody without an address to compare', body: '{"contacts":[{"contact_id":"c1"}]}' },
    { what: 'more than anybody reads', body: JSON.stringify('x'.repeat(9 * 1024 * 1024)) },
  ])('answers $what', async ({ body }) => {
    const connector = connectorAt(await serve(() => new Response(body)), name);
    expect(await connector.erase(aboutKari())).toEqual(failed('unexpected-answer'));
  });
});

test.each(STAND_INS)('%s answers when it is slow, and refuses when it rejects', async (id) => {
  const { connector, processor } = await openProcessor(id);
  processor.behaviour = 'slow';
  expect(await connector.erase(aboutKari())).toEqual({ answer: 'nothing-held' });
  processor.behaviour = 'down';
  expect(await connector.erase(aboutKari())).toEqual(unreachable('unavailable'));
  processor.behaviour = 'reject';
  expect(await connector.erase(aboutKari())).toEqual(failed('refused'));
});

test.each(STAND_INS)('%s leaves nothing behind, whichever answer is lost on the way', async (id) => {
  for (let answered = 0, isLost = true; isLost; answered += 1) {
    const { connector, line, call } = await openProcessor(id);
    await addKari[id](call);
    line.breaksAfter = answered;
    expect(await eraseToTheEnd(connector, aboutKari())).toMatchObject({
      answer: expect.stringMatching(/^(?:verified|nothing-held)$/u),
    });
    isLost = line.breaksAfter < 0;
    line.breaksAfter = Number.POSITIVE_INFINITY;
    expect(await connector.erase(aboutKari())).toEqual({ answer: 'nothing-held' });
    expect(JSON.stringify(await call('GET', whatIsLeft[id]))).not.toMatch(/kari/iu);
    if (!isLost) expect(answered).toBeGreaterThanOrEqual(3);
  }
});

test('a processor that keeps us waiting is given up, and nothing that is thrown names the person', async () => {
  const url = await serve(() => new Promise(() => undefined));
  const http = new ProcessorHttp({ url, patienceMs: 20 });
  const request = {
    method: 'POST',
    path: `/${KARI}`,
    query: { email: KARI },
    json: { email: KARI },
  } as const;
  const fault: unknown = await http.exchange(request).catch((error: unknown) => error);
  expect(fault).toMatchObject({ answer: unreachable('no-answer') });
  expect(inspect(fault, { depth: null, showHidden: true })).not.toContain('kari');
});

test.each([
  { name: 'teamviewer', page: { contacts: [{ contact_id: 'c1', email: 'ola@example.test' }] } },
  {
    name: 'zendesk',
    page: {
      users: [{ id: 1, role: 'end-user', email: 'ola@example.test', phone: null }],
      next_page: null,
      identities: [{ id: 1, type: 'email', value: 'ola@example.test' }],
    },
  },
] as const)('$name loses nobody when a search finds others too', async ({ name, page }) => {
  const methods: string[] = [];
  const url = await serve((request) => {
    methods.push(request.method);
    return Response.json(page);
  });
  expect(await connectorAt(url, name).erase(aboutKari())).toEqual({ answer: 'nothing-held' });
  expect(new Set(methods)).toEqual(new Set(['GET']));
});

type Call = Awaited<ReturnType<typeof openProcessor>>['call'];

const addKari: Readonly<Record<ProcessorId, (call: Call) => Promise<unknown>>> = {
  zendesk: (call) => call('POST', '/api/v2/users', { user: { name: 'Kari', email: KARI } }),
  goto: async (call) => {
    const webinars = '/G2W/rest/v2/organizers/1/webinars';
    const times = [{ startTime: '2026-12-01T10:00:00Z', endTime: '2026-12-01T11:00:00Z' }];
    const { body } = await call('POST', webinars, { subject: 'Webinar', times });
    const kari = { firstName: 'Kari', lastName: 'Nordmann', email: KARI };
    return call('POST', `${webinars}/${String(body['webinarKey'])}/registrants`, kari);
  },
  teamviewer: (call) => call('POST', '/api/v1/contacts', { email: KARI, groupid: 'g1' }),
};

/** Where the person would still be seen. */
const whatIsLeft: Readonly<Record<ProcessorId, string>> = {
  zendesk: '/api/v2/deleted_users',
  goto: '/G2W/rest/v2/organizers/1/webinars/1/registrants',
  teamviewer: '/api/v1/contacts',
};

function failed(because: string) {
  return { answer: 'failed', because };
}

function unreachable(because: string) {
  return { answer: 'unreachable', because };
}

function status(code: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status: code, headers });
}

async function serve(fetch: (request: Request) => Response | Promise<Response>): Promise<string> {
  const { control: port } = await freePorts();
  const endpoint = await serveHttp({ port, fetch });
  onTestFinished(() => endpoint.close());
  return `http://127.0.0.1:${port}`;
}
