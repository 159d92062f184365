/** Compact this long after the last deleting or overwriting write … */
const QUIET_MS = 2_000;

/** … but under writes that never pause, this long after the first one at the latest … */
const PATIENCE_MS = 60_000;

/** … and then spend at most this share of the time on it: compacting stops everything else. */
const MAX_SHARE = 0.05;

/**
 * Decides when the database file is compacted, so that what was erased leaves the file soon, once per burst and
 * not once per write. Durations are real time: the shared clock may stand decades ahead.
 */
export class ErasureSchedule {
  readonly #compact: () => void;
  #timer: NodeJS.Timeout | undefined;
  #firstErasure: number | undefined;
  #lastErasure = 0;
  #earliest = 0;

  constructor(compact: () => void) {
    this.#compact = compact;
  }

  /** Something in the file was deleted or overwritten. */
  noteErasure(): void {
    this.#lastErasure = performance.now();
    this.#firstErasure ??= this.#lastErasure;
    this.#timer ??= this.#wakeIn(QUIET_MS);
  }

  /** Compacts at once if anything was erased since the last time. */
  compactNow(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#firstErasure === undefined) return;
    const began = performance.now();
    this.#compact();
    this.#firstErasure = undefined;
    const ended = performance.now();
    this.#earliest = ended + (ended - began) / MAX_SHARE;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #wakeIn(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#timer = undefined;
      const wait = this.#dueIn();
      if (wait <= 0) this.compactNow();
      else this.#timer = this.#wakeIn(wait);
    }, milliseconds).unref();
  }

  #dueIn(): number {
    const now = performance.now();
    const quiet = this.#lastErasure + QUIET_MS;
    const patience = (this.#firstErasure ?? now) + PATIENCE_MS;
    return Math.max(Math.min(quiet, patience), this.#earliest) - now;
  }
}
