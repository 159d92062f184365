/** Sender's own message annotations, encoded as key and value in turn; `count` counts both. */
export interface EncodedPairs {
  readonly count: number;
  readonly bytes: Buffer;
}

/** What a sender wrote and the broker passes on byte for byte. */
export interface Content {
  readonly annotations: EncodedPairs | undefined;
  /** The bare message: the properties, application properties and body sections, encoded. */
  readonly bare: Buffer;
}

/** A message on its way in. Durations in milliseconds, instants in epoch milliseconds of the shared clock. */
export interface Arrival {
  readonly content: Content;
  /** The message id as text, for duplicate detection. */
  readonly messageId: string;
  /** Infinity when the sender set none. */
  readonly timeToLive: number;
  readonly scheduledFor: number | undefined;
}

/** A message in a queue, a subscription or a dead-letter queue. */
export interface Message {
  /** Its row in the journal. */
  readonly id: number;
  readonly sequence: number;
  /** The number it got where it was first sent: the topic's, or that of the queue it was dead-lettered from. */
  readonly enqueuedSequence: number;
  readonly enqueuedAt: number;
  /** The shortest of the sender's and the entities' own; Infinity for none. */
  readonly timeToLive: number;
  /** Deliveries that ended with an abandon or a lost lock. */
  readonly deliveryCount: number;
  readonly deferred: boolean;
  readonly deadLetterSource: string | undefined;
  readonly content: Content;
}

export function expiresAt(message: Message): number {
  return message.enqueuedAt + message.timeToLive;
}
