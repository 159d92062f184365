/**
 * Gathers what happens within one event-loop turn: `begin` is called before the first change, `commit` once
 * the turn's input is worked off, then everyone who waits. A commit that fails is not caught: a broker that
 * cannot write must stop, for what it holds in memory is then ahead of the disk.
 */
export class GroupCommit {
  readonly #begin: () => void;
  readonly #commit: () => void;
  #open = false;
  #scheduled: NodeJS.Immediate | undefined;
  #waiting: (() => void)[] = [];

  constructor(transaction: { begin: () => void; commit: () => void }) {
    this.#begin = transaction.begin;
    this.#commit = transaction.commit;
  }

  /** To be called before each change. */
  join(): void {
    if (this.#open) return;
    this.#begin();
    this.#open = true;
    this.#schedule();
  }

  afterCommit(done: () => void): void {
    this.#waiting.push(done);
    this.#schedule();
  }

  /** Commits now; what the waiting then change belongs to the next commit. */
  flush(): void {
    if (this.#scheduled !== undefined) clearImmediate(this.#scheduled);
    this.#scheduled = undefined;
    if (this.#open) this.#commit();
    this.#open = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const done of waiting) done();
  }

  #schedule(): void {
    this.#scheduled ??= setImmediate(() => this.flush());
  }
}
