import { Temporal } from 'temporal-polyfill';
import { placeOf } from '../../shared/domain/announcement.ts';
import { isEvent, type PrivacyEvent } from '../../shared/domain/event.ts';
import type { SubjectId } from '../../shared/domain/id.ts';
import type { PolicyVersion } from '../../shared/policy/versions.ts';
import type { World } from '../../shared/ports.ts';
import { announcePolicy } from '../../shared/usecases/announce-policy.ts';
import { type AnnouncementEntry, readAnnouncements } from '../../shared/usecases/read-announcements.ts';
import { startAnnouncement } from '../../shared/usecases/start-announcement.ts';
import type { Database } from './database.ts';

/** The policy of today, and a change that is larger; in force from a day of this year's start, unless told. */
export const oldVersion: PolicyVersion = {
  date: '2021-02-19',
  weight: 'larger',
  summary: { nb: 'Den gamle.', en: 'The old one.' },
  asksAgain: [],
};

export function largerVersion(date: string, asksAgain: PolicyVersion['asksAgain'] = []): PolicyVersion {
  return { date, weight: 'larger', summary: { nb: 'Den nye.', en: 'The new one.' }, asksAgain };
}

/** A day so many days after 1 January of this year. */
export function dayOfThisYear(days: number): string {
  return Temporal.PlainDate.from(`${new Date().getFullYear()}-01-01`).add({ days }).toString();
}

/** The world in which people come in pages of `size`. */
export function inPagesOf(size: number, world: World): World {
  return {
    ...world,
    subjects: {
      ...world.subjects,
      async *everybody(after) {
        for await (const page of world.subjects.everybody(after)) {
          for (let start = 0; start < page.length; start += size) yield page.slice(start, start + size);
        }
      },
    },
  };
}

/** Announces a version to the end. */
export async function announce(world: World, versions: readonly PolicyVersion[]): Promise<AnnouncementEntry> {
  await startAnnouncement(world, { policyVersion: versions.at(-1)?.date ?? '' }, versions);
  return announceOn(world, versions);
}

/** Goes on with an announcement that was begun, run after run, to the end. */
export async function announceOn(
  world: World,
  versions: readonly PolicyVersion[],
): Promise<AnnouncementEntry> {
  for (let run = 0; run < 1000; run += 1) {
    const [entry] = await readAnnouncements(world, versions);
    if (entry?.state === 'done') return entry;
    await announcePolicy(world, { versions });
  }
  throw new Error('the announcement comes to no end');
}

/** Who was told of a version, once for each time. */
export async function toldOf(database: Database, policyVersion: string): Promise<readonly SubjectId[]> {
  const told: SubjectId[] = [];
  for await (const page of database.world.subjects.everybody()) {
    for (const { subjectId } of page) {
      const events = await database.eventsOf(subjectId);
      told.push(...events.filter((event) => announces(event, policyVersion)).map(() => subjectId));
    }
  }
  return told;
}

/** The names of the events of an announcement itself. */
export async function eventsOfAnnouncement(
  database: Database,
  version: PolicyVersion,
): Promise<readonly string[]> {
  const events = await database.eventsOf(placeOf(version).subjectId);
  return events.map(({ type }) => type.replace('works.contracting.privacy.', '').replace('.v1', ''));
}

function announces(event: PrivacyEvent, policyVersion: string): boolean {
  return isEvent(event, 'policy.announced') && event.data.policyVersion === policyVersion;
}
