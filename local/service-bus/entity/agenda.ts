import type { Clock } from '../../clock.ts';

/** Something that is due at instants of the shared clock: messages expire, scheduled ones arrive. */
export interface Sweeper {
  /** Does all that is due at `now`; returns the next instant at which something is, or Infinity. */
  sweep(now: number): number;
}

/** Node's timers end at 2^31 ms; an hour is as good, for the agenda looks again. */
const LONGEST_SLEEP = 3_600_000;
/** A sweep looks at every message of a queue, so messages that end shortly after each other share one. */
const SHORTEST_SLEEP = 10;

/** One timer for every instant the broker waits for; after a jump of the clock it looks at once. */
export class Agenda {
  readonly #clock: Clock;
  readonly #sweepers: Sweeper[] = [];
  #next = Infinity;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(clock: Clock) {
    this.#clock = clock;
    clock.onJump(() => this.run());
  }

  add(sweeper: Sweeper): void {
    this.#sweepers.push(sweeper);
  }

  /** Something is due at `instant`. */
  expect(instant: number): void {
    if (instant >= this.#next) return;
    this.#next = instant;
    this.#sleep();
  }

  run(): void {
    if (this.#stopped) return;
    const now = this.#clock.now();
    this.#next = Math.min(Infinity, ...this.#sweepers.map((sweeper) => sweeper.sweep(now)));
    this.#sleep();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #sleep(): void {
    clearTimeout(this.#timer);
    if (this.#next === Infinity || this.#stopped) return;
    const delay = Math.min(LONGEST_SLEEP, Math.max(SHORTEST_SLEEP, this.#next - this.#clock.now()));
    this.#timer = setTimeout(() => this.run(), delay);
  }
}
