import { setTimeout as delay } from 'node:timers/promises';
import type { Invocation, Invoke, InvokedFunction, Outcome } from './invocation.ts';
import type { RetryOptions } from './rpc.ts';

/**
 * Runs a function again while it fails, as its retry policy says
 * (https://learn.microsoft.com/azure/azure-functions/functions-bindings-error-pages#retry-policies):
 * -1 is without end. Stops trying when `stopping` aborts, and then gives the last failure.
 */
export async function invokeWithRetry(
  invoke: Invoke,
  fn: InvokedFunction,
  invocation: Invocation,
  stopping: AbortSignal,
): Promise<Outcome> {
  const policy = fn.registered.metadata.retryOptions;
  let outcome = await invoke(fn, invocation);
  if (policy === undefined) return outcome;
  const maxRetryCount = policy.maxRetryCount ?? 0;
  const most = maxRetryCount === -1 ? Number.POSITIVE_INFINITY : maxRetryCount;
  for (let retryCount = 1; !outcome.ok && retryCount <= most; retryCount += 1) {
    const { message } = outcome.error;
    if (!(await waited(retryDelay(policy, retryCount, Math.random()), stopping))) return outcome;
    const retryContext = { retryCount, maxRetryCount, exception: { message } };
    outcome = await invoke(fn, { ...invocation, retryContext });
  }
  return outcome;
}

/**
 * Milliseconds before retry number `retryCount`, counted from 1. An exponential policy doubles the smallest
 * interval each time, up to the largest, and takes up to a fifth off by chance (`random`, from 0 to 1) so
 * that many do not come back at one instant.
 */
export function retryDelay(policy: RetryOptions, retryCount: number, random: number): number {
  if (policy.retryStrategy !== 'exponentialBackoff') return milliseconds(policy.delayInterval);
  const smallest = milliseconds(policy.minimumInterval);
  const largest = milliseconds(policy.maximumInterval);
  return Math.min(largest, smallest * 2 ** (retryCount - 1)) * (1 - random / 5);
}

function milliseconds(interval: { readonly seconds?: number } | undefined): number {
  return (interval?.seconds ?? 0) * 1000;
}

/** False when `signal` aborted the wait. */
export async function waited(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await delay(ms, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}
