import { secondsOf } from '../domain/calendar.ts';
import type { SubjectHead } from '../domain/document.ts';
import type { NoticeSituation } from '../domain/notice-step.ts';
import { memory } from '../policy/retention.ts';
import type { Holdings, Stored, World } from '../ports.ts';
import { documentsOf } from './documents-of.ts';

/** What a notice's next step is decided by, as the holdings and the clock tell it. */
export function situationOf(
  { clock, ids, keys }: World,
  holdings: Holdings,
  { document: head }: Stored<SubjectHead>,
): NoticeSituation {
  const at = clock.now();
  return {
    ...documentsOf(holdings),
    subjectId: holdings.subjectId,
    head,
    at,
    noticeTtl: secondsOf(memory.notice, at),
    newEventId: () => ids.event(at),
    newErasureId: () => ids.erasure(),
    keysOf: (identifier) => keys.identifierKeys(identifier),
  };
}
