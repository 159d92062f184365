import type { Temporal } from 'temporal-polyfill';
import { type AnswerTimes, answerTimesIn } from '../domain/answer-times.ts';
import { dayOf } from '../domain/calendar.ts';
import type { HoldEntry } from '../domain/hold.ts';
import { type OutlookEntry, outlookSpans } from '../domain/outlook.ts';
import type { RequestEntry } from '../domain/request-view.ts';
import { isTaskOverdue } from '../domain/task.ts';
import {
  type Alert,
  alertsOf,
  type Bounded,
  bounded,
  type ContradictedErasure,
  type WaitingErasure,
  waitingErasures,
} from '../domain/today.ts';
import type { World } from '../ports.ts';
import { listHolds } from './list-holds.ts';
import { listRequests } from './list-requests.ts';
import { listTasks, type TaskEntry } from './list-tasks.ts';
import {
  firstOf,
  mostRead,
  readContradicted,
  readDeadLetters,
  readRecipients,
  readWaiting,
} from './read-standing.ts';

const pageSize = 100;
/** How many of each the page shows; the rest stands on a page of its own. */
const shown = 10;
/** How far back answers count. */
const answersOf = { hours: 30 * 24 };

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
  const [requests, tasks, holds, waiting, asked, ended, contradicted, letters, outlook] = await Promise.all([
    listRequests(world),
    listTasks(world),
    listHolds(world),
    readWaiting(world),
    readRecipients(world),
    firstOf(world.subjects.completedSince(at.subtract(answersOf), pageSize), mostRead),
    readContradicted(world),
    readDeadLetters(world),
    readOutlook(world, at),
  ]);
  const due = holds
    .filter((hold) => hold.due)
    .map(({ holdId, subjectId, reviewOn, placedAt }) => ({ holdId, subjectId, reviewOn, placedAt }));
  const deadLetters = letters && bounded(letters, mostRead);
  const processors = answerTimesIn([...asked, ...ended], { since: at.subtract(answersOf), at });
  return {
    on,
    at: at.toString(),
    alerts: alertsOf({
      overdueRequests: requests.filter(({ daysLeft }) => daysLeft !== undefined && daysLeft < 0).length,
      contradicted: contradicted.length,
      overdueTasks: tasks.filter((task) => isTaskOverdue(task, on)).length,
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
  return { total: bounded(list, mostRead), first: list.slice(0, shown) };
}

function readOutlook({ subjects }: World, at: Temporal.Instant): Promise<readonly OutlookEntry[]> {
  return Promise.all(
    outlookSpans(at).map(async ({ name, from, to }) => ({
      name,
      counts: await subjects.endingBetween({ from, to }),
    })),
  );
}
