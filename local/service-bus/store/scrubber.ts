/** How long nothing may have been removed before a scrub, and how long a steady stream may put it off. */
const QUIET = 2_000;
const LONGEST_WAIT = 30_000;
/** A scrub rewrites the whole file: under a steady stream it takes at most this share of the time. */
const LARGEST_SHARE = 1 / 20;

/** Decides when to scrub: soon after a burst of removals has ended. Durations are real time. */
export class Scrubber {
  readonly #scrub: () => void;
  #quietTimer: NodeJS.Timeout | undefined;
  #waitingSince: number | undefined;
  #lastTook = 0;

  constructor(scrub: () => void) {
    this.#scrub = scrub;
  }

  /** Something was removed, and its bytes may still be in the files. */
  removed(): void {
    this.#waitingSince ??= performance.now();
    if (this.#quietTimer === undefined) this.#wait(QUIET);
    else if (!this.#overdue()) this.#quietTimer.refresh();
  }

  runNow(): void {
    clearTimeout(this.#quietTimer);
    this.#quietTimer = undefined;
    if (this.#waitingSince === undefined) return;
    this.#waitingSince = undefined;
    const started = performance.now();
    this.#scrub();
    this.#lastTook = performance.now() - started;
  }

  #wait(delay: number): void {
    this.#quietTimer = setTimeout(() => this.runNow(), delay);
    this.#quietTimer.unref();
  }

  #overdue(): boolean {
    const longest = Math.max(LONGEST_WAIT, this.#lastTook / LARGEST_SHARE);
    return performance.now() - (this.#waitingSince ?? Infinity) > longest;
  }
}
