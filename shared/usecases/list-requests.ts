import { requestEntry } from '../domain/request-entry.ts';
import type { RequestEntry } from '../domain/request-view.ts';
import type { World } from '../ports.ts';

const pageSize = 100;
/** So many at once that somebody has to ask why rather than read on. */
export const mostRequests = 500;

/**
 * The requests that somebody has to look after: those whose answer cannot be delivered, then the open ones, the earliest
 * due first. No data of a person but ids.
 */
export async function listRequests({
  clock,
  subjects,
}: Pick<World, 'clock' | 'subjects'>): Promise<readonly RequestEntry[]> {
  const at = clock.now();
  const requests: RequestEntry[] = [];
  for (const pages of [subjects.requestsUndelivered(pageSize), subjects.requestsByDueDay(pageSize)]) {
    for await (const page of pages) {
      requests.push(...page.map(({ document }) => requestEntry(document, at)));
      if (requests.length >= mostRequests) break;
    }
  }
  return requests.slice(0, mostRequests);
}
