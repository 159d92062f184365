import { secondsOf } from '../domain/calendar.ts';
import type { ErasureDocument, RecordDocument } from '../domain/document.ts';
import { startErasure } from '../domain/erasure.ts';
import type { ErasureCause } from '../domain/event.ts';
import type { SubjectId } from '../domain/id.ts';
import { memory } from '../policy/retention.ts';
import type { Holdings, World } from '../ports.ts';

/**
 * Erases records of one subject: in one batch the records go, the events are written and the subject is
 * closed if nothing is left; then the identifier entries are released. A crash in between leaves the erasure
 * document, which is due at once: the sweep finishes it.
 *
 * @returns `closed` when nothing of the person is left here, `erased` when something is; `changed` when the
 *   subject moved since `holdings` was read: load again, decide again.
 */
export async function eraseRecords(
  world: World,
  {
    holdings,
    erase,
    cause,
  }: {
    readonly holdings: Holdings;
    readonly erase: readonly RecordDocument[];
    readonly cause: ErasureCause;
  },
): Promise<'erased' | 'closed' | 'changed'> {
  const { clock, ids, keys, subjects } = world;
  const { subjectId, head, records, erasures } = holdings;
  if (head === undefined) return 'changed';
  if (erasures.length > 0) {
    for (const erasure of erasures) await finishErasure(world, erasure);
    return 'changed';
  }
  const at = clock.now();
  const erased = new Set<string>(erase.map(({ id }) => id));
  const started = startErasure({
    subjectId,
    head: head.document,
    erase,
    keep: records.map(({ document }) => document).filter(({ id }) => !erased.has(id)),
    cause,
    at,
    id: ids.erasure(),
    closedTtl: secondsOf(memory.closedSubject, at),
    newEventId: () => ids.event(at),
    keysOf: (identifier) => keys.identifierKeys(identifier),
  });
  const outcome = await subjects.commit({
    subjectId,
    head: { expect: 'unmoved', etag: head.etag, head: started.head },
    create: [started.erasure],
    remove: [...erased],
    events: started.events,
  });
  if (outcome !== 'committed') return 'changed';
  await finishErasure(world, started.erasure);
  return started.erasure.closes ? 'closed' : 'erased';
}

/** Releases what the erasure names, then forgets it. Safe to repeat, and to run twice at once. */
export async function finishErasure(
  { clock, identifiers, subjects }: World,
  erasure: ErasureDocument,
): Promise<void> {
  const ttl = secondsOf(memory.erasedLicence, clock.now());
  for (const { key, historyUntil } of erasure.releases) {
    const word = historyUntil === undefined ? undefined : { historyUntil, ttl };
    await identifiers.release(key, erasure.subjectId, word);
  }
  await subjects.forgetErasure(erasure);
}

/** Finishes the erasures of a subject that are on their way, and tells how it stands afterwards. */
export async function helpErasures(
  world: World,
  subjectId: SubjectId,
): Promise<'closed' | 'helped' | 'open'> {
  const { head, erasures } = await world.subjects.holdings(subjectId);
  for (const erasure of erasures) await finishErasure(world, erasure);
  if (head === undefined || head.document.closedAt !== undefined) return 'closed';
  return erasures.length > 0 ? 'helped' : 'open';
}
