import { randomUUID } from 'node:crypto';
import type {
  ServiceBusClient,
  ServiceBusMessage,
  ServiceBusReceivedMessage,
  ServiceBusReceiver,
} from '@azure/service-bus';
import { type EntityName, entities } from '../policy/signals.ts';
import type { DeadLetter, DeadLetters } from '../ports.ts';
import { whatDied } from './dead-letter-body.ts';

/** A message is looked for among so many; an entity with more has to be looked at as a whole. */
const mostSearched = 500;
/** So many are locked at once. */
const handful = 50;
/** As long as the broker takes to say that there is no more. */
const patienceMs = 2_000;

/**
 * The dead letters of each queue and each subscription. Every call has a client of its own:
 * one client peeks at each message once in its life.
 */
export function createDeadLetters(open: () => ServiceBusClient): DeadLetters {
  return {
    list: (most) =>
      withClient(async (client) => {
        const lists = await Promise.all(
          entities.map((entity) =>
            reading(client, entity, async (receiver) => {
              const letters = await peek(receiver, most);
              return letters.map((message) => letterOf(entity, message));
            }),
          ),
        );
        return lists.flat();
      }),
    redrive: (letter) =>
      taking<'sent'>(letter, async (client, place, message) => {
        const sender = client.createSender(place.topic ?? place.queue);
        try {
          await sender.sendMessages(copyOf(message, place));
        } finally {
          await sender.close();
        }
        return 'sent';
      }),
    discard: (letter) => taking<'discarded'>(letter, () => Promise.resolve('discarded')),
  };

  /** Does something with one dead letter, and takes it away only when that is done. */
  function taking<Outcome>(
    { entity, sequenceNumber }: Pick<DeadLetter, 'entity' | 'sequenceNumber'>,
    work: (client: ServiceBusClient, place: Place, message: ServiceBusReceivedMessage) => Promise<Outcome>,
  ): Promise<Outcome | 'absent'> {
    return withClient(async (client) => {
      return reading(client, entity, async (receiver) => {
        const message = await take(receiver, sequenceNumber);
        if (message === undefined) return 'absent';
        const outcome = await work(client, placeOf(entity), message);
        await receiver.completeMessage(message);
        return outcome;
      });
    });
  }

  async function withClient<Result>(work: (client: ServiceBusClient) => Promise<Result>): Promise<Result> {
    const client = open();
    try {
      return await work(client);
    } finally {
      await client.close();
    }
  }
}

async function reading<Result>(
  client: ServiceBusClient,
  entity: EntityName,
  read: (receiver: ServiceBusReceiver) => Promise<Result>,
): Promise<Result> {
  const { queue, topic, subscription } = placeOf(entity);
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

/** A queue, or a subscription of a topic. */
type Place =
  | { readonly queue: string; readonly topic?: undefined; readonly subscription?: undefined }
  | { readonly queue?: undefined; readonly topic: string; readonly subscription: string };

function placeOf(entity: EntityName): Place {
  const [first = '', subscription] = entity.split('/');
  return subscription === undefined ? { queue: first } : { topic: first, subscription };
}

/** Up to `most` messages, oldest first; a peek gives as many as the broker likes, and no lock. */
async function peek(receiver: ServiceBusReceiver, most: number): Promise<ServiceBusReceivedMessage[]> {
  const letters: ServiceBusReceivedMessage[] = [];
  while (letters.length < most) {
    const more = await receiver.peekMessages(most - letters.length);
    if (more.length === 0) break;
    letters.push(...more);
  }
  return letters;
}

/** Locks messages until the one of that number comes; the others are let go again. */
async function take(
  receiver: ServiceBusReceiver,
  sequenceNumber: string,
): Promise<ServiceBusReceivedMessage | undefined> {
  const others: ServiceBusReceivedMessage[] = [];
  try {
    while (others.length < mostSearched) {
      const messages = await receiver.receiveMessages(handful, { maxWaitTimeInMs: patienceMs });
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
 * What is sent again: with an id of its own, since the broker drops one that it had within the hour. A message can be
 * sent to a topic only, not to one of its subscriptions; the rules of the others let none through that names another.
 */
function copyOf(
  { body, contentType, applicationProperties }: ServiceBusReceivedMessage,
  { subscription }: Place,
): ServiceBusMessage {
  const { DeadLetterReason: _, DeadLetterErrorDescription: __, ...properties } = applicationProperties ?? {};
  return {
    messageId: randomUUID(),
    body,
    ...(contentType !== undefined && { contentType }),
    applicationProperties: { ...properties, ...(subscription !== undefined && { redrive: subscription }) },
  };
}

function letterOf(entity: EntityName, message: ServiceBusReceivedMessage): DeadLetter {
  const { enqueuedTimeUtc, deliveryCount, deadLetterReason } = message;
  return {
    entity,
    sequenceNumber: numberOf(message),
    enqueuedAt: (enqueuedTimeUtc ?? new Date(0)).toISOString(),
    deliveryCount: deliveryCount ?? 0,
    // A receiver may say anything; the broker's own reasons are one word.
    reason: /^\w{1,80}$/.test(deadLetterReason ?? '') ? deadLetterReason : undefined,
    ...whatDied(message.body),
  };
}

function numberOf({ sequenceNumber }: ServiceBusReceivedMessage): string {
  return String(sequenceNumber);
}
