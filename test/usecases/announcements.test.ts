import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { isEvent } from '../../shared/domain/event.ts';
import type { World } from '../../shared/ports.ts';
import { AnnouncementIncomplete, announcePolicy } from '../../shared/usecases/announce-policy.ts';
import { placeHold } from '../../shared/usecases/place-hold.ts';
import { readAnnouncements } from '../../shared/usecases/read-announcements.ts';
import { readBanner } from '../../shared/usecases/read-banner.ts';
import { receiveRegistration } from '../../shared/usecases/receive-registration.ts';
import { takeMailEvent } from '../../shared/usecases/send-mail.ts';
import { startAnnouncement } from '../../shared/usecases/start-announcement.ts';
import { withdrawStorage } from '../../shared/usecases/withdraw-storage.ts';
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
import { type Consenting, consentingOver, later } from './consenting.ts';
import { type Database, startDatabase } from './database.ts';
import { type Office, officeOver } from './office.ts';

let database: Database;
let world: World;
let office: Office;
let people: Consenting;
beforeEach(async () => {
  database = await startDatabase();
  ({ world } = database);
  office = officeOver(database);
  people = consentingOver(database);
  onTestFinished(() => database.stop());
});

const version = largerVersion(dayOfThisYear(0));
const versions = [oldVersion, version];
const policyVersion = version.date;
const none = { told: 0, withoutAddress: 0, notContacted: 0, askedAgain: 0 };

/** People with an address who have seen the old policy. */
async function crowd(count: number): Promise<readonly string[]> {
  const emails = Array.from({ length: count }, (_, index) => `person-${index}@example.test`);
  for (const email of emails) await office.receive(email, { policyVersion: oldVersion.date });
  return emails;
}

const mailed = () => database.sent.filter(({ letter }) => letter.letter === 'policy-announced');

describe('an announcement', () => {
  test('is mailed to each person once, in the language the person used last', async () => {
    await office.receive('nb@example.test', { policyVersion: oldVersion.date });
    await office.receive('nb@example.test');
    await office.receive('en@example.test', { locale: 'en' });
    await office.issueLicence('L-1', { email: 'customer@example.test' });
    const { counts } = await announce(world, versions);
    await database.deliver();
    expect(counts).toEqual({ ...none, told: 3 });
    const letters = mailed().map(({ to, locale, letter }) => ({ to, locale, letter }));
    expect(letters.toSorted((one, other) => one.to.localeCompare(other.to))).toMatchObject([
      { to: 'customer@example.test', locale: 'nb' },
      {
        to: 'en@example.test',
        locale: 'en',
        letter: {
          policyVersion,
          asksAgain: false,
          page: expect.stringMatching(/\/privacy\/versions\?locale=en$/),
        },
      },
      { to: 'nb@example.test', locale: 'nb' },
    ]);
  });

  test('is mailed to nobody again by a change feed that is read anew', async () => {
    const subjectId = await office.receive('told-already@example.test', { policyVersion: oldVersion.date });
    await announce(world, versions);
    await database.deliver();
    expect(mailed()).toHaveLength(1);
    const [told] = (await database.eventsOf(subjectId)).filter((event) => isEvent(event, 'policy.announced'));
    if (told === undefined) throw new Error('nobody was told');
    const afterTwoWeeks = later(world, { hours: 15 * 24 });
    expect(await takeMailEvent(afterTwoWeeks, { event: told, attempt: 0 })).toEqual({
      outcome: 'not-needed',
    });
  });

  test('leaves out who is restricted and who withdrew and is held, and counts them', async () => {
    const restricted = await office.receive('restricted@example.test');
    const leaving = await office.receive('leaving@example.test');
    await placeHold(world, {
      subjectId: restricted,
      restricts: true,
      reason: 'disputed',
      authority: 'GDPR Art. 18',
      reviewOn: '2030-01-01',
    });
    await office.hold(leaving);
    await withdrawStorage(world, { subjectId: leaving, by: 'staff' });
    const { counts } = await announce(world, versions);
    await database.deliver();
    expect(counts).toEqual({ ...none, notContacted: 2 });
    expect(mailed()).toEqual([]);
  });

  test('counts who left only a number, for whom there is the banner', async () => {
    const registration = { channel: 'phone', phone: '+4722334455', marketing: false } as const;
    await receiveRegistration(world, {
      registration: { ...registration, locale: 'nb', submittedOn: '2026-11-01' },
    });
    expect((await announce(world, versions)).counts).toEqual({ ...none, withoutAddress: 1 });
  });

  test('says nothing to an address that nobody has confirmed, nor to who came under the new version', async () => {
    await people.signUp('may-be-anybody@example.test', { channel: 'newsletter' });
    await office.receive('new@example.test', { policyVersion });
    await office.receive('newer@example.test', { policyVersion: dayOfThisYear(1) });
    expect((await announce(world, versions)).counts).toEqual(none);
  });

  test('tells who has seen the new version once and gave us something under the old one', async () => {
    await office.receive('both@example.test', { policyVersion: oldVersion.date });
    await office.receive('both@example.test', { policyVersion });
    await office.issueLicence('L-2', { email: 'customer@example.test' });
    await office.receive('customer@example.test', { policyVersion });
    expect((await announce(world, versions)).counts).toEqual({ ...none, told: 2 });
  });

  test('is not mailed to somebody who is gone or restricted when the mail is due', async () => {
    const gone = await office.receive('gone@example.test');
    await announce(world, versions);
    await withdrawStorage(world, { subjectId: gone, by: 'staff' });
    await database.deliver();
    expect(mailed()).toEqual([]);
  });

  test('stands in the list with its progress, and in the topic with its beginning and its end', async () => {
    await crowd(5);
    const small = inPagesOf(2, world);
    await startAnnouncement(small, { policyVersion }, versions);
    await announcePolicy(small, { versions, longest: 0 });
    expect(await readAnnouncements(world, versions)).toMatchObject([
      {
        announcementId: `announcement-${policyVersion}`,
        state: 'running',
        counts: { told: 2 },
        toTryAgain: 0,
      },
    ]);
    await announceOn(small, versions);
    expect(await readAnnouncements(world, versions)).toMatchObject([{ state: 'done', counts: { told: 5 } }]);
    expect(await eventsOfAnnouncement(database, version)).toEqual([
      'announcement.started',
      'announcement.completed',
    ]);
  });

  test('goes on under the same id when it is asked for again, and is over when it is done', async () => {
    await crowd(3);
    const start = () => startAnnouncement(world, { policyVersion }, versions);
    const [one, other] = await Promise.all([start(), start()]);
    expect(one).toEqual({ outcome: 'announced', announcementId: `announcement-${policyVersion}` });
    expect(other).toEqual(one);
    await announceOn(world, versions);
    await office.receive('late@example.test');
    expect(await start()).toEqual(one);
    expect(await announcePolicy(world, { versions })).toEqual({ ...none, completed: 0 });
    expect(await toldOf(database, policyVersion)).toHaveLength(3);
  });

  test('is refused for a version that is none, and for a smaller change', async () => {
    const smaller = { ...version, date: dayOfThisYear(1), weight: 'smaller' } as const;
    const known = [...versions, smaller];
    expect(await startAnnouncement(world, { policyVersion: '1999-01-01' }, known)).toEqual({
      outcome: 'invalid',
      errors: [{ pointer: '/policyVersion', reason: 'unknown-version' }],
    });
    expect(await startAnnouncement(world, { policyVersion: smaller.date }, known)).toEqual({
      outcome: 'invalid',
      errors: [{ pointer: '/policyVersion', reason: 'not-a-larger-change' }],
    });
    expect(await readAnnouncements(world, known)).toEqual([]);
  });
});

describe('a thousand people', () => {
  test('are told once each, over pages of the database', { timeout: 120_000 }, async () => {
    const emails = await crowd(1000);
    const { counts } = await announce(world, versions);
    expect(counts).toEqual({ ...none, told: 1000 });
    await database.deliver();
    const addresses = mailed().map(({ to }) => to);
    expect(addresses.toSorted()).toEqual([...emails].toSorted());
  });
});

describe('a fault', () => {
  test('of one person keeps no others from being told, and that one is tried again', async () => {
    await crowd(5);
    const unlucky = await office.receive('unlucky@example.test');
    const failing: World = {
      ...world,
      subjects: {
        ...world.subjects,
        commit: (change) =>
          change.subjectId === unlucky ? Promise.reject(new Error('a fault')) : world.subjects.commit(change),
      },
    };
    await startAnnouncement(failing, { policyVersion }, versions);
    for (let run = 0; run < 2; run += 1) {
      await expect(announcePolicy(failing, { versions })).rejects.toThrow(AnnouncementIncomplete);
      expect(await readAnnouncements(world, versions)).toMatchObject([
        { state: 'running', counts: { told: 5 }, toTryAgain: 1 },
      ]);
    }
    expect(await announceOn(world, versions)).toMatchObject({ counts: { told: 6 }, toTryAgain: 0 });
    expect(await toldOf(database, policyVersion)).toHaveLength(6);
  });

  test('of everybody stops it where it is', async () => {
    await crowd(120);
    await startAnnouncement(world, { policyVersion }, versions);
    const down: World = {
      ...world,
      subjects: {
        ...world.subjects,
        commit: (change) =>
          change.marker === undefined ? world.subjects.commit(change) : Promise.reject(new Error('down')),
      },
    };
    await expect(announcePolicy(down, { versions })).rejects.toThrow(AnnouncementIncomplete);
    expect(await readAnnouncements(world, versions)).toMatchObject([{ counts: none, toTryAgain: 0 }]);
    expect((await announceOn(world, versions)).counts).toEqual({ ...none, told: 120 });
  });
});

describe('the banner', () => {
  test('is there for thirty days from the announcement, and not before', async () => {
    expect(await readBanner(world, versions)).toBeNull();
    await startAnnouncement(world, { policyVersion }, versions);
    const banner = await readBanner(world, versions);
    expect(banner).toMatchObject({
      policyVersion,
      summary: version.summary,
      link: expect.stringMatching(/^http.*\/privacy\/versions$/),
    });
    const days = (Date.parse(banner?.until ?? '') - Date.parse(banner?.announcedOn ?? '')) / 86_400_000;
    expect(days).toBe(30);
    expect(await readBanner(later(world, { hours: 24 * 29 }), versions)).toEqual(banner);
    expect(await readBanner(later(world, { hours: 24 * 32 }), versions)).toBeNull();
  });

  test('is that of the newest larger change alone', async () => {
    await startAnnouncement(world, { policyVersion }, versions);
    const smaller = { ...version, date: dayOfThisYear(2), weight: 'smaller' } as const;
    expect(await readBanner(world, [...versions, smaller])).toMatchObject({ policyVersion });
    expect(await readBanner(world, [...versions, largerVersion(dayOfThisYear(3))])).toBeNull();
  });
});
