import { timestamp } from './calendar.ts';
import type {
  ErasureDocument,
  IdentifierRelease,
  RectificationDocument,
  SubjectHead,
  Suppression,
  WithdrawalDocument,
} from './document.ts';
import { keepsSubject, suppressionOf } from './erasure-scope.ts';
import {
  identifiersOfNotice,
  isUnfinished,
  keysOf,
  type NoticeSituation,
  type NoticeStep,
  neededKeys,
  news,
} from './notice-step.ts';
import { exceptionsIn } from './recipient.ts';

/** Every answer is final, and the person has been told: nothing has to find the person any more. */
export function conclude(erasure: ErasureDocument, situation: NoticeSituation): NoticeStep {
  const { head, records, holds, notices, at, closedTtl } = situation;
  const others = notices.filter((notice) => notice.id !== erasure.id && isUnfinished(notice));
  const keepers = records.filter(keepsSubject);
  const closes = keepers.length === 0 && holds.length === 0 && others.every(({ kind }) => kind !== 'erasure');
  const ended = closes ? records : [];
  const superseded = closes ? others.filter((notice) => notice.kind !== 'erasure') : [];
  const suppressed = merged(erasure.suppressed, suppressionOf(ended, { cause: erasure.cause, at: '' }));
  const needed = neededKeys(closes ? [] : others, situation);
  const releases = keysOf([erasure, ...superseded].flatMap(identifiersOfNotice), situation)
    .filter((key) => !needed.has(key))
    .map(
      (key): IdentifierRelease => ({
        key,
        ...(suppressed && key.startsWith('email:') && { suppressed }),
      }),
    );
  const { dossier: _dossier, tell: _tell, suppressed: _suppressed, chaseAt: _chaseAt, ...rest } = erasure;
  const now = timestamp(at);
  const releasing: ErasureDocument = { ...rest, state: 'releasing', releases, eraseAfter: now };
  // Against the head: of two that end at once, the second sees that it is the last, and closes.
  const counted = { ...head, changes: head.changes + 1 };
  if (releases.length === 0 && !closes) return complete(releasing, situation, counted);
  return {
    step: 'commit',
    notice: releasing,
    head: closes ? { ...counted, closedAt: now, ttl: closedTtl } : { ...counted, releasing: erasure.id },
    superseded: superseded.map((notice) => supersededNotice(notice, situation)),
    remove: ended.map(({ id }) => id),
    events: [],
  };
}

/** A correction or a withdrawal of somebody who is erased: whoever has not answered was asked to erase as well. */
function supersededNotice(
  notice: RectificationDocument | WithdrawalDocument,
  { at, noticeTtl }: NoticeSituation,
): RectificationDocument | WithdrawalDocument {
  const { dossier: _, chaseAt: __, taskDueOn: ___, ...left } = notice;
  return { ...left, state: 'superseded', completedAt: timestamp(at), ttl: noticeTtl };
}

/** Nothing leads to the person any more: now the erasure may say that it is completed. */
export function complete(
  erasure: ErasureDocument,
  situation: NoticeSituation,
  head: SubjectHead | 'opens' | 'stands' = situation.head.closedAt === undefined ? 'opens' : 'stands',
): NoticeStep {
  if (erasure.ofNobody) return { step: 'commit', notice: 'forgotten', head, remove: [], events: [] };
  const { eraseAfter: _, ...rest } = erasure;
  const { id: erasureId, recipients } = erasure;
  const exceptions = exceptionsIn(recipients);
  const now = timestamp(situation.at);
  return {
    step: 'commit',
    notice: {
      ...rest,
      state: exceptions.length === 0 ? 'completed' : 'completed-with-exceptions',
      completedAt: now,
      verifyAt: now,
    },
    head,
    remove: [],
    events: [news('erasure.completed', { erasureId, exceptions }, situation)],
  };
}

function merged(one: Suppression | undefined, other: Suppression | undefined): Suppression | undefined {
  return one === undefined && other === undefined ? undefined : { ...other, ...one };
}
