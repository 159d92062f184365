import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceBusClient } from '@azure/service-bus';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { canaryAtProcessors } from './canary/at-processors.ts';
import {
  askingPaths,
  confirmingPaths,
  linksOfOthers,
  memberPaths,
  type PersonLinks,
  storageWithdrawn,
  wishes,
} from './canary/consent-paths.ts';
import { brokerAway, databaseAway, hostAwayForLong, hostKilled, mailAway } from './canary/faults.ts';
import type { HttpPath } from './canary/http-path.ts';
import { intakePaths } from './canary/intake-paths.ts';
import { ended, licencePaths, queuePaths } from './canary/licence-paths.ts';
import { type MailGate, openMailGate } from './canary/mail-gate.ts';
import { linksIn, questionIn } from './canary/mail-links.ts';
import { type Needle, needles } from './canary/needles.ts';
import { disclosurePaths, opsPagePaths } from './canary/ops-paths.ts';
import { canary, correctedPhoneAsWritten, phoneAsWritten } from './canary/person.ts';
import { readDocuments } from './canary/places.ts';
import { packageGone } from './canary/request-page-paths.ts';
import { requestsOf, signIn } from './canary/requests.ts';
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
import { whereaboutsOf } from './canary/whereabouts.ts';
import { type Product, startProduct } from './product.ts';

let product: Product;
let folder: string;
let bus: ServiceBusClient;
let gate: MailGate;
let walk: Walk;
let requests: ReturnType<typeof requestsOf>;
let whereabouts: ReturnType<typeof whereaboutsOf>;
let atProcessors: Awaited<ReturnType<typeof canaryAtProcessors>>;
/** The subject that the canary's address leads to. */
let subjectId = '';
let holdId = '';
/** The person's page of a copy, and of a correction that waits for the person. */
let pages: Awaited<ReturnType<typeof requests.byLink>>;
let links: Omit<PersonLinks, 'confirm'>;
/** By which the canary could be found, while it could. */
let keysOfThePerson: readonly Needle[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'search-'));
  gate = await openMailGate();
  product = await startProduct({ data: folder, settings: { SMTP_PORT: String(gate.port) } });
  gate.leadsTo = product.stack.ports.smtp;
  bus = new ServiceBusClient(product.stack.addresses.serviceBus.connectionString);
  walk = walkThrough(product, bus);
  requests = requestsOf(product, walk);
  whereabouts = whereaboutsOf({ product, folder, walk });
  atProcessors = await canaryAtProcessors(product.stack);
});
afterAll(async () => {
  await bus.close();
  await product.stop();
  await gate.close();
  await rm(folder, { recursive: true });
});

const named = (paths: readonly HttpPath[]) => paths.map((path) => [path.name, path] as const);
const numbers = Object.values(phoneAsWritten);
const correctedNumbers = Object.values(correctedPhoneAsWritten);
const refused = queuePaths.filter(({ ends }) => ends === 'refused').length;
const faulty = () => ({ product, walk, refused });

/** Asks the host to stop, so that it sends the telemetry it holds, and starts it again. */
const flushTelemetry = () => product.stack.restart('functions');

describe('a person goes by', () => {
  test.each(named(intakePaths))('%s', async (_name, path) => {
    expect(path.statuses).toContain(await walk.go(path));
  });

  test.each(named(licencePaths))('%s', async (_name, path) => {
    expect(path.statuses).toContain(await walk.go(path));
  });

  test('the queue, in messages that are taken and messages that are refused', async () => {
    await walk.send(queuePaths.map(({ message }) => message));
    await walk.everythingIsDone(refused);
  });

  test('wishes, the mails they cause, and the pages that the links lead to', async () => {
    await walk.goAll([...wishes, ...linksOfOthers]);
    await walk.goAll(confirmingPaths(questionIn(await walk.mail(1))));
    await walk.goAll(memberPaths(linksIn(await walk.mail(2))));
    await walk.mail(3);
    await walk.goAll(askingPaths);
  });

  test('the privacy centre: each right asked for, taken and refused; what strangers get; cookies', () =>
    requests.inTheCentre());
  test('a mail server that puts off, is away and refuses, and quotes the address each time', () =>
    mailAway(faulty(), gate));
  test('a database that is away: posts, messages and the sweep come to it in vain', () =>
    databaseAway(faulty()));
  test('a broker that is away: the events wait for it', () => brokerAway(faulty()));
  test('a host that is killed while it takes posts', () => hostKilled(faulty()));
  test('a message that outlives its time before the host is back', () => hostAwayForLong(faulty()));

  test('holds and corrections, and the tasks that processors leave to staff', async () => {
    links = await walk.join();
    const [found] = await product.lookUp({ email: canary.email });
    const registration = found?.records.find(({ kind }) => kind === 'registration');
    if (found === undefined || registration === undefined) throw new Error('the canary is not found');
    subjectId = found.subjectId;
    ({ holdId } = await walk.ask<{ holdId: string }>(holdOn(subjectId, registration.id)));
    await walk.goAll([...refusedHolds(subjectId), ...disclosurePaths(subjectId)]);
    await walk.goAll(opsPagePaths(subjectId, await signIn(product)));
    await walk.goAll(rectificationPaths(subjectId));
    for (const processor of ['zendesk', 'goto', 'teamviewer']) {
      const { taskId } = await walk.task(processor);
      await walk.goAll([
        ...taskPaths(taskId),
        ...evidenceThatNames(taskId, [...numbers, ...correctedNumbers]),
      ]);
    }
  });

  test('rights: a copy that is fetched, a correction that waits, a restriction taken back', async () => {
    pages = await requests.byLink();
  });
  test('rights asked for by mail and on the phone, and all that staff can do with them', () =>
    requests.byStaff(subjectId));
  test('the pages of the desk, the dead letters, and what is announced to everybody', () => {
    const [open, closed] = [pages.correction.requestId, pages.copy.requestId];
    return requests.onTheDesk({ open, closed, subjectId }, refused);
  });
  test('the end of what nobody has shown to be theirs', () => requests.expire());
});

describe('the person is found', () => {
  test('in the documents that are marked', async () => {
    const kinds = ['consent', 'hold', 'licence', 'package', 'rectification', 'registration', 'request'];
    expect(await whereabouts.marked()).toEqual(kinds);
    expect((await whereabouts.inFiles()).join('\n')).toContain('file cosmos/');
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
    expect(await whereabouts.elsewhere()).toEqual([]);
  });

  test('nor what opens a page of the person’s: it is in mails alone', async () => {
    expect(await whereabouts.tokens()).toEqual([]);
  });
});

describe('the person goes away', () => {
  /** Until the end of those that nobody shows to be theirs, or that can only be answered by a call. */
  const asked = ['package', 'request'];

  test('corrected by hand where no interface does it', async () => {
    await atProcessors.correctByHand();
    for (const processor of ['zendesk', 'goto', 'teamviewer']) {
      const { taskId } = await walk.task(processor);
      await walk.goAll([answerTo(taskId, 'done')]);
    }
    await walk.allAreOver(subjectId, 'rectifications');
    expect(await whereabouts.marked()).toEqual(
      ['consent', 'hold', 'licence', 'registration', ...asked].sort(),
    );
  });

  test('corrected as the person asks, who has seen what it was and will be', async () => {
    await requests.correct(pages.correction);
    for (const processor of ['zendesk', 'goto']) {
      const { taskId } = await walk.task(processor);
      await walk.goAll([...taskPaths(taskId), answerTo(taskId, 'done')]);
    }
    await walk.allAreOver(subjectId, 'rectifications');
  });

  test('with the consent to be kept: a hold is over one record, and the mail is put off', async () => {
    gate.mood = 'puts-off';
    const before = walk.mailsSoFar();
    await walk.goAll([storageWithdrawn(links)]);
    await walk.mailPutOff();
    expect(await whereabouts.marked()).toEqual(
      ['erasure', 'hold', 'licence', 'registration', ...asked].sort(),
    );
    expect(await whereabouts.elsewhere()).toEqual([]);
    gate.mood = 'takes';
    await walk.moveClock(21);
    await walk.mail(before + 1);
  });

  test('with the record that was held: a processor refuses, then is slow, then has to be helped', async () => {
    await product.processor('goto', 'reject');
    const before = walk.mailsSoFar();
    await walk.goAll([releaseOf(holdId)]);
    const { taskId, because } = await walk.task('goto');
    await walk.goAll([...taskPaths(taskId), ...evidenceThatNames(taskId, correctedNumbers)]);
    expect(await whereabouts.marked()).toEqual(['erasure', 'licence', 'registration', 'request']);
    expect(await whereabouts.elsewhere()).toEqual([]);

    await product.processor('goto', 'slow');
    await walk.goAll([answerTo(taskId, 'ask-again')]);
    await walk.task('goto', because);
    await product.processor('goto', 'ok');
    await atProcessors.eraseByHand();
    await walk.goAll([answerTo(taskId, 'done')]);
    await walk.mail(before + 1);
    await walk.allAreOver(subjectId, 'erasures');
    await walk.goAll(packageGone(pages.copy.page));
  });

  test('as the person asks, who has come again: a copy goes too, and a processor is down for a while', async () => {
    await walk.goAll(intakePaths.slice(0, 1));
    await requests.toBeErased(async () => {
      expect(await whereabouts.marked()).toEqual(['erasure', 'licence', 'registration', 'request']);
      expect(await whereabouts.elsewhere()).toEqual([]);
    });
  });

  test('but for what belongs to a licence; and requests and copies have their own end', async () => {
    await requests.underALicence();
    expect(await whereabouts.marked()).toEqual(['licence', 'registration']);
  });

  test('with the licences: one processor refuses, another is down', async () => {
    await product.processor('zendesk', 'reject');
    await product.processor('teamviewer', 'down');
    const documents = await readDocuments(product.stack);
    const licences = documents.flatMap(({ document }) =>
      document.kind === 'licence' ? [String(document['licenceId'])] : [],
    );
    const today = product.stack.clock.now().slice(0, 10);
    await walk.goAll(licences.map((licence) => ended(licence, today)));
    await walk.moveClock(290);
    await product.runTimer('sweep-retention');
    const { taskId } = await walk.task('zendesk');
    expect(await whereabouts.marked()).toEqual(['erasure', 'registration']);
    expect(await whereabouts.elsewhere()).toEqual([]);

    await product.processor('zendesk', 'ok');
    await walk.goAll([answerTo(taskId, 'ask-again')]);
    await product.processor('teamviewer', 'ok');
    await walk.moveClock(291);
    await product.runTimer('chase-processors');
    await walk.allAreOver(subjectId, 'erasures');
  });

  test('with everything else, once its time is over', async () => {
    await walk.moveClock(6 * 366);
    await product.runTimer('sweep-retention');
    await vi.waitFor(async () => expect(await whereabouts.marked()).toEqual([]), {
      timeout: 30_000,
      interval: 100,
    });
    await product.runTimer('verify-erasures');
    const documents = await readDocuments(product.stack);
    const states = documents.flatMap(({ document }) =>
      document.kind === 'erasure' ? [document['state']] : [],
    );
    expect(new Set(states)).toEqual(new Set(['verified']));
    // What outlives a person for years is only that an address is not to be written to.
    await walk.moveClock(12 * 366);
    await flushTelemetry();
    await product.stack.command('cosmos', 'compact');
    await product.stack.command('service-bus', 'compact');
    // It rids its files of what was deleted when it starts.
    await product.stack.restart('azurite');
    const inBlobs = async () =>
      (await whereabouts.inFiles()).filter((found) => found.startsWith('file blob/'));
    await vi.waitFor(async () => expect(await inBlobs()).toEqual([]), { timeout: 30_000, interval: 100 });
    expect(await whereabouts.tokens()).toEqual([]);
    const everything = [...needles, ...keysOfThePerson];
    // Mails are the person's own; nothing else is excepted.
    expect(await whereabouts.elsewhere(['mailbox'], everything)).toEqual([]);
    await product.stack.mailbox.clear();
    expect(await whereabouts.inFiles(everything)).toEqual([]);
  });
});
