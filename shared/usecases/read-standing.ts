import type { NoticeDocument } from '../domain/document.ts';
import { type ContradictedErasure, contradictedErasures } from '../domain/today.ts';
import type { DeadLetter, World } from '../ports.ts';

const pageSize = 500;
/** So many of each at once that somebody has to ask why rather than count on. They come the longest waiting first. */
export const mostRead = 500;
/** So many notices that one processor's backlog does not hide that another is silent. */
const mostNotices = 10_000;

/** The notices that wait for a processor or for staff, the earliest first. */
export function readWaiting({ standing }: Pick<World, 'standing'>): Promise<readonly NoticeDocument[]> {
  return firstOf(standing.waiting(pageSize), mostRead);
}

/** How it stands with the processors of the notices that wait, up to `mostNotices` of them, the earliest first. */
export function readRecipients({
  standing,
}: Pick<World, 'standing'>): Promise<readonly Pick<NoticeDocument, 'recipients'>[]> {
  return firstOf(standing.recipients(pageSize), mostNotices);
}

/** The erasures of which something was found again, the longest known first. */
export async function readContradicted({
  standing,
}: Pick<World, 'standing'>): Promise<readonly ContradictedErasure[]> {
  return contradictedErasures(await firstOf(standing.contradicted(pageSize), mostRead));
}

/** How many dead letters of each queue and subscription are read, and how many milliseconds the broker has for it. */
interface Patience {
  readonly most: number;
  readonly milliseconds: number;
}

/** The dead letters; undefined when the broker does not answer. By itself it has as long as somebody waits for a page. */
export async function readDeadLetters(
  { deadLetters, clock }: Pick<World, 'deadLetters' | 'clock'>,
  { most, milliseconds }: Patience = { most: mostRead, milliseconds: 5_000 },
): Promise<readonly DeadLetter[] | undefined> {
  const listed = deadLetters.list(most).catch(() => undefined);
  return await Promise.race([listed, clock.pause(milliseconds).then(() => undefined)]);
}

/** The first `most` of what comes page by page. */
export async function firstOf<Item>(
  pages: AsyncIterable<readonly Item[]>,
  most: number,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const page of pages) {
    items.push(...page);
    if (items.length >= most) break;
  }
  return items.slice(0, most);
}
