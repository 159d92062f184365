import { app } from '@azure/functions';
import cosmos from '../infra/cosmos.json' with { type: 'json' };
import { licenceQueueName } from '../shared/adapters/service-bus.ts';
import { consumeLicenceEvents } from './consume-licence-events.ts';
import { getHealth } from './health.ts';
import { answering } from './http/answer.ts';
import { postLookup } from './look-up.ts';
import { getPolicy } from './policy.ts';
import { allowLicenceEvents, postLicenceEvents } from './receive-licence-events.ts';
import { postRegistration, postStaffRegistration } from './receive-registration.ts';
import { relayChanges } from './relay-events.ts';
import { sweepEntries } from './sweep-identifiers.ts';
import { sweep } from './sweep-retention.ts';
import { getThankYou } from './thank-you.ts';
import { closeWorld } from './world.ts';

// Every trigger of the pipeline, on one page.

app.http('post-registration', {
  route: 'api/registrations',
  methods: ['POST'],
  authLevel: 'anonymous',
  handler: answering(postRegistration),
});

app.http('get-thank-you', {
  route: 'registrations/received/{locale}',
  methods: ['GET'],
  authLevel: 'anonymous',
  handler: getThankYou,
});

app.http('post-staff-registration', {
  route: 'api/ops/registrations',
  methods: ['POST'],
  authLevel: 'function',
  handler: answering(postStaffRegistration),
});

app.http('post-lookup', {
  route: 'api/ops/lookups',
  methods: ['POST'],
  authLevel: 'function',
  handler: answering(postLookup),
});

app.http('post-licence-events', {
  route: 'api/licence-events',
  methods: ['POST'],
  authLevel: 'function',
  handler: answering(postLicenceEvents),
});

app.http('allow-licence-events', {
  route: 'api/licence-events',
  methods: ['OPTIONS'],
  authLevel: 'anonymous',
  handler: allowLicenceEvents,
});

app.serviceBusQueue('consume-licence-events', {
  connection: 'ServiceBus',
  queueName: licenceQueueName,
  handler: consumeLicenceEvents,
});

app.cosmosDB('relay-events', {
  connection: 'Cosmos',
  databaseName: cosmos.database,
  containerName: 'subjects',
  leaseContainerName: 'leases',
  leaseContainerPrefix: 'relay-events',
  createLeaseContainerIfNotExists: false,
  startFromBeginning: true,
  feedPollDelay: 200,
  maxItemsPerInvocation: 500,
  // Without a policy the host would skip a batch that failed.
  retry: {
    strategy: 'exponentialBackoff',
    maxRetryCount: -1,
    minimumInterval: { seconds: 1 },
    maximumInterval: { minutes: 1 },
  },
  handler: relayChanges,
});

app.timer('sweep-retention', { schedule: '0 7 * * * *', handler: sweep });

app.timer('sweep-identifiers', { schedule: '0 23 3 * * *', handler: sweepEntries });

app.http('get-policy', {
  route: 'api/policy',
  methods: ['GET'],
  authLevel: 'anonymous',
  handler: getPolicy,
});

app.http('get-health', {
  route: 'api/health',
  methods: ['GET'],
  authLevel: 'anonymous',
  handler: getHealth,
});

app.hook.appTerminate(closeWorld);
