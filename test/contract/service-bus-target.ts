import { randomInt } from 'node:crypto';
import {
  ServiceBusClient,
  type ServiceBusReceivedMessage,
  type ServiceBusReceiver,
} from '@azure/service-bus';
import { OffsetClock } from '../../local/clock.ts';
import { type ServiceBusOptions, startServiceBus } from '../../local/service-bus/start-service-bus.ts';
import config from './service-bus.config.json' with { type: 'json' };

/**
 * What the contract suite runs against: the embedded broker, or, when CONTRACT_SERVICE_BUS holds a connection
 * string, Microsoft's emulator or a namespace on Azure with the entities of service-bus.config.json.
 */
export interface Target {
  readonly client: ServiceBusClient;
  close(): Promise<void>;
}

/** Retries that give up soon: a broker on the same machine answers at once or not at all. */
const QUICK_RETRIES = { maxRetries: 2, retryDelayInMs: 100, timeoutInMs: 5_000 } as const;

export async function openTarget(): Promise<Target> {
  const external = process.env.CONTRACT_SERVICE_BUS;
  if (external !== undefined && external !== '') {
    const client = new ServiceBusClient(external, { retryOptions: QUICK_RETRIES });
    return { client, close: () => client.close() };
  }
  const part = await startOnFreePort({ config, data: 'ephemeral', clock: new OffsetClock() });
  const client = connect(part.port);
  return {
    client,
    close: async () => {
      await client.close();
      await part.close();
    },
  };
}

export function connectionString(port: number): string {
  return `Endpoint=sb://127.0.0.1:${port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;`;
}

export function connect(port: number): ServiceBusClient {
  return new ServiceBusClient(connectionString(port), { retryOptions: QUICK_RETRIES });
}

/** Below the ephemeral range: a client that keeps trying a port nobody listens on could be given that port itself. */
export function someFreePort(): number {
  return randomInt(20_000, 32_000);
}

export async function startOnFreePort(options: Omit<ServiceBusOptions, 'port'>) {
  for (;;) {
    try {
      return await startServiceBus({ ...options, port: someFreePort() });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    }
  }
}

/** Exactly `count` messages, or what came until nothing more did. */
export async function take(
  receiver: ServiceBusReceiver,
  count: number,
): Promise<ServiceBusReceivedMessage[]> {
  const messages: ServiceBusReceivedMessage[] = [];
  while (messages.length < count) {
    const more = await receiver.receiveMessages(count - messages.length, { maxWaitTimeInMs: 5_000 });
    if (more.length === 0) return messages;
    messages.push(...more);
  }
  return messages;
}

export async function takeOne(receiver: ServiceBusReceiver): Promise<ServiceBusReceivedMessage> {
  const [message] = await take(receiver, 1);
  if (message === undefined) throw new Error('no message came');
  return message;
}

/** Removes what an earlier run against the same namespace has left. */
export async function purge(receiver: ServiceBusReceiver): Promise<void> {
  while ((await receiver.receiveMessages(100, { maxWaitTimeInMs: 300 })).length > 0);
}
