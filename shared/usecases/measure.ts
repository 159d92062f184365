import type { Temporal } from 'temporal-polyfill';
import { dayOf } from '../domain/calendar.ts';
import { heartbeatsAt } from '../domain/heartbeat.ts';
import { daysLeft } from '../domain/request-due.ts';
import { statesShownAs } from '../domain/shown-state.ts';
import {
  age,
  deadLettersByEntity,
  erasureOverdueBefore,
  notHeld,
  overdueBefore,
  peopleWaiting,
  type RecordsHeld,
  recordsHeld,
  unanswered,
} from '../domain/standing.ts';
import { isTaskOverdue } from '../domain/task.ts';
import { rightNames } from '../policy/rights.ts';
import { signals } from '../policy/signals.ts';
import type { DueDocument, GaugeName, Said, World } from '../ports.ts';
import { listTasks } from './list-tasks.ts';
import { firstOf, readContradicted, readDeadLetters, readRecipients } from './read-standing.ts';

const pageSize = 500;
/** So many due documents at once that the number says enough: a sweep stands still. */
const mostDue = 2000;
/** Nobody waits for a page here: the broker has the time to open nine links and to show a part of many letters. */
const patience = { most: 100, milliseconds: 30_000 };
/** Milliseconds after which a run ends without what it could not read by then; the next one is five minutes away. */
const longestRun = 4 * 60_000;

export interface MeasureReceipt {
  /** Values that were sent. */
  readonly gauges: number;
}

/**
 * Some facts could not be read, and their values are not sent: that there is nothing differs from not known. The others
 * were sent; the next run reads those again.
 */
export class MeasureIncomplete extends Error {
  override readonly name = 'MeasureIncomplete';
  /** Which: the log has it. */
  readonly code: string;

  constructor(unread: readonly string[], cause: unknown) {
    super(`could not be measured: ${unread.join(', ')}; the rest was sent`, { cause });
    this.code = unread.join(', ');
  }
}

/** A value of a gauge, with its words. */
type Measured = { [Name in GaugeName]: readonly [name: Name, said: Said<Name>] }[GaugeName];
type Measure = (world: World, at: Temporal.Instant) => Promise<readonly Measured[]>;

/** What is measured, each for itself. */
const measures: Readonly<Record<string, Measure>> = {
  retention: retentionOverdue,
  erasures: erasuresOpen,
  'overdue erasures': erasuresOverdue,
  notices: noticesWaiting,
  contradictions: erasuresContradicted,
  requests: requestsOpen,
  tasks: tasksOpen,
  holds: holdsDue,
  'dead letters': deadLetters,
  heartbeat: beat,
};

/**
 * Every five minutes: how things stand, zeros included, and heartbeats by which the relay's lag is seen. Numbers come
 * from counts in the index, or from lists that end at some length and have their oldest first: what is beyond is young.
 *
 * @throws MeasureIncomplete after everything else was sent, if something could not be read in time.
 */
export async function measure(world: World, { longest = longestRun } = {}): Promise<MeasureReceipt> {
  const at = world.clock.now();
  const time = AbortSignal.timeout(longest);
  const unread: string[] = [];
  let fault: unknown;
  let gauges = 0;
  const take = async (what: string, read: Measure) => {
    try {
      const measured = await before(time, read(world, at));
      for (const [name, said] of measured) world.telemetry.gauge(name, said);
      gauges += measured.length;
    } catch (reason) {
      unread.push(what);
      fault = reason;
    }
  };
  await Promise.all(Object.entries(measures).map(([what, read]) => take(what, read)));
  if (unread.length > 0) throw new MeasureIncomplete(unread, fault);
  return { gauges };
}

/** What the work gives, unless its time is over first. */
async function before<Result>(time: AbortSignal, work: Promise<Result>): Promise<Result> {
  const { promise: over, reject } = Promise.withResolvers<never>();
  const end = () => reject(time.reason);
  time.addEventListener('abort', end);
  try {
    return await Promise.race([work, over]);
  } finally {
    time.removeEventListener('abort', end);
  }
}

async function retentionOverdue({ standing }: World, at: Temporal.Instant): Promise<Measured[]> {
  const overdue: DueDocument[] = [];
  let held: RecordsHeld | undefined;
  for await (const page of standing.due(overdueBefore(at), pageSize)) {
    held ??= recordsHeld(await firstOf(standing.held(pageSize), Number.POSITIVE_INFINITY));
    overdue.push(...notHeld(page, held));
    if (overdue.length >= mostDue) break;
  }
  const { count: subjects, seconds } = peopleWaiting(overdue, at);
  return [['retention-overdue', { subjects, seconds }]];
}

async function erasuresOpen({ standing }: World, at: Temporal.Instant): Promise<Measured[]> {
  const { cause: causes, state: states } = signals['erasures-open'].words;
  const each = causes.flatMap((cause) => states.map((state) => ({ cause, state })));
  return Promise.all(
    each.map(async ({ cause, state }): Promise<Measured> => {
      const { count, requestedAt } = await standing.erasures({ cause, states: statesShownAs(state) });
      const seconds = age(requestedAt === undefined ? [] : [requestedAt], at);
      return ['erasures-open', { cause, state, erasures: count, seconds }];
    }),
  );
}

/** In whatever state: one that stands still where it should be for moments is overdue like one that nobody answers. */
async function erasuresOverdue({ standing }: World, at: Temporal.Instant): Promise<Measured[]> {
  const limit = erasureOverdueBefore(at);
  const begun = { states: statesShownAs('waiting'), before: limit };
  const { count: erasures, begunAt } = await standing.erasuresBegun(begun);
  const seconds = age(begunAt === undefined ? [] : [begunAt], limit);
  return [['erasures-overdue', { erasures, seconds }]];
}

async function noticesWaiting(world: World, at: Temporal.Instant): Promise<Measured[]> {
  return unanswered(await readRecipients(world), at).map(
    ({ processor, count: notices, seconds }): Measured => [
      'processors-unanswered',
      { processor, notices, seconds },
    ],
  );
}

async function erasuresContradicted(world: World, at: Temporal.Instant): Promise<Measured[]> {
  const since = (await readContradicted(world)).map((erasure) => erasure.since);
  return [['erasures-contradicted', { erasures: since.length, seconds: age(since, at) }]];
}

async function requestsOpen({ standing }: World, at: Temporal.Instant): Promise<Measured[]> {
  const on = dayOf(at).toString();
  return Promise.all(
    rightNames.map(async (right): Promise<Measured> => {
      const { open, overdue, nearest } = await standing.openRequests({ right, on });
      // Where there is no such day, 0 would say that it is today.
      const days = nearest === undefined ? undefined : daysLeft(nearest, at);
      return ['requests-open', { right, requests: open, overdue, daysLeft: days }];
    }),
  );
}

async function tasksOpen(world: World, at: Temporal.Instant): Promise<Measured[]> {
  const on = dayOf(at).toString();
  const tasks = await listTasks(world);
  const overdue = tasks.filter((task) => isTaskOverdue(task, on)).length;
  return [['tasks-open', { tasks: tasks.length, overdue }]];
}

async function holdsDue({ standing }: World, at: Temporal.Instant): Promise<Measured[]> {
  return [['holds-due', { holds: await standing.countHoldsDue(dayOf(at).toString()) }]];
}

/** @throws when the broker does not answer: that nothing lies there is not known then. */
async function deadLetters(world: World): Promise<Measured[]> {
  const dead = await readDeadLetters(world, patience);
  if (dead === undefined) throw new Error('the broker does not say what it gave up');
  return deadLettersByEntity(dead).map(
    ({ entity, messages }): Measured => ['dead-letters', { entity, messages }],
  );
}

async function beat({ standing }: World, at: Temporal.Instant): Promise<Measured[]> {
  await standing.beat(heartbeatsAt(at));
  return [];
}
