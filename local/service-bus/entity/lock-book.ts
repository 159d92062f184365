import { randomFillSync } from 'node:crypto';

/** Taken once, at load: clients are told in real time how long they have, whatever `Date` is made to say later. */
const realNow = Date.now;

export interface Lock {
  /** 16 bytes in the order of RFC 9562, as hex. */
  readonly token: string;
  readonly sequence: number;
  /** On the monotonic clock (`performance.now()`): a lease is a duration. */
  readonly until: number;
  /** When it was last renewed, on the same clock. */
  readonly renewedAt: number | undefined;
}

/** The peek-locks of one queue. All last equally long, so they end in the order they were taken or renewed. */
export class LockBook {
  readonly #duration: number;
  readonly #onExpired: (sequence: number) => void;
  readonly #locks = new Map<string, Lock>();
  readonly #locked = new Set<number>();
  #timer: NodeJS.Timeout | undefined;

  constructor({ duration, onExpired }: { duration: number; onExpired: (sequence: number) => void }) {
    this.#duration = duration;
    this.#onExpired = onExpired;
  }

  lock(sequence: number): Lock {
    return this.#add(newToken(), sequence, undefined);
  }

  /** Ends a lock; `undefined` when it is not held any more. */
  release(token: string): Lock | undefined {
    this.expire();
    const lock = this.#locks.get(token);
    if (lock !== undefined) this.#drop(lock);
    return lock;
  }

  /** Lets a lock begin anew; returns it as it was and as it is. */
  renew(token: string): { before: Lock; lock: Lock } | undefined {
    const before = this.release(token);
    return before && { before, lock: this.#add(token, before.sequence, performance.now()) };
  }

  holds(sequence: number): boolean {
    return this.#locked.has(sequence);
  }

  get tokens(): readonly string[] {
    return [...this.#locks.keys()];
  }

  /** Ends every lock that is over. */
  expire(): void {
    const now = performance.now();
    for (const lock of this.#locks.values()) {
      if (lock.until > now) break;
      this.#drop(lock);
      this.#onExpired(lock.sequence);
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #add(token: string, sequence: number, renewedAt: number | undefined): Lock {
    const lock = { token, sequence, until: performance.now() + this.#duration, renewedAt };
    this.#locks.set(token, lock);
    this.#locked.add(sequence);
    this.#arm();
    return lock;
  }

  #drop(lock: Lock): void {
    this.#locks.delete(lock.token);
    this.#locked.delete(lock.sequence);
  }

  #arm(): void {
    if (this.#timer !== undefined) return;
    const [first] = this.#locks.values();
    if (first === undefined) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.expire();
        this.#arm();
      },
      Math.max(1, first.until - performance.now()),
    );
  }
}

/** The end of a lock as a real instant, epoch milliseconds. */
export function lockedUntil(lock: Lock): number {
  return Math.round(realNow() + lock.until - performance.now());
}

const TOKEN_LENGTH = 16;
const pool = Buffer.alloc(TOKEN_LENGTH * 256);
let used = pool.length;

function newToken(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += TOKEN_LENGTH;
  return pool.toString('hex', used - TOKEN_LENGTH, used);
}
