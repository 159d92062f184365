import type { ErasureDocument, RecordDocument } from '../domain/document.ts';
import { nextErasureStep } from '../domain/erasure.ts';
import { heldErasure, requestEvents, requestedErasure } from '../domain/erasure-request.ts';
import { holdsOver } from '../domain/erasure-scope.ts';
import type { ErasureCause } from '../domain/event.ts';
import type { ErasureId, SubjectId } from '../domain/id.ts';
import { isAtRest } from '../domain/next-step.ts';
import type { Holdings, World } from '../ports.ts';
import { advanceNotice, commitStep, finishHalfWay } from './advance-notice.ts';
import { Contended, rounds } from './contended.ts';
import { situationOf } from './notice-situation.ts';

/** So that the list of an erasure's records fits into its document. */
const mostRecords = 5000;

export interface ErasureWanted {
  readonly subjectId: SubjectId;
  readonly cause: ErasureCause;
  readonly select: (record: RecordDocument) => boolean;
  /** Whom to tell when it is done: a person who asked for it. */
  readonly tell?: ErasureDocument['tell'];
}

export interface RequestedErasure {
  readonly erasureId: ErasureId;
  readonly state: 'held' | 'started';
  readonly records: number;
}

/**
 * Erases the selected records of one subject (GDPR Art. 17): those that no hold is over go at once from our own
 * store, and whoever else may have them is told; those that must stay wait, and say so. What the same cause has
 * already asked for and a hold keeps is not asked for again.
 *
 * @returns what was begun; empty when there is nothing to erase.
 * @throws Contended when others keep changing the subject.
 */
export async function requestErasure(
  world: World,
  wanted: ErasureWanted,
): Promise<readonly RequestedErasure[]> {
  for (let round = 0; round < rounds; round += 1) {
    const holdings = await world.subjects.holdings(wanted.subjectId);
    const begun = await begin(world, holdings, wanted);
    if (begun !== 'changed') return begun;
  }
  throw new Contended();
}

/** Begins the erasure on these holdings; `changed` when they have moved on since: load again. */
export async function begin(
  world: World,
  holdings: Holdings,
  { subjectId, cause, select, tell }: ErasureWanted,
): Promise<readonly RequestedErasure[] | 'changed'> {
  const { head } = holdings;
  if (head === undefined || head.document.closedAt !== undefined) return [];
  if (head.document.releasing !== undefined) {
    await finishHalfWay(world, subjectId, holdings.notices);
    return 'changed';
  }
  const situation = situationOf(world, holdings, head);
  const waiting = heldAlready(holdings, cause);
  const selected = situation.records.filter(select).filter(({ id }) => !waiting.has(id));
  const covered = selected.filter((record) => holdsOver(record, situation.holds).length > 0);
  const free = selected.filter((record) => !covered.includes(record)).slice(0, mostRecords);
  const request = { cause, tell };
  const held =
    covered.length === 0
      ? []
      : [heldErasure({ ...request, id: world.ids.erasure(), records: covered }, situation)];
  const heldEvents = held.flatMap((erasure) => requestEvents(erasure, situation));
  const heldReceipts = held.map(({ id: erasureId, scope }) => ({
    erasureId,
    state: 'held' as const,
    records: scope.length,
  }));
  if (free.length === 0) {
    if (held.length === 0) return [];
    const outcome = await world.subjects.commit({
      subjectId,
      head: { expect: 'open' },
      create: held,
      events: heldEvents,
    });
    return outcome === 'committed' ? heldReceipts : 'changed';
  }

  const erasure = requestedErasure({ ...request, id: world.ids.erasure(), records: free }, situation);
  const step = nextErasureStep(erasure, situation, { released: false });
  if (step.step !== 'commit') throw new RangeError('the first step of an erasure deletes');
  const events = [...heldEvents, ...requestEvents(erasure, situation), ...step.events];
  const outcome = await commitStep(world, holdings, {
    step: { ...step, events },
    stored: undefined,
    create: held,
  });
  if (outcome !== 'committed') return 'changed';
  if (!isAtRest(step.notice)) {
    await advanceNotice(world, { subjectId, notice: { kind: 'erasure', id: erasure.id } });
  }
  return [
    ...heldReceipts,
    { erasureId: erasure.id, state: 'started' as const, records: erasure.scope.length },
  ];
}

/** The records that an erasure of the same cause is waiting for. */
function heldAlready({ notices }: Holdings, cause: ErasureCause): Set<string> {
  const held = notices
    .map(({ document }) => document)
    .filter((notice) => notice.kind === 'erasure')
    .filter((erasure) => erasure.state === 'held' && erasure.cause === cause);
  return new Set(held.flatMap(({ scope }) => scope.map(({ id }) => id)));
}
