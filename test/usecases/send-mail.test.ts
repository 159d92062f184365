import { Temporal } from 'temporal-polyfill';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isEvent, type PrivacyEvent } from '../../shared/domain/event.ts';
import type { SubjectId } from '../../shared/domain/id.ts';
import { register } from '../../shared/policy/register.ts';
import type { World } from '../../shared/ports.ts';
import { placeHold } from '../../shared/usecases/place-hold.ts';
import { receiveRegistration } from '../../shared/usecases/receive-registration.ts';
import { type MailReceipt, takeMailEvent } from '../../shared/usecases/send-mail.ts';
import { withdrawConsent } from '../../shared/usecases/withdraw-consent.ts';
import { withdrawStorage } from '../../shared/usecases/withdraw-storage.ts';
import { type Consenting, consentingOver, later, letterOf, ticked } from './consenting.ts';
import { type Database, startDatabase } from './database.ts';

let database: Database;
let world: World;
let people: Consenting;
beforeAll(async () => {
  database = await startDatabase();
  ({ world } = database);
  people = consentingOver(database);
});
afterEach(() => database.answers.clear());
afterAll(() => database.stop());

/** A form came in, and its event has not been taken yet. */
async function questionOf(email: string): Promise<PrivacyEvent> {
  await receiveRegistration(world, { registration: ticked(email) });
  return lastEvent(await people.subjectOf(email), 'consent.requested');
}

async function lastEvent(subjectId: SubjectId, name: Parameters<typeof isEvent>[1]): Promise<PrivacyEvent> {
  const found = (await database.eventsOf(subjectId)).findLast((event) => isEvent(event, name));
  if (found === undefined) throw new Error(`there was no ${name}`);
  return found;
}

const take = (event: PrivacyEvent, using = world) => takeMailEvent(using, { event, attempt: 0 });

async function restrict(subjectId: SubjectId): Promise<void> {
  const order = { reason: 'disputed', authority: 'GDPR Art. 18', reviewOn: '2027-01-01' };
  await placeHold(world, { subjectId, restricts: true, ...order });
}

describe('a mail', () => {
  test('leads the person, and nobody who guesses, to our pages', async () => {
    const email = 'links@example.test';
    const event = await questionOf(email);
    expect(await take(event)).toEqual({ outcome: 'sent' });
    const [mail] = people.mailsTo(email);
    expect(mail?.messageId).toBe(event.id);
    const { confirm, unsubscribe } = letterOf('confirm-marketing', people.mailsTo(email));
    expect(people.questionTo(email)).toMatchObject({ subjectId: event.subject });
    expect(confirm + unsubscribe).not.toContain('example.test');
  });

  test('has one id, however often its event comes', async () => {
    const email = 'again@example.test';
    const event = await questionOf(email);
    await take(event);
    await take(event);
    expect(new Set(people.mailsTo(email).map(({ messageId }) => messageId)).size).toBe(1);
  });

  test.each<[string, (email: string, subjectId: SubjectId) => Promise<unknown>]>([
    ['answered no', (_, subjectId) => withdrawConsent(world, { subjectId, by: 'preferences-page' })],
    ['was erased', (_, subjectId) => withdrawStorage(world, { subjectId, by: 'staff' })],
    ['was restricted', (_, subjectId) => restrict(subjectId)],
    [
      'was asked anew',
      (email) => receiveRegistration(later(world, { hours: 2 }), { registration: ticked(email) }),
    ],
  ])('does not go to somebody who %s since', async (since, happens) => {
    const email = `${since.replaceAll(' ', '-')}@example.test`;
    const event = await questionOf(email);
    await happens(email, event.subject);
    expect(await take(event)).toEqual({ outcome: 'not-needed' });
    expect(people.mailsTo(email)).toEqual([]);
  });

  test('of welcome does not go to somebody who left or was restricted since, nor after a renewal', async () => {
    const [left, restricted, renewed] = ['left', 'held-back', 'renewed'].map(
      (name) => `${name}@example.test`,
    );
    for (const email of [left, restricted, renewed]) await people.join(email ?? '');
    const givenBy = async (email = '') => lastEvent(await people.subjectOf(email), 'consent.given');
    await withdrawConsent(world, { subjectId: await people.subjectOf(left ?? ''), by: 'one-click' });
    await restrict(await people.subjectOf(restricted ?? ''));
    expect(await take(await givenBy(left))).toEqual({ outcome: 'not-needed' });
    expect(await take(await givenBy(restricted))).toEqual({ outcome: 'not-needed' });
    const inAYear = later(world, { hours: 24 * 365 });
    await people.signUp(renewed ?? '', {}, inAYear);
    await people.confirm(renewed ?? '', inAYear);
    expect(await take(await givenBy(renewed), inAYear)).toEqual({ outcome: 'not-needed' });
  });

  test('of welcome is news for two weeks: a change feed that is read anew welcomes nobody again', async () => {
    const subjectId = await people.join('long-since@example.test');
    const given = await lastEvent(subjectId, 'consent.given');
    expect(await take(given, later(world, { hours: 13 * 24 }))).toEqual({ outcome: 'sent' });
    expect(await take(given, later(world, { hours: 15 * 24 }))).toEqual({ outcome: 'not-needed' });
  });

  test('to staff names the task and not the person', async () => {
    const email = 'by-hand@example.test';
    database.answers.set('goto', { answer: 'manual', because: 'past-webinars' });
    const subjectId = await people.join(email);
    await withdrawConsent(world, { subjectId, by: 'one-click' });
    await database.deliver();
    const mails = people.mailsTo(register.contacts.rights);
    const task = letterOf('task', mails);
    expect(task).toMatchObject({ notice: 'withdrawal', processor: 'goto', because: 'past-webinars' });
    expect(task.taskId).toMatch(/^[0-9a-f-]{36}\.[0-9a-f-]{36}\.goto$/);
    expect(task.dueOn).toBe(Temporal.Now.zonedDateTimeISO('Europe/Oslo').toPlainDate().add('P7D').toString());
    expect(JSON.stringify(mails)).not.toContain(email);
  });
});

describe('a mail server that is away', () => {
  const away = (again: World['mailQueue']['again']): World => ({
    ...world,
    mailer: { send: () => Promise.reject(new Error('away')) },
    mailQueue: { again },
  });

  test('gets the mail again, later each time, for three days', async () => {
    const event = await questionOf('patient@example.test');
    let attempt: number | undefined = 0;
    let now = world.clock.now();
    const start = now;
    const gaps: number[] = [];
    let receipt: MailReceipt | undefined;
    while (attempt !== undefined) {
      const current = attempt;
      attempt = undefined;
      const using = away(async (message) => {
        gaps.push(now.until(message.at).total('minutes'));
        now = message.at;
        attempt = message.attempt;
        expect(message.event).toEqual(event);
      });
      receipt = await takeMailEvent(
        { ...using, clock: { ...world.clock, now: () => now } },
        { event, attempt: current },
      );
    }
    expect(receipt).toMatchObject({ outcome: 'given-up' });
    const outcomes = database.said
      .filter(({ signal }) => signal === 'mail-sent')
      .map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'put-off')).toHaveLength(gaps.length);
    expect(outcomes.filter((outcome) => outcome === 'given-up')).toHaveLength(1);
    expect(gaps.slice(0, 6)).toEqual([1, 5, 15, 60, 180, 180]);
    expect(start.until(now).total('hours')).toBeGreaterThan(72);
    expect(start.until(now).total('hours')).toBeLessThan(80);
  });

  test('does not get a mail that has lost its reason meanwhile', async () => {
    const email = 'meanwhile@example.test';
    const event = await questionOf(email);
    let again: { readonly event: PrivacyEvent; readonly attempt: number } | undefined;
    await take(
      event,
      away(async (message) => {
        again = message;
      }),
    );
    await withdrawConsent(world, { subjectId: event.subject, by: 'one-click' });
    expect(again).toBeDefined();
    if (again !== undefined) expect(await takeMailEvent(world, again)).toEqual({ outcome: 'not-needed' });
    expect(people.mailsTo(email)).toEqual([]);
  });

  test.each<[string, World['mailer'], number]>([
    ['will never take the mail', { send: async () => 'refused' }, 0],
    ['has been away too long', { send: () => Promise.reject(new Error('away')) }, 28],
  ])('does not keep an erasure from its end when it %s', async (name, mailer, attempt) => {
    const email = `${name.replaceAll(' ', '-')}@example.test`;
    const subjectId = await people.join(email);
    await withdrawStorage(world, { subjectId, by: 'staff' });
    const silent = { ...world, mailer, mailQueue: { again: async () => undefined } };
    await database.deliver(silent);
    await takeMailEvent(silent, { event: await lastEvent(subjectId, 'erasure.answered'), attempt });
    expect(await people.namesOfEvents(subjectId)).toContain('erasure.completed');
    expect(await people.entryOf(email)).not.toHaveProperty('subjectId');
  });
});
