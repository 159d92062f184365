import { chase } from '../policy/retention.ts';
import { timestamp } from './calendar.ts';
import type { ErasureDocument, RecordDocument } from './document.ts';
import { complete, conclude } from './erasure-end.ts';
import { heldErasure, requestEvents } from './erasure-request.ts';
import { holdsOver, keepsSubject, withoutThoseWhoNeed } from './erasure-scope.ts';
import type { PrivacyEvent } from './event.ts';
import { datesOf, isSettled, notificationsOf, referenceTo } from './notice.ts';
import { type NoticeSituation, type NoticeStep, news } from './notice-step.ts';

/** Records that one batch of 100 operations deletes at most: each costs two operations. */
const recordsPerBatch = 40;

/**
 * The next step of an erasure, from everything that is known now. Deciding again on the same facts gives the
 * same step, so whoever comes after a crash, or at the same time, goes on where the last one stood.
 */
export function nextErasureStep(
  erasure: ErasureDocument,
  situation: NoticeSituation,
  { released }: { readonly released: boolean },
): NoticeStep {
  switch (erasure.state) {
    case 'deleting':
      if (erasure.pending.length > 0) return deleteNext(erasure, situation);
      if (erasure.releases.length > 0 && !released) return { step: 'release', releases: erasure.releases };
      return { step: 'commit', head: 'opens', remove: [], ...started(erasure, situation) };
    case 'waiting':
      if (!isSettled(erasure.recipients)) return { step: 'wait' };
      return erasure.tell === undefined ? conclude(erasure, situation) : tellPerson(erasure, situation);
    case 'releasing':
      if (!released) return { step: 'release', releases: erasure.releases };
      return complete(erasure, situation, situation.head.closedAt === undefined ? 'opens' : 'expires');
    case 'held':
    case 'telling':
    case 'completed':
    case 'completed-with-exceptions':
    case 'verified':
      return { step: 'wait' };
  }
}

/** Deletes as many records as one batch takes; what a hold has come over since stays. */
function deleteNext(erasure: ErasureDocument, situation: NoticeSituation): NoticeStep {
  const { records, holds } = situation;
  const present = records.filter(({ id }) => erasure.pending.includes(id));
  const covered = present.filter((record) => holdsOver(record, holds).length > 0);
  const free = present.filter((record) => !covered.includes(record));
  const now = free.slice(0, recordsPerBatch);
  const pending = free.slice(recordsPerBatch).map(({ id }) => id);
  const held = new Set<string>(covered.map(({ id }) => id));
  const going: ErasureDocument = {
    ...erasure,
    recipients: withoutThoseWhoNeed(erasure.recipients, covered),
    scope: erasure.scope.filter(({ id }) => !held.has(id)),
    releases: erasure.releases.filter(({ key }) => !held.has(key)),
    pending,
  };
  const back =
    covered.length === 0
      ? undefined
      : heldErasure(
          {
            id: situation.newErasureId(),
            cause: erasure.cause,
            records: covered,
            tell: erasure.tell,
            requestId: erasure.requestId,
          },
          situation,
        );
  const common = {
    step: 'commit',
    heldBack: back,
    remove: now.map(({ id }) => id),
  } as const;
  const told = [
    ...(back === undefined ? [] : requestEvents(back, situation)),
    ...now.flatMap((record) => erasedEvents(record, erasure, situation)),
  ];
  const waits = pending.length > 0 || going.releases.length > 0;
  if (waits) {
    return { ...common, notice: going, head: pending.length > 0 ? 'counts' : 'releases', events: told };
  }
  const start = started(going, situation);
  return { ...common, head: 'counts', notice: start.notice, events: [...told, ...start.events] };
}

/** The records are gone: whoever else may hold them is told. */
function started(
  erasure: ErasureDocument,
  situation: NoticeSituation,
): { readonly notice: ErasureDocument; readonly events: readonly PrivacyEvent[] } {
  const { eraseAfter: _, ...waiting } = erasure;
  const { recipients, id: erasureId, scope } = erasure;
  return {
    notice: { ...waiting, state: 'waiting', releases: [], ...datesOf(recipients, situation.at) },
    events: erasure.ofNobody
      ? []
      : [
          news('erasure.started', { erasureId, erased: scope.length }, situation),
          ...notificationsOf(referenceTo(erasure), recipients, situation),
        ],
  };
}

function tellPerson(erasure: ErasureDocument, situation: NoticeSituation): NoticeStep {
  const { document, events } = toldAgain({ ...erasure, state: 'telling' }, situation);
  return { step: 'commit', notice: document, head: 'stands', remove: [], events };
}

/** An erasure that waits for the mail to the person, and what brings it on its way: for the first time or again. */
export function toldAgain(
  erasure: ErasureDocument,
  telling: Pick<NoticeSituation, 'subjectId' | 'at' | 'newEventId'>,
): { readonly document: ErasureDocument; readonly events: readonly PrivacyEvent[] } {
  return {
    document: { ...erasure, chaseAt: timestamp(telling.at.add(chase.telling)) },
    events: [news('erasure.answered', { erasureId: erasure.id }, telling)],
  };
}

function erasedEvents(
  record: RecordDocument,
  { id: erasureId, cause }: ErasureDocument,
  situation: NoticeSituation,
): PrivacyEvent[] {
  switch (record.kind) {
    case 'registration':
      return [news('registration.erased', { registrationId: record.id, erasureId }, situation)];
    case 'consent':
      if (!keepsSubject(record) || cause !== 'retention') return [];
      return [news('consent.expired', { purpose: record.purpose, erasureId }, situation)];
    case 'licence':
      return [];
  }
}
