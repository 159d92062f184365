import type { TokenCredential } from '@azure/identity';
import { type DiagLogger, DiagLogLevel, diag } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { TelemetryClient } from 'applicationinsights';
import type { Batch } from './batch.ts';
import { inTrace } from './tracing.ts';

/** So many items fit into the SDK's own buffers. */
const sdkBuffer = 1_000;

export interface Destination {
  readonly connectionString: string;
  /** Where Application Insights takes nothing but Entra ID. */
  readonly credential?: TokenCredential | undefined;
  /** Called when something could not be sent, which the SDK keeps to itself. */
  readonly onLoss: () => void;
}

/** Sends to Application Insights through its SDK. This module costs about a second to load: it is loaded with the first batch. */
export function connect({
  connectionString,
  credential,
  onLoss,
}: Destination): (batch: Batch) => Promise<void> {
  const client = new TelemetryClient(connectionString, { useGlobalProviders: false });
  // Without a name the SDK states the path of the runtime's file as the role.
  const resource = resourceFromAttributes({ 'service.name': 'privacy-pipeline' });
  client.config.azureMonitorOpenTelemetryOptions = { resource };
  if (credential !== undefined) client.config.aadTokenCredential = credential;
  diag.setLogger(complainingTo(onLoss), { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true });

  return async ({ events, calls, metrics }) => {
    for (const { name, value, properties } of metrics) client.trackMetric({ name, value, properties });
    await inPortions(events, ({ name, properties, measurements, traceparent }) =>
      inTrace(traceparent, () => client.trackEvent({ name, properties, measurements })),
    );
    await inPortions(calls, ({ processor, operation, answer, succeeded, began, milliseconds, traceparent }) =>
      inTrace(sampled(traceparent), () =>
        client.trackDependency({
          name: processor,
          target: processor,
          dependencyTypeName: 'HTTP',
          // By this the SDK takes it for a call over HTTP, whose result it sends along.
          properties: { 'http.method': 'POST', operation },
          data: processor,
          resultCode: answer,
          success: succeeded,
          time: began,
          duration: milliseconds,
        }),
      ),
    );
    await client.flush();
  };

  async function inPortions<Item>(items: readonly Item[], track: (item: Item) => void): Promise<void> {
    for (let start = 0; start < items.length; start += sdkBuffer) {
      for (const item of items.slice(start, start + sdkBuffer)) track(item);
      await client.flush();
    }
  }
}

/** The SDK drops calls whose trace says that it is part of no sample, and the Functions host says so of every trace. */
function sampled(traceparent: string | undefined): string | undefined {
  return traceparent?.replace(/-[\da-f]{2}$/, '-01');
}

/** What the SDK complains of may quote what was sent: that it complains is all that is passed on. */
function complainingTo(onLoss: () => void): DiagLogger {
  const nothing = () => undefined;
  return { error: onLoss, warn: nothing, info: nothing, debug: nothing, verbose: nothing };
}
