import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayOf } from '../../shared/domain/calendar.ts';
import { emailIdentifier } from '../../shared/domain/identifier.ts';
import type { DeadLetter, World } from '../../shared/ports.ts';
import { placeHold } from '../../shared/usecases/place-hold.ts';
import { readToday } from '../../shared/usecases/read-today.ts';
import { verifyErasures } from '../../shared/usecases/verify-erasures.ts';
import { withdrawStorage } from '../../shared/usecases/withdraw-storage.ts';
import { type Asking, askingOver } from './asking.ts';
import { later } from './consenting.ts';
import { type Database, startDatabase } from './database.ts';
import { type Office, officeOver } from './office.ts';

let database: Database;
let world: World;
let people: Asking;
let office: Office;
beforeEach(async () => {
  database = await startDatabase();
  ({ world } = database);
  people = askingOver(database);
  office = officeOver(database);
});
afterEach(() => database.stop());

/** Somebody sends a form in and withdraws the consent to keep it; the processors are asked. */
async function withdraws(email: string): Promise<string> {
  const subjectId = await office.receive(email);
  await withdrawStorage(world, { subjectId, by: 'preferences-page' });
  await database.deliver();
  return subjectId;
}

/** The day in Norway. */
const today = () => dayOf(world.clock.now());

const deadLetter: DeadLetter = {
  entity: 'privacy-events/mail',
  sequenceNumber: '7',
  enqueuedAt: '2026-11-22T10:00:00Z',
  deliveryCount: 10,
  reason: 'MaxDeliveryCountExceeded',
  type: undefined,
  eventId: undefined,
};

function worldWithDeadLetters(list: World['deadLetters']['list']): World {
  return { ...world, deadLetters: { ...world.deadLetters, list } };
}

describe('the page of today', () => {
  test('is quiet where nothing waits', async () => {
    const shown = await readToday(world);
    expect(shown).toMatchObject({
      alerts: [],
      requests: { total: { count: 0, more: false }, first: [] },
      erasures: { total: { count: 0 } },
      contradicted: [],
      tasks: { total: { count: 0 } },
      holds: { total: { count: 0 } },
      deadLetters: { count: 0, more: false },
    });
    expect(
      shown.processors.every(({ answered, waiting, silent }) => answered + waiting === 0 && !silent),
    ).toBe(true);
  });

  test('has the requests by their last day, and an alert for each that is overdue', async () => {
    const first = await people.typeIn('restriction', 'first@example.test', {
      receivedOn: today().subtract({ days: 24 }).toString(),
    });
    const second = await people.typeIn('restriction', 'second@example.test');
    const { requests, alerts } = await readToday(world);
    expect(requests.total.count).toBe(2);
    expect(requests.first.map(({ requestId }) => requestId)).toEqual([first, second]);
    expect(alerts).toEqual([]);
    // Due within a month of its receipt, or a few days more where that is a holiday; the second one later.
    const { alerts: then } = await readToday(later(world, { hours: 24 * 22 }));
    expect(then).toEqual([{ what: 'requests-overdue', count: 1 }]);
  });

  test('names whom an erasure waits for and since when, and who has been silent for too long', async () => {
    database.answers.set('zendesk', { answer: 'unreachable', because: 'no-answer' });
    const subjectId = await withdraws('waits@example.test');
    const { erasures, alerts, processors } = await readToday(world);
    expect(erasures.total).toEqual({ count: 1, more: false });
    expect(erasures.first).toMatchObject([
      { subjectId, cause: 'withdrawal', waitsFor: [{ processor: 'zendesk', attempt: 1 }] },
    ]);
    expect(alerts).toEqual([]);
    expect(processors.filter(({ waiting }) => waiting > 0)).toMatchObject([
      { processor: 'zendesk', answered: 0, waiting: 1, silent: false },
    ]);
    // A processor that is never reminded is found all the same: the notice's own time is long past.
    const { alerts: then } = await readToday(later(world, { hours: 73 }));
    expect(then).toEqual([{ what: 'processors-silent', count: 1 }]);
  });

  test('counts how soon processors answered, also when the erasure has long ended', async () => {
    await withdraws('answered@example.test');
    const { erasures, processors } = await readToday(world);
    expect(erasures.total.count).toBe(0);
    for (const { answered, median, slowest } of processors) {
      expect({ answered, isTimed: median !== undefined && slowest !== undefined }).toEqual({
        answered: 1,
        isTimed: true,
      });
    }
    const { processors: then } = await readToday(later(world, { hours: 31 * 24 }));
    expect(then.map(({ answered }) => answered)).toEqual([0, 0, 0, 0]);
  });

  test('has what staff must do, and an alert when its day is over', async () => {
    database.answers.set('goto', { answer: 'failed', because: 'refused' });
    const subjectId = await withdraws('task@example.test');
    const { tasks, erasures, alerts } = await readToday(world);
    expect(tasks.first).toMatchObject([{ subjectId, processor: 'goto' }]);
    // It waits for staff, and no more for the processor.
    expect(erasures.total.count).toBe(0);
    expect(alerts).toEqual([]);
    const { alerts: then } = await readToday(later(world, { hours: 24 * 9 }));
    expect(then).toEqual([{ what: 'tasks-overdue', count: 1 }]);
  });

  test('has the holds whose day of review has come, without what staff wrote about them', async () => {
    const subjectId = await office.receive('held@example.test');
    const order = { subjectId, restricts: false, reason: 'a claim', authority: 'Oslo tingrett' };
    const reviewOn = today().add({ days: 30 }).toString();
    await placeHold(world, { ...order, reviewOn });
    expect((await readToday(world)).holds.total.count).toBe(0);
    const shown = await readToday(later(world, { hours: 24 * 31 }));
    expect(shown.alerts).toContainEqual({ what: 'holds-due', count: 1 });
    expect(shown.holds.first).toMatchObject([{ subjectId, reviewOn }]);
    expect(JSON.stringify(shown)).not.toMatch(/tingrett|a claim|held@/);
  });

  test('says where an erasure left something, until it is gone', async () => {
    const subjectId = await withdraws('left@example.test');
    database.lying.push({ place: 'blob/azure-webjobs-hosts', text: 'left@example.test' });
    const hoursLater = later(world, { hours: 30 });
    expect(await verifyErasures(hoursLater)).toMatchObject({ contradicted: 1 });
    const shown = await readToday(later(world, { hours: 31 }));
    expect(shown.alerts).toContainEqual({ what: 'contradicted', count: 1 });
    const [found] = shown.contradicted;
    expect(found).toMatchObject({ subjectId, places: ['blob/azure-webjobs-hosts'] });

    expect(await verifyErasures(later(world, { hours: 40 }))).toMatchObject({ contradicted: 1 });
    const still = await readToday(later(world, { hours: 40 }));
    expect(still.contradicted.map(({ since }) => since)).toEqual([found?.since]);

    database.lying.length = 0;
    expect(await verifyErasures(later(world, { hours: 42 }))).toMatchObject({ verified: 1 });
    expect(await readToday(later(world, { hours: 43 }))).toMatchObject({ contradicted: [] });
  });

  test('counts dead letters, and says so when the broker is away', async () => {
    const some = await readToday(worldWithDeadLetters(async () => [deadLetter, deadLetter]));
    expect(some.deadLetters).toEqual({ count: 2, more: false });
    expect(some.alerts).toEqual([{ what: 'dead-letters', count: 2 }]);
    const away = await readToday(worldWithDeadLetters(() => Promise.reject(new Error('away'))));
    expect(away.deadLetters).toBeUndefined();
    expect(away.alerts).toEqual([{ what: 'dead-letters-unknown', count: 1 }]);
  });

  test('does not wait for a broker that never answers', async () => {
    const slow = worldWithDeadLetters(() => Promise.withResolvers<readonly DeadLetter[]>().promise);
    const waited: number[] = [];
    const pause = async (milliseconds: number) => void waited.push(milliseconds);
    const { alerts } = await readToday({ ...slow, clock: { ...world.clock, pause } });
    expect(alerts).toEqual([{ what: 'dead-letters-unknown', count: 1 }]);
    expect(waited).toEqual([5_000]);
  });

  test('shows what is erased when: by the month, by the kind, and nothing whose end is not known', async () => {
    const soon = today().add({ months: 3 }).with({ day: 15 });
    await office.receive('soon@example.test', { submittedOn: soon.subtract({ years: 5 }).toString() });
    await office.receive('later@example.test', { submittedOn: today().toString() });
    await office.issueLicence('L-1', { email: 'licence@example.test' });
    const { outlook } = await readToday(world);
    expect(outlook).toHaveLength(25);
    const filled = outlook.filter(({ counts }) => counts.registration + counts.licence + counts.consent > 0);
    expect(filled).toEqual([
      { name: soon.toPlainYearMonth().toString(), counts: { registration: 1, licence: 0, consent: 0 } },
      { name: 'later', counts: { registration: 1, licence: 0, consent: 0 } },
    ]);
  });

  test('names nobody', async () => {
    database.answers.set('goto', { answer: 'failed', because: 'refused' });
    database.answers.set('zendesk', { answer: 'unreachable', because: 'no-answer' });
    await withdraws('nobody@example.test');
    await people.askAndConfirm('access', 'asks@example.test');
    const text = JSON.stringify(await readToday(world));
    const keys = world.keys.identifierKeys(emailIdentifier('nobody@example.test'));
    for (const trace of ['@example.test', ...keys]) expect(text).not.toContain(trace);
  });
});
