import type {
  ServiceBusClient,
  ServiceBusMessage,
  ServiceBusReceivedMessage,
  ServiceBusReceiver,
} from '@azure/service-bus';
import names from '../../infra/service-bus.json' with { type: 'json' };
import type { DeadLetter, DeadLetters } from '../ports.ts';

/** A message is looked for among so many; an entity with more has to be looked at as a whole. */
const mostSearched = 500;
const patienceMs = 2_000;

/** The dead letters of each queue and each subscription of infra/service-bus.json. */
export function createDeadLetters(client: ServiceBusClient): DeadLetters {
  return {
    async list(most) {
      const lists = await Promise.all(
        entities.map((entity) =>
          reading(entity, async (receiver) => {
            const messages = await receiver.peekMessages(most);
            return messages.map((message) => letterOf(entity.name, message));
          }),
        ),
      );
      return lists.flat();
    },
    async redrive({ entity: name, sequenceNumber }) {
      const entity = entities.find((each) => each.name === name);
      if (entity === undefined) return 'absent';
      return reading(entity, async (receiver) => {
        const message = await take(receiver, sequenceNumber);
        if (message === undefined) return 'absent';
        const sender = client.createSender(entity.sendTo);
        try {
          await sender.sendMessages(copyOf(message));
        } finally {
          await sender.close();
        }
        await receiver.completeMessage(message);
        return 'sent';
      });
    },
  };

  async function reading<Result>(
    { queue, topic, subscription }: Entity,
    read: (receiver: ServiceBusReceiver) => Promise<Result>,
  ): Promise<Result> {
    const options = { subQueueType: 'deadLetter' } as const;
    const receiver =
      queue === undefined
        ? client.createReceiver(topic, subscription, options)
        : client.createReceiver(queue, options);
    try {
      return await read(receiver);
    } finally {
      await receiver.close();
    }
  }
}

interface Place {
  readonly name: string;
  readonly sendTo: string;
}
type Entity = Place &
  (
    | { readonly queue: string; readonly topic?: undefined; readonly subscription?: undefined }
    | { readonly queue?: undefined; readonly topic: string; readonly subscription: string }
  );

const entities: readonly Entity[] = names.UserConfig.Namespaces.flatMap(({ Queues, Topics }) => [
  ...Queues.map(({ Name }) => ({ name: Name, sendTo: Name, queue: Name })),
  ...Topics.flatMap(({ Name: topic, Subscriptions }) =>
    Subscriptions.map(({ Name }) => ({
      name: `${topic}/${Name}`,
      sendTo: topic,
      topic,
      subscription: Name,
    })),
  ),
]);

/** Locks messages until the one of that number comes; the others are let go again. */
async function take(
  receiver: ServiceBusReceiver,
  sequenceNumber: string,
): Promise<ServiceBusReceivedMessage | undefined> {
  const others: ServiceBusReceivedMessage[] = [];
  try {
    while (others.length < mostSearched) {
      const messages = await receiver.receiveMessages(50, { maxWaitTimeInMs: patienceMs });
      if (messages.length === 0) return undefined;
      const found = messages.find((message) => numberOf(message) === sequenceNumber);
      others.push(...messages.filter((message) => message !== found));
      if (found !== undefined) return found;
    }
    return undefined;
  } finally {
    await Promise.all(others.map((message) => receiver.abandonMessage(message)));
  }
}

/**
 * What is sent again: without a message id, since the broker drops one it had within the hour. A topic gives it to
 * all its subscriptions, and every one of them takes the same event twice without harm.
 */
function copyOf({ body, contentType, applicationProperties }: ServiceBusReceivedMessage): ServiceBusMessage {
  const { DeadLetterReason: _, DeadLetterErrorDescription: __, ...properties } = applicationProperties ?? {};
  return {
    body,
    ...(contentType !== undefined && { contentType }),
    applicationProperties: properties,
  };
}

function letterOf(entity: string, message: ServiceBusReceivedMessage): DeadLetter {
  const { enqueuedTimeUtc, deliveryCount, deadLetterReason, applicationProperties, messageId } = message;
  const type = applicationProperties?.['type'];
  return {
    entity,
    sequenceNumber: numberOf(message),
    enqueuedAt: (enqueuedTimeUtc ?? new Date(0)).toISOString(),
    deliveryCount: deliveryCount ?? 0,
    reason: deadLetterReason,
    type: typeof type === 'string' ? type : undefined,
    eventId: typeof messageId === 'string' ? messageId : undefined,
  };
}

function numberOf({ sequenceNumber }: ServiceBusReceivedMessage): string {
  return String(sequenceNumber);
}
