import { secondsOf, timestamp } from '../domain/calendar.ts';
import type { ErasureDocument, IdentifierRelease, NoticeDocument } from '../domain/document.ts';
import { conclude } from '../domain/erasure-end.ts';
import { isEvent, type NoticeReference } from '../domain/event.ts';
import type { ErasureId, SubjectId } from '../domain/id.ts';
import { isAtRest, nextStep } from '../domain/next-step.ts';
import { referenceTo } from '../domain/notice.ts';
import type { NoticeStep } from '../domain/notice-step.ts';
import { memory } from '../policy/retention.ts';
import type { CommitOutcome, HeadChange, Holdings, Stored, World } from '../ports.ts';
import { Contended, rounds } from './contended.ts';
import { situationOf } from './notice-situation.ts';
import { isOpenSubject } from './open-subject.ts';

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
  if (!isOpenSubject(head)) return 'closed';
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
  // The ETag of the notice whose identifiers were released: what it has become since may have others to release.
  let releasedFor: string | undefined;
  for (let round = 0; round < rounds; round += 1) {
    const holdings = await world.subjects.holdings(subjectId);
    const stored = holdings.notices.find(({ document: { id } }) => id === notice.id);
    if (holdings.head === undefined || stored === undefined) return;
    if (await helpReleasing(world, holdings, notice)) continue;
    const situation = situationOf(world, holdings, holdings.head);
    const step = decide(stored.document, situation, { released: releasedFor === stored.etag });
    switch (step.step) {
      case 'wait':
        return;
      case 'release':
        await release(world, subjectId, step.releases);
        releasedFor = stored.etag;
        break;
      case 'commit':
        if ((await commitStep(world, holdings, { step, stored })) !== 'committed') break;
        if (isAtRest(step.notice)) return;
        break;
    }
  }
  throw new Contended();
}

/** One notice releases at a time: another that is in the middle of it, or died there, is finished first. */
async function helpReleasing(
  world: World,
  { subjectId, head, notices }: Holdings,
  mine: NoticeReference,
): Promise<boolean> {
  const other = notices.find(({ document: { id } }) => id === head?.document.releasing && id !== mine.id);
  if (other === undefined) return false;
  await advanceNotice(world, { subjectId, notice: referenceTo(other.document) });
  return true;
}

/** What operations hear of an erasure: that its records are gone, and later that everybody has answered. */
function tellOperations({ telemetry }: World, { notice, events }: CommitStep): void {
  if (notice === 'forgotten' || notice.kind !== 'erasure') return;
  const { cause, state } = notice;
  if (events.some((each) => isEvent(each, 'erasure.started'))) telemetry.event('erasure-started', { cause });
  if (state === 'completed' || state === 'completed-with-exceptions') {
    telemetry.event('erasure-completed', { cause, state });
  }
}

/**
 * Commits a step; `stored` is the notice as it was read, absent when the step is its first. What is deleted is deleted
 * from the person's packages too: they go before, and a step that finds a newer one is decided anew.
 */
export async function commitStep(
  world: World,
  holdings: Holdings,
  {
    step,
    stored,
    create = [],
    replace = [],
  }: {
    readonly step: CommitStep;
    readonly stored: Stored<NoticeDocument> | undefined;
    readonly create?: readonly ErasureDocument[];
    readonly replace?: readonly Stored<ErasureDocument>[];
  },
): Promise<CommitOutcome> {
  const { notice, heldBack, superseded = [], remove, events } = step;
  const isNew = stored === undefined;
  const mine = notice === 'forgotten' ? [] : [notice];
  if (remove.length > 0) {
    for (const { id } of holdings.head?.document.packages ?? []) await world.packages.remove(id);
  }
  const outcome = await world.subjects.commit({
    subjectId: holdings.subjectId,
    head: headChange(world, holdings, { step, notice: stored?.document ?? mine[0] }),
    create: [...create, ...(heldBack === undefined ? [] : [heldBack]), ...(isNew ? mine : [])],
    replace: [...replace, ...[...(isNew ? [] : mine), ...superseded].map((each) => inPlace(holdings, each))],
    remove: [...remove, ...(notice === 'forgotten' && !isNew ? [stored.document.id] : [])],
    events,
  });
  if (outcome === 'committed') tellOperations(world, step);
  return outcome;
}

/** The notice in the place of the one that was read. */
export function inPlace<Document extends NoticeDocument>(
  { notices }: Holdings,
  document: Document,
): Stored<Document> {
  const before = notices.find(({ document: { id } }) => id === document.id);
  if (before === undefined) throw new RangeError('a notice that was not read cannot be replaced');
  return { document, etag: before.etag };
}

type CommitStep = Extract<NoticeStep, { readonly step: 'commit' }>;

function headChange(
  world: World,
  { head }: Holdings,
  { step, notice }: { readonly step: CommitStep; readonly notice: NoticeDocument | undefined },
): HeadChange {
  if (head === undefined) throw new RangeError('a subject without a head has no notice');
  const at = world.clock.now();
  const packages = step.remove.length > 0 ? undefined : head.document.packages;
  switch (step.head) {
    case 'stands':
      return { expect: 'any' };
    case 'counts':
      return { expect: 'unmoved', head, note: { packages } };
    case 'closes':
      return { expect: 'unmoved', head, note: { closedAt: timestamp(at), packages } };
    case 'expires':
      return { expect: 'closed', ttl: secondsOf(memory.closedSubject, at) };
    case 'releases':
      return { expect: 'unmoved', head, note: { releasing: idOf(notice), packages } };
    case 'opens':
      return { expect: 'releasing', id: idOf(notice) };
  }
}

function idOf(notice: NoticeDocument | undefined): NoticeDocument['id'] {
  if (notice === undefined) throw new RangeError('a notice that is forgotten at once releases nothing');
  return notice.id;
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
