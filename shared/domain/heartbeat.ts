import type { Temporal } from 'temporal-polyfill';
import { type HeartbeatPartition, heartbeatPartitions } from '../policy/signals.ts';
import { parseInstant } from './calendar.ts';
import type { HeartbeatDocument, SubjectDocument } from './document.ts';
import type { SubjectId } from './id.ts';

/** A day, in seconds: a feed that is less behind says by how much. */
const ttl = 86_400;

/** What is written to see how soon the change feed tells of it, one in each of its partitions. */
export function heartbeatsAt(at: Temporal.Instant): readonly HeartbeatDocument[] {
  const text = at.toString({ smallestUnit: 'millisecond' });
  return heartbeatPartitions.map((partition) => ({
    id: `heartbeat-${text}`,
    kind: 'heartbeat',
    subjectId: partition as SubjectId,
    at: text,
    ttl,
  }));
}

/** How many seconds ago the newest heartbeat of a partition was written, never negative. */
export interface Lag {
  readonly partition: HeartbeatPartition;
  readonly seconds: number;
}

/** The lag of each partition of which a heartbeat is among documents of the feed. */
export function lagsOf(changed: readonly SubjectDocument[], at: Temporal.Instant): readonly Lag[] {
  return heartbeatPartitions.flatMap((partition) => {
    const lags = changed.flatMap((document) => {
      if (document.kind !== 'heartbeat' || document.subjectId !== partition) return [];
      const beat = parseInstant(document.at);
      return beat === undefined ? [] : [Math.max(0, beat.until(at).total('seconds'))];
    });
    return lags.length === 0 ? [] : [{ partition, seconds: Math.min(...lags) }];
  });
}
