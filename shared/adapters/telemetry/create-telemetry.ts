import { type SignalName, signals } from '../../policy/signals.ts';
import type { Telemetry } from '../../ports.ts';
import { credentialOf } from '../credential.ts';
import type { Settings } from '../settings.ts';
import type { Destination } from './application-insights.ts';
import type { Batch, SentCall, SentEvent, SentMetric } from './batch.ts';
import { type Listed, listed } from './listed.ts';
import { currentTraceparent } from './tracing.ts';

/** Milliseconds for which things are gathered before they are sent. */
const interval = 10_000;
/** So many events are sent at once, without waiting for more. */
const fullBatch = 1_000;
/** So many events, and so many calls, wait at most while nothing can be sent; those that come then are dropped. */
const mostWaiting = 50_000;
/** Milliseconds between two warnings that nothing can be sent. */
const betweenWarnings = 10 * 60_000;

export interface TelemetryAdapter extends Telemetry {
  /** A call to a processor, in the trace of what caused it. */
  called(call: Omit<SentCall, 'traceparent'>): void;
  /** Sends what was gathered. Never rejects: what cannot be sent is for the SDK to keep, and for nobody to wait for. */
  flush(): Promise<void>;
}

/**
 * Gathers what operations see and sends it to Application Insights now and then. The SDK is loaded with the first thing
 * to send, so that a cold start does not wait for it.
 */
export function createTelemetry(settings: TelemetrySettings): TelemetryAdapter {
  const destination = destinationOf(settings);
  if (destination === undefined) return silent;
  let gathered = nothing();
  let timer: NodeJS.Timeout | undefined;
  let sending = Promise.resolve();
  let send: ((batch: Batch) => Promise<void>) | undefined;

  const sendAll = async () => {
    const { events, calls, sums, gauges } = gathered;
    const metrics = [...sums.values(), ...gauges.values()];
    if (events.length + calls.length + metrics.length === 0) return;
    gathered = nothing();
    send ??= (await import('./application-insights.ts')).connect(destination);
    await send({ events, calls, metrics });
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    sending = sending.then(sendAll).catch(destination.onLoss);
    return sending;
  };
  const scheduleSend = () => {
    if (gathered.events.length === fullBatch) void flush();
    else timer ??= setTimeout(() => void flush(), interval).unref();
  };

  /** The part of what was said that may be sent. */
  const allowed = (name: SignalName, said: object): Listed => {
    const part = listed(name, { ...said });
    if (part.unlisted > 0)
      add(gathered.sums, 'words-unlisted', { words: {}, numbers: { words: part.unlisted } });
    return part;
  };

  return {
    event(name, said) {
      const { words, numbers } = allowed(name, said);
      if (gathered.events.length < mostWaiting) {
        const traceparent = currentTraceparent();
        gathered.events.push({ name, properties: words, measurements: numbers, traceparent });
      }
      scheduleSend();
    },
    count(name, said) {
      add(gathered.sums, name, allowed(name, said));
      scheduleSend();
    },
    gauge(name, said) {
      for (const metric of metricsOf(name, allowed(name, said))) gathered.gauges.set(keyOf(metric), metric);
      scheduleSend();
    },
    called(call) {
      if (gathered.calls.length < mostWaiting) {
        gathered.calls.push({ ...call, traceparent: currentTraceparent() });
      }
      scheduleSend();
    },
    flush,
  };
}

type TelemetrySettings = Pick<Settings, 'telemetry' | 'identityClientId'>;

function destinationOf(settings: TelemetrySettings): Destination | undefined {
  const { connectionString, authentication } = settings.telemetry;
  if (connectionString === undefined) return undefined;
  const credential = authentication === undefined ? undefined : credentialOf(settings);
  return { connectionString, credential, onLoss: warner() };
}

/** Warns in the log of the process, now and then: no invocation is to blame, and none waits. */
function warner(): () => void {
  let quietUntil = 0;
  return () => {
    if (performance.now() < quietUntil) return;
    quietUntil = performance.now() + betweenWarnings;
    process.emitWarning('telemetry could not be sent');
  };
}

/** Where there is no Application Insights. */
const silent: TelemetryAdapter = {
  event: () => undefined,
  count: () => undefined,
  gauge: () => undefined,
  called: () => undefined,
  flush: () => Promise.resolve(),
};

interface Gathered {
  readonly events: SentEvent[];
  readonly calls: SentCall[];
  readonly sums: Map<string, SentMetric>;
  readonly gauges: Map<string, SentMetric>;
}

function nothing(): Gathered {
  return { events: [], calls: [], sums: new Map(), gauges: new Map() };
}

type Sayable = Pick<Listed, 'words' | 'numbers'>;

function add(sums: Map<string, SentMetric>, name: SignalName, said: Sayable): void {
  for (const metric of metricsOf(name, said)) {
    const before = sums.get(keyOf(metric))?.value ?? 0;
    sums.set(keyOf(metric), { ...metric, value: before + metric.value });
  }
}

/** A metric for each number, `retention-swept.records`; one that counts for a signal without numbers. */
function metricsOf(name: SignalName, { words: properties, numbers }: Sayable): SentMetric[] {
  if (Object.keys(signals[name].numbers).length === 0) return [{ name, value: 1, properties }];
  return Object.entries(numbers).map(([number, value]) => ({ name: `${name}.${number}`, value, properties }));
}

function keyOf({ name, properties }: SentMetric): string {
  return JSON.stringify([name, properties]);
}
