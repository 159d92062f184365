import type { Temporal } from 'temporal-polyfill';
import { type AnswerTimes, answerTimesIn } from '../domain/answer-times.ts';
import { dayOf } from '../domain/calendar.ts';
import type { NoticeDocument } from '../domain/document.ts';
import type { HoldEntry } from '../domain/hold.ts';
import { type OutlookEntry, outlookSpans } from '../domain/outlook.ts';
import type { RequestEntry } from '../domain/request-view.ts';
import {
  type Alert,
  alertsOf,
  type Bounded,
  bounded,
  type ContradictedErasure,
  contradictedErasures,
  eachOnce,
  type WaitingErasure,
  waitingErasures,
} from '../domain/today.ts';
import { chase } from '../policy/retention.ts';
import type { World } from '../ports.ts';
import { listHolds } from './list-holds.ts';
import { listRequests } from './list-requests.ts';
import { listTasks, type TaskEntry } from './list-tasks.ts';

const pageSize = 100;
/** So many of each at once that somebody has to ask why rather than read on. */
const most = 500;
/** How many of each the page shows; the rest stands on a page of its own. */
const shown = 10;
/** How far back answers count. */
const answersOf = { hours: 30 * 24 };
/** Every notice that waits is looked after within this time: no gap between two reminders is longer than a day. */
const nextLook = { hours: 48 };
/** Milliseconds that the broker has to say what it gave up: the page does not wait for one that is away. */
const brokersTime = 5_000;

/** How things stand: what needs somebody today, and what is to come. It names nobody but by id. */
export interface Today {
  /** The day in Norway. */
  readonly on: string;
  readonly at: string;
  readonly alerts: readonly Alert[];
  readonly requests: Part<RequestEntry>;
  readonly erasures: Part<WaitingErasure>;
  readonly contradicted: readonly ContradictedErasure[];
  readonly tasks: Part<TaskEntry>;
  /** Those whose day of review has come. */
  readonly holds: Part<DueHold>;
  /** Undefined: the broker did not answer. */
  readonly deadLetters: Bounded | undefined;
  readonly outlook: readonly OutlookEntry[];
  readonly processors: readonly AnswerTimes[];
}

/** A hold without what staff wrote about it, which may name somebody. */
type DueHold = Pick<HoldEntry, 'holdId' | 'subjectId' | 'reviewOn' | 'placedAt'>;

/** The first of a list, and how many there are in all. */
interface Part<Entry> {
  readonly total: Bounded;
  readonly first: readonly Entry[];
}

/** What the page of today shows. */
export async function readToday(world: World): Promise<Today> {
  const at = world.clock.now();
  const on = dayOf(at).toString();
  const [requests, tasks, holds, waiting, ended, contradicted, deadLetters, outlook] = await Promise.all([
    listRequests(world),
    listTasks(world),
    listHolds(world),
    waitingNotices(world, at),
    collect(world.subjects.completedSince(at.subtract(answersOf), pageSize)),
    contradictedAt(world, at),
    countDeadLetters(world),
    readOutlook(world, at),
  ]);
  const due = holds
    .filter((hold) => hold.due)
    .map(({ holdId, subjectId, reviewOn, placedAt }) => ({ holdId, subjectId, reviewOn, placedAt }));
  const processors = answerTimesIn([...waiting, ...ended], { since: at.subtract(answersOf), at });
  return {
    on,
    at: at.toString(),
    alerts: alertsOf({
      overdueRequests: requests.filter(({ daysLeft }) => daysLeft !== undefined && daysLeft < 0).length,
      contradicted: contradicted.length,
      overdueTasks: tasks.filter(({ dueOn }) => dueOn !== undefined && dueOn < on).length,
      dueHolds: due.length,
      deadLetters: deadLetters?.count,
      processors,
    }),
    requests: partOf(requests),
    erasures: partOf(waitingErasures(waiting)),
    contradicted: contradicted.slice(0, shown),
    tasks: partOf(tasks),
    holds: partOf(due),
    deadLetters,
    outlook,
    processors,
  };
}

function partOf<Entry>(list: readonly Entry[]): Part<Entry> {
  return { total: bounded(list, most), first: list.slice(0, shown) };
}

/** The notices that wait for a processor or for staff. */
async function waitingNotices({ subjects }: World, at: Temporal.Instant): Promise<readonly NoticeDocument[]> {
  const [chased, withTasks] = await Promise.all([
    collect(subjects.toChase(at.add(nextLook), pageSize)),
    collect(subjects.withTasks(pageSize)),
  ]);
  return eachOnce([...chased, ...withTasks]);
}

/** An erasure of which something was found is searched for again soon. */
async function contradictedAt(
  { subjects }: World,
  at: Temporal.Instant,
): Promise<readonly ContradictedErasure[]> {
  const searched = await collect(subjects.toVerify(at.add(chase.contradicted), pageSize));
  return contradictedErasures(searched.map(({ document }) => document));
}

async function countDeadLetters({ deadLetters, clock }: World): Promise<Bounded | undefined> {
  const listed = deadLetters.list(most).catch(() => undefined);
  const letters = await Promise.race([listed, clock.pause(brokersTime).then(() => undefined)]);
  return letters && bounded(letters, most);
}

function readOutlook({ subjects }: World, at: Temporal.Instant): Promise<readonly OutlookEntry[]> {
  return Promise.all(
    outlookSpans(at).map(async ({ name, from, to }) => ({
      name,
      counts: await subjects.endingBetween({ from, to }),
    })),
  );
}

/** The first `most` of what comes page by page. */
async function collect<Item>(pages: AsyncIterable<readonly Item[]>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const page of pages) {
    items.push(...page);
    if (items.length >= most) break;
  }
  return items.slice(0, most);
}
