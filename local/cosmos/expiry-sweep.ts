import type { Clock } from '../clock.ts';
import type { Container } from './container.ts';

const EVERY_MS = 1_000;
const BATCH = 1_000;

/**
 * Expired items are invisible the moment they expire, whatever this does; it takes them out of the file soon after,
 * a batch at a time so that requests get their turn, and at once when the clock has jumped.
 */
export class ExpirySweep {
  readonly #containers: () => Iterable<Container>;
  readonly #timer: NodeJS.Timeout;
  #scheduled = false;
  #stopped = false;

  constructor(clock: Clock, containers: () => Iterable<Container>) {
    this.#containers = containers;
    this.#timer = setInterval(() => this.#schedule(), EVERY_MS).unref();
    clock.onJump(() => this.#schedule());
  }

  /** Everything that has expired by now. */
  sweepAll(): void {
    while (this.#sweepBatch());
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#timer);
  }

  #schedule(): void {
    if (this.#scheduled || this.#stopped) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (!this.#stopped && this.#sweepBatch()) this.#schedule();
    });
  }

  /** True when there may be more. */
  #sweepBatch(): boolean {
    let more = false;
    for (const container of this.#containers()) {
      if (container.items.sweepExpired(BATCH) === BATCH) more = true;
    }
    return more;
  }
}
