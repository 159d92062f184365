import type { Clock } from '../clock.ts';
import type { Part } from '../part.ts';
import { AmqpServer } from './amqp/server.ts';
import { parseConfig } from './config.ts';
import { Namespace } from './namespace.ts';
import { MemoryJournal } from './store/memory-journal.ts';
import { SqliteJournal } from './store/sqlite-journal.ts';

export interface ServiceBusOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** The content of a `Config.json` of Microsoft's emulator. */
  readonly config: unknown;
  /** The directory that keeps the messages, or `ephemeral`: in memory. */
  readonly data: string;
  readonly clock: Clock;
}

/**
 * Starts the broker on 127.0.0.1; throws with a sentence when the configuration, the directory or the port cannot
 * be had. Its commands: `listener` (`up` or `down`: the listener closed and every connection dropped, state
 * kept), `counts` (messages per entity), `compact` (takes what was removed out of the files, now).
 */
export async function startServiceBus({ port, config, data, clock }: ServiceBusOptions): Promise<Part> {
  const parsed = parseConfig(config);
  const journal = data === 'ephemeral' ? new MemoryJournal() : new SqliteJournal(data);
  const namespace = new Namespace({ config: parsed, journal, clock });
  const server = new AmqpServer({ port, namespace, journal });
  const stop = () => {
    namespace.stop();
    journal.close();
  };
  try {
    await server.up();
  } catch (error) {
    stop();
    throw error;
  }
  return {
    port: server.port,
    commands: {
      listener: async (state) => {
        if (state === 'up') return server.up();
        if (state === 'down') return server.down();
        throw new Error('the listener is "up" or "down"');
      },
      counts: () => namespace.counts(),
      compact: () => journal.compact(),
    },
    close: async () => {
      await server.down();
      stop();
    },
  };
}
