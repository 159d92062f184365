import type { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { register } from '../../shared/policy/register.ts';
import type { World } from '../../shared/ports.ts';
import { chaseDeadlines } from '../../shared/usecases/chase-deadlines.ts';
import { confirmRequest } from '../../shared/usecases/confirm-request.ts';
import { extendRequest } from '../../shared/usecases/extend-request.ts';
import { fulfilByStaff } from '../../shared/usecases/fulfil-by-staff.ts';
import { placeHold } from '../../shared/usecases/place-hold.ts';
import { refuseRequest } from '../../shared/usecases/refuse-request.ts';
import { recordingTelemetry } from '../telemetry-double.ts';
import { type Asking, askingOver, linkIn } from './asking.ts';
import { later, letterOf } from './consenting.ts';
import { type Database, startDatabase } from './database.ts';
import { type Office, officeOver } from './office.ts';

let database: Database;
let world: World;
let people: Asking;
let office: Office;
beforeAll(async () => {
  database = await startDatabase();
  ({ world } = database);
  people = askingOver(database);
  office = officeOver(database);
});
afterAll(() => database.stop());

/** What the timer does so much later, and what follows from it. */
async function chaseIn(by: Temporal.DurationLike, using = world) {
  const then = later(using, by);
  const receipt = await chaseDeadlines(then);
  await database.deliver(then);
  return receipt;
}

const days = (count: number) => ({ hours: 24 * count });
const lettersTo = (email: string) => people.lettersTo(email).map(({ letter }) => letter);
const toStaff = () => people.lettersTo(register.contacts.rights);
const confirmationOf = (email: string) =>
  linkIn(
    letterOf(
      'confirm-request',
      database.sent.filter(({ to }) => to === email),
    ).page,
  );

describe('a request that nobody confirms', () => {
  test('expires with its link, and nothing of the person is left', async () => {
    const email = 'unconfirmed@example.test';
    const corrections = { name: 'Kari Nordmann' };
    const id = await people.ask('rectification', email, { corrections });
    await chaseIn(days(2));
    expect((await people.documentOf(id)).state).toBe('received');
    await chaseIn({ hours: 24 * 3 + 1 });
    const document = await people.documentOf(id);
    expect(document).toMatchObject({ state: 'expired', ttl: expect.any(Number) });
    expect(JSON.stringify(document)).not.toMatch(/example\.test|Nordmann/);
    expect(await people.namesOfEvents(id)).toEqual(['request.received', 'request.expired']);
    expect(lettersTo(email)).toEqual(['confirm-request']);
    expect(await confirmRequest(world, confirmationOf(email))).toEqual({ outcome: 'not-valid' });
  });

  test('waits for staff as long as an answer may take, if they typed it in, and is overdue meanwhile', async () => {
    const id = await people.typeIn('access', 'typed-unconfirmed@example.test');
    await chaseIn(days(20));
    expect((await people.documentOf(id)).state).toBe('received');
    await chaseIn(days(40));
    expect(await people.documentOf(id)).toMatchObject({ state: 'received', reminded: [7, 3, 1, 0] });
    await chaseIn(days(130));
    expect((await people.documentOf(id)).state).toBe('expired');
  });
});

describe('a request whose work died', () => {
  test('is done by the next run', async () => {
    const email = 'died@example.test';
    const subjectId = await office.receive(email);
    const id = await people.ask('restriction', email);
    // The event that would have begun the work is lost.
    await confirmRequest(world, confirmationOf(email));
    expect(await people.documentOf(id)).toMatchObject({ state: 'verified' });
    await chaseDeadlines(later(world, { minutes: 16 }));
    expect(await people.documentOf(id)).toMatchObject({ state: 'fulfilled', about: subjectId });
    await database.deliver();
  });

  test('does not keep others from theirs, and is tried again', async () => {
    const [stuck, free] = ['stuck@example.test', 'free@example.test'];
    const ids = [await people.ask('access', stuck), await people.ask('objection', free)];
    for (const email of [stuck, free]) await confirmRequest(world, confirmationOf(email));
    const failing: World = {
      ...world,
      packages: { ...world.packages, write: () => Promise.reject(new Error('away')) },
    };
    await expect(chaseDeadlines(later(failing, { minutes: 16 }))).rejects.toThrow('1 of 2 requests');
    const states = () => Promise.all(ids.map(async (id) => (await people.documentOf(id)).state));
    expect(await states()).toEqual(['verified', 'fulfilled']);
    await chaseIn({ minutes: 17 });
    expect(await states()).toEqual(['fulfilled', 'fulfilled']);
  });
});

describe('what is left of a request that is answered', () => {
  test('its package is erased when its time is over', async () => {
    const email = 'package-ends@example.test';
    await office.receive(email);
    const id = await people.askAndConfirm('access', email);
    const { page = '' } = letterOf('request-answered', database.sent);
    const { work } = await people.documentOf(id);
    await chaseIn(days(13));
    expect(await world.packages.read(work?.package?.id ?? '', 'html')).toBeDefined();
    await chaseIn(days(14));
    expect(await world.packages.read(work?.package?.id ?? '', 'html')).toBeUndefined();
    expect(await people.documentOf(id)).not.toHaveProperty('wakeAt');
    const view = await people.pageAt(page, later(world, days(15)));
    expect(view).toMatchObject({ step: 'read' });
    expect(view).not.toHaveProperty('package');
    expect(await people.pageAt(page, later(world, days(31)))).toBeUndefined();
  });

  test('whom to answer goes after some days, if the mail never went', async () => {
    const email = 'never-mailed@example.test';
    const id = await people.ask('objection', email);
    await confirmRequest(world, confirmationOf(email));
    const away = { send: () => Promise.reject(new Error('away')) };
    await database.deliver({ ...world, mailer: away, mailQueue: { again: async () => undefined } });
    expect(await people.documentOf(id)).toMatchObject({ state: 'fulfilled', contact: { email } });
    await chaseIn(days(3));
    expect((await people.documentOf(id)).contact).toEqual({ email });
    await chaseIn(days(5));
    expect(JSON.stringify(await people.documentOf(id))).not.toContain('example.test');
  });

  test('a number stays two weeks for staff to call, where there is no address', async () => {
    const phone = '+4722000030';
    const id = await people.typeIn('restriction', { phone }, { identity: 'case 4711' });
    expect(await people.documentOf(id)).toMatchObject({ state: 'fulfilled', contact: { phone } });
    await chaseIn(days(13));
    expect((await people.documentOf(id)).contact).toEqual({ phone });
    await chaseIn(days(15));
    await chaseIn(days(16));
    expect(JSON.stringify(await people.documentOf(id))).not.toContain('22000030');
  });
});

describe('staff are told', () => {
  test('seven, three and one day before the last day, and when it is over; and it counts in each run', async () => {
    // By phone, so that it waits for staff.
    const id = await people.typeIn('access', { phone: '+4722000031' }, { identity: 'case 4711' });
    const { dueOn = '' } = await people.documentOf(id);
    const left = today().until(dueOn, { largestUnit: 'days' }).days;
    const telemetry = recordingTelemetry();
    const counting: World = { ...world, telemetry };
    for (const day of [left - 8, left - 7, left - 6, left - 3, left - 1, left, left + 1, left + 2]) {
      await chaseIn(days(day), counting);
    }
    const reminders = toStaff().filter(
      (letter) => letter.letter === 'request-due' && letter.requestId === id,
    );
    expect(reminders.map((letter) => letter.letter === 'request-due' && letter.daysLeft)).toEqual([
      7, 3, 1, -1,
    ]);
    expect(reminders[0]).toMatchObject({ dueOn, page: expect.stringMatching(`/ops/requests/${id}$`) });
    expect(telemetry.said.filter(({ signal }) => signal === 'request-overdue')).toHaveLength(2);
    expect(JSON.stringify(toStaff())).not.toContain('22000031');
  });

  test('nothing more of a last day, when it was extended or is answered', async () => {
    const [extended, answered] = ['extended@example.test', 'answered@example.test'];
    const ids: string[] = [];
    for (const email of [extended, answered]) {
      await office.receive(email, { name: 'Kari' });
      const corrections = { name: 'Kari Nordmann' };
      ids.push(await people.askAndConfirm('rectification', email, { corrections }));
    }
    const [one = '', other = ''] = ids;
    await extendRequest(world, { requestId: one, input: { reason: 'complexity' }, by: 'somebody' });
    const refusal = { ground: 'excessive', note: 'the fifth time this week' };
    await refuseRequest(world, { requestId: other, input: refusal, by: 'somebody' });
    await database.deliver();
    expect(people.lettersTo(extended).at(-1)).toMatchObject({
      letter: 'request-extended',
      reason: 'complexity',
    });
    expect(people.lettersTo(answered).at(-1)).toMatchObject({ state: 'refused', note: refusal.note });
    await chaseIn(days(40));
    const reminded = toStaff().flatMap((letter) =>
      letter.letter === 'request-due' ? [letter.requestId] : [],
    );
    expect(reminded.filter((id) => ids.includes(id))).toEqual([]);
  });

  test('once for each day of review of a hold', async () => {
    const subjectId = await office.receive('reviewed@example.test');
    const order = { restricts: false, reason: 'a claim', authority: 'the district court' };
    const reviewOn = today().add({ days: 10 }).toString();
    const placed = await placeHold(world, { subjectId, ...order, reviewOn });
    if (placed.outcome !== 'placed') throw new Error('not placed');
    const told = () => toStaff().filter((letter) => letter.letter === 'hold-due');
    await chaseIn(days(9));
    expect(told()).toEqual([]);
    await chaseIn(days(11));
    await chaseIn(days(12));
    expect(told()).toMatchObject([{ holdId: placed.holdId, reviewOn }]);
  });
});

describe('staff fulfil', () => {
  test('a correction that the person has not let be made by making it', async () => {
    const email = 'corrected-by-staff@example.test';
    const subjectId = await office.receive(email, { name: 'Kari' });
    const corrections = { name: 'Kari Nordmann' };
    const id = await people.askAndConfirm('rectification', email, { corrections });
    const input = { outcome: 'fulfilled', note: 'as agreed on the phone' };
    expect(await fulfilByStaff(world, { requestId: id, input, by: 'somebody' })).toMatchObject({
      outcome: 'decided',
      entry: { state: 'fulfilled' },
    });
    await database.deliver();
    const { records } = await world.subjects.holdings(subjectId);
    expect(records[0]?.document).toMatchObject({ name: 'Kari Nordmann' });
    expect(people.lettersTo(email).at(-1)).toMatchObject({ note: 'as agreed on the phone' });
  });

  test('nothing that ends by itself, that is not shown to be somebody’s, or that is over', async () => {
    const email = 'not-by-staff@example.test';
    await office.receive(email);
    database.answers.set('goto', { answer: 'manual', because: 'past-webinars' });
    const id = await people.ask('erasure', email);
    const input = { outcome: 'fulfilled' };
    const fulfil = () => fulfilByStaff(world, { requestId: id, input, by: 'somebody' });
    expect(await fulfil()).toEqual({ outcome: 'not-possible', because: 'identity-not-shown' });
    await people.confirm(email);
    expect(await fulfil()).toEqual({ outcome: 'not-possible', because: 'work-begun' });
    const over = await people.askAndConfirm('objection', 'over@example.test');
    expect(await fulfilByStaff(world, { requestId: over, input, by: 'somebody' })).toEqual({
      outcome: 'not-possible',
      because: 'closed',
    });
  });
});

function today() {
  return world.clock.now().toZonedDateTimeISO('Europe/Oslo').toPlainDate();
}
