import { CosmosClient } from '@azure/cosmos';
import { ServiceBusClient } from '@azure/service-bus';
import { BlobServiceClient } from '@azure/storage-blob';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import cosmosNames from '../../infra/cosmos.json' with { type: 'json' };
import { type HttpEndpoint, serveHttp } from '../../local/http-endpoint.ts';
import { freePorts } from '../../local/ports.ts';
import { type Acts, actsOn } from './acts.ts';
import { processorsOf } from './at-processors.ts';
import { eventually, nameOf, type Product, startProduct } from './product.ts';
import { eventsNamed } from './sent-telemetry.ts';

let product: Product;
let acts: Acts;
let at: ReturnType<typeof processorsOf>;
/** What the product takes for Zendesk: its stand-in, but for users that come back out of a backup there. */
let zendesk: HttpEndpoint;
const restored = new Set<number>();

beforeAll(async () => {
  const { zendesk: port } = await freePorts();
  product = await startProduct({ settings: { ZENDESK_URL: `http://127.0.0.1:${port}` } });
  acts = actsOn(product);
  at = processorsOf(product);
  zendesk = await serveHttp({ port, fetch: throughBackup });
  // No timer is due for some minutes: every run is one that a test asks for.
  await product.stack.clock.set('2026-12-01T01:37:00Z');
});
afterAll(async () => {
  await product.stop();
  await zendesk.close();
});

async function throughBackup({ method, url, headers }: Request): Promise<Response> {
  const { pathname, search } = new URL(url);
  const isRestored = [...restored].some((id) => pathname === `/api/v2/users/${id}`);
  if (isRestored && method === 'GET') return Response.json({ user: { active: true } });
  const response = await fetch(`${product.stack.addresses.zendesk.url}${pathname}${search}`, {
    method,
    headers: { authorization: headers.get('authorization') ?? '' },
  });
  return new Response(await response.arrayBuffer(), { status: response.status });
}

const stateOf = async (subjectId: string) => (await product.lookUpSubject(subjectId)).erasures[0]?.state;
const contradictions = (subjectId: string) =>
  product
    .told(subjectId)
    .filter((event) => nameOf(event) === 'erasure.contradicted')
    .map(({ data }) => data);
const later = async (duration: Temporal.DurationLike) => {
  const now = Temporal.Instant.from(product.stack.clock.now());
  await product.stack.clock.set(now.add(duration).toString());
};
const verify = () => product.runTimer('verify-erasures');

async function erase(email: string, subjectId: string): Promise<void> {
  await acts.withdraw(email, 'storage');
  await eventually(async () => expect(await stateOf(subjectId)).toBe('completed'));
}

async function erased(email: string): Promise<string> {
  const subjectId = await acts.register({ email });
  await erase(email, subjectId);
  return subjectId;
}

/** Puts an address where nobody looks, and says how it is taken away again. */
type Leave = (email: string) => Promise<() => Promise<unknown>>;

const inADocument: Leave = async (email) => {
  const client = new CosmosClient(product.stack.addresses.cosmos.connectionString);
  const container = client.database(cosmosNames.database).container('subjects');
  const [id, subjectId] = [crypto.randomUUID(), crypto.randomUUID()];
  await container.items.create({ id, subjectId, kind: 'marker', answer: `to ${email}` });
  return () => container.item(id, subjectId).delete();
};

const inADeadLetter: Leave = async (email) => {
  const bus = new ServiceBusClient(product.stack.addresses.serviceBus.connectionString);
  const [topic, subscription] = ['privacy-events', 'licence-system'];
  const type = 'works.contracting.privacy.licence.unknown.v1';
  await bus.createSender(topic).sendMessages({ body: { email }, applicationProperties: { type } });
  const receiver = bus.createReceiver(topic, subscription);
  await eventually(async () => {
    const messages = await receiver.receiveMessages(20, { maxWaitTimeInMs: 500 });
    for (const message of messages) {
      const isOurs = message.applicationProperties?.['type'] === type;
      await (isOurs ? receiver.deadLetterMessage(message) : receiver.completeMessage(message));
      if (isOurs) return;
    }
    throw new Error('it has not come yet');
  });
  return async () => {
    const dead = bus.createReceiver(topic, subscription, { subQueueType: 'deadLetter' });
    for (const message of await dead.receiveMessages(1)) await dead.completeMessage(message);
    await bus.close();
  };
};

const inABlob: Leave = async (email) => {
  const { connectionString } = product.stack.addresses.blob;
  const container = BlobServiceClient.fromConnectionString(connectionString).getContainerClient('exports');
  await container.createIfNotExists();
  const text = `name;email\nKari;${email.toUpperCase()}\n`;
  await container.getBlockBlobClient('list.csv').upload(text, text.length);
  return () => container.delete();
};

const atZendesk: Leave = async (email) => {
  restored.add(await at.zendesk.add({ name: 'Kari Nordmann', email }));
  return async () => restored.clear();
};

describe('an erasure that left something', () => {
  const leftovers = [
    { leave: inADocument, place: 'cosmos/subjects' },
    { leave: inADeadLetter, place: 'service-bus/privacy-events/licence-system/dead-letters' },
    { leave: inABlob, place: 'blob/exports' },
    { leave: atZendesk, place: 'processor/zendesk' },
  ];
  const people: {
    readonly subjectId: string;
    readonly takeAway: () => Promise<unknown>;
    readonly place: string;
  }[] = [];

  test('is not verified, and the event says where that lies', async () => {
    const emailOf = (index: number) => `left-${index}@example.test`;
    for (const [index, { leave, place }] of leftovers.entries()) {
      const email = emailOf(index);
      people.push({ subjectId: await acts.register({ email }), takeAway: await leave(email), place });
    }
    // What lay there before the erasure began is a leftover; what comes later may be the person anew.
    await later({ minutes: 1 });
    await Promise.all(people.map(({ subjectId }, index) => erase(emailOf(index), subjectId)));
    await verify();
    for (const { subjectId, place } of people) {
      expect(await stateOf(subjectId)).toBe('completed');
      await eventually(() => expect(contradictions(subjectId)).toMatchObject([{ places: [place] }]));
      expect(product.log.join('\n')).toContain(place);
    }
  });

  test('is verified when that is gone', async () => {
    for (const { takeAway } of people) await takeAway();
    await later({ minutes: 61 });
    await verify();
    for (const { subjectId } of people) {
      expect(await stateOf(subjectId)).toBe('verified');
      expect(contradictions(subjectId)).toHaveLength(1);
    }
  });

  test('is told to operations by the kind of store, and never by the person', async () => {
    // A host that stops sends the telemetry it holds.
    await product.stack.restart('functions');
    const telemetry = JSON.stringify(product.stack.telemetry.items());
    const found = eventsNamed(product.stack.telemetry.items(), 'leftover-found').map(({ said }) => said);
    for (const { place } of people) expect(found).toContainEqual({ store: place.split('/')[0] });
    expect(telemetry).not.toContain('example.test');
    expect(product.log.join('\n')).not.toContain('example.test');
  });
});

describe('an erasure that left nothing', () => {
  test('is put off while a processor cannot be asked, and nothing is said of it', async () => {
    const email = 'cannot-be-asked@example.test';
    await at.zendesk.add({ name: 'Kari Nordmann', email });
    const subjectId = await erased(email);
    await product.processor('zendesk', 'down');
    onTestFinished(() => product.processor('zendesk', 'ok'));
    await verify();
    expect(await stateOf(subjectId)).toBe('completed');

    await product.processor('zendesk', 'ok');
    await later({ minutes: 61 });
    await verify();
    expect(await stateOf(subjectId)).toBe('verified');
    expect(contradictions(subjectId)).toEqual([]);
  });

  test('is verified though the same person has come again', async () => {
    const email = 'came-again@example.test';
    const subjectId = await erased(email);
    expect(await acts.register({ email })).not.toBe(subjectId);
    await verify();
    expect(await stateOf(subjectId)).toBe('verified');
    expect(await product.lookUp({ email })).toHaveLength(1);
  });
});
