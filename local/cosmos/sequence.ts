/** Numbers reserved on disk at a time: one extra write per this many. */
const RESERVATION = 10_000;

/** More than one request can use: a batch has at most 100 operations. */
const HEADROOM = 200;

/**
 * Ever-growing numbers that a restart never gives out twice, even when the rows that had the highest ones are
 * deleted: a change feed reader whose continuation lies ahead of a reused number would miss that change. The
 * numbers up to `reserved` are spent as far as the disk knows; what a crash leaves unused is skipped.
 */
export class Sequence {
  last: number;
  #reserved: number;
  readonly #save: (reserved: number) => void;

  constructor(reserved: number, save: (reserved: number) => void) {
    this.last = reserved;
    this.#reserved = reserved;
    this.#save = save;
  }

  /** Called before a request writes, outside its savepoint: what a request rolls back must not undo this. */
  reserve(): void {
    if (this.last + HEADROOM <= this.#reserved) return;
    this.#reserved = this.last + RESERVATION;
    this.#save(this.#reserved);
  }

  next(): number {
    return ++this.last;
  }
}
