import { Temporal } from 'temporal-polyfill';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parseHoldReview } from '../../shared/domain/hold.ts';
import type { SubjectId } from '../../shared/domain/id.ts';
import { emailIdentifier } from '../../shared/domain/identifier.ts';
import type { World } from '../../shared/ports.ts';
import { listHolds } from '../../shared/usecases/list-holds.ts';
import { lookUp } from '../../shared/usecases/look-up-person.ts';
import { releaseHold } from '../../shared/usecases/release-hold.ts';
import { reviewHold } from '../../shared/usecases/review-hold.ts';
import { sweepRetention } from '../../shared/usecases/sweep-retention.ts';
import { withdrawConsent } from '../../shared/usecases/withdraw-consent.ts';
import { withdrawStorage } from '../../shared/usecases/withdraw-storage.ts';
import { type Consenting, consentingOver, later, letterOf } from './consenting.ts';
import { type Database, startDatabase } from './database.ts';
import { type Office, officeOver } from './office.ts';

let database: Database;
let world: World;
let people: Consenting;
let office: Office;
beforeAll(async () => {
  database = await startDatabase();
  ({ world } = database);
  people = consentingOver(database);
  office = officeOver(database);
});
afterEach(() => database.answers.clear());
afterAll(() => database.stop());

const filesOf = (email: string) => lookUp(world, { lookup: emailIdentifier(email), by: 'key' });
const recordsOf = async (subjectId: SubjectId) => (await world.subjects.holdings(subjectId)).records;
const statesOf = async (subjectId: SubjectId) =>
  (await office.noticesOf(subjectId, 'erasure')).map(({ state }) => state);
const askedOf = async (subjectId: SubjectId) =>
  new Set((await office.messagesOf(subjectId)).map(({ data }) => data.processor));
const isClosed = async (subjectId: SubjectId) => (await office.headOf(subjectId))?.closedAt !== undefined;
const lettersTo = (email: string) =>
  people.mailsTo(email).flatMap(({ letter }) => (letter.letter === 'erasure-completed' ? [letter] : []));

const everybody = new Set(['azure-monitor', 'zendesk', 'teamviewer', 'goto']);

describe('what fell due under a hold on different days', () => {
  test.each<[string, (email: string) => Promise<SubjectId>]>([
    [
      'two registrations',
      async (email) => {
        await office.receive(email, { submittedOn: '2021-11-20' });
        return office.receive(email, { submittedOn: '2021-11-24' });
      },
    ],
    [
      'a registration and a licence',
      async (email) => {
        await office.issueLicence(`L-${email}`, { email });
        await office.endLicence(`L-${email}`, '2026-08-23');
        return office.receive(email, { submittedOn: '2021-11-20' });
      },
    ],
  ])(
    'reaches every processor when it is released, before anything is completed: %s',
    async (name, arrive) => {
      const email = `${name.replaceAll(' ', '-')}@example.test`;
      const subjectId = await arrive(email);
      const holdId = await office.hold(subjectId);
      const atTheEnd = later(world, { hours: 24 * 10 });
      await sweepRetention(world);
      await sweepRetention(atTheEnd);
      expect(new Set(await statesOf(subjectId))).toEqual(new Set(['held']));
      expect(await recordsOf(subjectId)).toHaveLength(2);

      database.answers.set('zendesk', { answer: 'unreachable', because: 'no-answer' });
      expect(await releaseHold(atTheEnd, holdId)).toBe('released');
      await database.deliver(atTheEnd);
      expect(await recordsOf(subjectId)).toEqual([]);
      expect(await askedOf(subjectId)).toEqual(everybody);
      expect(await people.namesOfEvents(subjectId)).not.toContain('erasure.completed');
      expect(await office.leadsTo(email)).toBe(subjectId);

      database.answers.clear();
      await office.timers(later(atTheEnd, { hours: 1 }));
      expect(new Set(await statesOf(subjectId))).toEqual(new Set(['completed']));
      expect(await office.leadsTo(email)).toBeUndefined();
      expect(await isClosed(subjectId)).toBe(true);
    },
  );

  test('waits in one erasure, on however many days it was, and goes in one release', async () => {
    const email = 'every-day@example.test';
    const first = Temporal.PlainDate.from('2021-12-01');
    const days = Array.from({ length: 150 }, (_, day) => first.add({ days: day }));
    for (const day of days) await office.receive(email, { submittedOn: day.toString() });
    const subjectId = await people.subjectOf(email);
    const holdId = await office.hold(subjectId);
    const due = (day: Temporal.PlainDate): World => {
      const now = day.add({ years: 5, days: 1 }).toZonedDateTime('UTC').toInstant();
      return { ...world, clock: { ...world.clock, now: () => now } };
    };
    for (const day of days) await sweepRetention(due(day));
    expect(await statesOf(subjectId)).toEqual(['held']);

    const atTheEnd = due(first.add({ days: 200 }));
    expect(await releaseHold(atTheEnd, holdId)).toBe('released');
    await database.deliver(atTheEnd);
    expect(await filesOf(email)).toEqual([]);
    expect(await isClosed(subjectId)).toBe(true);
    const erased = (await people.namesOfEvents(subjectId)).filter((name) => name === 'registration.erased');
    expect(erased).toHaveLength(150);
  });
});

test('a hold that is released while the sweep is at the person leaves nothing held by nobody', async () => {
  const email = 'between@example.test';
  const subjectId = await office.receive(email, { submittedOn: '2001-01-01' });
  const holdId = await office.hold(subjectId);
  let released = false;
  const racing: World = {
    ...world,
    subjects: {
      ...world.subjects,
      commit: async (change) => {
        if (!released) {
          released = true;
          await releaseHold(world, holdId);
        }
        return world.subjects.commit(change);
      },
    },
  };
  await sweepRetention(racing);
  await database.deliver();
  expect(released).toBe(true);
  expect(await statesOf(subjectId)).toEqual(['completed']);
  expect(await filesOf(email)).toEqual([]);
});

describe('a person who withdraws what a hold keeps', () => {
  test('is not served or listed any more, and is erased and told when the hold is released', async () => {
    const email = 'kept-unused@example.test';
    const subjectId = await people.join(email);
    const listed = async () =>
      (await people.audience('support')).some((line) => line.subjectId === subjectId);
    const holdId = await office.hold(subjectId);
    expect(await people.check(email, 'support')).toMatchObject({ allowed: true });
    expect(await listed()).toBe(true);

    await withdrawStorage(world, { subjectId, by: 'preferences-page' });
    await database.deliver();
    expect(await people.check(email, 'support')).toMatchObject({ allowed: false });
    expect(await listed()).toBe(false);
    expect(lettersTo(email)).toEqual([]);

    await releaseHold(world, holdId);
    await database.deliver();
    expect(await filesOf(email)).toEqual([]);
    expect(await isClosed(subjectId)).toBe(true);
    expect(lettersTo(email)).toMatchObject([{ held: false, exceptions: [] }]);
    expect(new Set(letterOf('erasure-completed', people.mailsTo(email)).gone)).toEqual(everybody);
  });

  test('is told which part is kept for now, and again when that is gone too', async () => {
    const email = 'in-parts@example.test';
    const subjectId = await office.receive(email);
    await office.receive(email);
    const [first] = await recordsOf(subjectId);
    const holdId = await office.hold(subjectId, first?.document.id);

    await withdrawStorage(world, { subjectId, by: 'preferences-page' });
    await database.deliver();
    expect(await recordsOf(subjectId)).toHaveLength(1);
    expect(lettersTo(email)).toMatchObject([{ held: true }]);

    await releaseHold(world, holdId);
    await database.deliver();
    expect(await filesOf(email)).toEqual([]);
    expect(lettersTo(email)).toMatchObject([{ held: true }, { held: false }]);
  });
});

test('a hold that comes over an erasure half-way lets it end, keeps the no at the address, and the subject for itself', async () => {
  const email = 'half-way@example.test';
  const subjectId = await people.join(email, { submittedOn: '2021-12-01' });
  await withdrawConsent(world, { subjectId, by: 'one-click' });
  await database.deliver();
  const inAMonth = later(world, { hours: 24 * 30 });
  await sweepRetention(inAMonth);
  const holdId = await office.hold(subjectId);
  expect(await statesOf(subjectId)).toEqual(['waiting']);

  await database.deliver(inAMonth);
  expect(await statesOf(subjectId)).toEqual(['completed']);
  expect(await people.entryOf(email)).toMatchObject({
    suppressed: { marketing: expect.any(String) },
    ttl: expect.any(Number),
  });
  expect(await office.leadsTo(email)).toBeUndefined();
  expect(await isClosed(subjectId)).toBe(false);

  expect(await releaseHold(inAMonth, holdId)).toBe('released');
  expect(await isClosed(subjectId)).toBe(true);
  const before = people.mailsTo(email).length;
  await people.signUp(email, { channel: 'phone' }, inAMonth);
  expect(people.mailsTo(email)).toHaveLength(before);
});

describe('the review of a hold', () => {
  const dayOf = async (holdId: string) =>
    (await listHolds(world)).find((hold) => hold.holdId === holdId)?.reviewOn;

  test('moves its day, says so, and keeps what it keeps', async () => {
    const subjectId = await office.receive('reviewed@example.test', { submittedOn: '2001-01-01' });
    const holdId = await office.hold(subjectId);
    expect(await reviewHold(world, { holdId, reviewOn: '2027-06-30' })).toBe('reviewed');
    expect(await dayOf(holdId)).toBe('2027-06-30');
    await sweepRetention(world);
    expect(await recordsOf(subjectId)).toHaveLength(1);
    const told = (await database.eventsOf(subjectId)).find(({ type }) => type.includes('hold.reviewed'));
    expect(told?.data).toEqual({ holdId, reviewOn: '2027-06-30' });
  });

  test('of one that was released, or never was, changes nothing', async () => {
    const subjectId = await office.receive('unreviewed@example.test');
    const holdId = await office.hold(subjectId);
    await releaseHold(world, holdId);
    for (const id of [holdId, `${subjectId}.${subjectId}`, 'kari@example.test']) {
      expect(await reviewHold(world, { holdId: id, reviewOn: '2027-06-30' })).toBe('unknown');
    }
    expect(await dayOf(holdId)).toBeUndefined();
  });

  test('that meets the release of it is lost, not the release', async () => {
    const subjectId = await office.receive('review-or-release@example.test');
    const holdId = await office.hold(subjectId);
    const racing: World = {
      ...world,
      subjects: {
        ...world.subjects,
        commit: async (change) => {
          await releaseHold(world, holdId);
          return world.subjects.commit(change);
        },
      },
    };
    expect(await reviewHold(racing, { holdId, reviewOn: '2027-06-30' })).toBe('unknown');
    expect(await dayOf(holdId)).toBeUndefined();
  });
});

test.each([
  ['2026-11-21', 'in-the-past'],
  ['2036-11-23', 'too-far-away'],
  ['tomorrow', 'not-a-date'],
])('a review cannot be set on %s', (reviewOn, reason) => {
  const at = Temporal.Instant.from('2026-11-22T12:00:00Z');
  expect(parseHoldReview({ holdId: 'one', reviewOn }, at)).toEqual({
    outcome: 'invalid',
    errors: [{ pointer: '/reviewOn', reason }],
  });
});
