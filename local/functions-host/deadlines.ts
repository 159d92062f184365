interface Entry {
  readonly at: number;
  readonly expire: () => void;
}

/** setTimeout fires at once beyond this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * One time limit for many pieces of work. As the limit is the same for all, they expire in the order in which
 * they came, and one timer serves them all: a timer for each would cost more than the rest of an invocation's
 * bookkeeping.
 */
export class Deadlines {
  readonly #limit: number;
  readonly #entries = new Set<Entry>();
  #timer: NodeJS.Timeout | undefined;

  /** Milliseconds, or Infinity. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Resolves and rejects as `work` does, or rejects with `fault()` when the limit is reached first. */
  keep<T>(work: Promise<T>, fault: () => Error): Promise<T> {
    if (!Number.isFinite(this.#limit)) return work;
    return new Promise((resolve, reject) => {
      const entry = { at: performance.now() + this.#limit, expire: () => reject(fault()) };
      this.#entries.add(entry);
      if (this.#timer === undefined) this.#timer = this.#wait(this.#limit);
      work.then(resolve, reject).finally(() => this.#entries.delete(entry));
    });
  }

  #wait(ms: number): NodeJS.Timeout {
    return setTimeout(() => this.#look(), Math.min(ms, LONGEST_TIMER_MS)).unref();
  }

  #look(): void {
    this.#timer = undefined;
    const now = performance.now();
    for (const entry of this.#entries) {
      if (entry.at > now) {
        this.#timer = this.#wait(entry.at - now);
        return;
      }
      this.#entries.delete(entry);
      entry.expire();
    }
  }
}
