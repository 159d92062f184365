import { ServiceBusClient } from '@azure/service-bus';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OffsetClock } from '../../local/clock.ts';
import { type Mailbox, startMailbox } from '../../local/mailbox/mailbox.ts';
import { freePorts } from '../../local/ports.ts';
import { chase } from '../../shared/policy/retention.ts';
import { type Acts, actsOn } from './acts.ts';
import { processorsOf } from './at-processors.ts';
import { eventually, nameOf, type Product, runsOf, startProduct } from './product.ts';

let product: Product;
let acts: Acts;
let at: ReturnType<typeof processorsOf>;
let bus: ServiceBusClient;
/** The mail server that the product is told of: unlike the stack's own it can be away. */
let mailbox: Mailbox;
let openMailbox: () => Promise<Mailbox>;
beforeAll(async () => {
  const { smtp: smtpPort, mailbox: httpPort } = await freePorts();
  openMailbox = () => startMailbox({ smtpPort, httpPort, directory: undefined, clock: new OffsetClock() });
  mailbox = await openMailbox();
  product = await startProduct({ settings: { SMTP_PORT: String(smtpPort) } });
  acts = actsOn(product);
  at = processorsOf(product);
  bus = new ServiceBusClient(product.stack.addresses.serviceBus.connectionString);
});
afterAll(async () => {
  await bus.close();
  await product.stop();
  await mailbox.close();
});

const erasureOf = async (subjectId: string) => {
  const [erasure, ...others] = (await product.lookUpSubject(subjectId)).erasures;
  if (erasure === undefined || others.length > 0) throw new Error('expected one erasure');
  return erasure;
};
const stateOf = async (subjectId: string) => (await erasureOf(subjectId)).state;
const answerOf = async (subjectId: string, processor: string) => {
  const found = (await erasureOf(subjectId)).processors.find(({ id }) => id === processor);
  return found ?? expect.unreachable(`${processor} is not asked`);
};
const isIn = (state: string, subjectId: string) =>
  eventually(async () => expect(await stateOf(subjectId)).toBe(state));
const mailsTo = (email: string) => mailbox.messages().filter(({ to }) => to === email);
/** Moves the clock on to `instant` and runs what looks after unfinished business. */
const chaseAt = async (instant: Temporal.Instant) => {
  await product.stack.clock.set(instant.toString());
  await product.runTimer('chase-processors');
};
const now = () => Temporal.Instant.from(product.stack.clock.now());
const theTask = async (subjectId: string) =>
  eventually(async () => {
    const [task, ...others] = await acts.tasks(subjectId);
    expect(others).toEqual([]);
    return task ?? expect.unreachable('no task yet');
  });

// The clock goes on from test to test; each moves it further.
describe('a processor that is down', () => {
  const email = 'two-days@example.test';
  let subjectId: string;

  test('for two days is asked again with growing gaps, and the state says that it waits', async () => {
    await at.zendesk.add({ name: 'Kari Nordmann', email });
    await product.processor('zendesk', 'down');
    subjectId = await acts.register({ email });
    await acts.withdraw(email, 'storage');
    const began = now();

    const gaps: string[] = [];
    for (let attempt = 1; now().since(began).total('hours') < 48; attempt += 1) {
      const { askAgainAt = '' } = await eventually(async () => {
        const recipient = await answerOf(subjectId, 'zendesk');
        expect(recipient).toMatchObject({ answer: 'unreachable', because: 'unavailable', attempt });
        return recipient;
      });
      const again = Temporal.Instant.from(askAgainAt);
      const gap = { largestUnit: 'hours', smallestUnit: 'minutes', roundingMode: 'halfExpand' } as const;
      gaps.push(again.since(now(), gap).toString());
      // Before its time nobody is asked.
      await chaseAt(again.subtract({ seconds: 2 }));
      expect(await answerOf(subjectId, 'zendesk')).toMatchObject({ answer: 'unreachable', attempt });
      await chaseAt(again);
    }
    const { unreachable } = chase;
    expect(gaps.slice(0, unreachable.length)).toEqual(unreachable);
    expect(new Set(gaps.slice(unreachable.length))).toEqual(new Set([unreachable.at(-1)]));
    expect(await stateOf(subjectId)).toBe('waiting');
    const { since } = await answerOf(subjectId, 'zendesk');
    expect(Temporal.Instant.from(since).since(began).total('minutes')).toBeLessThan(2);
    expect(mailsTo(email)).toEqual([]);
  });

  test('answers when it is up again, and the erasure is completed', async () => {
    await product.processor('zendesk', 'ok');
    await chaseAt(now().add({ hours: 7 }));
    await isIn('completed', subjectId);
    expect(await at.zendesk.find(email)).toEqual([]);
    expect(mailsTo(email)).toHaveLength(1);
  });
});

test('a slow processor is waited for, and asked once', async () => {
  const email = 'slow@example.test';
  await product.processor('teamviewer', 'slow');
  const subjectId = await acts.register({ email });
  await acts.withdraw(email, 'storage');
  await isIn('completed', subjectId);
  await product.processor('teamviewer', 'ok');
  expect(await answerOf(subjectId, 'teamviewer')).toMatchObject({ answer: 'nothing-held', attempt: 1 });
});

describe('a processor that refuses', () => {
  test('leaves an exception that somebody decided on, and the person is told of it', async () => {
    const email = 'exception@example.test';
    await product.processor('goto', 'reject');
    const subjectId = await acts.register({ email, locale: 'en' });
    await acts.withdraw(email, 'storage');
    const { taskId, because } = await theTask(subjectId);
    expect(because).toBe('refused');
    expect(await stateOf(subjectId)).toBe('waiting');

    const evidence = 'Kept by GoTo as a party to a claim, case 17.';
    expect(await acts.answer(taskId, { answer: 'exception', evidence })).toMatchObject({ status: 200 });
    await isIn('completed-with-exceptions', subjectId);
    expect(await answerOf(subjectId, 'goto')).toMatchObject({
      answer: 'failed',
      decision: { decision: 'exception', evidence },
    });
    const [mail] = mailsTo(email);
    expect(mail?.subject).toBe('What you sent us has been erased, with exceptions');
    expect(mail?.text).toMatch(/not everything has been erased:\s+\S*\s*LogMeIn \(GoToWebinar\)/);
    expect(mail?.text).not.toContain('case 17');
  });

  test('is asked again once it is mended', async () => {
    const email = 'mended@example.test';
    const subjectId = await acts.register({ email });
    await acts.withdraw(email, 'storage');
    const { taskId } = await theTask(subjectId);
    await product.processor('goto', 'ok');
    const asked = await acts.answer(taskId, { answer: 'ask-again', evidence: 'They renewed the token.' });
    expect(asked).toEqual({ status: 200, body: { outcome: 'asked-again' } });
    await isIn('completed', subjectId);
    expect(await answerOf(subjectId, 'goto')).toMatchObject({ answer: 'nothing-held', attempt: 2 });
  });
});

test('a broker that is away keeps nobody from withdrawing, and is told when it is back', async () => {
  const email = 'no-broker@example.test';
  const subjectId = await acts.register({ email });
  await product.faults({ serviceBus: 'down' });
  expect((await acts.withdraw(email, 'storage')).status).toBe(200);
  expect((await product.lookUp({ email }))[0]?.records).toEqual([]);
  expect(await answerOf(subjectId, 'zendesk')).toMatchObject({ answer: 'notified', attempt: 1 });
  await product.faults({ serviceBus: 'up' });
  await isIn('completed', subjectId);
});

describe('a message to a processor', () => {
  const toZendesk = (subjectId: string) =>
    product
      .told(subjectId)
      .filter((event) => nameOf(event) === 'processor.notified')
      .find(({ data }) => 'processor' in data && data.processor === 'zendesk') ??
    expect.unreachable('Zendesk was not notified');
  /** Sends it once more, past the broker's search for duplicates, and waits until it was taken. */
  const deliverAgain = async (subjectId: string) => {
    const event = toZendesk(subjectId);
    const { ended } = await runsOf(product.stack, 'ask-zendesk');
    await bus.createSender('privacy-events').sendMessages({
      messageId: crypto.randomUUID(),
      applicationProperties: { type: event.type, processor: 'zendesk' },
      body: event,
    });
    await eventually(async () =>
      expect((await runsOf(product.stack, 'ask-zendesk')).ended).toBeGreaterThan(ended),
    );
  };
  /** How often Zendesk was asked for somebody; a verification asks it by its own numbers. */
  const asked = () =>
    product.stack.processors.get('zendesk')?.requests.filter(({ path }) => path.includes('/search')).length;

  test('that comes late, when it was asked anew meanwhile, asks nothing', async () => {
    const email = 'late-message@example.test';
    await product.processor('zendesk', 'down');
    const subjectId = await acts.register({ email });
    await acts.withdraw(email, 'storage');
    const isUnreachable = (attempt: number) =>
      eventually(async () =>
        expect(await answerOf(subjectId, 'zendesk')).toMatchObject({ answer: 'unreachable', attempt }),
      );
    await isUnreachable(1);
    await chaseAt(now().add({ minutes: 2 }));
    await isUnreachable(2);
    const before = [asked(), await product.lookUpSubject(subjectId)];
    await deliverAgain(subjectId);
    expect([asked(), await product.lookUpSubject(subjectId)]).toEqual(before);

    await product.processor('zendesk', 'ok');
    await chaseAt(now().add({ minutes: 6 }));
    await isIn('completed', subjectId);
  });

  test('that comes again when all is done changes nothing', async () => {
    const email = 'again-message@example.test';
    const subjectId = await acts.register({ email });
    await acts.withdraw(email, 'storage');
    await isIn('completed', subjectId);
    await eventually(() => expect(product.told(subjectId).map(nameOf)).toContain('erasure.completed'));
    const before = [asked(), await product.lookUpSubject(subjectId)];
    await deliverAgain(subjectId);
    expect([asked(), await product.lookUpSubject(subjectId)]).toEqual(before);
  });
});

test('a mail server that is away holds up the mail, and the erasure goes on once it is back', async () => {
  const email = 'no-mail@example.test';
  const subjectId = await acts.register({ email });
  await mailbox.close();
  await acts.withdraw(email, 'storage');
  await eventually(() => expect(product.log.join('\n')).toContain('"what":"mail","outcome":"put-off"'));
  expect(await stateOf(subjectId)).toBe('waiting');
  expect(product.log.join('\n')).not.toContain(email);

  mailbox = await openMailbox();
  // A host that starts at the later time: one whose clock jumps while it talks to the server takes it for silent.
  await product.stack.kill('functions');
  await product.stack.clock.set(now().add({ minutes: 2 }).toString());
  await product.stack.restart('functions');
  await isIn('completed', subjectId);
  expect(mailsTo(email)).toHaveLength(1);
});
