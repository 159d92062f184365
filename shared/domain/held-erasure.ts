import type { Temporal } from 'temporal-polyfill';
import type { ErasureCause } from '../policy/erasure-causes.ts';
import type { ErasureDocument, HoldDocument, NoticeDocument, RecordDocument } from './document.ts';
import { requestedErasure } from './erasure-request.ts';
import { holdsOver, isPast } from './erasure-scope.ts';
import { isHeldErasure, type NoticeSituation } from './notice-step.ts';

/** What becomes of an erasure that was held: on its way, still held for what another hold is over, or nothing. */
export interface Resumed {
  readonly held: ErasureDocument | undefined;
  readonly going: ErasureDocument | undefined;
}

/**
 * The erasures that a hold kept, now that only `holds` are left. What its time asked for is only erased if its time is
 * still past: a licence may have been reinstated meanwhile. None of what goes now counts as staying for another.
 */
export function resumedErasures(
  erasures: readonly ErasureDocument[],
  holds: readonly HoldDocument[],
  situation: NoticeSituation,
): ReadonlyMap<ErasureDocument, Resumed> {
  const wanted = new Map(erasures.map((erasure) => [erasure, recordsOf(erasure, situation)]));
  const isFree = (record: RecordDocument) => holdsOver(record, holds).length === 0;
  const leaving = new Set([...wanted.values()].flat().filter(isFree));
  const staying = situation.records.filter((record) => !leaving.has(record));
  const resumed = new Map<ErasureDocument, Resumed>();
  for (const [erasure, records] of wanted) {
    const free = records.filter(isFree);
    const now = { ...situation, records: [...staying, ...free] };
    resumed.set(erasure, resume(erasure, { free, covered: records.filter((each) => !isFree(each)) }, now));
  }
  return resumed;
}

/**
 * The records that only a hold keeps: the person withdrew or asked for the erasure, or is no longer the contact. They are kept and not used;
 * those whose time is over are not used anyway.
 */
export function keptUnused(notices: readonly NoticeDocument[]): ReadonlySet<string> {
  const unused: readonly ErasureCause[] = ['withdrawal', 'data-subject', 'contact-replaced'];
  const held = notices.filter(isHeldErasure).filter(({ cause }) => unused.includes(cause));
  return new Set(held.flatMap(({ scope }) => scope.map(({ id }) => id)));
}

function resume(
  erasure: ErasureDocument,
  {
    free,
    covered,
  }: { readonly free: readonly RecordDocument[]; readonly covered: readonly RecordDocument[] },
  situation: NoticeSituation,
): Resumed {
  const { cause, tell, suppressed: refuses, requestedAt, requestId } = erasure;
  const ids = new Set<string>(covered.map(({ id }) => id));
  const held =
    covered.length === 0 ? undefined : { ...erasure, scope: erasure.scope.filter(({ id }) => ids.has(id)) };
  if (free.length === 0) return { held, going: undefined };
  const id = held === undefined ? erasure.id : situation.newErasureId();
  return {
    held,
    going: requestedErasure({ id, cause, tell, refuses, requestedAt, requestId, records: free }, situation),
  };
}

function recordsOf(erasure: ErasureDocument, { records, at }: NoticeSituation): readonly RecordDocument[] {
  const scope = new Set(erasure.scope.map(({ id }) => id));
  return records.filter(({ id }) => scope.has(id)).filter((record) => isStillWanted(record, erasure, at));
}

function isStillWanted(
  { eraseAfter }: RecordDocument,
  { cause }: ErasureDocument,
  at: Temporal.Instant,
): boolean {
  switch (cause) {
    case 'retention':
    case 'licence-end':
      return eraseAfter !== null && isPast(eraseAfter, at);
    case 'withdrawal':
    case 'data-subject':
    case 'contact-replaced':
      return true;
  }
}
