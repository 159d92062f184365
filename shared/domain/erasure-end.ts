import { timestamp } from './calendar.ts';
import type {
  ErasureDocument,
  IdentifierRelease,
  RectificationDocument,
  WithdrawalDocument,
} from './document.ts';
import { keepsSubject } from './erasure-scope.ts';
import type { IdentifierKey } from './id.ts';
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
import { allRefused, refusedIn } from './suppression.ts';

/** Every answer is final, and the person has been told: nothing has to find the person any more. */
export function conclude(erasure: ErasureDocument, situation: NoticeSituation): NoticeStep {
  const { records, holds, notices, at } = situation;
  const others = notices.filter((notice) => notice.id !== erasure.id && isUnfinished(notice));
  const ended = records.filter((record) => !keepsSubject(record));
  const isLast = ended.length === records.length && others.every(({ kind }) => kind !== 'erasure');
  const closes = isLast && holds.length === 0;
  const superseded = closes ? others.filter((notice) => notice.kind !== 'erasure') : [];
  const needed = neededKeys(closes ? [] : others, situation);
  const suppressed = allRefused([erasure.suppressed, refusedIn(ended)]);
  const releases = keysOf([erasure, ...superseded].flatMap(identifiersOfNotice), situation)
    .filter((key) => !needed.has(key))
    .map((key): IdentifierRelease => ({ key, ...(isAddress(key) && suppressed && { suppressed }) }));
  const { dossier: _dossier, tell: _tell, suppressed: _suppressed, chaseAt: _chaseAt, ...rest } = erasure;
  const now = timestamp(at);
  const releasing: ErasureDocument = {
    ...rest,
    state: 'releasing',
    releases,
    releasedAt: now,
    eraseAfter: now,
  };
  // Against the head: of two that end at once, the second sees that it is the last, and closes.
  if (releases.length === 0 && !closes) return complete(releasing, situation, 'counts');
  return {
    step: 'commit',
    notice: releasing,
    head: closes ? 'closes' : 'releases',
    superseded: superseded.map((notice) => supersededNotice(notice, situation)),
    remove: closes ? ended.map(({ id }) => id) : [],
    events: [],
  };
}

/** Who said no is remembered by address: mails are what was refused. */
function isAddress(key: IdentifierKey): boolean {
  return key.startsWith('email:');
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
  head: 'counts' | 'opens' | 'expires',
): NoticeStep {
  if (erasure.ofNobody) return { step: 'commit', notice: 'forgotten', head, remove: [], events: [] };
  const { eraseAfter: _, ...rest } = erasure;
  const { id: erasureId, recipients, requestId } = erasure;
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
    events: [news('erasure.completed', { erasureId, exceptions, requestId }, situation)],
  };
}
