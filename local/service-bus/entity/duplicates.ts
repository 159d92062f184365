import type { Journal } from '../store/journal.ts';

/** The message ids an entity has seen within its window, so that a message sent twice enters once. */
export class Duplicates {
  readonly #mailbox: string;
  readonly #window: number;
  readonly #journal: Journal;
  /** When each id was seen, oldest first. */
  readonly #seen: Map<string, number>;

  /** `window` in milliseconds of the shared clock. */
  constructor({ mailbox, window, journal }: { mailbox: string; window: number; journal: Journal }) {
    this.#mailbox = mailbox;
    this.#window = window;
    this.#journal = journal;
    this.#seen = new Map(journal.seenIn(mailbox).map(({ messageId, seenAt }) => [messageId, seenAt]));
  }

  /** True the first time within the window; remembers the id. */
  admits(messageId: string, now: number): boolean {
    this.#forgetOld(now);
    const seenAt = this.#seen.get(messageId);
    if (seenAt !== undefined && this.#within(seenAt, now)) return false;
    this.#seen.delete(messageId);
    this.#seen.set(messageId, now);
    this.#journal.remember(this.#mailbox, messageId, now);
    return true;
  }

  #forgetOld(now: number): void {
    for (const [messageId, seenAt] of this.#seen) {
      if (this.#within(seenAt, now)) return;
      this.#seen.delete(messageId);
      this.#journal.forget(this.#mailbox, messageId);
    }
  }

  /** Either way: the clock may have been set back. */
  #within(seenAt: number, now: number): boolean {
    return Math.abs(now - seenAt) < this.#window;
  }
}
