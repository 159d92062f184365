import type { ErasureCause } from '../policy/erasure-causes.ts';
import type { Locale } from '../policy/register.ts';
import { timestamp } from './calendar.ts';
import type {
  ErasureDocument,
  IdentifierRelease,
  LicenceDocument,
  NoticeDocument,
  RecordDocument,
  Suppression,
} from './document.ts';
import {
  identifiersOfRecord,
  keepsSubject,
  processorsConcerned,
  referenceToRecord,
} from './erasure-scope.ts';
import type { PrivacyEvent } from './event.ts';
import type { ErasureId, RequestId } from './id.ts';
import { openNotice } from './notice.ts';
import { identifiersOfNotice, type NoticeSituation, news } from './notice-step.ts';
import { dossierOf, entriesOf, isFinal, leadsToSomebody } from './recipient.ts';
import { allRefused, refusedIn } from './suppression.ts';

export interface ErasureRequest {
  readonly id: ErasureId;
  readonly cause: ErasureCause;
  readonly records: readonly RecordDocument[];
  /** When it was asked for, if that was before now. */
  readonly requestedAt?: string | undefined;
  /** What the person says no to with it. */
  readonly refuses?: Suppression | undefined;
  readonly tell?: { readonly email: string; readonly locale: Locale } | undefined;
  /** The person's request that it answers. */
  readonly requestId?: RequestId | undefined;
}

/** An erasure of records that no hold is over, before its first step. */
export function requestedErasure(request: ErasureRequest, situation: NoticeSituation): ErasureDocument {
  const { id, cause, records, refuses, tell, requestId } = request;
  const { subjectId, at } = situation;
  const now = timestamp(at);
  const going = new Set([
    ...records.map((record): string => record.id),
    ...situation.notices.flatMap(pendingOf),
  ]);
  const kept = situation.records.filter((record) => !going.has(record.id)).filter(keepsSubject);
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
  const suppressed = allRefused([refusedIn(records), refuses]);
  return {
    id,
    kind: 'erasure',
    subjectId,
    state: 'deleting',
    cause,
    scope: records.map(referenceToRecord),
    pending: records.map((record) => record.id),
    releases: records.filter((record) => record.kind === 'licence').map(releaseOfLicence),
    requestedAt: request.requestedAt ?? now,
    eraseAfter: now,
    begunAt: now,
    dossier,
    recipients,
    ...(suppressed && { suppressed }),
    ...(tell && { tell }),
    ...(requestId && { requestId }),
    ...(!leadsToSomebody(dossier) && { ofNobody: true }),
  };
}

/** An erasure of records that must stay for now: it says so, and waits. */
export function heldErasure(request: ErasureRequest, { subjectId, at }: NoticeSituation): ErasureDocument {
  const { id, cause, records, refuses, tell, requestId } = request;
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
    ...(refuses && { suppressed: refuses }),
    ...(tell && { tell }),
    ...(requestId && { requestId }),
  };
}

/** A held erasure that more records join: one that the same asked for, at another time. */
export function heldWith(erasure: ErasureDocument, records: readonly RecordDocument[]): ErasureDocument {
  return { ...erasure, scope: [...erasure.scope, ...records.map(referenceToRecord)] };
}

function pendingOf(notice: NoticeDocument): readonly string[] {
  return notice.kind === 'erasure' ? notice.pending : [];
}

/** What tells that an erasure was requested, and that holds keep it from beginning. */
export function requestEvents(
  erasure: ErasureDocument,
  situation: NoticeSituation,
): PrivacyEvent<'erasure.requested' | 'erasure.held'>[] {
  if (erasure.ofNobody) return [];
  const { id: erasureId, cause, scope, state } = erasure;
  const requested = news('erasure.requested', { erasureId, cause, scope }, situation);
  if (state !== 'held') return [requested];
  const ids = new Set(scope.map(({ id }) => id));
  const holds = situation.holds.filter(({ recordId }) => recordId === undefined || ids.has(recordId));
  return [requested, news('erasure.held', { erasureId, holds: holds.map(({ id }) => id) }, situation)];
}

/** An erased licence leaves word up to when its events are history, so that an old one does not bring it back. */
function releaseOfLicence({ id, issued, lifecycle }: LicenceDocument): IdentifierRelease {
  if (issued === undefined) return { key: id };
  const historyUntil = lifecycle !== undefined && lifecycle.at > issued.at ? lifecycle.at : issued.at;
  return { key: id, historyUntil };
}
