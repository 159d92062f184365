import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayOf } from '../../shared/domain/calendar.ts';
import { entities, type Signal, signals } from '../../shared/policy/signals.ts';
import type { DeadLetter, GaugeName, World } from '../../shared/ports.ts';
import { listAudience } from '../../shared/usecases/list-audience.ts';
import { MeasureIncomplete, measure } from '../../shared/usecases/measure.ts';
import { placeHold } from '../../shared/usecases/place-hold.ts';
import { sweepRetention } from '../../shared/usecases/sweep-retention.ts';
import { verifyErasures } from '../../shared/usecases/verify-erasures.ts';
import { withdrawStorage } from '../../shared/usecases/withdraw-storage.ts';
import { recordingTelemetry, type Saying } from '../telemetry-double.ts';
import { type Asking, askingOver } from './asking.ts';
import { later } from './consenting.ts';
import { type Database, startDatabase } from './database.ts';
import { told, toldOf } from './measuring.ts';
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

/** What a run tells operations though it does not end well. */
async function toldAllTheSame(
  in_: World,
  options = {},
): Promise<{ readonly said: readonly Saying[]; readonly fault: unknown }> {
  const telemetry = recordingTelemetry();
  const fault: unknown = await measure({ ...in_, telemetry }, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { said: telemetry.said, fault };
}

async function withdraws(email: string): Promise<void> {
  const subjectId = await office.receive(email);
  await withdrawStorage(world, { subjectId, by: 'preferences-page' });
  await database.deliver();
}

const today = () => dayOf(world.clock.now());
/** The gauges that a run measures: the lag is told by the relay. */
const measured = (Object.keys(signals) as (keyof typeof signals)[]).filter(
  (name): name is GaugeName => signals[name].kind === 'gauge' && name !== 'relay-lag',
);
/** How many combinations of words a signal has. */
const combinations = ({ words }: Signal) =>
  Object.values(words).reduce((product, said) => product * said.length, 1);

const deadLetter: DeadLetter = {
  entity: 'privacy-events/mail',
  sequenceNumber: '7',
  enqueuedAt: '2026-11-22T10:00:00Z',
  deliveryCount: 10,
  reason: 'MaxDeliveryCountExceeded',
  type: undefined,
  eventId: undefined,
};
const withDeadLetters = (list: World['deadLetters']['list']): World => ({
  ...world,
  deadLetters: { ...world.deadLetters, list },
});

describe('a measurement', () => {
  test('says of every gauge, and of every combination of its words, that there is nothing', async () => {
    const said = await told(world);
    for (const name of measured) {
      const ofIt = said.filter(({ signal }) => signal === name);
      const words = ofIt.map((saying) =>
        Object.keys(signals[name].words)
          .map((word) => saying[word])
          .join(),
      );
      expect({ name, said: new Set(words).size }).toEqual({ name, said: combinations(signals[name]) });
      expect(ofIt).toHaveLength(new Set(words).size);
      const numbers = ofIt.flatMap((saying) =>
        Object.keys(signals[name].numbers).map((each) => saying[each]),
      );
      // Without an open request there is no nearest last day: 0 would be today.
      expect(new Set(numbers)).toEqual(new Set(name === 'requests-open' ? [0, undefined] : [0]));
    }
  });

  test('finds of whom something should have been swept by now, and passes what a hold keeps', async () => {
    const kept = await office.receive('kept@example.test', { submittedOn: '2001-01-01' });
    await office.hold(kept);
    await sweepRetention(world);
    expect(await toldOf(world, 'retention-overdue')).toEqual([]);
    // Of the last day of a period nothing is due; three hours into the next day it is overdue, one hour in it is not.
    const end = today().add({ days: 1 });
    for (const number of [1, 2]) {
      await office.receive('late@example.test', {
        submittedOn: end.subtract({ years: 5 }).toString(),
        name: `Late ${number}`,
      });
    }
    const midnight = end.add({ days: 1 }).toZonedDateTime('Europe/Oslo').toInstant();
    const hoursAfter = (hours: number): World => ({
      ...world,
      clock: { ...world.clock, now: () => midnight.add({ hours }) },
    });
    expect(await toldOf(hoursAfter(1), 'retention-overdue')).toEqual([]);
    expect(await toldOf(hoursAfter(3), 'retention-overdue')).toEqual([
      { signal: 'retention-overdue', subjects: 1, seconds: 3 * 3600 },
    ]);
    await sweepRetention(hoursAfter(3));
    expect(await toldOf(hoursAfter(3), 'retention-overdue')).toEqual([]);
  });

  test('has open erasures by cause and state, and when they are overdue', async () => {
    database.answers.set('zendesk', { answer: 'unreachable', because: 'no-answer' });
    await withdraws('waits@example.test');
    const kept = await office.receive('kept@example.test', { submittedOn: '2001-01-01' });
    await office.hold(kept);
    await sweepRetention(world);
    expect(
      (await told(later(world, { hours: 1 }), 'erasures-open')).filter(({ erasures }) => erasures !== 0),
    ).toEqual([
      {
        signal: 'erasures-open',
        cause: 'retention',
        state: 'held',
        erasures: 1,
        seconds: expect.any(Number),
      },
      {
        signal: 'erasures-open',
        cause: 'withdrawal',
        state: 'waiting',
        erasures: 1,
        seconds: expect.any(Number),
      },
    ]);
    const [unanswered] = await toldOf(later(world, { hours: 1 }), 'processors-unanswered');
    expect(unanswered).toMatchObject({ processor: 'zendesk', notices: 1 });
    expect(Math.round(Number(unanswered?.seconds) / 60)).toBe(60);

    expect(await toldOf(later(world, { hours: 239 }), 'erasures-overdue')).toEqual([]);
    const [overdue, ...others] = await toldOf(later(world, { hours: 242 }), 'erasures-overdue');
    expect(overdue).toMatchObject({ erasures: 1 });
    expect(Math.round(Number(overdue?.seconds) / 3600)).toBe(2);
    expect(others).toEqual([]);
  });

  test('has an erasure that waits for staff as a task, and as no processor’s', async () => {
    database.answers.set('goto', { answer: 'failed', because: 'refused' });
    await withdraws('task@example.test');
    expect(await toldOf(world, 'processors-unanswered')).toEqual([]);
    expect(await told(world, 'tasks-open')).toEqual([{ signal: 'tasks-open', tasks: 1, overdue: 0 }]);
    const then = later(world, { hours: 24 * 11 });
    expect(await told(then, 'tasks-open')).toEqual([{ signal: 'tasks-open', tasks: 1, overdue: 1 }]);
    expect(await toldOf(then, 'erasures-overdue')).toMatchObject([{ erasures: 1 }]);
  });

  test('has no erasure any more that is completed, and one of which something was found again', async () => {
    await withdraws('left@example.test');
    expect(await toldOf(world, 'erasures-open')).toEqual([]);
    database.lying.push({ place: 'blob/azure-webjobs-hosts', text: 'left@example.test' });
    await verifyErasures(later(world, { hours: 30 }));
    const [found] = await toldOf(later(world, { hours: 32 }), 'erasures-contradicted');
    expect(found).toMatchObject({ erasures: 1 });
    expect(Math.round(Number(found?.seconds) / 3600)).toBe(2);
    database.lying.length = 0;
    await verifyErasures(later(world, { hours: 40 }));
    expect(await toldOf(later(world, { hours: 41 }), 'erasures-contradicted')).toEqual([]);
  });

  test('has open requests by right, and the days to the nearest last day that is not over', async () => {
    const receivedOn = today().subtract({ days: 20 }).toString();
    await people.typeIn('restriction', 'first@example.test', { receivedOn });
    await people.typeIn('restriction', 'second@example.test');
    await people.typeIn('access', 'third@example.test');
    const [access, restriction, ...others] = await toldOf(world, 'requests-open');
    expect(others).toEqual([]);
    expect(access).toMatchObject({ right: 'access', requests: 1, overdue: 0 });
    expect(restriction).toMatchObject({ right: 'restriction', requests: 2, overdue: 0 });
    const days = Number(restriction?.daysLeft);
    expect(days).toBeGreaterThan(5);
    expect(days).toBeLessThan(Number(access?.daysLeft));
    const on = async (day: number) => {
      const noon = { timeZone: 'Europe/Oslo', plainTime: '12:00' };
      const then = today().add({ days: day }).toZonedDateTime(noon).toInstant();
      const said = await toldOf({ ...world, clock: { ...world.clock, now: () => then } }, 'requests-open');
      return said.find(({ right }) => right === 'restriction');
    };
    expect(await on(days)).toMatchObject({ requests: 2, overdue: 0, daysLeft: 0 });
    // The first one is over, which hides nothing of the other.
    const left = Number(access?.daysLeft) - days - 2;
    expect(await on(days + 2)).toMatchObject({ requests: 2, overdue: 1, daysLeft: left });
    expect(await on(days + 2 + left + 1)).toMatchObject({ requests: 2, overdue: 2, daysLeft: undefined });
  });

  test('has the holds whose day of review has come', async () => {
    const subjectId = await office.receive('held@example.test');
    const order = { subjectId, restricts: false, reason: 'a claim', authority: 'the district court' };
    await placeHold(world, { ...order, reviewOn: today().add({ days: 30 }).toString() });
    expect(await toldOf(world, 'holds-due')).toEqual([]);
    expect(await toldOf(later(world, { hours: 24 * 31 }), 'holds-due')).toEqual([
      { signal: 'holds-due', holds: 1 },
    ]);
  });

  test('has dead letters by where they lie', async () => {
    const said = await told(
      withDeadLetters(async () => [deadLetter, deadLetter]),
      'dead-letters',
    );
    expect(said.map(({ entity }) => entity)).toEqual(entities);
    expect(said.filter(({ messages }) => messages !== 0)).toEqual([
      { signal: 'dead-letters', entity: 'privacy-events/mail', messages: 2 },
    ]);
  });

  test('names nobody', async () => {
    database.answers.set('goto', { answer: 'failed', because: 'refused' });
    await withdraws('nobody@example.test');
    await people.askAndConfirm('access', 'asks@example.test');
    const words = measured.flatMap((name) => Object.values(signals[name].words).flat()) as string[];
    const known = new Set<unknown>([...words, ...measured]);
    for (const saying of await told(world)) {
      for (const value of Object.values(saying)) {
        expect(typeof value === 'string' ? known.has(value) : Number.isInteger(value ?? 0)).toBe(true);
      }
    }
  });
});

describe('a measurement that cannot read everything', () => {
  test('sends the rest and fails when the broker is away: that nothing lies there is not known', async () => {
    const all = await told(world);
    const { said, fault } = await toldAllTheSame(withDeadLetters(() => Promise.reject(new Error('away'))));
    expect(said).toEqual(all.filter(({ signal }) => signal !== 'dead-letters'));
    expect(fault).toBeInstanceOf(MeasureIncomplete);
    expect(String(fault)).toBe('MeasureIncomplete: could not be measured: dead letters; the rest was sent');
  });

  test('sends the rest and fails when the store does not answer one of the questions', async () => {
    const openRequests = () => Promise.reject(new Error('throttled'));
    const { said, fault } = await toldAllTheSame({ ...world, standing: { ...world.standing, openRequests } });
    expect(new Set(said.map(({ signal }) => signal))).toEqual(
      new Set(measured.filter((name) => name !== 'requests-open')),
    );
    expect(String(fault)).toContain('requests');
  });

  test('gives the broker longer than a page has, and asks for as many messages as say enough', async () => {
    const asked: { readonly most?: number; readonly pause?: number }[] = [];
    const slow: World = {
      ...withDeadLetters((most) => {
        asked.push({ most });
        return Promise.withResolvers<readonly DeadLetter[]>().promise;
      }),
      clock: { ...world.clock, pause: async (pause) => void asked.push({ pause }) },
    };
    const { fault } = await toldAllTheSame(slow);
    expect(String(fault)).toContain('dead letters');
    expect(asked).toEqual([{ most: 100 }, { pause: 30_000 }]);
  });

  test('ends when its time is over, with what it has read by then', async () => {
    const countHoldsDue = () => Promise.withResolvers<number>().promise;
    const slow = { ...world, standing: { ...world.standing, countHoldsDue } };
    const { said, fault } = await toldAllTheSame(slow, { longest: 1000 });
    expect(String(fault)).toContain('holds');
    expect(said.map(({ signal }) => signal)).not.toContain('holds-due');
    expect(said.length).toBeGreaterThan(0);
  });
});

describe('the heartbeat of a measurement', () => {
  test('is nobody: no person, nothing due, nothing to look after, nothing held', async () => {
    await measure(world);
    await measure(later(world, { hours: 1 }));
    const then = later(world, { hours: 24 * 400 });
    expect(await world.subjects.countPeople()).toBe(0);
    expect(await Array.fromAsync(world.subjects.everybody())).toEqual([]);
    expect(await Array.fromAsync(listAudience(then, 'marketing'))).toEqual([]);
    expect(await Array.fromAsync(world.subjects.due(then.clock.now(), 10))).toEqual([]);
    expect(await toldOf(then, 'retention-overdue')).toEqual([]);
    expect(await sweepRetention(then)).toEqual({ pages: 0, subjects: 0, records: 0, failed: 0 });
  });
});
