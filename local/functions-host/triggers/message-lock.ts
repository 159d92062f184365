import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';

export interface LockKeeping {
  readonly receiver: ServiceBusReceiver;
  readonly message: ServiceBusReceivedMessage;
  /** Milliseconds, host.json's maxAutoLockRenewalDuration. */
  readonly longest: number;
}

/** Half of the shortest lock that Service Bus grants, for a lock whose end this machine's clock cannot place. */
const CAUTIOUS_MS = 2_500;
/** Azure's longest lock. */
const LONGEST_LOCK_MS = 5 * 60_000;

/**
 * Renews a message's lock until the returned function is called. Locks are real time. The SDK's own renewal
 * compares their end with `Date`, which this host shows as the local clock has it, years ahead perhaps.
 */
export function keepLock({ receiver, message, longest }: LockKeeping): () => void {
  const end = performance.now() + longest;
  let timer = schedule();
  return () => clearTimeout(timer);

  function schedule(): NodeJS.Timeout | undefined {
    const wait = renewalDelay(message.lockedUntilUtc, performance.timeOrigin + performance.now());
    if (performance.now() + wait >= end) return undefined;
    return setTimeout(() => void renew(), wait);
  }

  async function renew(): Promise<void> {
    try {
      await receiver.renewMessageLock(message);
      timer = schedule();
    } catch {
      // The lock is gone, or the connection: the message comes again, and settling this one will say so.
    }
  }
}

/** Half of what is left of the lock; `now` in real epoch milliseconds, as the lock's end. */
export function renewalDelay(lockedUntil: Date | undefined, now: number): number {
  const left = (lockedUntil?.getTime() ?? now) - now;
  return left > 0 && left <= LONGEST_LOCK_MS ? left / 2 : CAUTIOUS_MS;
}
