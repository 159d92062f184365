import { expect, onTestFinished, test } from 'vitest';
import { listAnnounceable } from '../../shared/usecases/list-announceable.ts';
import { startAnnouncement } from '../../shared/usecases/start-announcement.ts';
import { announceOn, dayOfThisYear, largerVersion, oldVersion } from './announcing.ts';
import { startDatabase } from './database.ts';
import { officeOver } from './office.ts';

const version = largerVersion(dayOfThisYear(0));
const smaller = { ...version, date: dayOfThisYear(1), weight: 'smaller' } as const;
const versions = [oldVersion, version, smaller];

test('what can be announced is the larger changes, the newest first, with how many people are held', async () => {
  const database = await startDatabase();
  onTestFinished(() => database.stop());
  const { world } = database;
  expect(await listAnnounceable(world, versions)).toEqual({
    versions: [{ version }, { version: oldVersion }],
    people: 0,
  });

  const office = officeOver(database);
  for (const name of ['one', 'two', 'three']) await office.receive(`${name}@example.test`);
  // Somebody who writes again is no second person.
  await office.receive('one@example.test');
  await startAnnouncement(world, { policyVersion: version.date }, versions);
  expect(await listAnnounceable(world, versions)).toMatchObject({
    versions: [{ announcement: { state: 'running', share: 0 } }, {}],
    people: 3,
  });

  await announceOn(world, versions);
  expect(await listAnnounceable(world, versions)).toMatchObject({
    versions: [{ announcement: { state: 'done', share: 1, counts: { told: 3 } } }, {}],
    people: 3,
  });
});
