/** Only for the embedded broker: what a process that is killed, or cannot start, does. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceBusClient } from '@azure/service-bus';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BrokerProcess, startBrokerProcess } from './service-bus-process.ts';
import { connect, connectionString, someFreePort } from './service-bus-target.ts';

let directory: string;
const running: BrokerProcess[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'service-bus-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((broker) => broker.end('SIGKILL')));
  rmSync(directory, { recursive: true });
});

async function start(options: { port?: number; config?: string } = {}): Promise<BrokerProcess> {
  const broker = await startBrokerProcess({
    port: someFreePort(),
    data: join(directory, 'data'),
    ...options,
  });
  running.push(broker);
  return broker;
}

describe('kill -9 under load', () => {
  it('loses nothing that was acknowledged, and brings nothing back', async () => {
    const sent = new Set<string>();
    const completed = new Set<string>();
    const tried = new Set<string>();
    for (let round = 0; round < 3; round++) {
      const broker = await start();
      const target = round * 700 + 700;
      await loadUntil(
        broker,
        { sent, completed, tried },
        () => sent.size >= target && completed.size >= target / 4,
      );
      await broker.end('SIGKILL');
    }

    const left = await drain(await start());
    const leftOnce = new Set(left);
    expect(left).toHaveLength(leftOnce.size);
    const lost = [...sent].filter((id) => !leftOnce.has(id) && !tried.has(id));
    expect(lost).toEqual([]);
    expect(left.filter((id) => completed.has(id))).toEqual([]);
  });
});

describe('the process', () => {
  it('says which port it cannot have', async () => {
    const taken = createServer().listen(someFreePort(), '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(start({ port })).rejects.toThrow(`port ${port} is already in use`);
    await new Promise((resolve) => taken.close(resolve));
  });

  it('says what in its configuration it does not support', async () => {
    const config = join(directory, 'Config.json');
    const queue = { Name: 'orders', Properties: { RequiresSession: true } };
    writeFileSync(config, JSON.stringify({ UserConfig: { Namespaces: [{ Name: 'ns', Queues: [queue] }] } }));
    await expect(start({ config })).rejects.toThrow(
      'UserConfig.Namespaces[0].Queues[0].Properties.RequiresSession: RequiresSession is not supported',
    );
  });

  it('does not share its directory', async () => {
    await start();
    await expect(start()).rejects.toThrow('another process uses');
  });

  it('stops on SIGTERM with everything written', async () => {
    const first = await start();
    const client = connect(first.port);
    await client.createSender('plain').sendMessages({ body: 'kept' });
    await client.close();
    await first.end('SIGTERM');
    expect(await drain(await start())).toHaveLength(1);
  });
});

interface Ledger {
  /** Ids whose sending was acknowledged. */
  readonly sent: Set<string>;
  /** Ids whose completion was acknowledged. */
  readonly completed: Set<string>;
  /** Ids whose completion was asked for, acknowledged or not. */
  readonly tried: Set<string>;
}

/** Sends, singly and in batches, and completes, until `enough`; what is under way then is left hanging. */
async function loadUntil(broker: BrokerProcess, ledger: Ledger, enough: () => boolean): Promise<void> {
  const client = new ServiceBusClient(connectionString(broker.port), {
    retryOptions: { maxRetries: 0, timeoutInMs: 1_000 },
  });
  const sender = client.createSender('plain');
  const send = async (size: number): Promise<void> => {
    const messages = Array.from({ length: size }, () => ({ body: 'x', messageId: crypto.randomUUID() }));
    await sender.sendMessages(size === 1 && messages[0] ? messages[0] : messages);
    for (const { messageId } of messages) ledger.sent.add(messageId);
    return send(size);
  };
  const receiver = client.createReceiver('plain');
  const complete = async (): Promise<void> => {
    const messages = await receiver.receiveMessages(20, { maxWaitTimeInMs: 500 });
    await Promise.all(
      messages.map(async (message) => {
        ledger.tried.add(String(message.messageId));
        await receiver.completeMessage(message);
        ledger.completed.add(String(message.messageId));
      }),
    );
    return complete();
  };
  // Each goes on until the broker is gone.
  void Promise.allSettled([1, 1, 1, 1, 25, 25].map(send).concat(complete())).then(() => client.close());
  await vi.waitFor(() => expect(enough()).toBe(true), { timeout: 20_000, interval: 1 });
}

/** Takes everything there is. Locks ended with the process that held them. */
async function drain(broker: BrokerProcess): Promise<string[]> {
  const client = connect(broker.port);
  const receiver = client.createReceiver('plain', { receiveMode: 'receiveAndDelete' });
  const ids: string[] = [];
  for (;;) {
    const messages = await receiver.receiveMessages(500, { maxWaitTimeInMs: 500 });
    ids.push(...messages.map(({ messageId }) => String(messageId)));
    if (messages.length === 0) break;
  }
  await client.close();
  return ids;
}
