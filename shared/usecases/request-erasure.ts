import { timestamp } from '../domain/calendar.ts';
import type { ErasureDocument, RecordDocument } from '../domain/document.ts';
import { nextErasureStep } from '../domain/erasure.ts';
import { heldErasure, heldWith, requestEvents, requestedErasure } from '../domain/erasure-request.ts';
import { holdsOver } from '../domain/erasure-scope.ts';
import type { PrivacyEvent } from '../domain/event.ts';
import type { ErasureId, RequestId, SubjectId } from '../domain/id.ts';
import { isAtRest } from '../domain/next-step.ts';
import type { NoticeSituation } from '../domain/notice-step.ts';
import { isHeldErasure } from '../domain/notice-step.ts';
import { refusing } from '../domain/suppression.ts';
import type { ErasureCause } from '../policy/erasure-causes.ts';
import type { PurposeId } from '../policy/purposes.ts';
import type { Holdings, Stored, World } from '../ports.ts';
import { advanceNotice, commitStep, finishHalfWay } from './advance-notice.ts';
import { Contended, rounds } from './contended.ts';
import { situationOf } from './notice-situation.ts';
import { isOpenSubject } from './open-subject.ts';

/** So that the list of an erasure's records fits into its document, and into the message that tells of it. */
const mostRecords = 1000;

export interface ErasureWanted {
  readonly subjectId: SubjectId;
  readonly cause: ErasureCause;
  readonly select: (record: RecordDocument) => boolean;
  /** Whom to tell when it is done: a person who asked for it. */
  readonly tell?: ErasureDocument['tell'];
  /** Whom to tell when what a hold keeps for now is done too: of the rest the person hears in another way. */
  readonly tellOfHeld?: ErasureDocument['tell'];
  /** The person's request that it answers. */
  readonly requestId?: RequestId | undefined;
  /** What the person says no to with it. */
  readonly refuses?: readonly PurposeId[];
  /** What is told in the first batch: that which asks for the erasure is so if and only if the erasure is. */
  readonly announce?: () => readonly PrivacyEvent[];
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
  const all: RequestedErasure[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const holdings = await world.subjects.holdings(wanted.subjectId);
    const begun = await begin(world, holdings, all.length === 0 ? wanted : { ...wanted, announce: () => [] });
    if (begun === 'changed') continue;
    all.push(...begun.erasures);
    if (!begun.more) return all;
  }
  throw new Contended();
}

export interface Begun {
  readonly erasures: readonly RequestedErasure[];
  /** There were more records than one erasure takes. */
  readonly more: boolean;
}

/** Begins the erasure on these holdings; `changed` when they have moved on since: load again. */
export async function begin(
  world: World,
  holdings: Holdings,
  wanted: ErasureWanted,
): Promise<Begun | 'changed'> {
  const { head } = holdings;
  const { subjectId, cause, tell, tellOfHeld = tell, requestId, refuses, announce = () => [] } = wanted;
  if (!isOpenSubject(head)) return { erasures: [], more: false };
  if (head.document.releasing !== undefined) {
    await finishHalfWay(world, subjectId, holdings.notices);
    return 'changed';
  }
  const situation = situationOf(world, holdings, head);
  const { free, covered, more } = choose(holdings, situation, wanted);
  if (free.length + covered.length === 0) return { erasures: [], more: false };
  const request = { cause, tell, requestId, refuses: refuses && refusing(refuses, timestamp(situation.at)) };
  const holding = holdBack(holdings, situation, {
    ...request,
    tell: tellOfHeld,
    id: world.ids.erasure(),
    records: covered,
  });
  if (free.length === 0) {
    const outcome = await world.subjects.commit({
      subjectId,
      head: { expect: 'unmoved', head },
      create: holding.create,
      replace: holding.replace,
      events: [...announce(), ...holding.events],
    });
    return outcome === 'committed' ? { erasures: holding.receipts, more } : 'changed';
  }

  const erasure = requestedErasure({ ...request, id: world.ids.erasure(), records: free }, situation);
  const step = nextErasureStep(erasure, situation, { released: false });
  if (step.step !== 'commit') throw new RangeError('the first step of an erasure deletes');
  const events = [...announce(), ...holding.events, ...requestEvents(erasure, situation), ...step.events];
  const outcome = await commitStep(world, holdings, {
    step: { ...step, events },
    stored: undefined,
    create: holding.create,
    replace: holding.replace,
  });
  if (outcome !== 'committed') return 'changed';
  if (!isAtRest(step.notice)) {
    await advanceNotice(world, { subjectId, notice: { kind: 'erasure', id: erasure.id } });
  }
  const started = { erasureId: erasure.id, state: 'started', records: free.length } as const;
  return { erasures: [...holding.receipts, started], more };
}

/** The records to erase, as many as one erasure takes; those under a hold apart, but for those that wait already. */
function choose(
  { notices }: Holdings,
  { records, holds }: NoticeSituation,
  { cause, select }: ErasureWanted,
): { readonly free: RecordDocument[]; readonly covered: RecordDocument[]; readonly more: boolean } {
  const held = notices
    .map(({ document }) => document)
    .filter(isHeldErasure)
    .filter((erasure) => erasure.cause === cause);
  const waiting = new Set(held.flatMap((erasure) => erasure.scope.map(({ id }) => id)));
  const selected = records.filter(select).filter(({ id }) => !waiting.has(id));
  const taken = selected.slice(0, mostRecords);
  const isCovered = (record: RecordDocument) => holdsOver(record, holds).length > 0;
  return {
    free: taken.filter((record) => !isCovered(record)),
    covered: taken.filter(isCovered),
    more: taken.length < selected.length,
  };
}

interface Holding {
  readonly create: readonly ErasureDocument[];
  readonly replace: readonly Stored<ErasureDocument>[];
  readonly events: readonly PrivacyEvent[];
  readonly receipts: readonly RequestedErasure[];
}

/** What a hold is over waits: with the erasure of the same cause that waits already, as far as it has room. */
function holdBack(
  { notices }: Holdings,
  situation: NoticeSituation,
  request: Parameters<typeof heldErasure>[0],
): Holding {
  const { records, cause } = request;
  if (records.length === 0) return { create: [], replace: [], events: [], receipts: [] };
  const fresh = heldErasure(request, situation);
  for (const { document, etag } of notices) {
    if (!isHeldErasure(document) || document.cause !== cause) continue;
    if (document.scope.length + records.length > mostRecords) continue;
    const joined = { ...fresh, id: document.id };
    return {
      create: [],
      replace: [{ document: heldWith(document, records), etag }],
      events: requestEvents(joined, situation),
      receipts: [{ erasureId: document.id, state: 'held', records: records.length }],
    };
  }
  return {
    create: [fresh],
    replace: [],
    events: requestEvents(fresh, situation),
    receipts: [{ erasureId: fresh.id, state: 'held', records: records.length }],
  };
}
