import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTarget, purge, type Target, take } from './service-bus-target.ts';

const SUBSCRIPTIONS = ['all', 'by-sql', 'by-correlation'] as const;

let target: Target;
beforeAll(async () => {
  target = await openTarget();
  for (const name of SUBSCRIPTIONS) await purge(deleting(name));
  await purge(target.client.createReceiver('deduplicated', { receiveMode: 'receiveAndDelete' }));
});
afterAll(() => target.close());

function deleting(subscription: (typeof SUBSCRIPTIONS)[number]) {
  return target.client.createReceiver('events', subscription, { receiveMode: 'receiveAndDelete' });
}

/** Sends all to the topic; returns the bodies each subscription got. The last one is sent to reach all of them. */
async function publish(messages: readonly object[]): Promise<Record<string, unknown[]>> {
  const last = {
    body: 'last',
    subject: 'announcement',
    applicationProperties: { type: 'erasure.last', priority: 9 },
  };
  await target.client
    .createSender('events')
    .sendMessages([...messages.map((message, body) => ({ body, ...message })), last]);
  const received: Record<string, unknown[]> = {};
  for (const name of SUBSCRIPTIONS) {
    const bodies: unknown[] = [];
    const receiver = deleting(name);
    while (bodies.at(-1) !== 'last') bodies.push(...(await take(receiver, 1)).map(({ body }) => body));
    received[name] = bodies.slice(0, -1);
  }
  return received;
}

describe('a topic', () => {
  it('gives every subscription that has no rules its own copy', async () => {
    expect((await publish([{}, {}])).all).toEqual([0, 1]);
  });

  it('gives a copy its own number in each subscription, and the same number of origin', async () => {
    await target.client.createSender('events').sendMessages({
      body: 'both',
      subject: 'announcement',
    });
    const [one] = await take(deleting('all'), 1);
    const [other] = await take(deleting('by-correlation'), 1);
    expect(one?.enqueuedSequenceNumber).toEqual(other?.enqueuedSequenceNumber);
    expect(one?.messageId).toBe(other?.messageId);
  });

  it('filters by SQL over application and system properties, the case of names ignored', async () => {
    const received = await publish([
      { applicationProperties: { type: 'erasure.requested', priority: 5 } },
      { applicationProperties: { type: 'erasure.requested', priority: 3 } },
      { applicationProperties: { Type: 'erasure.held', priority: 1 }, subject: 'urgent' },
      { applicationProperties: { type: 'licence.issued', priority: 9 }, subject: 'urgent' },
      { applicationProperties: { type: 'erasure.held' } },
      { subject: 'urgent' },
    ]);
    expect(received['by-sql']).toEqual([0, 2]);
  });

  it('filters by correlation: each named property equal, any rule enough', async () => {
    const received = await publish([
      { correlationId: 'case-7', applicationProperties: { kind: 'answer' } },
      { correlationId: 'case-7', applicationProperties: { kind: 'question' } },
      { correlationId: 'case-8', applicationProperties: { kind: 'answer' } },
      { subject: 'announcement' },
      { subject: 'Announcement' },
    ]);
    expect(received['by-correlation']).toEqual([0, 3]);
  });
});

describe('duplicate detection', () => {
  it('takes a message id once, whether sent singly or in a batch', async () => {
    const sender = target.client.createSender('deduplicated');
    const [first, second] = [randomUUID(), randomUUID()];
    await sender.sendMessages({ body: 1, messageId: first });
    await sender.sendMessages({ body: 2, messageId: first });
    await sender.sendMessages([
      { body: 3, messageId: second },
      { body: 4, messageId: second },
      { body: 5, messageId: randomUUID() },
    ]);
    const receiver = target.client.createReceiver('deduplicated', { receiveMode: 'receiveAndDelete' });
    const messages = await take(receiver, 3);
    expect(messages.map(({ body }) => body)).toEqual([1, 3, 5]);
  });

  it('remembers an id after its message was completed', async () => {
    const sender = target.client.createSender('deduplicated');
    const receiver = target.client.createReceiver('deduplicated', { receiveMode: 'receiveAndDelete' });
    const messageId = randomUUID();
    await sender.sendMessages({ body: 'first', messageId });
    expect(await take(receiver, 1)).toHaveLength(1);
    await sender.sendMessages([{ body: 'repeated', messageId }, { body: 'next' }]);
    expect((await take(receiver, 1)).map(({ body }) => body)).toEqual(['next']);
  });
});
