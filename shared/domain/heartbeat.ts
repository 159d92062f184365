import { Temporal } from 'temporal-polyfill';
import { parseInstant } from './calendar.ts';
import type { HeartbeatDocument, SubjectDocument } from './document.ts';
import type { SubjectId } from './id.ts';

const partition = 'heartbeats' as SubjectId;
/** A day, in seconds: a feed that is less behind says by how much. */
const ttl = 86_400;

/** What is written to see how soon the change feed tells of it. */
export function heartbeatAt(at: Temporal.Instant): HeartbeatDocument {
  const text = at.toString({ smallestUnit: 'millisecond' });
  return { id: `heartbeat-${text}`, kind: 'heartbeat', subjectId: partition, at: text, ttl };
}

/** The seconds since the newest heartbeat among documents of the feed, never negative; undefined where there is none. */
export function lagOf(changed: readonly SubjectDocument[], at: Temporal.Instant): number | undefined {
  const beats = changed
    .flatMap((document) => (document.kind === 'heartbeat' ? [parseInstant(document.at)] : []))
    .filter((beat) => beat !== undefined)
    .toSorted((one, other) => Temporal.Instant.compare(other, one));
  const [newest] = beats;
  return newest && Math.max(0, newest.until(at).total('seconds'));
}
