import type { Locale } from '../policy/register.ts';
import { timestamp } from './calendar.ts';
import type { ErasureDocument, IdentifierRelease, LicenceDocument, RecordDocument } from './document.ts';
import {
  identifiersOfRecord,
  keepsSubject,
  processorsConcerned,
  referenceToRecord,
  suppressionOf,
} from './erasure-scope.ts';
import type { ErasureCause, PrivacyEvent } from './event.ts';
import type { ErasureId } from './id.ts';
import { openNotice } from './notice.ts';
import { identifiersOfNotice, type NoticeSituation, news } from './notice-step.ts';
import { dossierOf, entriesOf, isFinal, leadsToSomebody } from './recipient.ts';

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
