import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceBusClient, type ServiceBusMessage } from '@azure/service-bus';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type HttpPath, intakePaths } from './canary/intake-paths.ts';
import { ended, eventForNobody, eventsForLater, licencePaths, queuePaths } from './canary/licence-paths.ts';
import { encodings, findNeedles, type Needle, needles, needlesOf } from './canary/needles.ts';
import { canary } from './canary/person.ts';
import {
  filePlaces,
  markedPlaces,
  messageCounts,
  messagePlaces,
  type Place,
  publicPlaces,
  readDocuments,
} from './canary/places.ts';
import { plantings } from './canary/plantings.ts';
import { type Product, runsOf, startProduct } from './product.ts';

let product: Product;
let folder: string;
let bus: ServiceBusClient;
/** What callers were answered. */
const answers: Place[] = [];
/** By which the canary could be found, while it could. */
let keysOfThePerson: readonly Needle[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'search-'));
  product = await startProduct({
    data: folder,
    parts: ['cosmos', 'service-bus', 'functions', 'control', 'telemetry', 'mailbox'],
  });
  bus = new ServiceBusClient(product.stack.addresses.serviceBus.connectionString);
});
afterAll(async () => {
  await bus.close();
  await product.stop();
  await rm(folder, { recursive: true });
});

async function go({ name, path, init, echoes }: HttpPath): Promise<number> {
  const key = product.stack.addresses.functions.key;
  const response = await product.fetch(path, {
    ...init,
    headers: { 'x-functions-key': key, ...init.headers },
  });
  const content = JSON.stringify([...response.headers, await response.text()]);
  if (echoes === undefined) answers.push({ where: `answer to ${name}`, content });
  return response.status;
}

const faults = (body: object) =>
  fetch(`${product.stack.addresses.control.url}/faults`, { method: 'PUT', body: JSON.stringify(body) });
const send = (messages: ServiceBusMessage | ServiceBusMessage[]) =>
  bus.createSender('licence-events').sendMessages(messages);
const moveClock = (days: number) =>
  product.stack.clock.set(new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString());
const logged = (text: string) => product.log.filter((line) => line.includes(text)).length;

/** Resolves when no message waits for the functions. */
function queueIsDone(deadLetters: number): Promise<void> {
  const done = { active: 0, deferred: 0, scheduled: 0, deadLetter: deadLetters };
  return vi.waitFor(
    async () => {
      const counts = await messageCounts(product.stack);
      expect(counts['licence-events']).toEqual(done);
    },
    { timeout: 30_000, interval: 50 },
  );
}

/** Resolves when, besides, the topic has every event. */
async function everythingIsDone(deadLetters: number): Promise<void> {
  await queueIsDone(deadLetters);
  const events = (await readDocuments(product.stack)).filter(({ document }) => document.kind === 'event');
  await vi.waitFor(
    async () => {
      const counts = await messageCounts(product.stack);
      const told = counts['privacy-events/Subscriptions/mail']?.active ?? 0;
      expect(told).toBeGreaterThanOrEqual(events.length);
    },
    { timeout: 30_000, interval: 50 },
  );
}

/** Asks the host to stop, so that it sends the telemetry it holds, and starts it again. */
const flushTelemetry = () => product.stack.restart('functions');

/** What is found, a line for each place. */
function search(places: readonly Place[], searched: readonly Needle[] = needles): string[] {
  const found = places.flatMap(({ where, content }) => {
    const findings = findNeedles(content, searched);
    const what = findings.map((finding) => `${finding.what} in ${finding.encoding}`);
    const [first] = findings;
    return first === undefined ? [] : [`${where}: ${what.join(', ')}: ${first.around}`];
  });
  return [...new Set(found)];
}

const forms = intakePaths.slice(0, 3);
const named = (paths: readonly HttpPath[]) => paths.map((path) => [path.name, path] as const);
const refusedMessages = queuePaths.filter(({ ends }) => ends === 'refused').length;

describe('a person goes by', () => {
  test.each(named(intakePaths))('%s', async (_name, path) => {
    expect(path.statuses).toContain(await go(path));
  });

  test.each(named(licencePaths))('%s', async (_name, path) => {
    expect(path.statuses).toContain(await go(path));
  });

  test('the queue, in messages that are taken and messages that are refused', async () => {
    await send(queuePaths.map(({ message }) => message));
    await everythingIsDone(refusedMessages);
  });

  test('a database that is away: posts, messages and the sweep come to it in vain', async () => {
    await faults({ cosmos: { status: 503, next: 100_000 } });
    await send([...eventsForLater]);
    for (const path of forms) expect(await go(path)).toBe(503);
    for (const path of licencePaths.slice(0, 3)) expect(await go(path)).toBe(503);
    await product.post('/admin/functions/sweep-retention', { input: '' });
    await vi.waitFor(() => expect(logged('licence message put-off')).toBeGreaterThanOrEqual(4), 20_000);
    await vi.waitFor(async () => {
      expect((await runsOf(product.stack, 'sweep-retention')).lastOutcome).toBe('failed');
    }, 20_000);
    const waiting = search(await messagePlaces(product.stack));
    await faults({ cosmos: { status: 503, next: 0 } });
    await moveClock(1);
    await everythingIsDone(refusedMessages);
    expect(waiting.length).toBeGreaterThanOrEqual(1);
    expect(waiting.filter((found) => !found.startsWith('licence-events: body: '))).toEqual([]);
  });

  test('a broker that is away: the events wait for it', async () => {
    await faults({ serviceBus: 'down' });
    for (const path of forms) expect(path.statuses).toContain(await go(path));
    await faults({ serviceBus: 'up' });
    await everythingIsDone(refusedMessages);
  });

  test('a host that is killed while it takes posts', async () => {
    const posts = Array.from({ length: 40 }, () =>
      forms.map((path) => go(path).catch(() => 'no answer')),
    ).flat();
    await Promise.race(posts);
    await product.stack.kill('functions');
    expect(await Promise.all(posts)).toContain('no answer');
    await product.stack.restart('functions');
  });

  test('a message that outlives its time before the host is back', async () => {
    await product.stack.kill('functions');
    await send(eventForNobody);
    await moveClock(20);
    await product.stack.restart('functions');
    // The events on the topic outlive their time as well; they are in the database all the same.
    await queueIsDone(refusedMessages);
  });
});

describe('the person is found', () => {
  test('in the documents that are marked', async () => {
    const { stack } = product;
    expect(search(await markedPlaces(stack)).join()).toMatch(/registration: the given name[^]*licence: the/);
    expect(search(await filePlaces(folder)).join('\n')).toContain('file cosmos/');
    const documents = await readDocuments(stack);
    keysOfThePerson = documents
      .filter(({ container, document }) => container === 'identifiers' && /^(email|phone):/.test(document.id))
      .map(({ document }) => ({ what: 'a keyed hash', encoding: 'UTF-8', bytes: document.id.toLowerCase() }));
    expect(keysOfThePerson.length).toBeGreaterThanOrEqual(2);
  });

  test('nowhere else: no other document, message, dead letter, log, telemetry, mail, answer or file', async () => {
    const { stack } = product;
    await flushTelemetry();
    expect(stack.telemetry.items().length).toBeGreaterThan(0);
    await stack.command('service-bus', 'compact');
    const files = await filePlaces(folder, ['cosmos']);
    const places = [...(await publicPlaces(stack, product.log)), ...files, ...answers];
    expect(search(places)).toEqual([]);
  });

  test('nowhere at all, by hash or by value, once five years are over and the sweep has run', async () => {
    const { stack } = product;
    const documents = await readDocuments(stack);
    const licences = documents.flatMap(({ document }) =>
      document.kind === 'licence' ? [String(document['licenceId'])] : [],
    );
    const today = stack.clock.now().slice(0, 10);
    for (const licence of licences) expect(await go(ended(licence, today))).toBe(202);

    await moveClock(6 * 366);
    await product.runTimer('sweep-retention');
    expect(search(await markedPlaces(stack))).toEqual([]);
    await flushTelemetry();
    await stack.command('cosmos', 'compact');
    await stack.command('service-bus', 'compact');
    const places = [...(await publicPlaces(stack, product.log)), ...(await filePlaces(folder)), ...answers];
    expect(search(places, [...needles, ...keysOfThePerson])).toEqual([]);
  });
});

describe('the search', () => {
  const planted = Object.entries(plantings).map(([place, planting]) => ({
    ...planting,
    place,
    text: `Planted.${crypto.randomUUID()}@Example.test`,
  }));
  let places: readonly Place[] = [];

  beforeAll(async () => {
    const log = [...product.log];
    for (const { plant, text } of planted) await plant({ stack: product.stack, bus, folder, log }, text);
    places = [...(await publicPlaces(product.stack, log)), ...(await filePlaces(folder))];
  });

  test.each(planted)('would have found it in $place', ({ where, text }) => {
    expect(search(places, needlesOf('what was planted', text)).join('\n')).toContain(`${where}: what`);
  });

  test.each(Object.entries(encodings))('knows the person in %s', (_encoding, encode) => {
    const written = Object.values(canary).flatMap(encode);
    const hidden = (content: string) => findNeedles(Buffer.from(content, 'latin1')).length === 0;
    expect(written.filter(hidden)).toEqual([]);
    expect(written.map((bytes) => `before${bytes}after`).filter(hidden)).toEqual([]);
  });
});
