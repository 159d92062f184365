import { type AnnouncementCounts, type AnnouncementDocument, sumOf } from '../domain/announcement.ts';
import { completed, wentOn } from '../domain/announcement-step.ts';
import type { PrivacyEvent } from '../domain/event.ts';
import type { SubjectId } from '../domain/id.ts';
import { type PolicyVersion, versions as policyVersions } from '../policy/versions.ts';
import type { PersonHoldings, Stored, World } from '../ports.ts';
import { announcementsOf } from './read-announcements.ts';
import { tellOfPolicy } from './tell-of-policy.ts';

/** People told at the same time. */
const width = 8;
/** So many whom faults kept from being told are no matter of single people: something is down. */
const mostAgain = 100;
/** Milliseconds after which a run ends; the next one goes on. */
const longestRun = 4 * 60_000;

export interface AnnouncingReceipt extends AnnouncementCounts {
  /** Announcements that this run brought to their end. */
  readonly completed: number;
}

/** Some people could not be told. They are tried again by the next run; nobody else is told twice. */
export class AnnouncementIncomplete extends Error {
  override readonly name = 'AnnouncementIncomplete';
  constructor(failed: number, cause: unknown) {
    super(`${failed} people could not be told of a change of the policy; they are tried again`, { cause });
  }
}

/**
 * Goes on with every announcement that is running (policy row P12): everybody, in the order of the ids, a page after the
 * other. After each page it writes how far it has come and what it counted, in one replacement against the ETag; so
 * whatever dies, and however many run at once, each page counts once, and the marker in each person's partition has the
 * last word on who was told. Who was told in a page that was not written any more, and has been erased since, is not
 * counted: nothing of that person is left to count.
 *
 * @throws AnnouncementIncomplete after all others were told, if some could not be.
 */
export async function announcePolicy(
  world: World,
  {
    versions = policyVersions,
    longest = longestRun,
  }: { readonly versions?: readonly PolicyVersion[]; readonly longest?: number } = {},
): Promise<AnnouncingReceipt> {
  const until = performance.now() + longest;
  const counted: AnnouncementCounts[] = [];
  let done = 0;
  for (const announcement of await announcementsOf(world, versions)) {
    const version = versions.find(({ date }) => date === announcement.document.policyVersion);
    if (version === undefined || announcement.document.state === 'done') continue;
    const run = await goOn(world, { announcement, version, until, counted });
    if (run === 'completed') done += 1;
  }
  return { completed: done, ...sumOf(counted) };
}

interface Run {
  readonly announcement: Stored<AnnouncementDocument>;
  readonly version: PolicyVersion;
  readonly until: number;
  /** What this run counted is added here. */
  readonly counted: AnnouncementCounts[];
}

/** Goes on with one, until it is done, its time is over, or somebody else goes on with it. */
async function goOn(
  world: World,
  { announcement, version, until, counted }: Run,
): Promise<'completed' | 'to-be-continued' | 'in-other-hands'> {
  let current = announcement;
  for await (const page of world.subjects.everybody(current.document.upTo)) {
    const dealt = await dealWith(world, { announcement: current.document, version, people: page });
    const again = [...(current.document.again ?? []), ...dealt.failed];
    if (again.length > mostAgain) throw new AnnouncementIncomplete(again.length, dealt.fault);
    const upTo = page.at(-1)?.subjectId;
    const saved = await save(world, current, wentOn(current.document, { upTo, again, counts: dealt.counts }));
    if (saved === undefined) return 'in-other-hands';
    counted.push(...dealt.counts);
    current = saved;
    if (performance.now() > until) return 'to-be-continued';
  }
  return finish(world, { announcement: current, version, until, counted });
}

/** Everybody has been dealt with but for those whom a fault kept from being told: they are tried again. */
async function finish(
  world: World,
  { announcement, version, counted }: Run,
): Promise<'completed' | 'in-other-hands'> {
  const { clock, ids, subjects, telemetry } = world;
  const { upTo, again = [] } = announcement.document;
  const people = await Promise.all(again.map((subjectId) => subjects.holdings(subjectId)));
  const dealt = await dealWith(world, { announcement: announcement.document, version, people });
  const document = wentOn(announcement.document, { upTo, again: dealt.failed, counts: dealt.counts });
  if (dealt.failed.length > 0) {
    await save(world, announcement, document);
    throw new AnnouncementIncomplete(dealt.failed.length, dealt.fault);
  }
  const at = clock.now();
  const end = completed(document, { at, eventId: ids.event(at) });
  if ((await save(world, announcement, end.document, end.events)) === undefined) return 'in-other-hands';
  counted.push(...dealt.counts);
  const { told, withoutAddress, notContacted } = end.document.counts;
  telemetry.event('policy-announced', { told, withoutAddress, notContacted });
  return 'completed';
}

interface Dealt {
  readonly counts: readonly AnnouncementCounts[];
  readonly failed: readonly SubjectId[];
  /** The last fault of those who failed. */
  readonly fault: unknown;
}

async function dealWith(
  world: World,
  {
    people,
    ...about
  }: {
    readonly announcement: AnnouncementDocument;
    readonly version: PolicyVersion;
    readonly people: readonly PersonHoldings[];
  },
): Promise<Dealt> {
  const counts: AnnouncementCounts[] = [];
  const failed: SubjectId[] = [];
  let fault: unknown;
  for (let start = 0; start < people.length; start += width) {
    const some = people.slice(start, start + width);
    const told = await Promise.allSettled(some.map((person) => tellOfPolicy(world, { ...about, person })));
    for (const [index, outcome] of told.entries()) {
      const subjectId = some[index]?.subjectId;
      if (outcome.status === 'fulfilled') counts.push(outcome.value);
      else if (subjectId !== undefined) failed.push(subjectId);
      if (outcome.status === 'rejected') fault = outcome.reason;
    }
  }
  return { counts, failed, fault };
}

/** Writes how far it has come; undefined when somebody else did so meanwhile. */
async function save(
  { subjects }: Pick<World, 'subjects'>,
  { etag }: Stored<AnnouncementDocument>,
  document: AnnouncementDocument,
  events: readonly PrivacyEvent[] = [],
): Promise<Stored<AnnouncementDocument> | undefined> {
  const { id, subjectId } = document;
  const change = { subjectId, head: { expect: 'any' }, replace: [{ document, etag }], events } as const;
  if ((await subjects.commit(change)) !== 'committed') return undefined;
  return subjects.read(subjectId, 'announcement', id);
}
