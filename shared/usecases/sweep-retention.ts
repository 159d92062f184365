import type { RecordDocument } from '../domain/document.ts';
import { dueRecords } from '../domain/erasure-scope.ts';
import type { SubjectId } from '../domain/id.ts';
import type { Holdings, World } from '../ports.ts';
import { finishHalfWay } from './advance-notice.ts';
import { Contended } from './contended.ts';
import { begin } from './request-erasure.ts';
import { workThrough } from './work-through.ts';

const pageSize = 100;
/** How often what is due of one subject is looked at anew: others may write. */
const rounds = 1000;
/** Milliseconds after which a run ends; what is left is still due, and the next run finds it. */
const longestRun = 20 * 60_000;

export interface SweepReceipt {
  readonly pages: number;
  readonly subjects: number;
  readonly records: number;
  /** Subjects that met a fault; they are still due. */
  readonly failed: number;
}

/** Some subjects could not be erased. The others were; the next run tries those again. */
export class SweepIncomplete extends Error {
  override readonly name = 'SweepIncomplete';
  constructor({ failed, subjects }: SweepReceipt, cause: unknown) {
    super(`${failed} of ${subjects} subjects could not be erased; they are still due`, { cause });
  }
}

/**
 * Erases what is due (policy rows P9, P10): found by index, page by page, earliest first. It keeps no state
 * of its own: what is erased is no longer due, so a run after a crash goes on where the last one stopped,
 * and two at once only meet each other's ETags. A subject that meets a fault does not keep the others.
 *
 * @throws SweepIncomplete after all others were erased, if some could not be.
 */
export async function sweepRetention(world: World): Promise<SweepReceipt> {
  let records = 0;
  const due = world.subjects.due(world.clock.now(), pageSize);
  const work = async (subjectId: SubjectId) => {
    const erased = await eraseDue(world, subjectId);
    records += erased;
  };
  const { pages, items: subjects, failed, fault } = await workThrough(due, work, { longest: longestRun });
  const receipt = { pages, subjects, records, failed };
  world.telemetry.count('retention-swept', receipt);
  if (failed > 0) throw new SweepIncomplete(receipt, fault);
  return receipt;
}

/** Erases what is due of one subject and finishes what an earlier run began; returns the records erased. */
async function eraseDue(world: World, subjectId: SubjectId): Promise<number> {
  let erased = 0;
  for (let round = 0; round < rounds; round += 1) {
    const holdings = await world.subjects.holdings(subjectId);
    if ((await finishHalfWay(world, subjectId, holdings.notices)) > 0) continue;
    const begun = await beginDue(world, holdings);
    if (begun === 'changed') continue;
    erased += begun.erased;
    if (!begun.more) return erased;
  }
  throw new Contended();
}

/** Begins the erasure of what is due of the first cause that is not held already; `more`: there is something left. */
async function beginDue(
  world: World,
  holdings: Holdings,
): Promise<'changed' | { readonly erased: number; readonly more: boolean }> {
  const { subjectId } = holdings;
  const records = holdings.records.map(({ document }) => document);
  const causes = dueRecords(records, world.clock.now());
  for (const { cause, due } of causes) {
    const ids = new Set(due.map(({ id }) => id));
    const select = ({ id }: RecordDocument) => ids.has(id);
    const begun = await begin(world, holdings, { subjectId, cause, select });
    if (begun === 'changed') return 'changed';
    if (begun.erasures.length === 0) continue;
    const started = begun.erasures.filter(({ state }) => state === 'started');
    const erased = started.reduce((sum, erasure) => sum + erasure.records, 0);
    return { erased, more: causes.length > 1 || begun.more };
  }
  return { erased: 0, more: false };
}
