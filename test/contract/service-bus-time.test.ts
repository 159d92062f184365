import type { ServiceBusReceiver } from '@azure/service-bus';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTarget, purge, type Target, takeOne } from './service-bus-target.ts';

let target: Target;
beforeAll(async () => {
  target = await openTarget();
  for (const queue of ['short-lock', 'renewed-lock', 'kept-lock', 'expiring', 'scheduled']) {
    await purge(target.client.createReceiver(queue, { receiveMode: 'receiveAndDelete' }));
    await purge(
      target.client.createReceiver(queue, { receiveMode: 'receiveAndDelete', subQueueType: 'deadLetter' }),
    );
  }
});
afterAll(() => target.close());

const sender = (queue: string) => target.client.createSender(queue);
const deleting = (queue: string) => target.client.createReceiver(queue, { receiveMode: 'receiveAndDelete' });
const manual = (queue: string) => target.client.createReceiver(queue, { maxAutoLockRenewalDurationInMs: 0 });

describe.concurrent('a lock', () => {
  it('that runs out is lost: the message is delivered again, counted, and the late outcome refused', async () => {
    await sender('short-lock').sendMessages({ body: 'slow' });
    const slow = manual('short-lock');
    const message = await takeOne(slow);
    const other = manual('short-lock');
    const [again] = await other.receiveMessages(1, { maxWaitTimeInMs: 15_000 });
    expect(again).toMatchObject({ body: 'slow', deliveryCount: 1 });
    await expect(slow.completeMessage(message)).rejects.toMatchObject({ code: 'MessageLockLost' });
    await expect(slow.renewMessageLock(message)).rejects.toMatchObject({ code: 'MessageLockLost' });
    if (again !== undefined) await other.completeMessage(again);
  });

  it('lasts longer when it is renewed', async () => {
    await sender('renewed-lock').sendMessages({ body: 'renewed' });
    const holding = manual('renewed-lock');
    const message = await takeOne(holding);
    const other = manual('renewed-lock');
    expect(await bodies(other, 3_000)).toEqual([]);
    const before = message.lockedUntilUtc?.getTime() ?? Infinity;
    expect((await holding.renewMessageLock(message)).getTime()).toBeGreaterThan(before);
    expect(await bodies(other, 3_000)).toEqual([]);
    await holding.completeMessage(message);
  });

  it('is kept by the SDK for as long as the handler works', async () => {
    await sender('kept-lock').sendMessages({ body: 'long work' });
    const working = target.client.createReceiver('kept-lock');
    const message = await takeOne(working);
    expect(await bodies(manual('kept-lock'), 7_000)).toEqual([]);
    await working.completeMessage(message);
  });
});

describe('a message with a time to live', () => {
  it('is dead-lettered with the reason when it expires, where the queue says so', async () => {
    await sender('expiring').sendMessages({ body: 'stale', timeToLive: 500 });
    const dead = target.client.createReceiver('expiring', { subQueueType: 'deadLetter' });
    const [message] = await dead.receiveMessages(1, { maxWaitTimeInMs: 20_000 });
    expect(message).toMatchObject({ body: 'stale', deadLetterReason: 'TTLExpiredException' });
    if (message !== undefined) await dead.completeMessage(message);
    expect(await bodies(manual('expiring'), 300)).toEqual([]);
  });

  it('tells its receiver when it would have expired', async () => {
    await sender('expiring').sendMessages({ body: 'fresh', timeToLive: 60_000 });
    const message = await takeOne(deleting('expiring'));
    expect(message.timeToLive).toBe(60_000);
    expect(message.expiresAtUtc?.getTime()).toBe((message.enqueuedTimeUtc?.getTime() ?? 0) + 60_000);
  });
});

describe('a scheduled message', () => {
  it('arrives at its time, under a new sequence number, and is peeked as scheduled before', async () => {
    const at = new Date(Date.now() + 1_500);
    const [number] = await sender('scheduled').scheduleMessages([{ body: 'later' }], at);
    if (number === undefined) throw new Error('no sequence number was given');
    const receiver = manual('scheduled');
    const [peeked] = await receiver.peekMessages(1, { fromSequenceNumber: number });
    expect(peeked).toMatchObject({ body: 'later', state: 'scheduled' });
    const message = await takeOne(receiver);
    expect(message).toMatchObject({ body: 'later', state: 'active' });
    expect(message.enqueuedTimeUtc?.getTime()).toBeGreaterThanOrEqual(at.getTime());
    expect(message.sequenceNumber?.equals(number)).toBe(false);
    await receiver.completeMessage(message);
  });

  it('can be sent like any other, with its time on it', async () => {
    const scheduledEnqueueTimeUtc = new Date(Date.now() + 700);
    await sender('scheduled').sendMessages([{ body: 'second', scheduledEnqueueTimeUtc }, { body: 'first' }]);
    const receiver = deleting('scheduled');
    expect((await takeOne(receiver)).body).toBe('first');
    expect((await takeOne(receiver)).body).toBe('second');
  });

  it('never arrives when it is cancelled, and cannot be cancelled twice', async () => {
    const at = new Date(Date.now() + 800);
    const numbers = await sender('scheduled').scheduleMessages([{ body: 'a' }, { body: 'b' }], at);
    await sender('scheduled').cancelScheduledMessages(numbers);
    await expect(sender('scheduled').cancelScheduledMessages(numbers)).rejects.toMatchObject({
      code: 'MessageNotFound',
    });
    await sender('scheduled').scheduleMessages([{ body: 'after both' }], new Date(at.getTime() + 200));
    expect((await takeOne(deleting('scheduled'))).body).toBe('after both');
  });
});

async function bodies(receiver: ServiceBusReceiver, maxWaitTimeInMs: number): Promise<unknown[]> {
  return (await receiver.receiveMessages(1, { maxWaitTimeInMs })).map(({ body }) => body);
}
