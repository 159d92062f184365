import { timestamp } from './calendar.ts';
import type { NoticeDocument, WithdrawalDocument } from './document.ts';
import { nextErasureStep } from './erasure.ts';
import { isSettled } from './notice.ts';
import type { NoticeSituation, NoticeStep } from './notice-step.ts';
import { exceptionsIn } from './recipient.ts';
import { nextRectificationStep } from './rectification-notice.ts';

/**
 * The next step of a notice, from everything that is known now. Deciding again on the same facts gives the
 * same step, so whoever comes after a crash, or at the same time, goes on where the last one stood.
 */
export function nextStep(
  notice: NoticeDocument,
  situation: NoticeSituation,
  progress: { readonly released: boolean },
): NoticeStep {
  switch (notice.kind) {
    case 'erasure':
      return nextErasureStep(notice, situation, progress);
    case 'rectification':
      return nextRectificationStep(notice, situation, progress);
    case 'withdrawal':
      return nextWithdrawalStep(notice, situation);
  }
}

/** Whether there is nothing more to do until somebody else acts: a processor, a mail, a hold's release, a timer. */
export function isAtRest(notice: NoticeDocument | 'forgotten'): boolean {
  if (notice === 'forgotten') return true;
  switch (notice.state) {
    case 'waiting':
      return !isSettled(notice.recipients);
    case 'deleting':
    case 'releasing':
      return false;
    case 'held':
    case 'telling':
    case 'completed':
    case 'completed-with-exceptions':
    case 'superseded':
    case 'verified':
      return true;
  }
}

/** A withdrawal is over when every processor that could use the address has answered. */
function nextWithdrawalStep(withdrawal: WithdrawalDocument, situation: NoticeSituation): NoticeStep {
  if (withdrawal.state !== 'waiting' || !isSettled(withdrawal.recipients)) return { step: 'wait' };
  const { dossier: _, chaseAt: __, ...rest } = withdrawal;
  const isWhole = exceptionsIn(withdrawal.recipients).length === 0;
  return {
    step: 'commit',
    notice: {
      ...rest,
      state: isWhole ? 'completed' : 'completed-with-exceptions',
      completedAt: timestamp(situation.at),
      ttl: situation.noticeTtl,
    },
    head: 'stands',
    remove: [],
    events: [],
  };
}
