import type { ProcessorId } from '../policy/processors.ts';
import { contactFields } from './contact.ts';
import type { ErasureDocument, NoticeDocument, RecordDocument } from './document.ts';
import type { RequestId } from './id.ts';
import { entriesOf, exceptionsIn, isFinal, type Recipient } from './recipient.ts';
import { type Corrections, contactOf } from './rectification.ts';
import type { RequestDocument } from './request.ts';
import { groundsOf } from './request-step.ts';
import type { FieldChange, RecipientProgress, RequestView } from './request-view.ts';

/** What is there now of the fields to correct, and what shall be (GDPR Art. 16). */
export function fieldChanges(records: readonly RecordDocument[], corrections: Corrections): FieldChange[] {
  return contactFields.flatMap((field): FieldChange[] => {
    const after = corrections[field];
    if (after === undefined) return [];
    const held = records.map((record) => contactOf(record)[field]).filter((value) => value !== undefined);
    return [{ field, before: [...new Set(held)], after }];
  });
}

/** The notices that were begun for a request, as far as they are still remembered. */
export function noticesOf({ work }: RequestDocument, notices: readonly NoticeDocument[]): NoticeDocument[] {
  const ids = new Set<string>([
    ...(work?.erasures ?? []),
    ...(work?.rectification ? [work.rectification] : []),
  ]);
  return notices.filter(({ id }) => ids.has(id));
}

/**
 * The erasures that a request is closed with: those begun for it, and those that others have begun of the same
 * person, for to be erased it takes those as well. What a hold keeps does not count: it is answered as refused for now.
 */
export function erasuresFor(requestId: RequestId, notices: readonly NoticeDocument[]): ErasureDocument[] {
  return notices
    .filter((notice) => notice.kind === 'erasure')
    .filter(({ state, ofNobody }) => state !== 'held' && ofNobody !== true)
    .filter((erasure) => erasure.requestId === requestId || erasure.completedAt === undefined);
}

/** How it stands with each of those who were told, in the order of the register; of several notices the least advanced. */
export function progressIn(notices: readonly NoticeDocument[]): RecipientProgress[] {
  const all = notices.flatMap(({ recipients }) => entriesOf(recipients));
  const byProcessor = Map.groupBy(all, ([processor]) => processor);
  return [...byProcessor].map(([processor, entries]): RecipientProgress => {
    const states = entries.map(([, recipient]) => ({ state: stateOf(recipient), since: recipient.since }));
    const [least] = states.toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
    return { processor, ...(least ?? { state: 'waiting', since: '' }) };
  });
}

const order: readonly RecipientProgress['state'][] = ['waiting', 'exception', 'done', 'nothing-held'];

function stateOf(recipient: Recipient): RecipientProgress['state'] {
  if (!isFinal(recipient)) return 'waiting';
  if (recipient.decision?.decision === 'exception') return 'exception';
  return recipient.answer === 'nothing-held' ? 'nothing-held' : 'done';
}

/** Where somebody decided that data stays. */
export function exceptionsAmong(notices: readonly NoticeDocument[]): ProcessorId[] {
  return [...new Set(notices.flatMap(({ recipients }) => exceptionsIn(recipients)))];
}

/** The answer to a request in words of the register; undefined while there is none. */
export function answerShown(
  { answer }: RequestDocument,
  notices: readonly NoticeDocument[],
): RequestView['answer'] {
  if (answer === undefined) return undefined;
  const { on, held, note } = answer;
  return { on, held, grounds: groundsOf(answer), exceptions: exceptionsAmong(notices), note };
}
