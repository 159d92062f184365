import type { Temporal } from 'temporal-polyfill';
import type { ProcessorId } from '../policy/processors.ts';
import { chase } from '../policy/retention.ts';
import { timestamp } from './calendar.ts';
import { contactFields } from './contact.ts';
import type { NoticeDocument, RecordDocument, RectificationDocument } from './document.ts';
import { identifiersOfRecord, processorsConcerned } from './erasure-scope.ts';
import type { PrivacyEvent } from './event.ts';
import type { EventId, RectificationId, SubjectId } from './id.ts';
import { identifiersIn } from './identifier.ts';
import { openNotice } from './notice.ts';
import { type Dossier, dossierFor, dossierOf } from './recipient.ts';
import type { Corrections } from './rectification.ts';

/** The notice to all who may hold what was wrong (GDPR Art. 19); `records` are those before the correction. */
export function rectificationNotice(
  records: readonly RecordDocument[],
  {
    id,
    corrections,
    ...telling
  }: {
    readonly id: RectificationId;
    readonly corrections: Corrections;
    readonly subjectId: SubjectId;
    readonly at: Temporal.Instant;
    readonly newEventId: () => EventId;
  },
): { readonly document: RectificationDocument; readonly events: readonly PrivacyEvent[] } {
  const dossier = { ...dossierOf(records.flatMap(identifiersOfRecord)), corrections };
  const notice = { kind: 'rectification', id } as const;
  const { events, ...dates } = openNotice({
    ...telling,
    notice,
    processors: processorsConcerned(records, []).filter((processor) => mayHold(processor, dossier)),
    dossier,
  });
  return {
    document: {
      id,
      kind: 'rectification',
      subjectId: telling.subjectId,
      state: 'waiting',
      fields: contactFields.filter((field) => corrections[field] !== undefined),
      releases: [],
      requestedAt: timestamp(telling.at),
      dossier,
      ...dates,
    },
    events,
  };
}

/**
 * A rectification that is about to make a new address or number lead to the person. Should it get no further, the
 * timer ends it, and what it has made lead there leads nowhere again.
 */
export function draftRectification({
  id,
  subjectId,
  corrections,
  at,
}: {
  readonly id: RectificationId;
  readonly subjectId: SubjectId;
  readonly corrections: Corrections;
  readonly at: Temporal.Instant;
}): RectificationDocument {
  return {
    id,
    kind: 'rectification',
    subjectId,
    state: 'waiting',
    fields: [],
    releases: [],
    recipients: {},
    requestedAt: timestamp(at),
    dossier: dossierOf(identifiersIn(corrections)),
    chaseAt: timestamp(at.add(chase.unanswered)),
  };
}

/** Whether a processor may have any of the fields that were wrong: who never had the number need not hear of it. */
function mayHold(processor: ProcessorId, dossier: Dossier): boolean {
  return Object.keys(dossierFor(processor, dossier).corrections ?? {}).length > 0;
}

/** A correction that got no further than making its address lead to the person has corrected nothing. */
export function isDraft(notice: NoticeDocument): boolean {
  return notice.kind === 'rectification' && notice.fields.length === 0;
}
