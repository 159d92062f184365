import type { Journal, StoredMessage } from '../store/journal.ts';
import type { Agenda, Sweeper } from './agenda.ts';
import type { Arrival, Content } from './message.ts';
import type { Sequence } from './sequence.ts';

/** A message that is to be enqueued later. Until then it goes by a sequence number of its own. */
export interface Scheduled {
  readonly id: number;
  readonly sequence: number;
  readonly dueAt: number;
  readonly timeToLive: number;
  readonly content: Content;
}

/** The scheduled messages of one queue or topic. */
export class Schedule implements Sweeper {
  readonly #mailbox: string;
  readonly #sequence: Sequence;
  readonly #journal: Journal;
  readonly #agenda: Agenda;
  readonly #enqueue: (message: Scheduled) => void;
  /** By rising sequence number. */
  readonly #messages = new Map<number, Scheduled>();
  #nextDue = Infinity;

  constructor(options: {
    mailbox: string;
    sequence: Sequence;
    journal: Journal;
    agenda: Agenda;
    enqueue: (message: Scheduled) => void;
  }) {
    this.#mailbox = options.mailbox;
    this.#sequence = options.sequence;
    this.#journal = options.journal;
    this.#agenda = options.agenda;
    this.#enqueue = options.enqueue;
    this.#agenda.add(this);
    for (const stored of this.#journal.messagesOf(this.#mailbox)) {
      if (stored.state === 'scheduled') this.#expect(fromRecord(stored));
    }
  }

  get size(): number {
    return this.#messages.size;
  }

  /** Returns the sequence number to cancel it by. */
  add({ content, timeToLive }: Arrival, dueAt: number): number {
    const sequence = this.#sequence.next();
    const message = { id: this.#journal.nextId(), sequence, dueAt, timeToLive, content };
    this.#journal.put(toRecord(this.#mailbox, message));
    this.#journal.afterCommit(() => this.#expect(message));
    return sequence;
  }

  /** Cancels all of them, or, when one is not scheduled (any more), none. */
  cancel(sequences: readonly number[]): boolean {
    if (!sequences.every((sequence) => this.#messages.has(sequence))) return false;
    for (const sequence of sequences) {
      const message = this.#messages.get(sequence);
      if (message !== undefined) this.#remove(message);
    }
    return true;
  }

  *peekFrom(sequence: number): Iterable<Scheduled> {
    for (const message of this.#messages.values()) {
      if (message.sequence >= sequence) yield message;
    }
  }

  sweep(now: number): number {
    if (this.#nextDue > now) return this.#nextDue;
    this.#nextDue = Infinity;
    const due: Scheduled[] = [];
    for (const message of this.#messages.values()) {
      if (message.dueAt <= now) due.push(message);
      else this.#nextDue = Math.min(this.#nextDue, message.dueAt);
    }
    for (const message of due.sort((a, b) => a.dueAt - b.dueAt)) {
      this.#remove(message);
      this.#enqueue(message);
    }
    return this.#nextDue;
  }

  #expect(message: Scheduled): void {
    this.#messages.set(message.sequence, message);
    this.#nextDue = Math.min(this.#nextDue, message.dueAt);
    this.#agenda.expect(this.#nextDue);
  }

  #remove(message: Scheduled): void {
    this.#messages.delete(message.sequence);
    this.#journal.remove(message.id);
  }
}

function toRecord(mailbox: string, { id, sequence, dueAt, timeToLive, content }: Scheduled): StoredMessage {
  return {
    id,
    mailbox,
    state: 'scheduled',
    sequence,
    enqueuedSequence: sequence,
    at: dueAt,
    timeToLive,
    deliveryCount: 0,
    deadLetterSource: undefined,
    ...content,
  };
}

function fromRecord({ id, sequence, at, timeToLive, annotations, bare }: StoredMessage): Scheduled {
  return { id, sequence, dueAt: at, timeToLive, content: { annotations, bare } };
}
