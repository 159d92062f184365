import type { Temporal } from 'temporal-polyfill';
import { type ProcessorId, processors } from '../policy/processors.ts';
import { chase } from '../policy/retention.ts';
import { type EntityName, entities } from '../policy/signals.ts';
import { awaitedIn } from './answer-times.ts';
import { parseInstant } from './calendar.ts';
import type { ErasureDocument, NoticeDocument } from './document.ts';
import { entriesOf, isFinal } from './recipient.ts';

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

/**
 * The erasures that have waited for an answer, a processor's or staff's, longer than `chase.answered`, and the longest
 * time over it. Counted from the first question: what a hold kept waiting before is no delay.
 */
export function erasuresOverdue(waiting: readonly NoticeDocument[], at: Temporal.Instant): Aged {
  const limit = at.subtract(chase.answered);
  const times = waiting.flatMap((notice) => {
    const asked = notice.kind === 'erasure' ? firstAsked(notice) : undefined;
    const over = asked?.until(limit).total('seconds') ?? 0;
    return over > 0 ? [over] : [];
  });
  return { count: times.length, seconds: Math.floor(Math.max(0, ...times)) };
}

/** When the first of its recipients was asked; undefined when all have given their final answer. */
function firstAsked({ recipients }: ErasureDocument): Temporal.Instant | undefined {
  const all = entriesOf(recipients).map(([, recipient]) => recipient);
  if (all.every(isFinal)) return undefined;
  const [first] = all.map(({ askedAt, since }) => askedAt ?? since).toSorted();
  return first === undefined ? undefined : parseInstant(first);
}

/** The notices that each processor has not answered, and how long the oldest of them waits for it. */
export function unanswered(
  waiting: readonly NoticeDocument[],
  at: Temporal.Instant,
): readonly (Aged & { readonly processor: ProcessorId })[] {
  const awaited = waiting.flatMap(awaitedIn);
  const ids = Object.keys(processors) as ProcessorId[];
  return ids.map((processor) => {
    const since = awaited.filter((each) => each.processor === processor).map((each) => each.since);
    return { processor, count: since.length, seconds: age(since, at) };
  });
}

/** Erasures of which something was found again, and since when the first of them is known. */
export function contradictions(erasures: readonly ErasureDocument[], at: Temporal.Instant): Aged {
  const since = erasures.flatMap(({ contradicted }) =>
    contradicted === undefined ? [] : [contradicted.since],
  );
  return { count: since.length, seconds: age(since, at) };
}

/** How many lie in each queue and each subscription. */
export function lettersByEntity(
  letters: readonly { readonly entity: string }[],
): readonly { readonly entity: EntityName; readonly messages: number }[] {
  return entities.map((entity) => ({
    entity,
    messages: letters.filter((letter) => letter.entity === entity).length,
  }));
}

/** Whole seconds since the earliest of some timestamps, never negative; 0 where there is none. */
export function age(timestamps: readonly string[], at: Temporal.Instant): number {
  const [earliest] = timestamps.toSorted();
  const since = earliest === undefined ? undefined : parseInstant(earliest);
  return since === undefined ? 0 : Math.max(0, Math.floor(since.until(at).total('seconds')));
}
