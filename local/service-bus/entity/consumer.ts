import type { Lock } from './lock-book.ts';
import type { Message } from './message.ts';

/** A receiver as a queue sees it. */
export interface Consumer {
  readonly mode: 'peek-lock' | 'receive-and-delete';
  /** Whether it may be handed one more message. */
  ready(): boolean;
  /** Takes one credit for a message that is about to be delivered. */
  claim(): void;
  deliver(message: Message, lock: Lock | undefined): void;
}

/** The consumers of one queue, taken in turn. */
export class ConsumerRing {
  readonly #consumers: Consumer[] = [];
  #turn = 0;

  add(consumer: Consumer): void {
    this.#consumers.push(consumer);
  }

  remove(consumer: Consumer): void {
    const index = this.#consumers.indexOf(consumer);
    if (index >= 0) this.#consumers.splice(index, 1);
  }

  next(): Consumer | undefined {
    for (let tried = 0; tried < this.#consumers.length; tried++) {
      this.#turn = (this.#turn + 1) % this.#consumers.length;
      const consumer = this.#consumers[this.#turn];
      if (consumer?.ready()) return consumer;
    }
    return undefined;
  }
}
