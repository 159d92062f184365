import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OffsetClock } from '../../local/clock.ts';
import { startMailbox } from '../../local/mailbox/mailbox.ts';
import { eventually, json, type Product, startProduct } from './product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct({
    parts: ['cosmos', 'service-bus', 'azurite', 'telemetry', 'control', 'functions'],
  });
});
afterAll(() => product.stop());

interface HealthBody {
  readonly status: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

async function health() {
  const answer = await product.fetch('/api/health');
  return { answered: answer.status, ...(await json<HealthBody>(answer)) };
}

/** Waits until health says that these are down and nothing else is. */
async function becomes(answered: number, status: string, down: readonly string[]): Promise<void> {
  await eventually(async () => {
    const said = await health();
    expect(said).toMatchObject({ answered, status });
    const away = Object.entries(said.dependencies).filter(([, state]) => state === 'down');
    expect(away.map(([name]) => name)).toEqual(down);
  });
}

/** A mail server that takes connections and says nothing. */
async function silentMailServer(): Promise<{ connections: () => number; close: () => Promise<void> }> {
  const sockets: Socket[] = [];
  const server: Server = createServer((socket) => void sockets.push(socket.on('error', () => {})));
  server.listen(product.stack.ports.smtp, '127.0.0.1');
  await once(server, 'listening');
  return {
    connections: () => sockets.length,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

describe('without a mail server', () => {
  test('the product is degraded, and says so as one that works: mail is sent later', async () => {
    await becomes(200, 'degraded', ['mail']);
  });

  test('that says anything, each round of questions ends, and however many ask, there is one at a time', async () => {
    const server = await silentMailServer();
    try {
      await eventually(async () => {
        await health();
        expect(server.connections()).toBe(1);
      });
      // That answer is good for some seconds; the first who asks after that begins the next round.
      const answers = await eventually(async () => {
        const all = await Promise.all(Array.from({ length: 50 }, health));
        expect(server.connections()).toBe(2);
        return all;
      });
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(answers[0]).toMatchObject({ status: 'degraded', dependencies: { mail: 'down' } });
    } finally {
      await server.close();
    }
  });

  test('it is up again as soon as there is one', async () => {
    const { smtp, mailbox } = product.stack.ports;
    const server = await startMailbox({
      smtpPort: smtp,
      httpPort: mailbox,
      directory: undefined,
      clock: new OffsetClock(),
    });
    try {
      await becomes(200, 'up', []);
    } finally {
      await server.close();
    }
  });
});

test('what everything needs is missed, each by its name, until it is back', async () => {
  const { stack } = product;
  await product.faults({ serviceBus: 'down' });
  await becomes(503, 'down', ['serviceBus', 'mail']);

  await Promise.all([product.faults({ serviceBus: 'up' }), stack.kill('azurite')]);
  await becomes(503, 'down', ['storage', 'mail']);

  await Promise.all([stack.restart('azurite'), stack.kill('cosmos')]);
  await becomes(503, 'down', ['cosmos', 'mail']);

  await stack.restart('cosmos');
  await becomes(200, 'degraded', ['mail']);
});
