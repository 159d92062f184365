import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { ServiceBusClient } from '@azure/service-bus';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { canaryAtProcessors } from './canary/at-processors.ts';
import {
  askingPaths,
  confirmingPaths,
  linksOfOthers,
  memberPaths,
  storageWithdrawn,
  wishes,
} from './canary/consent-paths.ts';
import type { HttpPath } from './canary/http-path.ts';
import { intakePaths } from './canary/intake-paths.ts';
import { ended, eventForNobody, eventsForLater, licencePaths, queuePaths } from './canary/licence-paths.ts';
import { type MailGate, openMailGate } from './canary/mail-gate.ts';
import { linksIn, questionIn } from './canary/mail-links.ts';
import { type Needle, needles } from './canary/needles.ts';
import { canary } from './canary/person.ts';
import { filePlaces, markedPlaces, messagePlaces, publicPlaces, readDocuments } from './canary/places.ts';
import { search } from './canary/search.ts';
import {
  answerTo,
  evidenceThatNames,
  holdOn,
  rectificationPaths,
  refusedHolds,
  releaseOf,
  taskPaths,
} from './canary/staff-paths.ts';
import { type Walk, walkThrough } from './canary/walk.ts';
import { type Product, runsOf, startProduct } from './product.ts';

let product: Product;
let folder: string;
let bus: ServiceBusClient;
let gate: MailGate;
let walk: Walk;
let atProcessors: Awaited<ReturnType<typeof canaryAtProcessors>>;
/** The subject that the canary's address leads to. */
let subjectId = '';
let holdId = '';
/** By which the canary could be found, while it could. */
let keysOfThePerson: readonly Needle[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'search-'));
  gate = await openMailGate();
  product = await startProduct({ data: folder, settings: { SMTP_PORT: String(gate.port) } });
  gate.leadsTo = product.stack.ports.smtp;
  bus = new ServiceBusClient(product.stack.addresses.serviceBus.connectionString);
  walk = walkThrough(product, bus);
  atProcessors = await canaryAtProcessors(product.stack);
});
afterAll(async () => {
  await bus.close();
  await product.stop();
  await gate.close();
  await rm(folder, { recursive: true });
});

const forms = intakePaths.slice(0, 3);
const named = (paths: readonly HttpPath[]) => paths.map((path) => [path.name, path] as const);
const refusedMessages = queuePaths.filter(({ ends }) => ends === 'refused').length;

/** Ticks the box, and presses the button that the mail leads to; returns the links of the mail that thanks for it. */
async function join() {
  const before = walk.mailsSoFar();
  await walk.goAll(wishes.slice(0, 1));
  await walk.goAll(confirmingPaths(questionIn(await walk.mail(before + 1))));
  return linksIn(await walk.mail(before + 2));
}

/** Each place in which the person may not be, but the answers that repeat what was sent. */
async function elsewhere(marked: readonly string[]) {
  const files = await filePlaces(folder, marked);
  const places = await publicPlaces(product.stack, product.log);
  return [...places, ...(await walk.toldPlaces()), ...files, ...walk.answers];
}

/** What holds marked documents; the mails; what the processors hold. */
const personsOwn = ['cosmos', 'mailbox', 'zendesk.json', 'goto.json', 'teamviewer.json'];

/** The kinds of marked documents in which the person is. */
async function kindsFound(): Promise<string[]> {
  const found = search(await markedPlaces(product.stack));
  return [...new Set(found.map((line) => line.split(': ')[1] ?? ''))].sort();
}

/** Asks the host to stop, so that it sends the telemetry it holds, and starts it again. */
const flushTelemetry = () => product.stack.restart('functions');

const statesOf = async (notices: 'erasures' | 'rectifications') =>
  (await product.lookUpSubject(subjectId))[notices].map(({ state }) => state);
const allAre = (notices: 'erasures' | 'rectifications', states: readonly string[]) =>
  vi.waitFor(async () => expect(await statesOf(notices)).toEqual(states), { timeout: 30_000, interval: 50 });

describe('a person goes by', () => {
  test.each(named(intakePaths))('%s', async (_name, path) => {
    expect(path.statuses).toContain(await walk.go(path));
  });

  test.each(named(licencePaths))('%s', async (_name, path) => {
    expect(path.statuses).toContain(await walk.go(path));
  });

  test('the queue, in messages that are taken and messages that are refused', async () => {
    await walk.send(queuePaths.map(({ message }) => message));
    await walk.everythingIsDone(refusedMessages);
  });

  test('wishes, the mails they cause, and the pages that the links lead to', async () => {
    await walk.goAll([...wishes, ...linksOfOthers]);
    await walk.goAll(confirmingPaths(questionIn(await walk.mail(1))));
    await walk.goAll(memberPaths(linksIn(await walk.mail(2))));
    await walk.mail(3);
    await walk.goAll(askingPaths);
  });

  test('a mail server that puts off, is away and refuses, and quotes the address each time', async () => {
    gate.mood = 'puts-off';
    await walk.moveClock(0.1);
    await walk.goAll(wishes.slice(0, 1));
    await walk.logged('mail put-off');
    expect(search(await messagePlaces(product.stack))).toEqual([]);
    gate.mood = 'away';
    await walk.moveClock(0.2);
    await walk.logged('mail put-off', 2);
    gate.mood = 'takes';
    await walk.moveClock(0.4);
    await walk.mail(4);
    gate.mood = 'refuses';
    await walk.moveClock(0.5);
    await walk.goAll(wishes.slice(0, 1));
    await walk.logged('mail refused');
    gate.mood = 'takes';
  });

  test('a database that is away: posts, messages and the sweep come to it in vain', async () => {
    await product.faults({ cosmos: { status: 503, next: 100_000 } });
    await walk.send([...eventsForLater]);
    for (const path of forms) expect(await walk.go(path)).toBe(503);
    for (const path of licencePaths.slice(0, 3)) expect(await walk.go(path)).toBe(503);
    await product.post('/admin/functions/sweep-retention', { input: '' });
    await walk.logged('licence message put-off', 4);
    await vi.waitFor(async () => {
      expect((await runsOf(product.stack, 'sweep-retention')).lastOutcome).toBe('failed');
    }, 20_000);
    const waiting = search(await messagePlaces(product.stack));
    await product.faults({ cosmos: { status: 503, next: 0 } });
    await walk.moveClock(1);
    await walk.everythingIsDone(refusedMessages);
    expect(waiting.length).toBeGreaterThanOrEqual(1);
    expect(waiting.filter((found) => !found.startsWith('licence-events: body: '))).toEqual([]);
  });

  test('a broker that is away: the events wait for it', async () => {
    await product.faults({ serviceBus: 'down' });
    for (const path of forms) expect(path.statuses).toContain(await walk.go(path));
    await product.faults({ serviceBus: 'up' });
    await walk.everythingIsDone(refusedMessages);
  });

  test('a host that is killed while it takes posts', async () => {
    const posts = Array.from({ length: 40 }, () =>
      forms.map((path) => walk.go(path).catch(() => 'no answer')),
    ).flat();
    await Promise.race(posts);
    await product.stack.kill('functions');
    expect(await Promise.all(posts)).toContain('no answer');
    await product.stack.restart('functions');
  });

  test('a message that outlives its time before the host is back', async () => {
    await product.stack.kill('functions');
    await walk.send(eventForNobody);
    await walk.moveClock(20);
    await product.stack.restart('functions');
    // The events on the topic outlive their time as well; they are in the database all the same.
    await walk.queuesAreDone(refusedMessages);
  });

  test('holds and corrections, and the tasks that processors leave to staff', async () => {
    await join();
    const [found] = await product.lookUp({ email: canary.email });
    const registration = found?.records.find(({ kind }) => kind === 'registration');
    if (found === undefined || registration === undefined) throw new Error('the canary is not found');
    subjectId = found.subjectId;
    ({ holdId } = await walk.ask<{ holdId: string }>(holdOn(subjectId, registration.id)));
    await walk.goAll([...refusedHolds(subjectId), ...rectificationPaths(subjectId)]);
    for (const processor of ['zendesk', 'goto', 'teamviewer']) {
      const { taskId } = await walk.task(processor);
      await walk.goAll([...taskPaths(taskId), ...evidenceThatNames(taskId)]);
    }
  });
});

describe('the person is found', () => {
  test('in the documents that are marked', async () => {
    const kinds = ['consent', 'hold', 'licence', 'rectification', 'registration'];
    console.log(JSON.stringify((await readDocuments(product.stack)).filter(({document})=>document.kind==='consent'||document.kind==='rectification'),null,1));
    expect(await kindsFound()).toEqual(kinds);
    expect(search(await filePlaces(folder)).join('\n')).toContain('file cosmos/');
    const documents = await readDocuments(product.stack);
    keysOfThePerson = documents
      .filter(({ container, document }) => container === 'identifiers' && /^(email|phone):/.test(document.id))
      .map(({ document }) => ({ what: 'a keyed hash', encoding: 'UTF-8', bytes: document.id.toLowerCase() }));
    expect(keysOfThePerson.length).toBeGreaterThanOrEqual(4);
  });

  test('nowhere else: no other document, message, dead letter, log, telemetry, blob, answer, file or mail', async () => {
    await flushTelemetry();
    expect(product.stack.telemetry.items().length).toBeGreaterThan(0);
    await product.stack.command('service-bus', 'compact');
    expect(search(await elsewhere(personsOwn))).toEqual([]);
  });
});

describe('the person goes away', () => {
  test('corrected by hand where no interface does it', async () => {
    await atProcessors.correctByHand();
    for (const processor of ['zendesk', 'goto', 'teamviewer']) {
      const { taskId } = await walk.task(processor);
      await walk.goAll([answerTo(taskId, 'done')]);
    }
    await allAre('rectifications', ['completed']);
    expect(await kindsFound()).toEqual(['consent', 'hold', 'licence', 'registration']);
  });

  test('with the consent to be kept: one processor refuses, then is slow, and the last mail is put off', async () => {
    await product.processor('goto', 'reject');
    gate.mood = 'puts-off';
    await walk.goAll([storageWithdrawn(await join())]);
    const { taskId } = await walk.task('goto');
    await walk.goAll([...taskPaths(taskId), ...evidenceThatNames(taskId)]);
    expect(await kindsFound()).toEqual(['erasure', 'hold', 'licence', 'registration']);
    expect(search(await elsewhere(personsOwn))).toEqual([]);
  });
});
