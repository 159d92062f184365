import { timestamp } from './calendar.ts';
import type { RectificationDocument, WithdrawalDocument } from './document.ts';
import { isSettled } from './notice.ts';
import {
  identifiersOfNotice,
  keysOf,
  type NoticeSituation,
  type NoticeStep,
  neededKeys,
} from './notice-step.ts';
import { exceptionsIn } from './recipient.ts';
import { isDraft } from './rectification-notice.ts';

/** A notice that erases nothing: it tells of a correction or of a withdrawn consent. */
type TellingNotice = RectificationDocument | WithdrawalDocument;

/** When all have answered, nothing has to find the person by the notice; what is the person's no more leads nowhere. */
export function nextTellingStep(
  notice: TellingNotice,
  situation: NoticeSituation,
  { released }: { readonly released: boolean },
): NoticeStep {
  switch (notice.state) {
    case 'waiting':
      return isSettled(notice.recipients) ? conclude(notice, situation) : { step: 'wait' };
    case 'releasing':
      if (!released) return { step: 'release', releases: notice.releases };
      return complete(notice, situation, 'opens');
    case 'completed':
    case 'completed-with-exceptions':
    case 'superseded':
      return { step: 'wait' };
  }
}

function conclude(notice: TellingNotice, situation: NoticeSituation): NoticeStep {
  const { notices, at } = situation;
  const needed = neededKeys(
    notices.filter(({ id }) => id !== notice.id),
    situation,
  );
  const releases = keysOf(identifiersOfNotice(notice), situation)
    .filter((key) => !needed.has(key))
    .map((key) => ({ key }));
  const { dossier: _, chaseAt: __, ...rest } = notice;
  const releasing: TellingNotice = { ...rest, state: 'releasing', releases, eraseAfter: timestamp(at) };
  // Against the head: of two that end at once, the second sees which identifiers are left to it.
  if (releases.length === 0) return complete(releasing, situation, 'counts');
  return { step: 'commit', notice: releasing, head: 'releases', remove: [], events: [] };
}

function complete(
  notice: TellingNotice,
  { at, noticeTtl }: NoticeSituation,
  head: 'opens' | 'counts',
): NoticeStep {
  if (isDraft(notice)) return { step: 'commit', notice: 'forgotten', head, remove: [], events: [] };
  const { eraseAfter: _, ...rest } = notice;
  const isWhole = exceptionsIn(rest.recipients).length === 0;
  const state = isWhole ? 'completed' : 'completed-with-exceptions';
  const ended: TellingNotice = {
    ...rest,
    state,
    releases: [],
    completedAt: timestamp(at),
    ttl: noticeTtl,
  };
  return { step: 'commit', notice: ended, head, remove: [], events: [] };
}
