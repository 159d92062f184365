import type { Temporal } from 'temporal-polyfill';
import { type ProcessorId, processorIds } from '../policy/processors.ts';
import { chase } from '../policy/retention.ts';
import { type EntityName, entities } from '../policy/signals.ts';
import { waitsFor } from './answer-times.ts';
import { parseInstant } from './calendar.ts';
import type { ErasureDocument, NoticeDocument } from './document.ts';

/** How many of something there are, and for how many seconds the oldest has been there: 0 where there is none. */
export interface Aged {
  readonly count: number;
  readonly seconds: number;
}

/**
 * A sweep runs each hour, for twenty minutes at most: what has been due for longer than this, one has come by and has not
 * erased it.
 */
const sweptWithin = { hours: 2 };

/** Before when something has to have come due to be overdue for erasure. */
export function overdueBefore(at: Temporal.Instant): Temporal.Instant {
  return at.subtract(sweptWithin);
}

/** Before when an erasure that is not completed has to have begun to be overdue: what a hold kept waiting is no delay. */
export function erasureOverdueBefore(at: Temporal.Instant): Temporal.Instant {
  return at.subtract(chase.answered);
}

/** The records that a hold keeps, by partition and id: that of a consent is its purpose, and not unique by itself. */
export type RecordsHeld = ReadonlySet<string>;

/** The records in held erasures. They are due and stay: a hold is no delay. */
export function recordsHeld(held: readonly ErasureDocument[]): RecordsHeld {
  return new Set(held.flatMap(({ subjectId, scope }) => scope.map(({ id }) => recordKey({ subjectId, id }))));
}

interface Due {
  readonly subjectId: string;
  readonly id: string;
  readonly eraseAfter: string;
}

export function notHeld<Document extends Due>(due: readonly Document[], held: RecordsHeld): Document[] {
  return due.filter((document) => !held.has(recordKey(document)));
}

/** The people of whom something is due, and since when the first of it is. */
export function peopleWaiting(due: readonly Due[], at: Temporal.Instant): Aged {
  const people = new Set(due.map(({ subjectId }) => subjectId));
  const since = due.map(({ eraseAfter }) => eraseAfter);
  return { count: people.size, seconds: age(since, at) };
}

function recordKey({ subjectId, id }: Pick<Due, 'subjectId' | 'id'>): string {
  return `${subjectId} ${id}`;
}

/** How many notices each processor has not answered, and how long the oldest of them waits for it. */
export function unanswered(
  waiting: readonly Pick<NoticeDocument, 'recipients'>[],
  at: Temporal.Instant,
): readonly (Aged & { readonly processor: ProcessorId })[] {
  return processorIds.map((processor) => {
    const since = waitsFor(processor, waiting);
    return { processor, count: since.length, seconds: age(since, at) };
  });
}

/** How many dead letters lie in each queue and each subscription. */
export function deadLettersByEntity(
  dead: readonly { readonly entity: string }[],
): readonly { readonly entity: EntityName; readonly messages: number }[] {
  return entities.map((entity) => ({
    entity,
    messages: dead.filter((letter) => letter.entity === entity).length,
  }));
}

/** Whole seconds since the earliest of some timestamps, never negative; 0 where there is none. */
export function age(timestamps: readonly string[], at: Temporal.Instant): number {
  const [earliest] = timestamps.toSorted();
  const since = earliest === undefined ? undefined : parseInstant(earliest);
  return since === undefined ? 0 : Math.max(0, Math.floor(since.until(at).total('seconds')));
}
