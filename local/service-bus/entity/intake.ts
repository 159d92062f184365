import type { Clock } from '../../clock.ts';
import type { Journal } from '../store/journal.ts';
import type { Agenda } from './agenda.ts';
import { Duplicates } from './duplicates.ts';
import type { Arrival, Content } from './message.ts';
import type { Queue } from './queue.ts';
import { Schedule } from './schedule.ts';
import type { Sequence } from './sequence.ts';

export interface IntakeOptions {
  /** The address of the queue or topic, in lower case. */
  readonly mailbox: string;
  /** Numbers what is scheduled; a topic's also numbers what it hands to its subscriptions. */
  readonly sequence: Sequence;
  readonly fansOut: boolean;
  /** The queues a message goes to. */
  readonly route: (content: Content) => readonly Queue[];
  readonly timeToLive: number;
  /** `undefined` without duplicate detection. */
  readonly duplicateWindow: number | undefined;
  readonly journal: Journal;
  readonly agenda: Agenda;
  readonly clock: Clock;
}

/** The sending end of a queue or topic. */
export class Intake {
  readonly schedule: Schedule;
  readonly #options: IntakeOptions;
  readonly #duplicates: Duplicates | undefined;

  constructor(options: IntakeOptions) {
    this.#options = options;
    const { mailbox, duplicateWindow: window, journal } = options;
    if (window !== undefined) this.#duplicates = new Duplicates({ mailbox, window, journal });
    this.schedule = new Schedule({ ...options, enqueue: (message) => this.#enqueue(message) });
  }

  /** Takes all of them in one commit, then calls `done`. A duplicate is taken and comes to nothing. */
  accept(arrivals: readonly Arrival[], done: () => void): void {
    const now = this.#options.clock.now();
    for (const arrival of arrivals) {
      if (this.#duplicates?.admits(arrival.messageId, now) === false) continue;
      const { scheduledFor } = arrival;
      if (scheduledFor !== undefined && scheduledFor > now) this.schedule.add(arrival, scheduledFor);
      else this.#enqueue(arrival);
    }
    this.#options.journal.afterCommit(done);
  }

  /**
   * Schedules them for the times they state, then calls `done` with the numbers to cancel them by. A duplicate
   * gets a number that cancels nothing; one that states no time, or a past one, is due at once.
   */
  plan(arrivals: readonly Arrival[], done: (sequences: number[]) => void): void {
    const now = this.#options.clock.now();
    const sequences = arrivals.map((arrival) =>
      this.#duplicates?.admits(arrival.messageId, now) === false
        ? this.#options.sequence.next()
        : this.schedule.add(arrival, arrival.scheduledFor ?? now),
    );
    this.#options.journal.afterCommit(() => done(sequences));
  }

  #enqueue({ content, timeToLive }: Pick<Arrival, 'content' | 'timeToLive'>): void {
    const { route, fansOut, sequence } = this.#options;
    const message = { content, timeToLive: Math.min(timeToLive, this.#options.timeToLive) };
    if (!fansOut) {
      for (const queue of route(content)) queue.enqueue(message);
      return;
    }
    const enqueuedSequence = sequence.next();
    for (const queue of route(content)) queue.enqueue({ ...message, enqueuedSequence });
  }
}
