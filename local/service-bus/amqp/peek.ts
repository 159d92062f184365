import type { Outgoing } from '../codec/delivery.ts';
import type { Intake } from '../entity/intake.ts';
import type { Message } from '../entity/message.ts';
import type { Queue } from '../entity/queue.ts';
import type { Scheduled } from '../entity/schedule.ts';

/** Everything an entity holds from a sequence number on, scheduled messages included, by rising number. */
export function* peek(queue: Queue, intake: Intake | undefined, from: number): Iterable<Outgoing> {
  const scheduled = (intake?.schedule.peekFrom(from) ?? [])[Symbol.iterator]();
  let next = scheduled.next();
  for (const message of queue.peekFrom(from)) {
    for (; next.done !== true && next.value.sequence < message.sequence; next = scheduled.next()) {
      yield scheduledView(next.value);
    }
    yield view(message);
  }
  for (; next.done !== true; next = scheduled.next()) yield scheduledView(next.value);
}

/** A message as it shows to one who does not hold it. */
export function view(message: Message): Outgoing {
  return { ...message, state: message.deferred ? 'deferred' : 'active', lockedUntil: undefined };
}

function scheduledView({ content, sequence, dueAt, timeToLive }: Scheduled): Outgoing {
  return {
    content,
    sequence,
    enqueuedSequence: sequence,
    enqueuedAt: dueAt,
    timeToLive,
    deliveryCount: 0,
    deadLetterSource: undefined,
    state: 'scheduled',
    lockedUntil: undefined,
  };
}
