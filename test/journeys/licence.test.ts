import { ServiceBusClient } from '@azure/service-bus';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { eventually, json, type ProblemBody, type Product, startProduct } from './product.ts';

let product: Product;
let bus: ServiceBusClient;
beforeAll(async () => {
  product = await startProduct();
  bus = new ServiceBusClient(product.stack.addresses.serviceBus.connectionString);
});
afterAll(async () => {
  await bus.close();
  await product.stop();
});

const path = '/api/licence-events';
let count = 0;
const event = (name: 'issued' | 'terminated' | 'reinstated', data: object, rest: object = {}) => ({
  specversion: '1.0',
  id: `event-${(count += 1)}`,
  source: 'https://licences.example.test',
  type: `works.contracting.licence.${name}.v1`,
  data,
  ...rest,
});
const send = (body: unknown, headers: Record<string, string> = {}) =>
  product.post(path, body, { 'content-type': 'application/cloudevents+json', ...headers });
const licencesOf = async (email: string) =>
  (await product.lookUp({ email })).flatMap(({ records }) =>
    records.filter(({ kind }) => kind === 'licence'),
  );

describe('licence events over HTTP', () => {
  test('give the contact a record without an end, then one three months after the end', async () => {
    const contact = { name: 'Kim', email: 'licensee@example.test' };
    expect((await send(event('issued', { licenceId: 'L-1', contact }))).status).toBe(202);
    expect(await licencesOf(contact.email)).toMatchObject([{ licenceId: 'L-1', eraseAfter: null }]);

    expect((await send(event('terminated', { licenceId: 'L-1', endedOn: '2027-11-30' }))).status).toBe(202);
    expect(await licencesOf(contact.email)).toMatchObject([{ eraseAfter: '2028-02-29T23:00:00Z' }]);

    expect((await send(event('reinstated', { licenceId: 'L-1' }))).status).toBe(202);
    expect(await licencesOf(contact.email)).toMatchObject([{ eraseAfter: null, endedOn: null }]);
  });

  test('follow the agreement where it says otherwise', async () => {
    const contact = { email: 'agreed@example.test' };
    await send(event('issued', { licenceId: 'L-2', contact, retentionAfterEnd: 'P6M' }));
    await send(event('terminated', { licenceId: 'L-2', endedOn: '2027-01-31' }));
    expect(await licencesOf(contact.email)).toMatchObject([{ eraseAfter: '2027-07-31T22:00:00Z' }]);
  });

  test('come in binary mode', async () => {
    const response = await product.post(
      path,
      { licenceId: 'L-3', contact: { phone: '+47 22 33 44 11' } },
      {
        'ce-specversion': '1.0',
        'ce-id': 'binary-1',
        'ce-source': 'https://licences.example.test',
        'ce-type': 'works.contracting.licence.issued.v1',
      },
    );
    expect(response.status).toBe(202);
    expect(await product.lookUp({ phone: '22334411' })).toHaveLength(1);
  });

  test('come in batches, taken whole or not at all', async () => {
    const contact = { email: 'batch@example.test' };
    const issued = event('issued', { licenceId: 'L-4', contact });
    const batch = { 'content-type': 'application/cloudevents-batch+json' };
    const refused = await send(
      [issued, event('terminated', { licenceId: 'L-4', endedOn: '2027-02-30' })],
      batch,
    );
    expect(refused.status).toBe(400);
    expect((await json<ProblemBody>(refused)).errors).toMatchObject([{ pointer: '/1/data/endedOn' }]);
    expect(await product.lookUp(contact)).toEqual([]);

    const taken = await send(
      [issued, event('terminated', { licenceId: 'L-4', endedOn: '2027-02-28' })],
      batch,
    );
    expect(taken.status).toBe(202);
    expect(await licencesOf(contact.email)).toMatchObject([{ endedOn: '2027-02-28' }]);
  });

  test('change nothing when they come again, or in another order', async () => {
    const contact = { email: 'reordered@example.test' };
    const issued = event('issued', { licenceId: 'L-5', contact }, { time: '2026-01-01T08:00:00Z' });
    const ended = event(
      'terminated',
      { licenceId: 'L-5', endedOn: '2026-11-20' },
      { time: '2026-11-20T08:00:00Z' },
    );
    for (const each of [ended, issued, ended, issued, issued]) expect((await send(each)).status).toBe(202);
    expect(await licencesOf(contact.email)).toMatchObject([
      { licenceId: 'L-5', endedOn: '2026-11-20', eraseAfter: '2027-02-20T23:00:00Z' },
    ]);
  });

  test('take the licence to a new contact and leave nothing with the one before', async () => {
    const [before, after] = ['before@example.test', 'after@example.test'];
    for (const email of [before, after]) {
      expect((await send(event('issued', { licenceId: 'L-6', contact: { email } }))).status).toBe(202);
    }
    expect(await licencesOf(before)).toEqual([]);
    expect(await licencesOf(after)).toMatchObject([{ licenceId: 'L-6' }]);
    await eventually(async () => expect(await product.lookUp({ email: before })).toEqual([]));
  });

  test('of a batch are taken but for those that contradict the facts', async () => {
    const contact = { email: 'partly@example.test' };
    const response = await send(
      [
        event('issued', { licenceId: 'L-10', contact }),
        event('terminated', { licenceId: 'L-10', endedOn: '2019-01-01' }),
        event('issued', { licenceId: 'L-11', contact }),
      ],
      { 'content-type': 'application/cloudevents-batch+json' },
    );
    expect((await json<ProblemBody>(response)).errors).toMatchObject([{ pointer: '/1/data/endedOn' }]);
    expect(await licencesOf(contact.email)).toHaveLength(2);
  });

  test('may carry their data in base64', async () => {
    const data = { licenceId: 'L-12', contact: { email: 'base64@example.test' } };
    const data_base64 = Buffer.from(JSON.stringify(data)).toString('base64');
    expect((await send({ ...event('issued', {}), data: undefined, data_base64 })).status).toBe(202);
    expect(await licencesOf('base64@example.test')).toHaveLength(1);
  });

  test('that end a licence before it was issued are refused by name of the field', async () => {
    await send(event('issued', { licenceId: 'L-7', contact: { email: 'early@example.test' } }));
    const response = await send(event('terminated', { licenceId: 'L-7', endedOn: '2019-01-01' }));
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect((await json<ProblemBody>(response)).errors).toMatchObject([{ pointer: '/data/endedOn' }]);
  });

  test('are agreed on by the webhook handshake', async () => {
    const response = await product.fetch(path, {
      method: 'OPTIONS',
      headers: { 'webhook-request-origin': 'licences.example.test' },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('webhook-allowed-origin')).toBe('licences.example.test');
  });
});

describe('the queue licence-events', () => {
  test('takes the same events, and each once', async () => {
    const contact = { email: 'queued@example.test' };
    const issued = event('issued', { licenceId: 'L-8', contact });
    const sender = bus.createSender('licence-events');
    const message = { body: issued, contentType: 'application/cloudevents+json' };
    await sender.sendMessages([message, message]);
    await vi.waitFor(async () => expect(await licencesOf(contact.email)).toHaveLength(1), 20_000);
  });

  test('sends what it refuses to the dead letters: the reason, and nothing of the person', async () => {
    const contact = { email: 'refused@example.test', name: 'Nobody Else' };
    const unlicensed = crypto.randomUUID();
    const sender = bus.createSender('licence-events');
    await sender.sendMessages([
      { body: event('issued', { contact }, { id: unlicensed }), contentType: 'application/json' },
      { body: `{"data": "${contact.email}", `, contentType: 'application/json' },
      { body: { ...event('reinstated', { licenceId: 'L' }), type: 'refused@example.test' } },
      { body: event('issued', { licenceId: 'L-9', contact: { email: 'next@example.test' } }) },
    ]);
    await vi.waitFor(async () => expect(await licencesOf('next@example.test')).toHaveLength(1), 20_000);

    const dead = bus.createReceiver('licence-events', { subQueueType: 'deadLetter' });
    const letters: unknown[] = [];
    await vi.waitFor(async () => {
      for (const letter of await dead.receiveMessages(3, { maxWaitTimeInMs: 500 })) {
        expect(letter.deadLetterReason).toBe('MaxDeliveryCountExceeded');
        letters.push(letter.body);
        await dead.completeMessage(letter);
      }
      expect(letters).toHaveLength(3);
    }, 20_000);
    expect(letters).toContainEqual({
      message: { sequenceNumber: expect.any(String), enqueuedAt: expect.any(String) },
      event: { id: unlicensed, type: 'works.contracting.licence.issued.v1' },
      errors: [{ pointer: '/data/licenceId', reason: 'not-a-licence-id' }],
    });
    expect(JSON.stringify(letters)).not.toMatch(/refused@example|Nobody/);
  });
});
