import type { EncodedPairs } from '../entity/message.ts';

/** A message as the journal keeps it. */
export interface StoredMessage {
  readonly id: number;
  /** The queue, subscription, dead-letter queue or (for a scheduled one) topic that holds it. */
  readonly mailbox: string;
  readonly state: 'active' | 'deferred' | 'scheduled';
  readonly sequence: number;
  readonly enqueuedSequence: number;
  /** When it was enqueued, or is to be; epoch milliseconds of the shared clock. */
  readonly at: number;
  /** Milliseconds; Infinity for none. */
  readonly timeToLive: number;
  readonly deliveryCount: number;
  readonly deadLetterSource: string | undefined;
  readonly annotations: EncodedPairs | undefined;
  readonly bare: Buffer;
}

/**
 * What a restart must know. The entities hold the living state in memory and write every change here; all
 * changes of one event-loop turn are one transaction, and whatever tells a client "done" waits for its commit.
 */
export interface Journal {
  /** A row id that no message has. */
  nextId(): number;
  put(message: StoredMessage): void;
  /** Only the delivery count: the body is not written again. */
  countDelivery(id: number, deliveryCount: number): void;
  remove(id: number): void;
  /** The last sequence number given out, so that none is given twice. */
  reach(mailbox: string, sequence: number): void;
  remember(mailbox: string, messageId: string, seenAt: number): void;
  forget(mailbox: string, messageId: string): void;
  /** Calls `done` once everything written so far is committed, in the order of the calls. */
  afterCommit(done: () => void): void;

  /** What a former run left, by rising sequence number. */
  messagesOf(mailbox: string): readonly StoredMessage[];
  lastSequenceOf(mailbox: string): number;
  /** By rising time. */
  seenIn(mailbox: string): readonly { messageId: string; seenAt: number }[];

  /** Takes what was removed out of the files' bytes, now. */
  compact(): void;
  close(): void;
}
