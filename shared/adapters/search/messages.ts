import {
  ServiceBusClient,
  type ServiceBusReceivedMessage,
  type ServiceBusReceiver,
} from '@azure/service-bus';
import serviceBus from '../../../infra/service-bus.json' with { type: 'json' };
import type { StoredText } from '../../ports.ts';
import { credentialOf } from '../credential.ts';
import type { Settings } from '../settings.ts';
import { textOfOctets } from './octets-text.ts';
import { textsOf } from './place-unreadable.ts';

const pageSize = 50;

/** A broker that is away makes this search fail soon: the next run searches again. */
const retryOptions = { maxRetries: 2, retryDelayInMs: 500, timeoutInMs: 10_000 };

interface Source {
  readonly place: string;
  readonly open: (client: ServiceBusClient) => ServiceBusReceiver;
}

const sources: readonly Source[] = serviceBus.UserConfig.Namespaces.flatMap(({ Queues, Topics }) => [
  ...Queues.flatMap(({ Name: queue }) =>
    withDeadLetters(`service-bus/${queue}`, (client, options) => client.createReceiver(queue, options)),
  ),
  ...Topics.flatMap(({ Name: topic, Subscriptions }) =>
    Subscriptions.flatMap(({ Name: subscription }) =>
      withDeadLetters(`service-bus/${topic}/${subscription}`, (client, options) =>
        client.createReceiver(topic, subscription, options),
      ),
    ),
  ),
]);

/** A place for each queue and each subscription, and one for the dead letters of each. */
export const messagePlaces: readonly string[] = sources.map(({ place }) => place);

/**
 * Every message: waiting, locked by somebody, deferred, scheduled, dead. It looks at them (peek) and takes none, so
 * that nobody's delivery is counted or held up.
 */
export async function* messages(settings: Settings): AsyncGenerator<StoredText> {
  const client = clientOf(settings);
  try {
    for (const { place, open } of sources) {
      const receiver = open(client);
      try {
        yield* textsOf(place, () => messagesIn(receiver, place));
      } finally {
        await receiver.close();
      }
    }
  } finally {
    await client.close();
  }
}

async function* messagesIn(receiver: ServiceBusReceiver, place: string): AsyncGenerator<StoredText> {
  let page = await receiver.peekMessages(pageSize);
  while (page.length > 0) {
    for (const message of page) {
      yield { place, text: textOf(message), since: sinceWhen(message) };
    }
    const next = page.at(-1)?.sequenceNumber?.add(1);
    page = await receiver.peekMessages(pageSize, next && { fromSequenceNumber: next });
  }
}

/** Of a message that is scheduled the broker tells when it will come, and not when it was sent. */
function sinceWhen({ state, enqueuedTimeUtc }: ServiceBusReceivedMessage): string | undefined {
  return state === 'scheduled' ? undefined : enqueuedTimeUtc?.toISOString();
}

/** Body, properties and whatever else a sender or receiver can write into a message. */
function textOf(message: ServiceBusReceivedMessage): string {
  const {
    body,
    applicationProperties = {},
    messageId,
    correlationId,
    sessionId,
    subject,
    to,
    replyTo,
  } = message;
  const { deadLetterReason, deadLetterErrorDescription } = message;
  const properties = Object.entries(applicationProperties).map(([name, value]) => [name, readable(value)]);
  const content = [
    readable(body),
    properties,
    [messageId, correlationId, sessionId, subject, to, replyTo],
    [deadLetterReason, deadLetterErrorDescription],
  ];
  return JSON.stringify(content, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

/** The SDK hands on as octets what it cannot read as JSON. */
function readable(value: unknown): unknown {
  return value instanceof Uint8Array ? textOfOctets(value) : value;
}

function withDeadLetters(
  place: string,
  open: (client: ServiceBusClient, options: { readonly subQueueType?: 'deadLetter' }) => ServiceBusReceiver,
): Source[] {
  return [
    { place, open: (client) => open(client, {}) },
    { place: `${place}/dead-letters`, open: (client) => open(client, { subQueueType: 'deadLetter' }) },
  ];
}

function clientOf(settings: Settings): ServiceBusClient {
  const { serviceBus: namespace } = settings;
  if ('connectionString' in namespace) {
    return new ServiceBusClient(namespace.connectionString, { retryOptions });
  }
  return new ServiceBusClient(namespace.endpoint, credentialOf(settings), { retryOptions });
}
