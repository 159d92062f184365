import { secondsOf } from '../domain/calendar.ts';
import type { RequestId } from '../domain/id.ts';
import type { Invalid } from '../domain/invalid.ts';
import { partitionOf } from '../domain/received-request.ts';
import { isClosed, type RequestDocument } from '../domain/request.ts';
import { yearsOfDueDays } from '../domain/request-due.ts';
import type { RequestSituation, Stepped } from '../domain/request-step.ts';
import { memory } from '../policy/retention.ts';
import type { Stored, World } from '../ports.ts';
import { Contended, rounds } from './contended.ts';

/** What was decided of a request: a step of it, why that is not possible, or to leave it as it is. */
export type RequestChange = Stepped | Invalid | { readonly outcome: 'left' };

/** The request by its id; undefined when there is none, or what was stated is no id. */
export async function readRequest(
  { subjects }: Pick<World, 'subjects'>,
  requestId: string,
): Promise<Stored<RequestDocument> | undefined> {
  if (!/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(requestId)) return undefined;
  return subjects.read(partitionOf(requestId as RequestId), 'request', requestId);
}

/**
 * Decides on a request as it stands, and puts it in its place as decided: against its own ETag, so of two at once the
 * second decides again on what the first has made of it.
 *
 * @throws Contended when others keep changing it.
 */
export async function changeRequest(
  world: World,
  requestId: string,
  decide: (document: RequestDocument) => RequestChange | Promise<RequestChange>,
): Promise<RequestChange | { readonly outcome: 'unknown' }> {
  for (let round = 0; round < rounds; round += 1) {
    const stored = await readRequest(world, requestId);
    if (stored === undefined) return { outcome: 'unknown' };
    const decided = await decide(stored.document);
    if (decided.outcome !== 'stepped') return decided;
    if (await replaceRequest(world, stored, decided)) return decided;
  }
  throw new Contended();
}

/** Puts a request in the place of the one that was read; false when somebody else has written it meanwhile. */
export async function replaceRequest(
  { subjects, telemetry }: World,
  { document: before, etag }: Stored<RequestDocument>,
  { document, events }: Pick<Extract<Stepped, { outcome: 'stepped' }>, 'document' | 'events'>,
): Promise<boolean> {
  const outcome = await subjects.commit({
    subjectId: document.subjectId,
    head: { expect: 'any' },
    replace: [{ document, etag }],
    events,
  });
  if (outcome !== 'committed') return false;
  const { right, state } = document;
  if (!isClosed(before.state) && isClosed(state)) telemetry.event('request-closed', { right, state });
  return true;
}

/** What a step of a request is decided by, as the clock tells it. */
export function requestSituation({ clock, ids }: Pick<World, 'clock' | 'ids'>): RequestSituation {
  const at = clock.now();
  return { at, ttl: secondsOf(memory.request, at), newEventId: () => ids.event(at) };
}

/** The public holidays that decide when an answer to a request of that day is due. */
export async function holidaysFor(
  { holidays }: Pick<World, 'holidays'>,
  receivedOn: string,
): Promise<ReadonlySet<string>> {
  const years = await Promise.all(yearsOfDueDays(receivedOn).map((year) => holidays.of(year)));
  return new Set(years.flatMap((days) => [...days]));
}
