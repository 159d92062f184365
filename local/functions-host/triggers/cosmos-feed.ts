import { ChangeFeedStartFrom, type Container, type FeedRange } from '@azure/cosmos';
import type { HostedFunction } from '../hosted-function.ts';
import { type Invoke, toError } from '../invocation.ts';
import type { LogSink } from '../log.ts';
import { invokeWithRetry, waited } from '../retry.ts';
import type { CosmosTrigger } from '../trigger.ts';
import { type Lease, LeaseLost, type LeaseWatch } from './cosmos-lease.ts';

export interface FeedOptions {
  readonly fn: HostedFunction<CosmosTrigger>;
  readonly invoke: Invoke;
  readonly log: LogSink;
  readonly monitored: Container;
  readonly range: FeedRange;
  readonly watch: LeaseWatch;
  readonly stopping: AbortSignal;
}

/** How long to wait when Cosmos does not answer. */
const OUTAGE_WAIT_MS = 1_000;

/** After a batch that was not full: under steady writes the next one gathers, instead of one read a change. */
const GATHER_MS = 25;

/**
 * Reads the change feed of one range and hands it to the function, batch by batch, until `stopping`. At
 * least once: the place in the feed is saved after the function returned, never before.
 */
export async function readFeed(options: FeedOptions): Promise<void> {
  const { fn, log, watch, stopping } = options;
  let failing = false;
  while (!stopping.aborted) {
    try {
      const lease = await watch.take();
      if (failing) report('information', 'reads the change feed again');
      failing = false;
      if (lease === undefined) await waited(fn.trigger.acquireInterval, stopping);
      else await readUnderLease(options, lease);
    } catch (error) {
      // Said once: an outage may last.
      if (!failing) report('warning', toError(error).message);
      failing = !(error instanceof LeaseLost);
      await waited(OUTAGE_WAIT_MS, stopping);
    }
  }

  function report(level: 'information' | 'warning', message: string): void {
    log.write({ level, category: 'Host.CosmosDB', message: `${fn.name}: ${message}` });
  }
}

async function readUnderLease(options: FeedOptions, lease: Lease): Promise<void> {
  const { fn, monitored, range, stopping } = options;
  const { maxItems, pollDelay, renewInterval } = fn.trigger;
  const lost = new AbortController();
  const ended = AbortSignal.any([stopping, lost.signal]);
  const renewal = setInterval(() => {
    // A renewal that fails for another reason shows at the next save.
    lease.renew().catch((error: unknown) => {
      if (error instanceof LeaseLost) lost.abort(error);
    });
  }, renewInterval);
  try {
    const feed = monitored.items.getChangeFeedIterator<unknown>({
      maxItemCount: maxItems,
      changeFeedStartFrom: startOf(fn.trigger, lease, range),
    });
    while (!ended.aborted) {
      const { result, count, continuationToken } = await feed.readNext();
      if (count > 0) {
        const isHandled = await handle(options, result, ended);
        if (!isHandled) break;
        await saved(lease, continuationToken, ended);
        if (count < maxItems) await waited(Math.min(pollDelay, GATHER_MS), ended);
        continue;
      }
      // From here "now" is a fixed place, also for a host that starts later.
      if (lease.continuation === undefined) await lease.save(continuationToken);
      await waited(pollDelay, ended);
    }
    lost.signal.throwIfAborted();
    await lease.release();
  } finally {
    clearInterval(renewal);
  }
}

/** False when the host stopped, or lost the lease, before the batch was handled. */
async function handle(
  { fn, invoke, log }: FeedOptions,
  batch: unknown,
  ended: AbortSignal,
): Promise<boolean> {
  const data = { json: JSON.stringify(batch) };
  const outcome = await invokeWithRetry(
    invoke,
    fn,
    { inputData: [{ name: fn.trigger.binding, data }] },
    ended,
  );
  if (outcome.ok) return true;
  if (ended.aborted) return false;
  log.write({
    level: 'error',
    category: 'Host.CosmosDB',
    message: `${fn.name}: a batch was skipped, as on Azure: the function failed and ${
      fn.registered.metadata.retryOptions === undefined ? 'has no retry policy' : 'its retries are used up'
    }`,
  });
  return true;
}

/** Tries until it is done: to go on without would hand the batch out twice. */
async function saved(lease: Lease, continuation: string, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    try {
      await lease.save(continuation);
      return;
    } catch (error) {
      if (error instanceof LeaseLost) throw error;
      await waited(OUTAGE_WAIT_MS, ended);
    }
  }
}

function startOf(
  { startFrom }: CosmosTrigger,
  { continuation }: Lease,
  range: FeedRange,
): ChangeFeedStartFrom {
  if (continuation !== undefined) return ChangeFeedStartFrom.Continuation(continuation);
  if (startFrom === 'beginning') return ChangeFeedStartFrom.Beginning(range);
  if (startFrom === 'now') return ChangeFeedStartFrom.Now(range);
  return ChangeFeedStartFrom.Time(startFrom, range);
}
