import type { Journal } from '../store/journal.ts';

/** The rising numbers of one mailbox; none is given twice, restarts included. */
export class Sequence {
  readonly #mailbox: string;
  readonly #journal: Journal;
  #last: number;

  constructor(mailbox: string, journal: Journal) {
    this.#mailbox = mailbox;
    this.#journal = journal;
    this.#last = journal.lastSequenceOf(mailbox);
  }

  next(): number {
    this.#last++;
    this.#journal.reach(this.#mailbox, this.#last);
    return this.#last;
  }
}
