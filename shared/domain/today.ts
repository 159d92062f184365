import { type AnswerTimes, type Awaited, awaitedIn } from './answer-times.ts';
import type { ErasureDocument, NoticeDocument } from './document.ts';

/** A count that was given up at some size; `more`: there may be more than that. */
export interface Bounded {
  readonly count: number;
  readonly more: boolean;
}

/** An erasure that waits, and for whom. It names the person by id only. */
export interface WaitingErasure {
  readonly subjectId: string;
  readonly erasureId: string;
  readonly cause: ErasureDocument['cause'];
  readonly requestedAt: string;
  readonly waitsFor: readonly Awaited[];
}

/** An erasure of which a search found something that should be gone. */
export interface ContradictedErasure {
  readonly subjectId: string;
  readonly erasureId: string;
  readonly since: string;
  readonly places: readonly string[];
}

export function bounded(list: { readonly length: number }, most: number): Bounded {
  return { count: list.length, more: list.length >= most };
}

/** The erasures among notices that wait for a processor, the longest waiting first. */
export function waitingErasures(notices: readonly NoticeDocument[]): readonly WaitingErasure[] {
  return notices
    .flatMap((notice) => (notice.kind === 'erasure' ? waitingErasure(notice) : []))
    .toSorted((one, other) => compare(one.requestedAt, other.requestedAt));
}

function waitingErasure(erasure: ErasureDocument): WaitingErasure[] {
  const waitsFor = awaitedIn(erasure);
  if (waitsFor.length === 0) return [];
  const { subjectId, id: erasureId, cause, requestedAt } = erasure;
  return [{ subjectId, erasureId, cause, requestedAt, waitsFor }];
}

/** The erasures among those to be searched for again that a search has contradicted, the longest known first. */
export function contradictedErasures(erasures: readonly ErasureDocument[]): readonly ContradictedErasure[] {
  return erasures
    .flatMap(({ subjectId, id: erasureId, contradicted }) =>
      contradicted === undefined ? [] : [{ subjectId, erasureId, ...contradicted }],
    )
    .toSorted((one, other) => compare(one.since, other.since));
}

/** What needs somebody now, the gravest first, and how often. */
export interface Alert {
  readonly what:
    | 'requests-overdue'
    | 'contradicted'
    | 'tasks-overdue'
    | 'processors-silent'
    | 'dead-letters'
    | 'holds-due'
    | 'dead-letters-unknown';
  readonly count: number;
}

export function alertsOf(found: {
  readonly overdueRequests: number;
  readonly contradicted: number;
  readonly overdueTasks: number;
  readonly dueHolds: number;
  /** Undefined: the broker did not answer. */
  readonly deadLetters: number | undefined;
  readonly processors: readonly AnswerTimes[];
}): readonly Alert[] {
  const alerts: readonly Alert[] = [
    { what: 'requests-overdue', count: found.overdueRequests },
    { what: 'contradicted', count: found.contradicted },
    { what: 'tasks-overdue', count: found.overdueTasks },
    { what: 'processors-silent', count: found.processors.filter(({ silent }) => silent).length },
    { what: 'dead-letters', count: found.deadLetters ?? 0 },
    { what: 'holds-due', count: found.dueHolds },
    { what: 'dead-letters-unknown', count: found.deadLetters === undefined ? 1 : 0 },
  ];
  return alerts.filter(({ count }) => count > 0);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
