import { createTelemetry } from '../../../shared/adapters/telemetry/create-telemetry.ts';
import { currentTraceparent, inTrace } from '../../../shared/adapters/telemetry/tracing.ts';

// A process of its own, because Node reads NODE_EXTRA_CA_CERTS once, at its start.

const telemetry = createTelemetry({
  telemetry: {
    connectionString: process.env['APPLICATIONINSIGHTS_CONNECTION_STRING'],
    authentication: undefined,
  },
  identityClientId: undefined,
});

/** The Functions host says of every trace that it is part of no sample. */
const unsampled = '00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-00';
inTrace(unsampled, () => {
  for (let count = 0; count < 3_000; count += 1) {
    telemetry.event('registration-received', { channel: 'newsletter' });
  }
});
await inTrace('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00', async () => {
  await Promise.resolve();
  telemetry.event('disclosure-recorded', { records: 3 });
  telemetry.called({
    processor: 'zendesk',
    operation: 'erase',
    answer: 'done',
    succeeded: true,
    began: new Date(),
    milliseconds: 1_500,
  });
});
inTrace('not a traceparent', () => {
  if (currentTraceparent() !== undefined) throw new Error('a malformed trace is none');
  telemetry.event('job-ended', { job: 'measure', outcome: 'failed', seconds: 0.25 });
});
for (let count = 0; count < 5; count += 1) telemetry.count('events-relayed', { events: 2 });
telemetry.count('cookies-chosen', { source: 'gpc' });
for (const messages of [7, 4]) telemetry.gauge('dead-letters', { entity: 'mail-later', messages });
telemetry.gauge('requests-open', { right: 'access', requests: 0, overdue: 0, daysLeft: undefined });

// What the types keep out, and data may bring all the same.
const wild: { readonly channel: 'newsletter' } = JSON.parse('{"channel":"kari@example.test","name":"Kari"}');
telemetry.event('registration-received', wild);

await telemetry.flush();
