import { ServiceBusClient } from '@azure/service-bus';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asyncApi } from '../../shared/api/asyncapi.ts';
import type { DescribedOperation } from '../../shared/api/description.ts';
import { openApi } from '../../shared/api/openapi.ts';
import { complaintsAbout, complaintsAboutEvent, schemaAt } from './descriptions.ts';
import { eventually, json, nameOf, type Product, startProduct } from './product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

interface Call {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly operation: DescribedOperation;
}

const calls: readonly Call[] = Object.entries(openApi().paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => {
    return { id: operation.operationId, method: method.toUpperCase(), path, operation };
  }),
);
const isPage = ({ operation }: Call) => operation.tags.includes('pages');

/** Calls that were answered with what was asked for. */
const answered = new Set<string>();

interface Filled {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  /** Over the fields of the example. */
  readonly body?: object;
}

/**
 * Makes a call as its description gives it: its own example, with what only this run can know filled in. What comes back
 * is checked by `product.fetch`, as every answer is.
 */
async function make(id: string, filled: Filled = {}): Promise<Response> {
  const call = calls.find((each) => each.id === id) ?? expect.unreachable(`no call ${id}`);
  const response = await product.fetch(pathOf(call, filled), initOf(call, filled.body));
  expect(`${id} ${response.status}`).toMatch(/ 20\d$/);
  answered.add(id);
  return response;
}

function pathOf({ path, operation }: Call, { path: given = {}, query = '' }: Filled): string {
  const examples = operation.parameters.map(({ name, example = 'none' }) => [name, example] as const);
  const values = { ...Object.fromEntries(examples), ...given };
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '') + query;
}

function initOf({ method, operation }: Call, body: object = {}): RequestInit {
  const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const headers = { 'x-functions-key': product.stack.addresses.functions.key };
  if (type === undefined) return { method, headers };
  const example = content?.example;
  const sent = typeof example === 'object' ? { ...example, ...body } : body;
  return { method, headers: { ...headers, 'content-type': type }, body: JSON.stringify(sent) };
}

const email = 'kari.eksempel@example.test';
let subjectId: string;

describe('what is served', () => {
  test('are the two descriptions, and a page that has every call and every event', async () => {
    expect(await json(await make('get-openapi'))).toEqual(JSON.parse(JSON.stringify(openApi())));
    expect(await json(await make('get-asyncapi'))).toEqual(JSON.parse(JSON.stringify(asyncApi())));
    const page = await (await product.fetch('/api')).text();
    const shown = [...calls.map(({ path }) => path), ...Object.keys(asyncApi().components.messages)];
    const missing = shown.filter((each) => !page.includes(each.replace('incoming.', '')));
    expect(missing).toEqual([]);
  });
});

describe('a call made as its description gives it', () => {
  /** The request for a copy. */
  let copyId: string;
  const theRequest = async (id: string, body: object = {}) =>
    (await json<{ requestId: string }>(await make(id, { body }))).requestId;

  test('takes in what people leave, and what the licence system tells', async () => {
    await make('post-registration');
    await make('post-staff-registration');
    await make('post-licence-events');
    await make('allow-licence-events');
    const { subjects } = await json<{ subjects: { subjectId: string }[] }>(await make('post-lookup'));
    subjectId = subjects[0]?.subjectId ?? expect.unreachable('nobody is found');
  });

  test('says whom one may contact', async () => {
    await make('post-consent-check', { body: { purpose: 'support' } });
    const audience = await make('get-audience', { path: { purpose: 'support' } });
    const [line = ''] = (await audience.text()).split('\n');
    expect(JSON.parse(line)).toMatchObject({ email });
    const isDescribed = schemaAt(['components', 'schemas', 'AudienceLine']);
    isDescribed(JSON.parse(line));
    expect(isDescribed.errors).toBe(null);
  });

  test('puts right, holds, and tells what was disclosed', async () => {
    await make('post-rectification', { body: { subjectId, corrections: { name: 'Kari E. Eksempel' } } });
    const { holdId } = await json<{ holdId: string }>(await make('post-hold', { body: { subjectId } }));
    await make('get-holds');
    await make('delete-hold', { path: { id: holdId } });
    await make('post-disclosure', { body: { subjectId, disclosedOn: today() } });
    await make('get-disclosures');
  });

  test('takes requests in, and lets staff decide', async () => {
    await theRequest('post-request');
    const shown = await theRequest('post-staff-request', {
      right: 'rectification',
      corrections: { name: 'K' },
    });
    await make('get-requests');
    await eventually(async () => {
      const opened = await make('get-request', { path: { id: shown } });
      expect(await json(opened)).toMatchObject({ state: 'in-progress' });
    });
    await make('post-extension', { path: { id: shown } });
    await make('post-fulfilment', { path: { id: shown } });
    const unshown = { identity: undefined, right: 'access' };
    const [asked, cancelled] = [
      await theRequest('post-staff-request', unshown),
      await theRequest('post-staff-request', unshown),
    ];
    await make('post-proof-question', { path: { id: asked } });
    await make('post-refusal', { path: { id: asked }, body: { ground: 'identity-not-shown' } });
    await make('post-cancellation', { path: { id: cancelled } });
    copyId = await theRequest('post-staff-request', unshown);
    await make('post-identity', { path: { id: copyId } });
  });

  test('gives the person the copy', async () => {
    const link = new RegExp(String.raw`/requests/${copyId}(\?token=[\w-]+)`);
    await eventually(async () => {
      const tokens = product.mails(email).flatMap(({ text }) => link.exec(text)?.[1] ?? []);
      await make('get-request-package', { path: { requestId: copyId }, query: tokens.at(-1) ?? '' });
    });
    await make('get-package-schema');
  });

  test('leaves what a processor refuses to staff', async () => {
    await product.processor('goto', 'reject');
    await make('post-withdrawal', { body: { consent: 'storage' } });
    const taskId = await eventually(async () => {
      const { tasks } = await json<{ tasks: { taskId: string }[] }>(await make('get-tasks'));
      return tasks[0]?.taskId ?? expect.unreachable('no task');
    });
    await make('get-task', { path: { id: taskId } });
    await make('post-task-answer', { path: { id: taskId } });
  });

  test('sends a message again that was given up', async () => {
    const bus = new ServiceBusClient(product.stack.addresses.serviceBus.connectionString);
    await bus.createSender('licence-events').sendMessages({ body: { specversion: 'none' } });
    await bus.close();
    const letter = await eventually(async () => {
      const { deadLetters } = await json<{ deadLetters: object[] }>(await make('get-dead-letters'));
      return deadLetters[0] ?? expect.unreachable('no dead letter');
    });
    const { entity, sequenceNumber } = Object.fromEntries(Object.entries(letter));
    await make('post-dead-letter', { body: { entity, sequenceNumber, action: 'discard' } });
  });

  test('tells everybody of the policy, and is told of cookies', async () => {
    await make('post-announcement');
    await make('get-announcements');
    for (const id of ['get-policy', 'get-health', 'get-record-of-processing', 'get-gpc-support'])
      await make(id);
    for (const id of ['post-cookie-choice', 'allow-cookie-choices']) await make(id);
    for (const id of ['get-cookie-choice-script', 'get-cookie-choice-style']) await make(id);
  });

  test('is answered, whichever it is', () => {
    const silent = calls.filter((call) => !isPage(call) && !answered.has(call.id));
    expect(silent.map(({ id }) => id)).toEqual([]);
  });
});

describe('a call that cannot be understood is answered with a problem:', () => {
  test.each(calls.filter((call) => !isPage(call) && call.operation.requestBody !== undefined))(
    '$id',
    async (call) => {
      const path = pathOf(call, { path: { id: crypto.randomUUID() } });
      const response = await product.fetch(path, { ...initOf(call), body: '{"right": 1, "specversion": 1}' });
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect([400, 404]).toContain(response.status);
    },
  );

  test.each(calls.filter(({ operation }) => operation.security.some((each) => 'functionKey' in each)))(
    '$id, without a key',
    async (call) => {
      const { status } = await product.fetch(pathOf(call, {}), { ...initOf(call), headers: {} });
      expect(status).toBe(401);
    },
  );
});

describe('whoever looks at every answer and every event of these journeys', () => {
  test('finds fault with an answer that is not described', async () => {
    const answer = (status: number, body: object) =>
      complaintsAbout({ path: '/api/health', answer: Response.json(body, { status }) });
    const dependencies = { cosmos: 'up', serviceBus: 'up', storage: 'up', mail: 'up' };
    expect(await answer(200, { status: 'up', dependencies })).toEqual([]);
    expect(await answer(200, { status: 'up', dependencies, more: 1 })).toHaveLength(1);
    expect(await answer(200, { status: 'well', dependencies })).toHaveLength(1);
    expect(await answer(418, {})).toHaveLength(1);
  });

  test('finds fault with an event that is not described, and with none that was told', () => {
    const { examples, headers } = asyncApi().components.messages['consent.given'] ?? expect.unreachable();
    const body = Object(examples[0]?.payload);
    const message = {
      contentType: 'application/cloudevents+json',
      body,
      applicationProperties: { type: body.type, time: body.time },
    };
    expect(headers).toBeDefined();
    expect(complaintsAboutEvent(message)).toEqual([]);
    expect(complaintsAboutEvent({ ...message, applicationProperties: {} })).toHaveLength(1);
    expect(complaintsAboutEvent({ ...message, body: { ...body, email } })).toHaveLength(1);
    expect(complaintsAboutEvent({ ...message, body: { ...body, type: 'none' } })).toHaveLength(1);
    const told = new Set(product.told(subjectId, { lookups: true }).map(nameOf));
    expect(told.size).toBeGreaterThan(10);
  });
});

function today(): string {
  return product.stack.clock.now().slice(0, 10);
}
