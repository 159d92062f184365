import { Temporal } from 'temporal-polyfill';
import { dayOf, timestamp } from '../domain/calendar.ts';
import type { HoldDocument } from '../domain/document.ts';
import { event } from '../domain/event.ts';
import { partitionOf } from '../domain/received-request.ts';
import type { RequestDocument } from '../domain/request.ts';
import { overdueFrom } from '../domain/request-due.ts';
import { isBegun, type RequestCommand, stepRequest } from '../domain/request-step.ts';
import { withoutContact, withoutPackage, withReminded } from '../domain/request-upkeep.ts';
import {
  contactEnd,
  identityEnd,
  isLeft,
  isOpen,
  isPipelines,
  openEnd,
  reminderAt,
  withWakeAt,
} from '../domain/request-wake.ts';
import type { Stored, World } from '../ports.ts';
import { readRequest, replaceRequest, requestSituation } from './change-request.ts';
import { fulfilRequest } from './fulfil-request.ts';
import { isThere } from './open-subject.ts';
import { workThrough } from './work-through.ts';

const pageSize = 100;
/** Milliseconds after which a run ends; the next one is not far. */
const longestRun = 10 * 60_000;

export interface DeadlineReceipt {
  readonly requests: number;
  /** Mails to staff that were brought on their way. */
  readonly reminders: number;
  /** Requests that met a fault; their time is still past, so the next run meets them again. */
  readonly failed: number;
}

/** Some requests could not be looked after. The others were; the next run tries those again. */
class DeadlinesIncomplete extends Error {
  override readonly name = 'DeadlinesIncomplete';
  constructor({ failed, requests }: DeadlineReceipt, cause: unknown) {
    super(`${failed} of ${requests} requests and holds could not be looked after; their time is still past`, {
      cause,
    });
  }
}

/**
 * Every quarter of an hour: ends requests that nobody has shown to be theirs, goes on with work that died, erases packages
 * and whom to answer when their time is over, reminds staff of last days (GDPR Art. 12(3)), and of holds whose day of
 * review has come. What is overdue is told in each run, for whoever is to be woken.
 *
 * @throws DeadlinesIncomplete after all others were looked after, if some could not be.
 */
export async function chaseDeadlines(world: World): Promise<DeadlineReceipt> {
  let reminders = 0;
  const count = (sent: number) => {
    reminders += sent;
  };
  const requests = await workThrough(
    world.subjects.toWake(world.clock.now(), pageSize),
    async ({ document }) => count(await lookAfter(world, document.id)),
    { longest: longestRun },
  );
  const holds = await workThrough(
    holdsToReview(world),
    async (hold) => count(await remindOfHold(world, hold)),
    { longest: longestRun },
  );
  const receipt = { requests: requests.items, reminders, failed: requests.failed + holds.failed };
  world.telemetry.count('deadlines-chased', receipt);
  if (receipt.failed > 0) throw new DeadlinesIncomplete(receipt, requests.fault ?? holds.fault);
  return receipt;
}

/** Does what is due of one request; returns the reminders sent. */
async function lookAfter(world: World, requestId: RequestDocument['id']): Promise<number> {
  const stored = await readRequest(world, requestId);
  if (stored === undefined) return 0;
  if (await endWhatIsOver(world, stored)) return 0;
  const reminders = await remind(world, requestId);
  await goOn(world, requestId);
  const now = (await readRequest(world, requestId))?.document;
  if (now !== undefined) tellIfOverdue(world, now);
  return reminders;
}

/** Ends a request that nobody has shown to be theirs, or whose time is over, and erases what has come to its own end. */
async function endWhatIsOver(world: World, stored: Stored<RequestDocument>): Promise<boolean> {
  const { document } = stored;
  const situation = requestSituation(world);
  const { at } = situation;
  const take = async (command: RequestCommand) => {
    const stepped = stepRequest(document, command, situation);
    return stepped.outcome === 'stepped' && replaceRequest(world, stored, stepped);
  };
  if (document.state === 'received' && isPast(identityEnd(document), at)) return take({ step: 'expire' });
  if (isLeft(document) && (await isErased(world, document))) {
    return take({ step: 'fulfil', answer: { refusals: [], held: false } });
  }
  if (isPast(openEnd(document), at)) {
    // What is under way at processors goes on; nobody is known any more who could be told.
    return isBegun(document.work)
      ? replaceRequest(world, stored, { document: withoutContact(document, at), events: [] })
      : take({ step: 'expire' });
  }
  return eraseWhatIsOver(world, stored, at);
}

/** Erases a package and whom to answer when their time is over. Returns whether nothing else is to be done now. */
async function eraseWhatIsOver(
  world: World,
  stored: Stored<RequestDocument>,
  at: Temporal.Instant,
): Promise<boolean> {
  const { document } = stored;
  const { package: made } = document.work ?? {};
  let left = document;
  if (made !== undefined && isPast(Temporal.Instant.from(made.endsAt), at)) {
    await world.packages.remove(made.id);
    left = withoutPackage(left, at);
  }
  if (isPast(contactEnd(document), at)) left = withoutContact(left, at);
  if (left !== document && !(await replaceRequest(world, stored, { document: left, events: [] })))
    return true;
  return !isOpen(left);
}

function isPast(end: Temporal.Instant | undefined, at: Temporal.Instant): boolean {
  return end !== undefined && timestamp(end) <= timestamp(at);
}

/** Whether the person was erased while the request waited for somebody: then there is nothing left to do. */
async function isErased(world: World, { about }: RequestDocument): Promise<boolean> {
  return about !== undefined && !(await isThere(world, about));
}

/** Work that died is begun again. Whether it goes on or not, the next look is later. */
async function goOn(world: World, requestId: RequestDocument['id']): Promise<void> {
  await fulfilRequest(world, requestId);
  const stored = await readRequest(world, requestId);
  if (stored === undefined || !(isPipelines(stored.document) || isLeft(stored.document))) return;
  const document = withWakeAt(stored.document, world.clock.now());
  await replaceRequest(world, stored, { document, events: [] });
}

async function remind(world: World, requestId: RequestDocument['id']): Promise<number> {
  const stored = await readRequest(world, requestId);
  const { at, newEventId } = requestSituation(world);
  const reminder = stored && reminderAt(stored.document, at);
  if (stored === undefined || reminder === undefined) return 0;
  const { dueOn = '' } = stored.document;
  const { daysLeft, reminded } = reminder;
  const subject = partitionOf(requestId);
  const told = event('request.due', { id: newEventId(), subject, at, data: { requestId, dueOn, daysLeft } });
  const document = withReminded(stored.document, { reminded, at });
  return (await replaceRequest(world, stored, { document, events: [told] })) ? 1 : 0;
}

function tellIfOverdue({ clock, telemetry }: World, { right, dueOn }: RequestDocument): void {
  if (dueOn === undefined || timestamp(overdueFrom(dueOn)) > timestamp(clock.now())) return;
  telemetry.event('request-overdue', { right });
}

/** The holds whose day of review has come, and of which staff have not been reminded. */
async function* holdsToReview({ clock, subjects }: World): AsyncGenerator<readonly HoldDocument[]> {
  const today = dayOf(clock.now()).toString();
  for await (const page of subjects.holdsByReview(pageSize)) {
    const due = page.filter(({ reviewOn }) => reviewOn <= today);
    const toRemind = due.filter(({ reviewOn, remindedOf }) => remindedOf !== reviewOn);
    if (toRemind.length > 0) yield toRemind;
    if (due.length < page.length) return;
  }
}

/** Once for each day of review. */
async function remindOfHold(
  { clock, ids, subjects }: World,
  { id: holdId, subjectId }: HoldDocument,
): Promise<number> {
  const stored = await subjects.read(subjectId, 'hold', holdId);
  if (stored === undefined || stored.document.remindedOf === stored.document.reviewOn) return 0;
  const { document, etag } = stored;
  const { reviewOn } = document;
  const at = clock.now();
  const outcome = await subjects.commit({
    subjectId,
    head: { expect: 'any' },
    replace: [{ document: { ...document, remindedOf: reviewOn }, etag }],
    events: [event('hold.due', { id: ids.event(at), subject: subjectId, at, data: { holdId, reviewOn } })],
  });
  return outcome === 'committed' ? 1 : 0;
}
