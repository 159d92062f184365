import type { Clock } from '../../clock.ts';
import {
  type EncodedProperties,
  NO_PROPERTIES,
  withApplicationProperties,
} from '../codec/application-properties.ts';
import type { Journal, StoredMessage } from '../store/journal.ts';
import type { Agenda, Sweeper } from './agenda.ts';
import { type Consumer, ConsumerRing } from './consumer.ts';
import { expiredReason, tooManyDeliveries } from './dead-letter.ts';
import { type Lock, LockBook } from './lock-book.ts';
import { type Content, expiresAt, type Message } from './message.ts';
import { ReadyList } from './ready-list.ts';
import { Sequence } from './sequence.ts';
import type { Settled, Verdict } from './verdict.ts';

export interface QueueSettings {
  readonly lockDuration: number;
  readonly maxDeliveryCount: number;
  readonly timeToLive: number;
  readonly deadLetterOnExpiry: boolean;
}

export interface QueueOptions {
  /** The address, in lower case. */
  readonly mailbox: string;
  /** The address as configured, for those who read where a message was dead-lettered from. */
  readonly address: string;
  readonly settings: QueueSettings;
  /** `undefined` for a dead-letter queue itself. */
  readonly deadLetters: Queue | undefined;
  readonly journal: Journal;
  readonly agenda: Agenda;
  readonly clock: Clock;
}

type NewMessage = Pick<Message, 'content' | 'timeToLive'> &
  Partial<Pick<Message, 'id' | 'enqueuedSequence' | 'deliveryCount' | 'deadLetterSource'>>;

/**
 * What a queue, a subscription and a dead-letter queue have in common: messages that wait, are locked, deferred,
 * settled, or expire. What leaves it leaves at once; what enters or comes back can be received once it is
 * committed, so nobody acts on what a crash could still undo.
 */
export class Queue implements Sweeper {
  readonly mailbox: string;
  readonly sequence: Sequence;
  readonly #options: QueueOptions;
  /** By rising sequence number. */
  readonly #messages = new Map<number, Message>();
  readonly #ready = new ReadyList();
  readonly #consumers = new ConsumerRing();
  readonly #locks: LockBook;
  /** No message expires before this instant. */
  #nextExpiry = Infinity;

  constructor(options: QueueOptions) {
    this.mailbox = options.mailbox;
    this.#options = options;
    this.sequence = new Sequence(options.mailbox, options.journal);
    this.#locks = new LockBook({
      duration: options.settings.lockDuration,
      onExpired: (sequence) => this.#giveBack(sequence, NO_PROPERTIES),
    });
    options.agenda.add(this);
    for (const stored of options.journal.messagesOf(options.mailbox)) {
      if (stored.state !== 'scheduled') this.#admit(fromRecord(stored));
    }
  }

  enqueue(arrival: NewMessage): void {
    const { journal, clock, settings } = this.#options;
    const sequence = this.sequence.next();
    const message: Message = {
      deliveryCount: 0,
      deadLetterSource: undefined,
      ...arrival,
      id: arrival.id ?? journal.nextId(),
      sequence,
      enqueuedSequence: arrival.enqueuedSequence ?? sequence,
      enqueuedAt: clock.now(),
      timeToLive: Math.min(arrival.timeToLive, settings.timeToLive),
      deferred: false,
    };
    this.#write(message);
    journal.afterCommit(() => this.#admit(message));
  }

  attach(consumer: Consumer): void {
    this.#consumers.add(consumer);
  }

  detach(consumer: Consumer): void {
    this.#consumers.remove(consumer);
  }

  /** Hands out messages as long as there are both messages and credit. */
  pump(): void {
    for (;;) {
      const message = this.#nextReady();
      if (message === undefined) return;
      const consumer = this.#consumers.next();
      if (consumer === undefined) return;
      this.#ready.dropLowest();
      consumer.claim();
      if (consumer.mode === 'peek-lock') {
        consumer.deliver(message, this.#locks.lock(message.sequence));
      } else {
        // At most once: the message is gone for good before it goes out.
        this.#remove(message);
        this.#options.journal.afterCommit(() => consumer.deliver(message, undefined));
      }
    }
  }

  /** `done` is called later, once the outcome is committed. */
  settle(token: string, verdict: Verdict, done: (outcome: Settled) => void): void {
    const outcome = this.#settle(token, verdict);
    this.#options.journal.afterCommit(() => done(outcome));
  }

  renew(token: string): { before: Lock; lock: Lock } | undefined {
    return this.#locks.renew(token);
  }

  /** Whether each of them is deferred and free, then each with a lock, or for good when `lock` is false. */
  receiveDeferred(
    sequences: readonly number[],
    lock: boolean,
  ): { message: Message; lock?: Lock }[] | undefined {
    this.sweep(this.#options.clock.now());
    const messages = sequences.map((sequence) => this.#messages.get(sequence));
    const found = messages.filter(
      (message) => message?.deferred === true && !this.#locks.holds(message.sequence),
    );
    if (found.length < sequences.length) return undefined;
    return found
      .filter((message) => message !== undefined)
      .map((message) => {
        if (lock) return { message, lock: this.#locks.lock(message.sequence) };
        this.#remove(message);
        return { message };
      });
  }

  /** From that sequence number on, whatever state they are in, but expired. */
  *peekFrom(sequence: number): Iterable<Message> {
    this.sweep(this.#options.clock.now());
    for (const message of this.#messages.values()) {
      if (message.sequence >= sequence) yield message;
    }
  }

  counts(): { active: number; deferred: number } {
    let deferred = 0;
    for (const message of this.#messages.values()) if (message.deferred) deferred++;
    return { active: this.#messages.size - deferred, deferred };
  }

  sweep(now: number): number {
    if (this.#nextExpiry > now) return this.#nextExpiry;
    this.#nextExpiry = Infinity;
    for (const message of this.#messages.values()) {
      // A locked message is its receiver's until the lock ends, expired or not.
      if (this.#locks.holds(message.sequence)) continue;
      if (this.#expiry(message) <= now) this.#expire(message);
      else this.#nextExpiry = Math.min(this.#nextExpiry, this.#expiry(message));
    }
    return this.#nextExpiry;
  }

  /** Ends every lock as if it had run out: the receivers are gone. */
  stop(): void {
    for (const token of this.#locks.tokens) {
      const lock = this.#locks.release(token);
      if (lock !== undefined) this.#giveBack(lock.sequence, NO_PROPERTIES);
    }
    this.#locks.stop();
  }

  #settle(token: string, verdict: Verdict): Settled {
    if (verdict.kind === 'dead-letter' && this.#options.deadLetters === undefined) return 'dead-end';
    const lock = this.#locks.release(token);
    const message = lock && this.#messages.get(lock.sequence);
    if (message === undefined) return 'lock-lost';
    switch (verdict.kind) {
      case 'complete':
        this.#remove(message);
        break;
      case 'abandon':
        this.#giveBack(message.sequence, verdict.properties);
        break;
      case 'defer':
        this.#replace({ ...message, deferred: true, content: changed(message.content, verdict.properties) });
        break;
      case 'dead-letter':
        this.#deadLetter(message, verdict.properties);
        break;
    }
    return 'settled';
  }

  #admit(message: Message): void {
    this.#messages.set(message.sequence, message);
    this.#nextExpiry = Math.min(this.#nextExpiry, this.#expiry(message));
    this.#options.agenda.expect(this.#nextExpiry);
    if (!message.deferred) this.#offer(message.sequence);
  }

  #offer(sequence: number): void {
    this.#ready.add(sequence);
    this.pump();
  }

  #nextReady(): Message | undefined {
    for (;;) {
      const sequence = this.#ready.lowest();
      if (sequence === undefined) return undefined;
      const message = this.#messages.get(sequence);
      if (message !== undefined && this.#expiry(message) > this.#options.clock.now()) return message;
      this.#ready.dropLowest();
      if (message !== undefined) this.#expire(message);
    }
  }

  /** A delivery that came to nothing. */
  #giveBack(sequence: number, properties: EncodedProperties): void {
    const message = this.#messages.get(sequence);
    if (message === undefined) return;
    const { settings, journal, clock, deadLetters } = this.#options;
    const content = changed(message.content, properties);
    const returned = { ...message, content, deliveryCount: message.deliveryCount + 1 };
    if (this.#expiry(returned) <= clock.now()) return this.#expire(returned);
    if (deadLetters !== undefined && returned.deliveryCount >= settings.maxDeliveryCount) {
      return this.#deadLetter(returned, tooManyDeliveries(returned.deliveryCount));
    }
    if (properties.size > 0) this.#replace(returned);
    else {
      this.#messages.set(sequence, returned);
      journal.countDelivery(message.id, returned.deliveryCount);
    }
    this.#nextExpiry = Math.min(this.#nextExpiry, this.#expiry(returned));
    this.#options.agenda.expect(this.#nextExpiry);
    if (!returned.deferred) journal.afterCommit(() => this.#offer(sequence));
  }

  #expire(message: Message): void {
    if (this.#options.settings.deadLetterOnExpiry) this.#deadLetter(message, expiredReason());
    else this.#remove(message);
  }

  #deadLetter(message: Message, properties: EncodedProperties): void {
    const { deadLetters, address } = this.#options;
    this.#messages.delete(message.sequence);
    deadLetters?.enqueue({
      id: message.id,
      content: changed(message.content, properties),
      timeToLive: message.timeToLive,
      enqueuedSequence: message.enqueuedSequence,
      deliveryCount: message.deliveryCount,
      deadLetterSource: address,
    });
  }

  #remove(message: Message): void {
    this.#messages.delete(message.sequence);
    this.#options.journal.remove(message.id);
  }

  #replace(message: Message): void {
    this.#messages.set(message.sequence, message);
    this.#write(message);
  }

  #write(message: Message): void {
    this.#options.journal.put(toRecord(this.mailbox, message));
  }

  /** Nothing expires in a dead-letter queue. */
  #expiry(message: Message): number {
    return this.#options.deadLetters === undefined ? Infinity : expiresAt(message);
  }
}

function changed(content: Content, properties: EncodedProperties): Content {
  if (properties.size === 0) return content;
  return { ...content, bare: withApplicationProperties(content.bare, properties) };
}

function toRecord(mailbox: string, { content, deferred, enqueuedAt, ...message }: Message): StoredMessage {
  return { ...message, ...content, mailbox, state: deferred ? 'deferred' : 'active', at: enqueuedAt };
}

function fromRecord(record: StoredMessage): Message {
  return {
    id: record.id,
    sequence: record.sequence,
    enqueuedSequence: record.enqueuedSequence,
    enqueuedAt: record.at,
    timeToLive: record.timeToLive,
    deliveryCount: record.deliveryCount,
    deferred: record.state === 'deferred',
    deadLetterSource: record.deadLetterSource,
    content: { annotations: record.annotations, bare: record.bare },
  };
}
