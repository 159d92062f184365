import type { TelemetryClient } from 'applicationinsights';
import type { Telemetry } from '../ports.ts';

/** How often counts are sent; they are summed until then. */
const interval = 10_000;

/**
 * Counts, summed and sent to Application Insights as metrics. The SDK is loaded with the first thing to
 * send, so that a cold start does not wait for it.
 */
export function createTelemetry(
  connectionString: string | undefined,
): Telemetry & { flush(): Promise<void> } {
  const sums = new Map<string, Sum>();
  let timer: NodeJS.Timeout | undefined;
  let client: Promise<TelemetryClient> | undefined;

  const flush = async () => {
    clearTimeout(timer);
    timer = undefined;
    if (connectionString === undefined || sums.size === 0) return;
    const sending = [...sums.values()];
    sums.clear();
    client ??= connect(connectionString);
    const connected = await client;
    for (const { name, properties, value, count } of sending) {
      connected.trackMetric({ name, value, count, properties });
    }
    await connected.flush();
  };

  return {
    count(name: string, measured: Readonly<Record<string, string | number>>) {
      for (const sum of sumsOf(name, measured)) add(sums, sum);
      timer ??= setTimeout(() => void flush().catch(() => undefined), interval).unref();
    },
    flush,
  };
}

interface Sum {
  readonly name: string;
  readonly properties: Record<string, string>;
  readonly value: number;
  readonly count: number;
}

/** Numbers are measured, words say of what: `retention-swept.records`, or `registrations-received` by channel. */
function sumsOf(name: string, measured: Readonly<Record<string, string | number>>): Sum[] {
  const properties: Record<string, string> = {};
  const numbers: [string, number][] = [];
  for (const [key, value] of Object.entries(measured)) {
    if (typeof value === 'number') numbers.push([key, value]);
    else properties[key] = value;
  }
  if (numbers.length === 0) return [{ name, properties, value: 1, count: 1 }];
  return numbers.map(([key, value]) => ({ name: `${name}.${key}`, properties, value, count: 1 }));
}

function add(sums: Map<string, Sum>, sum: Sum): void {
  const key = JSON.stringify([sum.name, sum.properties]);
  const before = sums.get(key);
  sums.set(key, before ? { ...sum, value: before.value + sum.value, count: before.count + sum.count } : sum);
}

async function connect(connectionString: string): Promise<TelemetryClient> {
  const [{ TelemetryClient }, { resourceFromAttributes }] = await Promise.all([
    import('applicationinsights'),
    import('@opentelemetry/resources'),
  ]);
  const client = new TelemetryClient(connectionString, { useGlobalProviders: false });
  // Without a name the SDK states the path of the runtime's file as the role.
  const resource = resourceFromAttributes({ 'service.name': 'privacy-pipeline' });
  client.config.azureMonitorOpenTelemetryOptions = { resource };
  return client;
}
