/**
 * The one clock of the local stack: real time plus an offset that `PUT /clock` sets.
 * Instants are epoch milliseconds, UTC. Lock leases and network timeouts do not use it: those are
 * durations, measured in real time.
 */
export interface Clock {
  now(): number;
  /** Calls `listener` after each jump, so that whatever waits for an instant can look again. */
  onJump(listener: () => void): void;
}

export class OffsetClock implements Clock {
  #offset = 0;
  readonly #listeners: (() => void)[] = [];

  now(): number {
    return realNow() + this.#offset;
  }

  get offset(): number {
    return this.#offset;
  }

  /** Moves the clock to `now`; from there it goes on at its ordinary pace. */
  moveTo(now: number): void {
    this.setOffset(now - realNow());
  }

  setOffset(offset: number): void {
    this.#offset = offset;
    for (const listener of this.#listeners) listener();
  }

  onJump(listener: () => void): void {
    this.#listeners.push(listener);
  }
}

/** Taken once, at load: the Functions host shifts `Date` for the code it hosts, never for this clock. */
const realNow = Date.now;
