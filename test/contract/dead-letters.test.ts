import { randomUUID } from 'node:crypto';
import type { DeadLetterOptions, ServiceBusClient } from '@azure/service-bus';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import config from '../../infra/service-bus.json' with { type: 'json' };
import { OffsetClock } from '../../local/clock.ts';
import { createDeadLetters } from '../../shared/adapters/dead-letters.ts';
import type { DeadLetters } from '../../shared/ports.ts';
import { connect, startOnFreePort, take, takeOne } from './service-bus-target.ts';

const topic = 'privacy-events';
type Subscription = 'mail' | 'requests';

let broker: Awaited<ReturnType<typeof startOnFreePort>>;
let client: ServiceBusClient;
let deadLetters: DeadLetters;

beforeEach(async () => {
  broker = await startOnFreePort({ config, data: 'ephemeral', clock: new OffsetClock() });
  client = connect(broker.port);
  deadLetters = createDeadLetters(() => connect(broker.port));
});
afterEach(async () => {
  await client.close();
  await broker.close();
});

/** Where no letter is. */
const nowhere = { entity: 'licence-events', sequenceNumber: '' } as const;
const deleting = { receiveMode: 'receiveAndDelete' } as const;
const why: DeadLetterOptions & Record<string, string> = {
  deadLetterReason: 'RejectedEvent',
  deadLetterErrorDescription: '',
};

/** An event as the relay publishes it. */
function verified(id: string = randomUUID()) {
  const type = 'works.contracting.privacy.request.verified.v1';
  return { messageId: id, applicationProperties: { type, time: '2026-11-22T10:00:00Z' }, body: { id, type } };
}

/** Gives up everything that a subscription has now. */
async function giveUp(name: Subscription, count: number): Promise<void> {
  const receiver = client.createReceiver(topic, name);
  for (const message of await take(receiver, count)) {
    await receiver.deadLetterMessage(message, why);
  }
  await receiver.close();
}

async function giveUpLicenceMessage(body: unknown): Promise<void> {
  await client.createSender('licence-events').sendMessages({ body });
  const receiver = client.createReceiver('licence-events');
  await receiver.deadLetterMessage(await takeOne(receiver), why);
  await receiver.close();
}

async function bodiesOf(name: Subscription): Promise<unknown[]> {
  const receiver = client.createReceiver(topic, name, deleting);
  const messages = await receiver.receiveMessages(50, { maxWaitTimeInMs: 500 });
  await receiver.close();
  return messages.map(({ body }) => body);
}

describe('the list of dead letters', () => {
  it('says where each lies, why, how often it was tried, and which event it was', async () => {
    const event = verified();
    await client.createSender(topic).sendMessages(event);
    await giveUp('requests', 1);
    await giveUpLicenceMessage({ id: event.messageId, type: 'works.contracting.licence.issued.v1' });
    const letters = await deadLetters.list(10);
    expect(letters.map(({ entity }) => entity)).toEqual(['licence-events', 'privacy-events/requests']);
    expect(letters[1]).toMatchObject({
      reason: 'RejectedEvent',
      deliveryCount: 0,
      type: 'works.contracting.privacy.request.verified.v1',
      eventId: event.messageId,
      sequenceNumber: expect.stringMatching(/^\d+$/),
      enqueuedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
  });

  it('takes no more of each than it was asked for, the oldest first', async () => {
    const events = [verified(), verified(), verified()];
    await client.createSender(topic).sendMessages(events);
    await giveUp('requests', 3);
    const letters = await deadLetters.list(2);
    expect(letters.map(({ eventId }) => eventId)).toEqual(events.slice(0, 2).map(({ body }) => body.id));
  });

  it('takes nothing from a message that could name somebody', async () => {
    await giveUpLicenceMessage({ id: 'kari@example.com', type: 'Kari Nordmann', data: { name: 'Kari' } });
    await giveUpLicenceMessage('Kari Nordmann');
    const text = JSON.stringify(await deadLetters.list(10));
    expect(text).toContain('licence-events');
    expect(text).not.toMatch(/kari/i);
  });

  it('says of a refused licence event which fields were wrong', async () => {
    const errors = [{ pointer: '/data/contact/email', reason: 'not-an-email' }];
    await giveUpLicenceMessage({ event: {}, message: { sequenceNumber: '7' }, errors });
    expect(await deadLetters.list(10)).toMatchObject([{ refused: ['/data/contact/email'] }]);
  });

  it('locks nothing: what was listed can be taken at once', async () => {
    await client.createSender(topic).sendMessages(verified());
    await giveUp('requests', 1);
    const [letter] = await deadLetters.list(10);
    expect(await deadLetters.list(10)).toEqual([letter]);
    expect(await deadLetters.redrive({ ...nowhere, ...letter })).toBe('sent');
  });
});

describe('a dead letter that is sent again', () => {
  it('comes to the subscription that gave it up, and to no other that had it', async () => {
    const event = verified();
    await client.createSender(topic).sendMessages(event);
    // `mail` hears of it too, and has taken it.
    expect(await bodiesOf('mail')).toEqual([event.body]);
    await giveUp('requests', 1);
    const [letter] = await deadLetters.list(10);
    expect(await deadLetters.redrive({ ...nowhere, ...letter })).toBe('sent');
    const receiver = client.createReceiver(topic, 'requests', deleting);
    const again = await takeOne(receiver);
    await receiver.close();
    expect(again.body).toEqual(event.body);
    expect(again.applicationProperties).toEqual({ ...event.applicationProperties, redrive: 'requests' });
    expect(again.messageId).not.toBe(event.messageId);
    expect(await bodiesOf('mail')).toEqual([]);
    expect(await deadLetters.list(10)).toEqual([]);
  });

  it('can be given up, and sent, a second time', async () => {
    const event = verified();
    await client.createSender(topic).sendMessages(event);
    for (let time = 0; time < 2; time += 1) {
      await giveUp('requests', 1);
      const [letter] = await deadLetters.list(10);
      expect(letter).toMatchObject({ eventId: event.body.id });
      expect(await deadLetters.redrive({ ...nowhere, ...letter })).toBe('sent');
    }
    expect(await bodiesOf('requests')).toEqual([event.body]);
  });

  it('goes back into the queue it came from', async () => {
    const body = { id: randomUUID(), type: 'works.contracting.licence.issued.v1' };
    await giveUpLicenceMessage(body);
    const [letter] = await deadLetters.list(10);
    expect(await deadLetters.redrive({ ...nowhere, ...letter })).toBe('sent');
    const receiver = client.createReceiver('licence-events', deleting);
    expect((await takeOne(receiver)).body).toEqual(body);
    await receiver.close();
  });

  it('leaves the others where they are, to be taken at once', async () => {
    const events = Array.from({ length: 60 }, () => verified());
    await client.createSender(topic).sendMessages(events);
    await giveUp('requests', 60);
    const letters = await deadLetters.list(100);
    const last = letters.at(-1);
    expect(await deadLetters.redrive({ ...nowhere, ...last })).toBe('sent');
    expect(await deadLetters.redrive({ ...nowhere, ...letters[0] })).toBe('sent');
    const left = new Set((await deadLetters.list(100)).map(({ eventId }) => eventId));
    expect(left).toEqual(new Set(letters.slice(1, -1).map(({ eventId }) => eventId)));
  });

  it('is sent once, whoever asks again', async () => {
    await client.createSender(topic).sendMessages(verified());
    await giveUp('requests', 1);
    const [letter] = await deadLetters.list(10);
    const which = { ...nowhere, ...letter };
    expect(await deadLetters.redrive(which)).toBe('sent');
    expect(await deadLetters.redrive(which)).toBe('absent');
    expect(await bodiesOf('requests')).toHaveLength(1);
  });

  it('is absent where there is none of that number, or nowhere at all', async () => {
    expect(await deadLetters.redrive({ entity: 'privacy-events/mail', sequenceNumber: '1' })).toBe('absent');
    expect(await deadLetters.redrive(nowhere)).toBe('absent');
  });
});

describe('a dead letter that is discarded', () => {
  it('is gone, and nothing is sent', async () => {
    await client.createSender(topic).sendMessages(verified());
    await giveUp('requests', 1);
    const [letter] = await deadLetters.list(10);
    expect(await deadLetters.discard({ ...nowhere, ...letter })).toBe('discarded');
    expect(await deadLetters.list(10)).toEqual([]);
    expect(await bodiesOf('requests')).toEqual([]);
  });
});
