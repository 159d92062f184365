import { randomUUID } from 'node:crypto';
import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTarget, purge, type Target, take, takeOne } from './service-bus-target.ts';

let target: Target;
beforeAll(async () => {
  target = await openTarget();
  for (const queue of ['plain', 'settled', 'fragile']) {
    await purge(target.client.createReceiver(queue, { receiveMode: 'receiveAndDelete' }));
    await purge(
      target.client.createReceiver(queue, { receiveMode: 'receiveAndDelete', subQueueType: 'deadLetter' }),
    );
  }
});
afterAll(() => target.close());

const sender = (queue: string) => target.client.createSender(queue);
const receiver = (queue: string) => target.client.createReceiver(queue);
const deadLetters = (queue: string) => target.client.createReceiver(queue, { subQueueType: 'deadLetter' });

describe('a queue passes a message on as it was sent', () => {
  it('with its properties, its application properties and its body', async () => {
    const sent = {
      body: { licence: 'L-1', seats: 3, nested: [1, 'two', null] },
      messageId: randomUUID(),
      contentType: 'application/json',
      correlationId: 'case-1',
      subject: 'licence',
      to: 'somewhere',
      replyTo: 'answers',
      applicationProperties: { type: 'issued', count: 7, share: 0.5, negative: -3, yes: true, no: false },
    };
    await sender('plain').sendMessages(sent);
    const received = await takeOne(receiver('plain'));
    expect(received).toMatchObject(sent);
    expect(received).toMatchObject({ deliveryCount: 0, state: 'active' });
    expect(received.enqueuedTimeUtc).toBeInstanceOf(Date);
    await receiver('plain').completeMessage(received);
  });

  it('of any size up to the limit, which the sender is told', async () => {
    const body = 'x'.repeat(200_000);
    await sender('plain').sendMessages({ body });
    const received = await takeOne(receiver('plain'));
    expect(received.body).toBe(body);
    await receiver('plain').completeMessage(received);
    await expect(sender('plain').sendMessages({ body: 'x'.repeat(300_000) })).rejects.toMatchObject({
      code: 'MessageSizeExceeded',
    });
  });

  it('with an id that the broker gives it when the sender gave none', async () => {
    await sender('plain').sendMessages([{ body: 1 }, { body: 2 }]);
    const messages = await take(receiver('plain'), 2);
    expect(new Set(messages.map(({ messageId }) => messageId)).size).toBe(2);
    expect(messages.every(({ messageId }) => typeof messageId === 'string')).toBe(true);
    for (const message of messages) await receiver('plain').completeMessage(message);
  });

  it('in the order of sending, batches included, numbered by rising sequence numbers', async () => {
    const batch = await sender('plain').createMessageBatch();
    for (let body = 0; body < 50; body++) expect(batch.tryAddMessage({ body })).toBe(true);
    await sender('plain').sendMessages(batch);
    await sender('plain').sendMessages({ body: 50 });
    const messages = await take(receiver('plain'), 51);
    expect(messages.map(({ body }) => body)).toEqual(Array.from({ length: 51 }, (_, index) => index));
    const numbers = messages.map(({ sequenceNumber }) => Number(sequenceNumber));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    await Promise.all(messages.map((message) => receiver('plain').completeMessage(message)));
  });

  it('to each of several receivers once', async () => {
    const seen: unknown[] = [];
    const receivers = [receiver('plain'), receiver('plain')];
    for (const each of receivers) {
      each.subscribe({
        processMessage: async ({ body }) => void seen.push(body),
        processError: async () => {},
      });
    }
    await sender('plain').sendMessages(Array.from({ length: 40 }, (_, body) => ({ body })));
    await vi.waitFor(() => expect(seen).toHaveLength(40), { timeout: 10_000 });
    expect(new Set(seen).size).toBe(40);
    await Promise.all(receivers.map((each) => each.close()));
  });

  it('once and for all to a receiver that receives and deletes', async () => {
    await sender('plain').sendMessages([{ body: 'a' }, { body: 'b' }]);
    const deleting = target.client.createReceiver('plain', { receiveMode: 'receiveAndDelete' });
    const messages = await take(deleting, 2);
    expect(messages.map(({ body }) => body)).toEqual(['a', 'b']);
    expect(await remaining(receiver('plain'))).toEqual([]);
  });
});

describe('peeking', () => {
  it('shows messages without locking them, and goes on where it stopped', async () => {
    await sender('plain').sendMessages([{ body: 1 }, { body: 2 }, { body: 3 }]);
    const peeking = receiver('plain');
    const [first] = await peeking.peekMessages(1);
    const rest = await peeking.peekMessages(10);
    expect([first, ...rest].map((message) => message?.body)).toEqual([1, 2, 3]);
    expect(await peeking.peekMessages(1)).toEqual([]);
    const again = await peeking.peekMessages(1, { fromSequenceNumber: sequenceOf(rest[0]) });
    expect(again[0]?.body).toBe(2);
    const messages = await take(peeking, 3);
    expect(messages.map(({ deliveryCount }) => deliveryCount)).toEqual([0, 0, 0]);
    for (const message of messages) await peeking.completeMessage(message);
  });
});

describe('settling a message', () => {
  it('completes it, once', async () => {
    await sender('settled').sendMessages({ body: 'done' });
    const taking = receiver('settled');
    const message = await takeOne(taking);
    await taking.completeMessage(message);
    await expect(taking.completeMessage(message)).rejects.toThrow(/already settled/);
    expect(await remaining(taking)).toEqual([]);
  });

  it('abandons it: it comes back at once, counted, with the properties set on it', async () => {
    await sender('settled').sendMessages({
      body: 'again',
      applicationProperties: { kept: 1, changed: 'old' },
    });
    const taking = receiver('settled');
    await taking.abandonMessage(await takeOne(taking), { changed: 'new', added: true });
    const again = await takeOne(taking);
    expect(again).toMatchObject({
      body: 'again',
      deliveryCount: 1,
      applicationProperties: { kept: 1, changed: 'new', added: true },
    });
    await taking.completeMessage(again);
  });

  it('dead-letters it with reason, description and other properties', async () => {
    await sender('settled').sendMessages({ body: 'bad', applicationProperties: { own: 1 } });
    const taking = receiver('settled');
    const message = await takeOne(taking);
    await taking.deadLetterMessage(message, {
      deadLetterReason: 'NotReadable',
      deadLetterErrorDescription: 'There is no licence number.',
      attempt: 4,
    });
    const dead = await takeOne(deadLetters('settled'));
    expect(dead).toMatchObject({
      body: 'bad',
      messageId: message.messageId,
      deadLetterReason: 'NotReadable',
      deadLetterErrorDescription: 'There is no licence number.',
      applicationProperties: { own: 1, attempt: 4 },
    });
    await deadLetters('settled').completeMessage(dead);
  });

  it('defers it: it is received by its sequence number only, and can be settled then', async () => {
    await sender('settled').sendMessages({ body: 'later' });
    const taking = receiver('settled');
    const message = await takeOne(taking);
    await taking.deferMessage(message, { because: 'waiting' });
    expect(await remaining(taking)).toEqual([]);
    const [peeked] = await taking.peekMessages(1, { fromSequenceNumber: sequenceOf(message) });
    expect(peeked?.state).toBe('deferred');
    const [deferred] = await taking.receiveDeferredMessages(sequenceOf(message));
    expect(deferred).toMatchObject({ body: 'later', applicationProperties: { because: 'waiting' } });
    if (deferred !== undefined) await taking.completeMessage(deferred);
    await expect(taking.receiveDeferredMessages(sequenceOf(message))).rejects.toMatchObject({
      code: 'MessageNotFound',
    });
  });

  it('works after the receiver that took it is closed, by the lock that still holds', async () => {
    await sender('settled').sendMessages({ body: 'orphan' });
    const taking = receiver('settled');
    const message = await takeOne(taking);
    await taking.close();
    await receiver('settled').completeMessage(message);
    expect(await remaining(receiver('settled'))).toEqual([]);
  });

  it('answers each of several neighbours with its own outcome', async () => {
    await sender('settled').sendMessages(Array.from({ length: 6 }, (_, body) => ({ body })));
    const taking = receiver('settled');
    const messages = await take(taking, 6);
    // Settled over $management, hence gone when the link's own dispositions arrive side by side.
    const other = receiver('settled');
    await Promise.all(messages.filter(isOdd).map((message) => completeElsewhere(message, other)));
    const outcomes = await Promise.allSettled(messages.map((message) => taking.completeMessage(message)));
    expect(outcomes.map(({ status }) => status)).toEqual(
      messages.map((message) => (isOdd(message) ? 'rejected' : 'fulfilled')),
    );
  });
});

describe('a message that nobody manages to process', () => {
  it('is dead-lettered once it was delivered as often as the queue allows', async () => {
    await sender('fragile').sendMessages({ body: 'poison' });
    const taking = receiver('fragile');
    await taking.abandonMessage(await takeOne(taking));
    await taking.abandonMessage(await takeOne(taking));
    const dead = await takeOne(deadLetters('fragile'));
    expect(dead).toMatchObject({ body: 'poison', deadLetterReason: 'MaxDeliveryCountExceeded' });
    expect(dead.deadLetterErrorDescription).toContain('2');
    await deadLetters('fragile').completeMessage(dead);
    expect(await remaining(taking)).toEqual([]);
  });
});

describe('what is not there', () => {
  it('is named: an unknown queue', async () => {
    await expect(sender('no-such-queue').sendMessages({ body: 1 })).rejects.toMatchObject({
      code: 'MessagingEntityNotFound',
    });
    await expect(receiver('no-such-queue').receiveMessages(1)).rejects.toMatchObject({
      code: 'MessagingEntityNotFound',
    });
  });
});

function sequenceOf(message: ServiceBusReceivedMessage | undefined) {
  if (message?.sequenceNumber === undefined) throw new Error('the message has no sequence number');
  return message.sequenceNumber;
}

async function remaining(from: ServiceBusReceiver): Promise<unknown[]> {
  return (await from.receiveMessages(1, { maxWaitTimeInMs: 300 })).map(({ body }) => body);
}

function isOdd({ body }: ServiceBusReceivedMessage): boolean {
  return Number(body) % 2 === 1;
}

/** As a client does whose link is gone: by lock token. */
async function completeElsewhere(
  message: ServiceBusReceivedMessage,
  by: { completeMessage(message: ServiceBusReceivedMessage): Promise<void> },
): Promise<void> {
  await by.completeMessage({ ...message, delivery: {} } as ServiceBusReceivedMessage);
}
