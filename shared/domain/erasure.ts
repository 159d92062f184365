import type { Locale } from '../policy/register.ts';
import { chase } from '../policy/retention.ts';
import { timestamp } from './calendar.ts';
import type {
  ErasureDocument,
  IdentifierRelease,
  LicenceDocument,
  RecordDocument,
  RectificationDocument,
  SubjectHead,
  Suppression,
  WithdrawalDocument,
} from './document.ts';
import {
  holdsOver,
  identifiersOfRecord,
  keepsSubject,
  processorsConcerned,
  referenceToRecord,
  suppressionOf,
} from './erasure-scope.ts';
import type { ErasureCause, PrivacyEvent } from './event.ts';
import type { ErasureId } from './id.ts';
import type { Identifier } from './identifier.ts';
import { datesOf, isSettled, notificationsOf, openNotice, referenceTo } from './notice.ts';
import {
  identifiersOfNotice,
  isUnfinished,
  keysOf,
  type NoticeSituation,
  type NoticeStep,
  neededKeys,
  tell,
} from './notice-step.ts';
import { type Dossier, entriesOf, exceptionsIn, isFinal, leadsToSomebody } from './recipient.ts';

/** Records that one batch of 100 operations deletes at most: each costs two operations. */
const recordsPerBatch = 40;

export interface ErasureRequest {
  readonly id: ErasureId;
  readonly cause: ErasureCause;
  readonly records: readonly RecordDocument[];
  readonly tell?: { readonly email: string; readonly locale: Locale } | undefined;
}

/** An erasure of records that no hold is over, before its first step. */
export function requestedErasure(request: ErasureRequest, situation: NoticeSituation): ErasureDocument {
  const { id, cause, records, tell } = request;
  const { subjectId, at } = situation;
  const requestedAt = timestamp(at);
  const erased = new Set<string>(records.map((record) => record.id));
  const kept = situation.records.filter((record) => !erased.has(record.id)).filter(keepsSubject);
  // With the last record go the notices still on their way: whom they have not reached yet hears of the erasure.
  const taken = kept.length > 0 ? [] : situation.notices.filter(({ kind }) => kind !== 'erasure');
  const dossier = dossierOf([...records.flatMap(identifiersOfRecord), ...taken.flatMap(identifiersOfNotice)]);
  const notice = { kind: 'erasure', id } as const;
  const unreached = taken.flatMap(({ dossier: open, recipients: asked }) =>
    open === undefined
      ? []
      : entriesOf(asked).flatMap(([each, recipient]) => (isFinal(recipient) ? [] : [each])),
  );
  const processors = [...new Set([...processorsConcerned(records, kept), ...unreached])];
  const { recipients } = openNotice({ ...situation, notice, processors, dossier });
  const suppressed = suppressionOf(records, { cause, at: requestedAt });
  return {
    id,
    kind: 'erasure',
    subjectId,
    state: 'deleting',
    cause,
    scope: records.map(referenceToRecord),
    pending: [...erased],
    releases: records.filter((record) => record.kind === 'licence').map(releaseOfLicence),
    requestedAt,
    eraseAfter: requestedAt,
    dossier,
    recipients,
    ...(suppressed && { suppressed }),
    ...(tell && { tell }),
    ...(!leadsToSomebody(dossier) && { ofNobody: true }),
  };
}

/** An erasure of records that must stay for now: it says so, and waits. */
export function heldErasure(request: ErasureRequest, { subjectId, at }: NoticeSituation): ErasureDocument {
  const { id, cause, records, tell } = request;
  return {
    id,
    kind: 'erasure',
    subjectId,
    state: 'held',
    cause,
    scope: records.map(referenceToRecord),
    pending: [],
    releases: [],
    recipients: {},
    requestedAt: timestamp(at),
    ...(tell && { tell }),
  };
}

/** What tells that an erasure was requested, and that holds keep it from beginning. */
export function requestEvents(
  erasure: ErasureDocument,
  situation: NoticeSituation,
): PrivacyEvent<'erasure.requested' | 'erasure.held'>[] {
  if (erasure.ofNobody) return [];
  const { id: erasureId, cause, scope, state } = erasure;
  const requested = tell('erasure.requested', { erasureId, cause, scope }, situation);
  if (state !== 'held') return [requested];
  const ids = new Set(scope.map(({ id }) => id));
  const holds = situation.holds.filter(({ recordId }) => recordId === undefined || ids.has(recordId));
  return [requested, tell('erasure.held', { erasureId, holds: holds.map(({ id }) => id) }, situation)];
}

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
      return complete(erasure, situation);
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
  const { head, records, holds } = situation;
  const present = records.filter(({ id }) => erasure.pending.includes(id));
  const covered = present.filter((record) => holdsOver(record, holds).length > 0);
  const free = present.filter((record) => !covered.includes(record));
  const now = free.slice(0, recordsPerBatch);
  const pending = free.slice(recordsPerBatch).map(({ id }) => id);
  const held = new Set<string>(covered.map(({ id }) => id));
  const going: ErasureDocument = {
    ...erasure,
    scope: erasure.scope.filter(({ id }) => !held.has(id)),
    releases: erasure.releases.filter(({ key }) => !held.has(key)),
    pending,
  };
  const back =
    covered.length === 0
      ? undefined
      : heldErasure({ id: situation.newErasureId(), cause: erasure.cause, records: covered }, situation);
  const common = {
    step: 'commit',
    heldBack: back,
    remove: now.map(({ id }) => id),
  } as const;
  const told = [
    ...(back === undefined ? [] : requestEvents(back, situation)),
    ...now.flatMap((record) => erasedEvents(record, erasure, situation)),
  ];
  const counted = { ...head, changes: head.changes + 1 };
  const waits = pending.length > 0 || going.releases.length > 0;
  if (waits) {
    const next = pending.length > 0 ? counted : { ...counted, releasing: erasure.id };
    return { ...common, notice: going, head: next, events: told };
  }
  const start = started(going, situation);
  return { ...common, head: counted, notice: start.notice, events: [...told, ...start.events] };
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
          tell('erasure.started', { erasureId, erased: scope.length }, situation),
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
    document: { ...erasure, chaseAt: timestamp(telling.at.add(chase.unanswered)) },
    events: [tell('erasure.answered', { erasureId: erasure.id }, telling)],
  };
}

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

function complete(
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
    events: [tell('erasure.completed', { erasureId, exceptions }, situation)],
  };
}

function erasedEvents(
  record: RecordDocument,
  { id: erasureId, cause }: ErasureDocument,
  situation: NoticeSituation,
): PrivacyEvent[] {
  switch (record.kind) {
    case 'registration':
      return [tell('registration.erased', { registrationId: record.id, erasureId }, situation)];
    case 'consent':
      if (!keepsSubject(record) || cause !== 'retention') return [];
      return [tell('consent.expired', { purpose: record.purpose, erasureId }, situation)];
    case 'licence':
      return [];
  }
}

function dossierOf(identifiers: readonly Identifier[]): Dossier {
  const valuesOf = (type: Identifier['type']) => [
    ...new Set(identifiers.filter((identifier) => identifier.type === type).map(({ value }) => value)),
  ];
  return { emails: valuesOf('email'), phones: valuesOf('phone') };
}

/** An erased licence leaves word up to when its events are history, so that an old one does not bring it back. */
function releaseOfLicence({ id, issued, lifecycle }: LicenceDocument): IdentifierRelease {
  if (issued === undefined) return { key: id };
  const historyUntil = lifecycle !== undefined && lifecycle.at > issued.at ? lifecycle.at : issued.at;
  return { key: id, historyUntil };
}

function merged(one: Suppression | undefined, other: Suppression | undefined): Suppression | undefined {
  return one === undefined && other === undefined ? undefined : { ...other, ...one };
}
