import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SubjectId } from '../../shared/domain/id.ts';
import type { World } from '../../shared/ports.ts';
import { announcePolicy } from '../../shared/usecases/announce-policy.ts';
import { placeHold } from '../../shared/usecases/place-hold.ts';
import { startAnnouncement } from '../../shared/usecases/start-announcement.ts';
import {
  announce,
  announceOn,
  dayOfThisYear,
  eventsOfAnnouncement,
  inPagesOf,
  largerVersion,
  oldVersion,
  toldOf,
} from './announcing.ts';
import { type Consenting, consentingOver } from './consenting.ts';
import { dyingAtEachWrite } from './crash.ts';
import { type Database, startDatabase } from './database.ts';
import { type Office, officeOver } from './office.ts';

let database: Database;
let world: World;
let office: Office;
let people: Consenting;
const everybody: SubjectId[] = [];
beforeAll(async () => {
  database = await startDatabase();
  ({ world } = database);
  office = officeOver(database);
  people = consentingOver(database);
  for (const name of ['kari', 'ola', 'ane', 'per']) {
    everybody.push(await office.receive(`${name}@example.test`, { policyVersion: oldVersion.date }));
  }
  everybody.push(await people.join('consents@example.test', { policyVersion: oldVersion.date }));
});
afterAll(() => database.stop());

/** How many times each of them was told, which shall be once. */
const eachOnce = () => everybody.toSorted();
const told = async (policyVersion: string) => [...(await toldOf(database, policyVersion))].toSorted();

describe('an announcement whose worker dies', () => {
  test('before any of its writes tells everybody once, and counts right', async () => {
    const deaths = await dyingAtEachWrite(world, async ({ dying, step }) => {
      const version = largerVersion(dayOfThisYear(step));
      const versions = [oldVersion, version];
      await startAnnouncement(dying, { policyVersion: version.date }, versions).catch(() => undefined);
      await announcePolicy(inPagesOf(2, dying), { versions }).catch(() => undefined);
      const { counts } = await announce(inPagesOf(2, world), versions);
      expect(counts).toEqual({ told: 5, withoutAddress: 0, notContacted: 0, askedAgain: 0 });
      expect(await told(version.date)).toEqual(eachOnce());
      expect(await eventsOfAnnouncement(database, version)).toEqual([
        'announcement.started',
        'announcement.completed',
      ]);
    });
    // To begin, five people, three pages, the end.
    expect(deaths).toBe(1 + 5 + 3 + 1);
  });

  test('counts as told who was told, though restricted by the time the page is read again', async () => {
    const version = largerVersion(dayOfThisYear(100));
    const versions = [oldVersion, version];
    everybody.push(await office.receive('sixth@example.test'));
    // Not the last one, whom the store gives on a page of its own; nor who has consented, whom another test asks.
    const consenting = await people.subjectOf('consents@example.test');
    const [restricted = consenting] = everybody.filter((each) => each !== consenting).toSorted();
    await startAnnouncement(world, { policyVersion: version.date }, versions);
    // It dies when it should write how far it has come: everybody on the page has been told.
    const dying: World = {
      ...world,
      subjects: {
        ...world.subjects,
        commit: (change) =>
          change.replace?.some(({ document }) => document.kind === 'announcement')
            ? Promise.reject(new Error('died'))
            : world.subjects.commit(change),
      },
    };
    await expect(announcePolicy(dying, { versions })).rejects.toThrow('died');
    await placeHold(world, {
      subjectId: restricted,
      restricts: true,
      reason: 'disputed',
      authority: 'GDPR Art. 18',
      reviewOn: '2030-01-01',
    });
    const { counts } = await announceOn(world, versions);
    expect(counts).toMatchObject({ told: 6, notContacted: 0 });
    expect(await told(version.date)).toEqual(eachOnce());
  });
});

describe('workers at once', () => {
  test.each([2, 4])('%i of them tell everybody once, and each page counts once', async (workers) => {
    const version = largerVersion(dayOfThisYear(200 + workers));
    const versions = [oldVersion, version];
    const started = await Promise.all(
      Array.from({ length: workers }, () =>
        startAnnouncement(world, { policyVersion: version.date }, versions),
      ),
    );
    expect(new Set(started.map((receipt) => JSON.stringify(receipt))).size).toBe(1);
    await Promise.all(
      Array.from({ length: workers }, () => announcePolicy(inPagesOf(2, world), { versions })),
    );
    const { counts } = await announceOn(world, versions);
    // One is restricted by now.
    expect(counts).toMatchObject({ told: 5, notContacted: 1 });
    expect(await told(version.date)).toHaveLength(5);
    expect(await eventsOfAnnouncement(database, version)).toEqual([
      'announcement.started',
      'announcement.completed',
    ]);
  });
});

describe('a version that asks again, whose worker dies', () => {
  test('asks whoever has consented once, in the batch that tells', async () => {
    const subjectId = await people.subjectOf('consents@example.test');
    const questions = async () =>
      (await people.namesOfEvents(subjectId)).filter((name) => name === 'consent.requested').length;
    // Whoever was asked within the hour is not asked twice: so one version, and one death.
    const version = largerVersion(dayOfThisYear(300), ['marketing']);
    const versions = [oldVersion, version];
    const before = await questions();
    await startAnnouncement(world, { policyVersion: version.date }, versions);
    const dying: World = {
      ...world,
      subjects: {
        ...world.subjects,
        commit: async (change) => {
          const outcome = await world.subjects.commit(change);
          if (change.subjectId === subjectId) throw new Error('died before it knew');
          return outcome;
        },
      },
    };
    await announcePolicy(dying, { versions }).catch(() => undefined);
    const { counts } = await announceOn(world, versions);
    expect(counts).toMatchObject({ told: 5, askedAgain: 1 });
    expect((await questions()) - before).toBe(1);
    expect(await told(version.date)).toHaveLength(5);
  });
});
