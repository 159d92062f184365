import type { TokenCredential } from '@azure/identity';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { TelemetryClient } from 'applicationinsights';
import type { Batch } from './batch.ts';
import { inTrace } from './tracing.ts';

/** So many items fit into the SDK's own buffers. */
const most = 1_000;

export interface Destination {
  readonly connectionString: string;
  /** Where Application Insights takes nothing but Entra ID. */
  readonly credential?: TokenCredential | undefined;
}

/** Sends to Application Insights through its SDK. This module costs about a second to load: it is loaded with the first batch. */
export function connect({ connectionString, credential }: Destination): (batch: Batch) => Promise<void> {
  const client = new TelemetryClient(connectionString, { useGlobalProviders: false });
  // Without a name the SDK states the path of the runtime's file as the role.
  const resource = resourceFromAttributes({ 'service.name': 'privacy-pipeline' });
  client.config.azureMonitorOpenTelemetryOptions = { resource };
  // Events belong to no sample, whatever the trace they are part of was told.
  client.config.samplingPercentage = 100;
  if (credential !== undefined) client.config.aadTokenCredential = credential;

  return async ({ events, calls, metrics }) => {
    for (const { name, value, properties } of metrics) client.trackMetric({ name, value, properties });
    await inPortions(events, ({ name, properties, measurements, traceparent }) =>
      inTrace(traceparent, () => client.trackEvent({ name, properties, measurements })),
    );
    await inPortions(calls, ({ processor, operation, answer, succeeded, began, milliseconds, traceparent }) =>
      inTrace(traceparent, () =>
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
    for (let start = 0; start < items.length; start += most) {
      for (const item of items.slice(start, start + most)) track(item);
      await client.flush();
    }
  }
}
