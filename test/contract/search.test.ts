import { inspect } from 'node:util';
import { CosmosClient } from '@azure/cosmos';
import { ServiceBusClient } from '@azure/service-bus';
import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import cosmosNames from '../../infra/cosmos.json' with { type: 'json' };
import { freePorts } from '../../local/ports.ts';
import { type LocalStack, startLocalStack } from '../../local/stack.ts';
import { createSearch } from '../../shared/adapters/search/create-search.ts';
import { readSettings } from '../../shared/adapters/settings.ts';
import type { Search, StoredText } from '../../shared/ports.ts';

let stack: LocalStack;
let cosmos: CosmosClient;
let bus: ServiceBusClient;
let storage: BlobServiceClient;
let search: Search;

beforeAll(async () => {
  stack = await startLocalStack({
    data: 'ephemeral',
    ports: await freePorts(),
    parts: ['cosmos', 'service-bus', 'azurite'],
  });
  const { addresses } = stack;
  cosmos = new CosmosClient(addresses.cosmos.connectionString);
  bus = new ServiceBusClient(addresses.serviceBus.connectionString);
  storage = BlobServiceClient.fromConnectionString(addresses.blob.connectionString);
  search = createSearch(readSettings(stack.settings));
  for (const { plant } of plantings) await plant();
});
afterAll(async () => {
  await bus.close();
  cosmos.dispose();
  await stack.stop();
});

const store = (container: string, text: string) =>
  cosmos
    .database(cosmosNames.database)
    .container(container)
    .items.create({ id: crypto.randomUUID(), subjectId: crypto.randomUUID(), text });

const send = (text: string, entity = 'licence-events') =>
  bus.createSender(entity).sendMessages({ body: { text } });

/** Lets messages die of a reason that is the text's. */
async function bury(text: string): Promise<void> {
  await send('to be refused');
  const receiver = bus.createReceiver('licence-events');
  const [message] = await receiver.receiveMessages(1);
  if (message === undefined) throw new Error('no message came');
  await receiver.deadLetterMessage(message, { deadLetterReason: 'a test', deadLetterErrorDescription: text });
  await receiver.close();
}

async function upload(
  content: string | Buffer,
  { name = crypto.randomUUID(), metadata = {} }: { name?: string; metadata?: Record<string, string> } = {},
) {
  const container = storage.getContainerClient('hosts');
  await container.createIfNotExists();
  const blob = container.getBlockBlobClient(name);
  await blob.upload(content, Buffer.byteLength(content), { metadata });
  return blob;
}

/** What stands in the way of finding it: more than one page or piece holds. */
const manyMessages = 120;
const fiveMegabytes = 5 * 1024 * 1024;

const plantings: readonly { what: string; place: string; text: string; plant: () => Promise<unknown> }[] = [
  ...Object.keys(cosmosNames.containers).map((container) => {
    const text = `${container}@example.test`;
    return { what: 'a document', place: `cosmos/${container}`, text, plant: () => store(container, text) };
  }),
  {
    what: 'a dead letter',
    place: 'service-bus/licence-events/dead-letters',
    text: 'dead@example.test',
    plant: () => bury('refused: dead@example.test'),
  },
  {
    what: 'a message beyond the first pages',
    place: 'service-bus/licence-events',
    text: 'last@example.test',
    async plant() {
      const bodies = Array.from({ length: manyMessages }, (_, number) => ({ body: { number } }));
      await bus.createSender('licence-events').sendMessages(bodies);
      await send('last@example.test');
    },
  },
  {
    what: 'a message that waits for its time',
    place: 'service-bus/licence-events',
    text: 'later@example.test',
    plant: () =>
      bus
        .createSender('licence-events')
        .scheduleMessages({ body: 'later@example.test' }, new Date(Date.now() + 3_600_000)),
  },
  {
    what: 'a message of octets',
    place: 'service-bus/licence-events',
    text: 'blåbær@example.test',
    plant: () =>
      bus.createSender('licence-events').sendMessages({ body: Buffer.from('\u0001blåbær@example.test') }),
  },
  {
    what: 'a property of a message that a subscription takes',
    place: 'service-bus/privacy-events/zendesk',
    text: 'property@example.test',
    plant: () =>
      bus.createSender('privacy-events').sendMessages({
        body: {},
        applicationProperties: {
          type: 'works.contracting.privacy.processor.notified.v1',
          processor: 'zendesk',
          text: 'property@example.test',
        },
      }),
  },
  {
    what: 'a blob',
    place: 'blob/hosts',
    text: 'blob@example.test',
    plant: () => upload('blob@example.test'),
  },
  {
    what: 'the end of a large blob',
    place: 'blob/hosts',
    text: 'end@example.test',
    plant: () => upload(`${'.'.repeat(fiveMegabytes)} end@example.test`),
  },
  {
    what: 'a blob in Latin-1',
    place: 'blob/hosts',
    text: 'jordbær@example.test',
    plant: () => upload(Buffer.from('jordbær@example.test', 'latin1')),
  },
  {
    what: 'the name of a blob',
    place: 'blob/hosts',
    text: 'name@example.test',
    plant: () => upload('', { name: 'name@example.test' }),
  },
  {
    what: 'the metadata of a blob',
    place: 'blob/hosts',
    text: 'metadata@example.test',
    plant: () => upload('', { metadata: { note: 'metadata@example.test' } }),
  },
  {
    what: 'a snapshot of a blob',
    place: 'blob/hosts',
    text: 'snapshot@example.test',
    async plant() {
      const blob = await upload('snapshot@example.test');
      await blob.createSnapshot();
      await blob.upload('', 0);
    },
  },
];

async function everything(): Promise<StoredText[]> {
  return Array.fromAsync(search.texts());
}

describe('what was put into each store', () => {
  let found: readonly StoredText[] = [];
  beforeAll(async () => {
    found = await everything();
  });

  test.each(plantings)('$what is found in $place, and nowhere else', ({ place, text }) => {
    const holding = found.filter((stored) => stored.text.includes(text));
    expect(holding.map((stored) => stored.place)).toEqual([place]);
  });

  test('says since when it is there, unless it is a message that waits for its time', () => {
    const age = ({ since = '' }: StoredText) => Date.now() - Date.parse(since);
    expect(found.filter(({ since }) => since === undefined).map(({ text }) => text)).toEqual([
      expect.stringContaining('later@example.test'),
    ]);
    expect(found.filter((stored) => Math.abs(age(stored)) > 300_000)).toEqual([]);
  });

  test('is there still, and nobody has received it, when it is searched again', async () => {
    expect(await everything()).toEqual(found);
    const receiver = bus.createReceiver('privacy-events', 'zendesk');
    const [message] = await receiver.receiveMessages(1);
    expect(message?.deliveryCount).toBe(0);
    await receiver.close();
  });

  test('lies in a place that the search names beforehand', () => {
    const named = (place: string) =>
      search.places.some((known) => place === known || place.startsWith(`${known}/`));
    expect(found.filter(({ place }) => !named(place))).toEqual([]);
    expect(search.places).toContain('service-bus/privacy-events/zendesk/dead-letters');
  });
});

describe('a store that is away', () => {
  test.each([
    ['cosmos/subjects', { Cosmos: 'AccountEndpoint=http://127.0.0.1:9/;AccountKey=a2V5;' }],
    ['blob', { AzureWebJobsStorage: 'BlobEndpoint=http://127.0.0.1:9/kari;SharedAccessSignature=sig=kari' }],
  ])('ends the search with a fault that names %s and nothing in it', async (place, setting) => {
    const failing = createSearch(readSettings({ ...stack.settings, ...setting }));
    const fault = await Array.fromAsync(failing.texts()).catch((error: unknown) => error);
    expect(String(fault)).toMatch(new RegExp(`^PlaceUnreadable: ${place} could not be read: \\w+ \\w+$`));
    expect(inspect(fault, { depth: null })).not.toMatch(/kari|127\.0\.0\.1/);
  });
});
