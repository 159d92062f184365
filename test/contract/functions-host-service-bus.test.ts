import { ServiceBusClient, type ServiceBusMessage } from '@azure/service-bus';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { OffsetClock } from '../../local/clock.ts';
import type { Part } from '../../local/part.ts';
import { freePorts } from '../../local/ports.ts';
import { startServiceBus } from '../../local/service-bus/start-service-bus.ts';
import { type HostProcess, startHost } from './functions-host-apps/start-host.ts';

const QUEUES = ['orders', 'slow-orders', 'batches', 'parallel'];

let broker: Part;
let host: HostProcess;
let client: ServiceBusClient;
let settings: Record<string, string>;

beforeAll(async () => {
  const clock = new OffsetClock();
  const lock = { LockDuration: 'PT5S', MaxDeliveryCount: 3 };
  const config = {
    UserConfig: {
      Namespaces: [
        {
          Name: 'sbemulatorns',
          Queues: QUEUES.map((Name) => ({ Name, Properties: lock })),
          Topics: [
            {
              Name: 'news',
              Properties: {},
              Subscriptions: [
                { Name: 'readers', Properties: { LockDuration: 'PT1M', MaxDeliveryCount: 3 }, Rules: [] },
              ],
            },
          ],
        },
      ],
      Logging: { Type: 'Console' },
    },
  };
  const port = (await freePorts()).serviceBus;
  broker = await startServiceBus({ port, config, data: 'ephemeral', clock });
  const connectionString = `Endpoint=sb://127.0.0.1:${broker.port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;`;
  client = new ServiceBusClient(connectionString, { retryOptions: { timeoutInMs: 4_000 } });
  settings = { Bus: connectionString, ORDERS: 'orders' };
  host = await startHost({ app: 'service-bus', settings });
});

afterAll(async () => {
  await client.close();
  await host.stop();
  await broker.close();
});

async function send(entity: string, ...messages: ServiceBusMessage[]): Promise<void> {
  const sender = client.createSender(entity);
  await sender.sendMessages(messages);
  await sender.close();
}

/** For what is awaited: Service Bus takes its time to find a broker again. */
const PATIENCE = { timeout: 20_000, interval: 50 };

const ended = (name: string) => async () => (await host.run(name)).ended;

/** What lies in the queue, to be received again or dead. */
async function deadLetters(queue: string, most = 10): Promise<unknown[]> {
  const receiver = client.createReceiver(queue, {
    subQueueType: 'deadLetter',
    receiveMode: 'receiveAndDelete',
  });
  const found = await receiver.receiveMessages(most, { maxWaitTimeInMs: 2_000 });
  await receiver.close();
  return found.map(({ body, deadLetterReason }) => [body, deadLetterReason]);
}

describe('a message', () => {
  it('arrives with its metadata, and parsed when it is JSON', async () => {
    await send('orders', {
      body: { order: 7 },
      messageId: 'order-7',
      contentType: 'application/json',
      applicationProperties: { region: 'north' },
    });
    await expect
      .poll(host.output, PATIENCE)
      .toMatch(
        'Function.on-order.User: {"message":{"order":7},"kind":"object","messageId":"order-7","deliveryCount":1,"applicationProperties":{"region":"north"},"contentType":"application/json"}',
      );
  });

  it('arrives as text when it is text, and as bytes when it is neither', async () => {
    await send('orders', { body: Buffer.from('plain words') }, { body: Buffer.from([0xff, 0x00]) });
    await expect.poll(host.output, PATIENCE).toMatch(/"message":"plain words","kind":"string"/);
    await expect
      .poll(host.output, PATIENCE)
      .toMatch(/"message":\{"type":"Buffer","data":\[255,0\]\},"kind":"bytes"/);
  });

  it('comes again when the function fails, and is dead-lettered after the last delivery', async () => {
    const before = (await host.run('on-order')).failed;
    await send('orders', { body: 'fails' }, { body: 'fails once' });
    await vi.waitFor(async () => expect((await host.run('on-order')).failed).toBe(before + 4), {
      timeout: 20_000,
    });
    expect(await deadLetters('orders')).toEqual([['fails', 'MaxDeliveryCountExceeded']]);
  });

  it('keeps its own outcome when its neighbour is settled otherwise at the same moment', async () => {
    const pairs = 30;
    const before = (await host.run('on-order')).ended;
    for (let pair = 0; pair < pairs; pair += 1) await send('orders', { body: 'fails' }, { body: 'passes' });
    await expect.poll(ended('on-order'), PATIENCE).toBe(before + pairs * 4);
    const dead = await deadLetters('orders', pairs * 2);
    expect(dead).toEqual(Array.from({ length: pairs }, () => ['fails', 'MaxDeliveryCountExceeded']));
  });

  it('of a topic reaches the function of its subscription', async () => {
    await send('news', { body: { headline: 1 } });
    await expect.poll(host.output, PATIENCE).toMatch('news {"headline":1}');
  });

  it('comes in batches where the function asks for many', async () => {
    await send('batches', { body: 1, messageId: 'one' }, { body: 'two', messageId: 'two' });
    await expect.poll(host.output, PATIENCE).toMatch(/Function\.on-batch\.User: .*"two"/);
  });
});

it('keeps the lock of a message while the function runs longer than it', async () => {
  await send('slow-orders', { body: 'slow' });
  await expect.poll(ended('on-slow-order'), PATIENCE).toBe(1);
  expect(host.output().match(/slow order, delivery/g)).toHaveLength(1);
  expect(await deadLetters('slow-orders')).toEqual([]);
});

it('keeps the lock when the clock is moved by years meanwhile', async () => {
  const before = (await host.run('on-slow-order')).ended;
  await send('slow-orders', { body: 'slow' });
  await vi.waitFor(async () => expect((await host.run('on-slow-order')).started).toBe(before + 1));
  await host.setClock(5 * 366 * 24 * 3_600_000);
  await expect.poll(ended('on-slow-order'), PATIENCE).toBe(before + 1);
  await host.setClock(0);
  expect(host.output()).not.toContain('slow order, delivery 2');
});

it('runs as many at once as host.json allows, and no more', async () => {
  await send('parallel', ...Array.from({ length: 40 }, (_, body) => ({ body })));
  await expect.poll(ended('on-parallel'), PATIENCE).toBe(40);
  expect(host.output()).toContain('running 4 ');
  expect(host.output()).not.toContain('running 5 ');
});

it('goes on within seconds after the broker was away', async () => {
  await broker.commands?.['listener']?.('down');
  await vi.waitFor(() => expect(host.output()).toMatch(/warning +Host\.ServiceBus: on-order:/), {
    timeout: 20_000,
  });
  await broker.commands?.['listener']?.('up');
  await vi.waitFor(() => send('orders', { body: 'after the outage' }), { timeout: 15_000 });
  await expect.poll(host.output, PATIENCE).toMatch('"message":"after the outage"');
});

it('acknowledges nothing before the function has returned, so that a killed host loses nothing', async () => {
  const other = await startHost({ app: 'service-bus', settings });
  const outputs = () => host.output() + other.output();
  const count = () => outputs().match(/slow order, delivery/g)?.length ?? 0;
  const before = count();
  await send('slow-orders', { body: 'slow' }, { body: 'slow' }, { body: 'slow' }, { body: 'slow' });
  await vi.waitFor(() => expect(count()).toBe(before + 4), PATIENCE);
  const shareOfOther = (await other.run('on-slow-order')).started;
  await other.kill();
  await vi.waitFor(() => expect(count()).toBe(before + 4 + shareOfOther), PATIENCE);
});
