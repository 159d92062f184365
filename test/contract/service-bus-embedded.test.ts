/** What only the embedded broker has: its files, its clock and its commands. Not run against Azure or the emulator. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ServiceBusClient } from '@azure/service-bus';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OffsetClock } from '../../local/clock.ts';
import type { Part } from '../../local/part.ts';
import config from './service-bus.config.json' with { type: 'json' };
import { connect, connectionString, startOnFreePort, take, takeOne } from './service-bus-target.ts';

const MINUTE = 60_000;

let directory: string;
let clock: OffsetClock;
let part: Part;
let client: ServiceBusClient;

async function start(data = directory): Promise<void> {
  part = await startOnFreePort({ config, data, clock });
  client = connect(part.port);
}

async function stop(): Promise<void> {
  await client.close();
  await part.close();
}

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'service-bus-'));
  clock = new OffsetClock();
  await start();
});
afterEach(async () => {
  await stop();
  rmSync(directory, { recursive: true });
});

const sender = (queue: string) => client.createSender(queue);
const receiver = (queue: string) => client.createReceiver(queue);
const deadLetters = (queue: string) => client.createReceiver(queue, { subQueueType: 'deadLetter' });
/** Everything the broker's files hold, as one text. */
const bytes = () =>
  readdirSync(directory)
    .map((file) => readFileSync(join(directory, file), 'latin1'))
    .join('');
const run = (command: string, argument?: unknown) => part.commands?.[command]?.(argument);

describe('a restart', () => {
  it('finds everything as it was: waiting, deferred, scheduled and dead-lettered messages, counts and ids', async () => {
    const at = new Date(clock.now() + 10 * MINUTE);
    await sender('plain').sendMessages(
      ['done', 'waiting', 'deferred', 'dead', 'tried'].map((body) => ({ body })),
    );
    const [done, waiting, deferred, dead, tried] = await take(receiver('plain'), 5);
    if (!done || !waiting || !deferred || !dead || !tried) throw new Error('not all came');
    await receiver('plain').completeMessage(done);
    await receiver('plain').deferMessage(deferred);
    await receiver('plain').deadLetterMessage(dead, {
      deadLetterReason: 'Broken',
      deadLetterErrorDescription: '',
    });
    await receiver('plain').abandonMessage(tried, { seen: 'before' });
    await sender('scheduled').scheduleMessages([{ body: 'scheduled' }], at);
    await sender('deduplicated').sendMessages({ body: 'once', messageId: 'm-1' });
    await stop();
    await start();

    expect(run('counts')).toMatchObject({
      plain: { active: 2, deferred: 1, scheduled: 0, deadLetter: 1 },
      scheduled: { active: 0, scheduled: 1 },
    });
    const messages = await take(receiver('plain'), 2);
    expect(messages.map(({ body, deliveryCount }) => [body, deliveryCount])).toEqual([
      ['waiting', 1],
      ['tried', 1],
    ]);
    expect(messages[1]?.applicationProperties).toEqual({ seen: 'before' });
    if (deferred.sequenceNumber === undefined) throw new Error('no sequence number');
    const [found] = await receiver('plain').receiveDeferredMessages(deferred.sequenceNumber);
    expect(found?.body).toBe('deferred');
    expect((await takeOne(deadLetters('plain'))).deadLetterReason).toBe('Broken');
    await sender('deduplicated').sendMessages([{ body: 'twice', messageId: 'm-1' }, { body: 'other' }]);
    expect((await take(receiver('deduplicated'), 2)).map(({ body }) => body)).toEqual(['once', 'other']);
    await sender('plain').sendMessages({ body: 'new' });
    const next = await takeOne(receiver('plain'));
    expect(Number(next.sequenceNumber)).toBeGreaterThan(Number(tried.sequenceNumber));
    clock.moveTo(at.getTime());
    expect((await takeOne(receiver('scheduled'))).body).toBe('scheduled');
  });

  it('leaves nothing behind when it runs in memory', async () => {
    await stop();
    await start('ephemeral');
    await sender('plain').sendMessages({ body: 'gone' });
    await stop();
    await start('ephemeral');
    expect(run('counts')).toMatchObject({ plain: { active: 0 } });
  });
});

describe('moving the clock', () => {
  it('brings scheduled messages, years away', async () => {
    const at = Date.parse('2031-11-23T00:00:00Z');
    await sender('scheduled').scheduleMessages([{ body: 'in years' }], new Date(at));
    clock.moveTo(at);
    const message = await takeOne(receiver('scheduled'));
    expect(message.body).toBe('in years');
    expect(message.enqueuedTimeUtc?.getTime()).toBeGreaterThanOrEqual(at);
  });

  it('expires messages by the shorter of their own and the queue’s time to live', async () => {
    await sender('expiring').sendMessages([{ body: 'own', timeToLive: MINUTE }, { body: 'queue' }]);
    clock.moveTo(clock.now() + 2 * MINUTE);
    expect((await takeOne(deadLetters('expiring'))).body).toBe('own');
    expect(run('counts')).toMatchObject({ expiring: { active: 1 } });
    clock.moveTo(clock.now() + 60 * MINUTE);
    const expired = await takeOne(deadLetters('expiring'));
    expect(expired).toMatchObject({ body: 'queue', deadLetterReason: 'TTLExpiredException' });
  });

  it('drops expired messages where the queue does not dead-letter them', async () => {
    await sender('plain').sendMessages({ body: 'gone', timeToLive: MINUTE });
    clock.moveTo(clock.now() + 2 * MINUTE);
    expect(run('counts')).toMatchObject({ plain: { active: 0, deadLetter: 0 } });
  });

  it('ends the window in which an id counts as a duplicate', async () => {
    await sender('deduplicated').sendMessages({ body: 1, messageId: 'm' });
    clock.moveTo(clock.now() + MINUTE);
    await sender('deduplicated').sendMessages({ body: 2, messageId: 'm' });
    expect(run('counts')).toMatchObject({ deduplicated: { active: 2 } });
  });

  it('ends no lock: leases are real time', async () => {
    await sender('plain').sendMessages({ body: 'held' });
    const message = await takeOne(receiver('plain'));
    clock.moveTo(clock.now() + 10 * MINUTE);
    expect((await receiver('plain').renewMessageLock(message)).getTime()).toBeLessThan(
      Date.now() + 2 * MINUTE,
    );
    await receiver('plain').completeMessage(message);
    expect(run('counts')).toMatchObject({ plain: { active: 0 } });
  });
});

describe('a client whose clock is years ahead', () => {
  it('keeps its lock, and does not renew it over and over', async () => {
    await sender('short-lock').sendMessages({ body: 'work' });
    const script = fileURLToPath(new URL('service-bus-skewed-client.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [
      script,
      connectionString(part.port),
      'short-lock',
    ]);
    expect(Number(stdout)).toBeGreaterThan(0);
    expect(Number(stdout)).toBeLessThan(10);
    expect(run('counts')).toMatchObject({ 'short-lock': { active: 0, deadLetter: 0 } });
  });
});

describe('the data files', () => {
  it('hold no trace of a message soon after it was completed, deleted, cancelled, or has expired', async () => {
    const secret = 'kari.nordmann@example.no';
    const several = Array.from({ length: 30 }, () => ({ body: secret.repeat(20) }));
    await sender('plain').sendMessages(several);
    await sender('settled').sendMessages([...several, { body: 'this one stays' }]);
    await sender('expiring').sendMessages(several.map((message) => ({ ...message, timeToLive: MINUTE })));
    const [number] = await sender('scheduled').scheduleMessages(
      [{ body: secret }],
      new Date(clock.now() + MINUTE),
    );
    expect(bytes()).toContain(secret);

    const completing = receiver('plain');
    await Promise.all((await take(completing, 30)).map((message) => completing.completeMessage(message)));
    await take(client.createReceiver('settled', { receiveMode: 'receiveAndDelete' }), 30);
    clock.moveTo(clock.now() + 2 * MINUTE);
    const dead = deadLetters('expiring');
    await Promise.all((await take(dead, 30)).map((message) => dead.completeMessage(message)));
    await take(client.createReceiver('scheduled', { receiveMode: 'receiveAndDelete' }), 1);
    expect(number).toBeDefined();

    await vi.waitFor(() => expect(bytes()).not.toContain(secret), { timeout: 20_000, interval: 200 });
    expect(bytes()).toContain('this one stays');
  });

  it('are cleaned at once on demand, and when the broker stops', async () => {
    await sender('plain').sendMessages([{ body: 'first secret' }, { body: 'second secret' }]);
    const deleting = client.createReceiver('plain', { receiveMode: 'receiveAndDelete' });
    await take(deleting, 1);
    run('compact');
    expect(bytes()).not.toContain('first secret');
    expect(bytes()).toContain('second secret');
    await take(deleting, 1);
    await stop();
    expect(bytes()).not.toContain('second secret');
    await start();
  });
});

describe('taking the listener down', () => {
  it('drops every connection and keeps every message; the SDK’s subscribers come back by themselves', async () => {
    const seen: unknown[] = [];
    receiver('plain').subscribe({
      processMessage: async ({ body }) => void seen.push(body),
      processError: async () => {},
    });
    await sender('plain').sendMessages({ body: 'before' });
    await vi.waitFor(() => expect(seen).toEqual(['before']));
    await sender('settled').sendMessages({ body: 'kept' });

    await run('listener', 'down');
    const offline = connect(part.port);
    await expect(offline.createSender('plain').sendMessages({ body: 'lost' })).rejects.toThrow(
      /ECONNREFUSED/,
    );
    await offline.close();
    await run('listener', 'up');

    await sender('plain').sendMessages({ body: 'after' });
    await vi.waitFor(() => expect(seen).toEqual(['before', 'after']), { timeout: 20_000 });
    expect((await takeOne(receiver('settled'))).body).toBe('kept');
  });

  it('keeps locks that were taken before', async () => {
    await sender('plain').sendMessages({ body: 'held' });
    const message = await takeOne(receiver('plain'));
    await run('listener', 'down');
    await run('listener', 'up');
    const other = connect(part.port);
    await other.createReceiver('plain').completeMessage(message);
    await other.close();
    expect(run('counts')).toMatchObject({ plain: { active: 0, deadLetter: 0 } });
  });
});

describe('what the broker does not do', () => {
  it('is refused with an error that names it', async () => {
    await expect(client.createReceiver('events').receiveMessages(1)).rejects.toThrow(
      /subscriptions of 'events'/,
    );
    await expect(sender('events/Subscriptions/all').sendMessages({ body: 1 })).rejects.toThrow(
      /cannot be sent/,
    );
    const rules = client.createRuleManager('events', 'all');
    await expect(rules.createRule('more', { sqlExpression: '1=1' })).rejects.toThrow(
      /add-rule is not supported by the embedded/,
    );
    await expect(client.acceptNextSession('plain')).rejects.toThrow(/session is not supported/);
  });

  it('leaves a message in a dead-letter queue that is dead-lettered again', async () => {
    await sender('plain').sendMessages({ body: 'bad' });
    await receiver('plain').deadLetterMessage(await takeOne(receiver('plain')));
    const dead = await takeOne(deadLetters('plain'));
    await expect(deadLetters('plain').deadLetterMessage(dead)).rejects.toThrow(
      /cannot be dead-lettered again/,
    );
    expect(run('counts')).toMatchObject({ plain: { deadLetter: 1 } });
  });
});
