import type { ErasureDocument, NoticeDocument } from '../domain/document.ts';
import type { DeadLetter, World } from '../ports.ts';

const pageSize = 500;
/** So many of each at once that somebody has to ask why rather than count on. They come the longest waiting first. */
export const mostRead = 500;
/** Milliseconds that the broker has to say what it gave up: nobody waits for one that is away. */
const brokersTime = 5_000;

/** The notices that wait for a processor or for staff, the earliest first. */
export function readWaiting({ standing }: Pick<World, 'standing'>): Promise<readonly NoticeDocument[]> {
  return firstOf(standing.waiting(pageSize), mostRead);
}

/** The erasures of which something was found again, the longest known first. */
export function readContradicted({ standing }: Pick<World, 'standing'>): Promise<readonly ErasureDocument[]> {
  return firstOf(standing.contradicted(pageSize), mostRead);
}

/** The dead letters, up to `mostRead` of each queue and subscription; undefined when the broker does not answer. */
export async function readDeadLetters({
  deadLetters,
  clock,
}: Pick<World, 'deadLetters' | 'clock'>): Promise<readonly DeadLetter[] | undefined> {
  const listed = deadLetters.list(mostRead).catch(() => undefined);
  return await Promise.race([listed, clock.pause(brokersTime).then(() => undefined)]);
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
