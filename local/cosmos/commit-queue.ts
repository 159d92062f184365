import type { DatabaseSync } from 'node:sqlite';

export interface Work<Result> {
  run(): Result;
  /** Called after COMMIT; with the fault when the transaction could not be committed. */
  done(result: Result): void;
  failed(fault: unknown): void;
}

/**
 * Group commit: the requests that arrive in one turn of the event loop share one SQLite transaction, in the order
 * of their arrival, and each is answered only after it is committed. Work that throws is told so and leaves the
 * others alone; it must itself have undone what it wrote.
 */
export class CommitQueue<Result> {
  readonly #database: DatabaseSync;
  readonly #onLostTransaction: () => void;
  #waiting: Work<Result>[] = [];

  constructor(database: DatabaseSync, onLostTransaction: () => void) {
    this.#database = database;
    this.#onLostTransaction = onLostTransaction;
  }

  add(work: Work<Result>): void {
    if (this.#waiting.push(work) === 1) setImmediate(() => this.flush());
  }

  flush(): void {
    const works = this.#waiting;
    this.#waiting = [];
    if (works.length === 0) return;
    const answers: (() => void)[] = [];
    try {
      this.#database.exec('BEGIN');
      for (const work of works) answers.push(attempt(work));
      this.#database.exec('COMMIT');
    } catch (fault) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      this.#onLostTransaction();
      for (const work of works) work.failed(fault);
      return;
    }
    for (const answer of answers) answer();
  }
}

function attempt<Result>(work: Work<Result>): () => void {
  try {
    const result = work.run();
    return () => work.done(result);
  } catch (fault) {
    return () => work.failed(fault);
  }
}

/** All of `run`, or nothing of it when it throws or `keep` says no, inside the transaction of the turn. */
export function atomically<Result>(
  database: DatabaseSync,
  run: () => Result,
  keep: (result: Result) => boolean,
): Result {
  database.exec('SAVEPOINT request');
  let kept = false;
  try {
    const result = run();
    kept = keep(result);
    return result;
  } finally {
    if (!kept) database.exec('ROLLBACK TO request');
    database.exec('RELEASE request');
  }
}
