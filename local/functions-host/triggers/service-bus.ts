import {
  isServiceBusError,
  ServiceBusClient,
  type ServiceBusClientOptions,
  type ServiceBusReceivedMessage,
  type ServiceBusReceiver,
} from '@azure/service-bus';
import { type Connection, resolveConnection } from '../connection.ts';
import type { HostJson } from '../host-json.ts';
import type { HostedFunction } from '../hosted-function.ts';
import { type Invocation, type Invoke, toError } from '../invocation.ts';
import type { LogSink } from '../log.ts';
import { waited } from '../retry.ts';
import type { Settings } from '../settings.ts';
import type { ServiceBusTrigger } from '../trigger.ts';
import { keepLock } from './message-lock.ts';
import type { RunningTrigger } from './running-trigger.ts';
import { messageBodies, messageBody, messageMetadata, messagesMetadata } from './service-bus-input.ts';
import { SettlementTurns } from './settlement-turns.ts';

export interface ServiceBusOptions {
  readonly fn: HostedFunction<ServiceBusTrigger>;
  readonly invoke: Invoke;
  readonly log: LogSink;
  readonly settings: Settings;
  readonly limits: HostJson['extensions']['serviceBus'];
}

/**
 * A link that is being opened when the broker dies is given up after `timeoutInMs`, and so is a try to
 * connect: short ones let the trigger find the broker again within seconds.
 */
const CLIENT_OPTIONS: ServiceBusClientOptions = {
  retryOptions: { timeoutInMs: 4_000, maxRetries: 2, retryDelayInMs: 500, maxRetryDelayInMs: 1_000 },
};

/** Resolves the connection, and gives back how to start the trigger. */
export async function prepareServiceBus(options: ServiceBusOptions): Promise<() => RunningTrigger> {
  const { fn, settings } = options;
  const connection = await resolveConnection(fn.trigger.connection, 'fullyQualifiedNamespace', settings);
  return () => {
    const client = createClient(connection);
    const receiver = createReceiver(client, fn.trigger);
    const link: Link = { receiver, turns: new SettlementTurns() };
    const stopReceiving = fn.trigger.many ? receiveBatches(options, link) : receiveEach(options, link);
    return {
      stop: async () => {
        await stopReceiving();
        await receiver.close();
        await client.close();
      },
    };
  };
}

interface Link {
  readonly receiver: ServiceBusReceiver;
  readonly turns: SettlementTurns<'complete' | 'abandon'>;
}

/** One message an invocation, `maxConcurrentCalls` at a time. Gives back how to stop. */
function receiveEach(options: ServiceBusOptions, link: Link): () => Promise<void> {
  const running = new Set<Promise<void>>();
  const report = faultReporter(options);
  const handle = async (message: ServiceBusReceivedMessage) => {
    await process(options, link, [message], {
      inputData: [{ name: options.fn.trigger.binding, data: messageBody(message) }],
      triggerMetadata: messageMetadata(message),
    });
    report.recovered();
  };
  const subscription = link.receiver.subscribe(
    {
      processMessage: (message) => {
        const run = handle(message).finally(() => running.delete(run));
        running.add(run);
        return run;
      },
      processError: ({ error }) => {
        report.failed(error);
        return Promise.resolve();
      },
    },
    { autoCompleteMessages: false, maxConcurrentCalls: options.limits.maxConcurrentCalls },
  );
  return async () => {
    await subscription.close();
    await Promise.all(running);
  };
}

/** How long to wait for a first message, and after a fault. */
const BATCH_WAIT_MS = 1_000;

/** As many messages an invocation as are there, up to `maxMessageBatchSize`. */
function receiveBatches(options: ServiceBusOptions, link: Link): () => Promise<void> {
  const stopping = new AbortController();
  const report = faultReporter(options);
  const loop = async () => {
    while (!stopping.signal.aborted) {
      try {
        const messages = await link.receiver.receiveMessages(options.limits.maxMessageBatchSize, {
          maxWaitTimeInMs: BATCH_WAIT_MS,
        });
        report.recovered();
        if (messages.length === 0) continue;
        await process(options, link, messages, {
          inputData: [{ name: options.fn.trigger.binding, data: messageBodies(messages) }],
          triggerMetadata: messagesMetadata(messages),
        });
      } catch (error) {
        report.failed(toError(error));
        await waited(BATCH_WAIT_MS, stopping.signal);
      }
    }
  };
  const receiving = loop();
  return async () => {
    stopping.abort();
    await receiving;
  };
}

/** Runs the function, then settles: nothing is completed before it returned. Never rejects. */
async function process(
  { fn, invoke, log, limits }: ServiceBusOptions,
  { receiver, turns }: Link,
  messages: readonly ServiceBusReceivedMessage[],
  invocation: Invocation,
): Promise<void> {
  const releases = messages.map((message) =>
    keepLock({ receiver, message, longest: limits.maxAutoLockRenewalDuration }),
  );
  const outcome = await invoke(fn, invocation);
  for (const release of releases) release();
  if (outcome.ok && !(fn.trigger.autoComplete ?? limits.autoCompleteMessages)) return;
  await turns.take(outcome.ok ? 'complete' : 'abandon');
  const settled = await Promise.allSettled(
    messages.map((message) =>
      outcome.ok ? receiver.completeMessage(message) : receiver.abandonMessage(message),
    ),
  );
  for (const settlement of settled) {
    if (settlement.status === 'fulfilled') continue;
    const reason = toError(settlement.reason).message;
    log.write({
      level: 'warning',
      category: 'Host.ServiceBus',
      message: `${fn.name}: a message could not be settled and will come again: ${reason}`,
    });
  }
}

/** Says once that the broker is out of reach, and once that it is back. */
function faultReporter({ fn, log }: ServiceBusOptions) {
  let failing = false;
  return {
    failed(error: Error) {
      if (failing) return;
      failing = true;
      const code = isServiceBusError(error) ? ` (${error.code})` : '';
      log.write({
        level: 'warning',
        category: 'Host.ServiceBus',
        message: `${fn.name}: ${error.message}${code}`,
      });
    },
    recovered() {
      if (!failing) return;
      failing = false;
      log.write({ level: 'information', category: 'Host.ServiceBus', message: `${fn.name}: receives again` });
    },
  };
}

function createReceiver(client: ServiceBusClient, { source }: ServiceBusTrigger): ServiceBusReceiver {
  // The SDK takes fields off the object it is handed, so each receiver gets its own. Locks are kept here, not by it.
  const options = {
    receiveMode: 'peekLock',
    maxAutoLockRenewalDurationInMs: 0,
    skipParsingBodyAsJson: true,
  } as const;
  return 'queue' in source
    ? client.createReceiver(source.queue, { ...options })
    : client.createReceiver(source.topic, source.subscription, { ...options });
}

function createClient(connection: Connection): ServiceBusClient {
  return connection.kind === 'connectionString'
    ? new ServiceBusClient(connection.connectionString, CLIENT_OPTIONS)
    : new ServiceBusClient(connection.endpoint, connection.credential, CLIENT_OPTIONS);
}
