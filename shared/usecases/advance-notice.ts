import { secondsOf } from '../domain/calendar.ts';
import type { ErasureDocument, IdentifierRelease, NoticeDocument } from '../domain/document.ts';
import { conclude } from '../domain/erasure-end.ts';
import type { NoticeReference } from '../domain/event.ts';
import type { ErasureId, SubjectId } from '../domain/id.ts';
import { isAtRest, nextStep } from '../domain/next-step.ts';
import { referenceTo } from '../domain/notice.ts';
import type { NoticeStep } from '../domain/notice-step.ts';
import { memory } from '../policy/retention.ts';
import type { CommitOutcome, HeadChange, Holdings, Stored, World } from '../ports.ts';
import { Contended, rounds } from './contended.ts';
import { situationOf } from './notice-situation.ts';

/** Whose notice, and which. */
export interface Which {
  readonly subjectId: SubjectId;
  readonly notice: NoticeReference;
}

/**
 * Takes an erasure, a rectification or a withdrawal as far as it can go now: until a processor's answer, a
 * hold's release or the mail to the person is waited for, or it is completed. Safe to repeat, and to run twice at
 * once: each step is one batch against the ETags it was decided by.
 *
 * @throws Contended when others keep changing the subject.
 */
export async function advanceNotice(world: World, which: Which): Promise<void> {
  await drive(world, which, nextStep);
}

/** The person has been told of the erasure, or cannot be: it goes on to its end. */
export async function tellDone(
  world: World,
  { subjectId, erasureId }: { readonly subjectId: SubjectId; readonly erasureId: ErasureId },
): Promise<void> {
  await drive(
    world,
    { subjectId, notice: { kind: 'erasure', id: erasureId } },
    (notice, situation, progress) =>
      notice.kind === 'erasure' && notice.state === 'telling'
        ? conclude(notice, situation)
        : nextStep(notice, situation, progress),
  );
}

/** Finishes steps of notices that somebody died in, and tells how the subject stands afterwards. */
export async function helpNotices(world: World, subjectId: SubjectId): Promise<'closed' | 'helped' | 'open'> {
  const { head, notices } = await world.subjects.holdings(subjectId);
  const helped = await finishHalfWay(world, subjectId, notices);
  if (head === undefined || head.document.closedAt !== undefined) return 'closed';
  return helped > 0 ? 'helped' : 'open';
}

/** Takes the notices on that are in a step that must not wait; returns how many there were. */
export async function finishHalfWay(
  world: World,
  subjectId: SubjectId,
  notices: readonly Stored<NoticeDocument>[],
): Promise<number> {
  const halfWay = notices.map(({ document }) => document).filter(isHalfWay);
  for (const notice of halfWay) await advanceNotice(world, { subjectId, notice: referenceTo(notice) });
  return halfWay.length;
}

/** Whether somebody is in the middle of a step that must not wait, or died there. */
export function isHalfWay({ state }: NoticeDocument): boolean {
  return state === 'deleting' || state === 'releasing';
}

async function drive(world: World, { subjectId, notice }: Which, decide: typeof nextStep): Promise<void> {
  let released = false;
  for (let round = 0; round < rounds; round += 1) {
    const holdings = await world.subjects.holdings(subjectId);
    const stored = holdings.notices.find(({ document: { id } }) => id === notice.id);
    if (holdings.head === undefined || stored === undefined) return;
    const situation = situationOf(world, holdings, holdings.head);
    const step = decide(stored.document, situation, { released });
    switch (step.step) {
      case 'wait':
        return;
      case 'release':
        await release(world, subjectId, step.releases);
        released = true;
        break;
      case 'commit':
        if ((await commitStep(world, holdings, { step, stored })) !== 'committed') break;
        released = false;
        countCompletion(world, step.notice);
        if (isAtRest(step.notice)) return;
        break;
    }
  }
  throw new Contended();
}

function countCompletion({ telemetry }: World, notice: NoticeDocument | 'forgotten'): void {
  if (notice === 'forgotten' || notice.kind !== 'erasure' || notice.completedAt === undefined) return;
  telemetry.count('erasures-completed', { cause: notice.cause, state: notice.state });
}

/** Commits a step; `stored` is the notice as it was read, absent when the step is its first. */
export function commitStep(
  world: World,
  holdings: Holdings,
  {
    step,
    stored,
    create = [],
  }: {
    readonly step: Extract<NoticeStep, { readonly step: 'commit' }>;
    readonly stored: Stored<NoticeDocument> | undefined;
    readonly create?: readonly ErasureDocument[];
  },
): Promise<CommitOutcome> {
  const { notice, heldBack, superseded = [], head, remove, events } = step;
  const mine = notice === 'forgotten' ? [] : [notice];
  const etags = new Map(holdings.notices.map(({ document, etag }) => [document.id as string, etag]));
  return world.subjects.commit({
    subjectId: holdings.subjectId,
    head: headChange(holdings, head, stored?.document),
    create: [...create, ...(heldBack === undefined ? [] : [heldBack]), ...(stored === undefined ? mine : [])],
    replace: [...(stored === undefined ? [] : mine), ...superseded].map((document) => ({
      document,
      etag: etags.get(document.id) ?? '',
    })),
    remove: [...remove, ...(notice === 'forgotten' && stored !== undefined ? [stored.document.id] : [])],
    events,
  });
}

function headChange(
  { head }: Holdings,
  after: Extract<NoticeStep, { readonly step: 'commit' }>['head'],
  notice: NoticeDocument | undefined,
): HeadChange {
  if (after === 'stands') return { expect: 'any' };
  if (after === 'opens') {
    if (notice === undefined || notice.kind === 'withdrawal') {
      throw new RangeError('only what has released identifiers opens a subject again');
    }
    return { expect: 'releasing', id: notice.id };
  }
  if (head === undefined) throw new RangeError('a subject without a head has no notice');
  return { expect: 'unmoved', etag: head.etag, head: after };
}

async function release(
  { clock, identifiers }: World,
  subjectId: SubjectId,
  releases: readonly IdentifierRelease[],
): Promise<void> {
  const at = clock.now();
  for (const { key, historyUntil, suppressed } of releases) {
    const remembered = historyUntil === undefined ? memory.suppression : memory.erasedLicence;
    await identifiers.release(key, subjectId, {
      ttl: secondsOf(remembered, at),
      ...(historyUntil && { historyUntil }),
      ...(suppressed && { suppressed }),
    });
  }
}
