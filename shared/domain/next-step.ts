import type { NoticeDocument } from './document.ts';
import { nextErasureStep } from './erasure.ts';
import { isSettled } from './notice.ts';
import { nextTellingStep } from './notice-end.ts';
import type { NoticeSituation, NoticeStep } from './notice-step.ts';

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
    case 'withdrawal':
      return nextTellingStep(notice, situation, progress);
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
