import type { Temporal } from 'temporal-polyfill';
import type { ProcessorId } from '../policy/processors.ts';
import { timestamp } from './calendar.ts';
import type { NoticeDocument } from './document.ts';
import { type EventData, event, type NoticeReference, type PrivacyEvent } from './event.ts';
import type { EventId, SubjectId } from './id.ts';
import {
  answered,
  type Decision,
  type Dossier,
  dossierFor,
  entriesOf,
  isFinal,
  isTask,
  isToBeAsked,
  leadsToSomebody,
  notified,
  type ProcessorAnswer,
  type Recipient,
  type Recipients,
} from './recipient.ts';

/** When a notice is looked after again, and by when staff have to have acted. */
type Dates = Pick<NoticeDocument, 'chaseAt' | 'taskDueOn'>;

interface Telling {
  readonly subjectId: SubjectId;
  readonly at: Temporal.Instant;
  readonly newEventId: () => EventId;
}

/** The recipients of a new notice: of those named, the ones that what they may get leads to somebody. */
export function openNotice({
  notice,
  processors,
  dossier,
  ...telling
}: Telling & {
  readonly notice: NoticeReference;
  readonly processors: readonly ProcessorId[];
  readonly dossier: Dossier;
}): Dates & { readonly recipients: Recipients; readonly events: readonly PrivacyEvent[] } {
  const concerned = processors.filter((processor) => leadsToSomebody(dossierFor(processor, dossier)));
  const recipients = Object.fromEntries(
    concerned.map((processor) => [processor, notified(telling.at)] as const),
  ) satisfies Recipients;
  return {
    recipients,
    ...datesOf(recipients, telling.at),
    events: notificationsOf(notice, recipients, telling),
  };
}

/** The messages to recipients that are notified. */
export function notificationsOf(
  notice: NoticeReference,
  recipients: Recipients,
  { subjectId, at, newEventId }: Telling,
): PrivacyEvent[] {
  return entriesOf(recipients)
    .filter(([, { answer }]) => answer === 'notified')
    .map(([processor, { attempt }]) =>
      event('processor.notified', {
        id: newEventId(),
        subject: subjectId,
        at,
        data: { processor, notice, attempt },
      }),
    );
}

/** The notice after an answer, and the event that tells of it; undefined if no answer is expected any more. */
export function recordAnswer<Document extends NoticeDocument>(
  document: Document,
  {
    processor,
    answer,
    ...telling
  }: Telling & { readonly processor: ProcessorId; readonly answer: ProcessorAnswer },
): { readonly document: Document; readonly event: PrivacyEvent } | undefined {
  const before = document.recipients[processor];
  if (before === undefined || !isAsking(document) || !isOpen(before)) return undefined;
  const after = answered(before, answer, telling.at);
  return withAnswer(document, { ...telling, processor, after, told: { answer: answer.answer } });
}

/** The notice after staff decided on a task; undefined if it is none. */
export function recordDecision<Document extends NoticeDocument>(
  document: Document,
  {
    processor,
    decision,
    evidence,
    ...telling
  }: Telling & {
    readonly processor: ProcessorId;
    readonly decision: Decision;
    /** A keyed fingerprint of what was typed in. */
    readonly evidence: string;
  },
): { readonly document: Document; readonly event: PrivacyEvent } | undefined {
  const before = document.recipients[processor];
  if (before === undefined || !isAsking(document) || !isTask(before)) return undefined;
  const answer = decision.decision === 'exception' ? 'failed' : decision.decision;
  const after: Recipient = { ...before, answer, since: decision.on, decision };
  return withAnswer(document, { ...telling, processor, after, told: { answer, evidence } });
}

/** The notice with a recipient as it now stands, and the event that tells of it. */
function withAnswer<Document extends NoticeDocument>(
  document: Document,
  {
    processor,
    after,
    told,
    subjectId,
    at,
    newEventId,
  }: Telling & {
    readonly processor: ProcessorId;
    readonly after: Recipient;
    readonly told: Pick<EventData['processor.answered'], 'answer' | 'evidence'>;
  },
): { readonly document: Document; readonly event: PrivacyEvent } {
  const recipients = { ...document.recipients, [processor]: after };
  const { attempt, because } = after;
  return {
    document: { ...document, recipients, ...datesOf(recipients, at) },
    event: event('processor.answered', {
      id: newEventId(),
      subject: subjectId,
      at,
      data: { processor, notice: referenceTo(document), attempt, because, ...told },
    }),
  };
}

/** Notifies again those whose time has come, or `only` the one named; undefined if there is nobody. */
export function remind<Document extends NoticeDocument>(
  document: Document,
  { only, ...telling }: Telling & { readonly only?: ProcessorId },
): { readonly document: Document; readonly events: readonly PrivacyEvent[] } | undefined {
  const waiting = entriesOf(document.recipients).filter(([processor, recipient]) =>
    only === undefined ? isToBeAsked(recipient, telling.at) : processor === only && !isFinal(recipient),
  );
  if (!isAsking(document) || waiting.length === 0) return undefined;
  const reminded = Object.fromEntries(
    waiting.map(([processor, recipient]) => [processor, notified(telling.at, recipient)] as const),
  ) satisfies Recipients;
  const recipients = { ...document.recipients, ...reminded };
  return {
    document: { ...document, recipients, ...datesOf(recipients, telling.at) },
    events: notificationsOf(referenceTo(document), reminded, telling),
  };
}

/** Whether every recipient has given its final answer. */
export function isSettled(recipients: Recipients): boolean {
  return entriesOf(recipients).every(([, recipient]) => isFinal(recipient));
}

/** Whether the notice still waits for answers: one that is over, or was superseded, takes none. */
function isAsking({ state }: NoticeDocument): boolean {
  return state === 'waiting';
}

/** Whether an answer is still expected of the processor itself. */
function isOpen(recipient: Recipient): boolean {
  return !isFinal(recipient) && !isTask(recipient);
}

/** When the notice has to be looked after: at once when all have answered, in case whoever took the last answer died. */
export function datesOf(recipients: Recipients, at: Temporal.Instant): Dates {
  const all = entriesOf(recipients).map(([, recipient]) => recipient);
  const earliest = (dates: readonly (string | undefined)[]) =>
    dates.filter((date) => date !== undefined).toSorted()[0];
  return {
    chaseAt: isSettled(recipients) ? timestamp(at) : earliest(all.map(({ askAgainAt }) => askAgainAt)),
    taskDueOn: earliest(all.filter(isTask).map(({ dueOn }) => dueOn)),
  };
}

export function referenceTo(document: NoticeDocument): NoticeReference {
  switch (document.kind) {
    case 'erasure':
      return { kind: 'erasure', id: document.id };
    case 'rectification':
      return { kind: 'rectification', id: document.id };
    case 'withdrawal':
      return { kind: 'withdrawal', id: document.id };
  }
}
