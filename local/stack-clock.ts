import type { ChildPart } from './child-part.ts';
import { type Clock, OffsetClock } from './clock.ts';
import type { StackClock } from './control.ts';
import type { DataDirectory } from './data-directory.ts';
import type { ChildName } from './parts.ts';

/** The one time of all parts: kept with the data, and told to each process. */
export class SharedClock implements StackClock {
  /** The clock of the parts that live in this process. */
  readonly here: Clock;
  readonly #clock = new OffsetClock();
  readonly #directory: DataDirectory;
  readonly #children: ReadonlyMap<ChildName, ChildPart>;

  constructor(options: {
    readonly directory: DataDirectory;
    readonly children: ReadonlyMap<ChildName, ChildPart>;
  }) {
    this.#directory = options.directory;
    this.#children = options.children;
    this.#clock.setOffset(options.directory.clockOffset);
    this.here = this.#clock;
  }

  get offset(): number {
    return this.#clock.offset;
  }

  get isMoved(): boolean {
    return this.#clock.offset !== 0;
  }

  now(): string {
    return new Date(this.#clock.now()).toISOString();
  }

  set(instant: string): Promise<void> {
    return this.#setOffset(Date.parse(instant) - Date.now());
  }

  reset(): Promise<void> {
    return this.#setOffset(0);
  }

  async #setOffset(offset: number): Promise<void> {
    this.#clock.setOffset(offset);
    this.#directory.saveClockOffset(offset);
    for (const group of TOLD_IN_ORDER) {
      const running = group
        .flatMap((name) => this.#children.get(name) ?? [])
        .filter((child) => child.isRunning);
      await Promise.all(running.map((child) => child.request('clock', offset)));
    }
  }
}

/**
 * The data's own parts first, so that no function runs at a time that its data does not know. Azurite is not
 * among them: it knows real time only.
 */
const TOLD_IN_ORDER: readonly (readonly ChildName[])[] = [['cosmos', 'service-bus'], ['functions']];
