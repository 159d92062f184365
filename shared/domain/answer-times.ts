import type { Temporal } from 'temporal-polyfill';
import { type ProcessorId, processorIds } from '../policy/processors.ts';
import { chase } from '../policy/retention.ts';
import { parseInstant, timestamp } from './calendar.ts';
import type { NoticeDocument } from './document.ts';
import { entriesOf, isFinal, isTask, type Recipient } from './recipient.ts';

/** How soon a processor answers what it is notified of (GDPR Art. 19, Art. 28(3)(e)). */
export interface AnswerTimes {
  readonly processor: ProcessorId;
  /** How often it answered by itself, since the day asked about. */
  readonly answered: number;
  /** Whole seconds from the first message to the answer; absent when it answered nothing. */
  readonly median?: number | undefined;
  readonly slowest?: number | undefined;
  /** How many notices wait for it, and since when the oldest of them does. */
  readonly waiting: number;
  readonly waitingSince?: string | undefined;
  /** It has kept somebody waiting for longer than a processor may (`chase.silent`). */
  readonly silent: boolean;
}

/** A processor that a notice waits for. */
export interface Awaited {
  readonly processor: ProcessorId;
  /** When it was first asked. */
  readonly since: string;
  readonly attempt: number;
}

/** The processors that a notice waits for: those asked that have neither answered nor left the work to staff. */
export function awaitedIn({ recipients }: Pick<NoticeDocument, 'recipients'>): readonly Awaited[] {
  return entriesOf(recipients)
    .filter(([, recipient]) => !isFinal(recipient) && !isTask(recipient))
    .map(([processor, { since, attempt }]) => ({ processor, since, attempt }));
}

/** Since when each notice that waits for a processor has waited for it, the longest waiting first. */
export function waitsFor(
  processor: ProcessorId,
  notices: readonly Pick<NoticeDocument, 'recipients'>[],
): readonly string[] {
  return notices
    .flatMap(awaitedIn)
    .filter((awaited) => awaited.processor === processor)
    .map((awaited) => awaited.since)
    .toSorted();
}

/** Each processor's times, from notices that are open and notices that ended: answers from `since` on count. */
export function answerTimesIn(
  notices: readonly Pick<NoticeDocument, 'recipients'>[],
  { since, at }: { readonly since: Temporal.Instant; readonly at: Temporal.Instant },
): readonly AnswerTimes[] {
  const silentBefore = timestamp(at.subtract(chase.silent));
  return processorIds.map((processor) => {
    const times = notices
      .flatMap(({ recipients }) => timeOf(recipients[processor], timestamp(since)))
      .toSorted((one, other) => one - other);
    const waits = waitsFor(processor, notices);
    const [waitingSince] = waits;
    return {
      processor,
      answered: times.length,
      median: medianOf(times),
      slowest: times.at(-1),
      waiting: waits.length,
      waitingSince,
      silent: waitingSince !== undefined && waitingSince < silentBefore,
    };
  });
}

/** The seconds a recipient took; none if it has not answered, did so before `since`, or staff answered for it. */
function timeOf(recipient: Recipient | undefined, since: string): readonly number[] {
  if (recipient?.askedAt === undefined || recipient.decision !== undefined) return [];
  if (recipient.since < since) return [];
  const asked = parseInstant(recipient.askedAt);
  const answered = parseInstant(recipient.since);
  return asked && answered ? [Math.round(asked.until(answered).total('seconds'))] : [];
}

/** Of an even number of times, the lower of the two in the middle: a time that was really taken. */
function medianOf(sorted: readonly number[]): number | undefined {
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
