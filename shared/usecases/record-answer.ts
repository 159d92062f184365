import type { NoticeDocument } from '../domain/document.ts';
import type { PrivacyEvent } from '../domain/event.ts';
import { isSettled } from '../domain/notice.ts';
import type { CommitOutcome, Stored, World } from '../ports.ts';
import { advanceNotice, type Which } from './advance-notice.ts';
import { Contended, rounds } from './contended.ts';

/** What an answer makes of a notice, and what is told of it; undefined when it makes nothing of it. */
type Recording = (
  document: NoticeDocument,
) => { readonly document: NoticeDocument; readonly event: PrivacyEvent } | undefined;

/**
 * Records one recipient's answer, and goes on with the notice when it was the last one expected. Answers may come
 * in any order and at once: each is folded into the notice as it stands.
 *
 * @returns the notice with the answer; undefined when there is no such notice or it expected no answer.
 * @throws Contended when others keep changing the notice.
 */
export async function recordInNotice(
  world: World,
  which: Which,
  recording: Recording,
): Promise<NoticeDocument | undefined> {
  for (let round = 0; round < rounds; round += 1) {
    const stored = await readNotice(world, which);
    const recorded = stored && recording(stored.document);
    if (stored === undefined || recorded === undefined) return undefined;
    const { document, event } = recorded;
    if ((await replaceNotice(world, stored, { document, events: [event] })) !== 'committed') continue;
    if (isSettled(document.recipients)) await advanceNotice(world, which);
    return document;
  }
  throw new Contended();
}

export function readNotice(
  { subjects }: World,
  { subjectId, notice }: Which,
): Promise<Stored<NoticeDocument> | undefined> {
  return subjects.read(subjectId, notice.kind, notice.id);
}

/** Puts a notice in the place of the one that was read, and tells what made it so. */
export function replaceNotice(
  { subjects }: Pick<World, 'subjects'>,
  { document: { subjectId }, etag }: Stored<NoticeDocument>,
  { document, events }: { readonly document: NoticeDocument; readonly events: readonly PrivacyEvent[] },
): Promise<CommitOutcome> {
  return subjects.commit({ subjectId, head: { expect: 'any' }, replace: [{ document, etag }], events });
}
