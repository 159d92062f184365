import { app } from '@azure/functions';
import cosmos from '../infra/cosmos.json' with { type: 'json' };
import { licenceQueueName, mailQueueName, topicName } from '../shared/adapters/service-bus.ts';
import { type ProcessorId, processors } from '../shared/policy/processors.ts';
import { asking } from './ask-processor.ts';
import { chase } from './chase-processors.ts';
import { postConsentCheck } from './check-consent.ts';
import { getConfirmation, postConfirmation } from './confirm-consent.ts';
import { consumeLicenceEvents } from './consume-licence-events.ts';
import { getHealth } from './health.ts';
import { deleteHold, getHolds, postHold } from './holds.ts';
import { answering } from './http/answer.ts';
import { getAudience } from './list-audience.ts';
import { postLookup } from './look-up.ts';
import { getPolicy } from './policy.ts';
import { getPreferences, postPreferences } from './preferences.ts';
import { allowLicenceEvents, postLicenceEvents } from './receive-licence-events.ts';
import { postRegistration, postStaffRegistration } from './receive-registration.ts';
import { postRectification } from './rectify-person.ts';
import { relayChanges } from './relay-events.ts';
import { mail } from './send-mail.ts';
import { sweepEntries } from './sweep-identifiers.ts';
import { sweep } from './sweep-retention.ts';
import { getTask, getTasks, postTaskAnswer } from './tasks.ts';
import { getThankYou } from './thank-you.ts';
import { getUnsubscribe, postUnsubscribe } from './unsubscribe.ts';
import { verify } from './verify-erasures.ts';
import { postWithdrawal } from './withdraw-for-person.ts';
import { closeWorld } from './world.ts';

// Every trigger of the pipeline, on one page.

app.setup({ enableHttpStream: true });

// People: forms, and the pages that mails lead to.

app.http('post-registration', {
  route: 'api/registrations',
  methods: ['POST'],
  authLevel: 'anonymous',
  handler: answering(postRegistration),
});

app.http('get-thank-you', {
  route: 'registrations/received/{locale}',
  methods: ['GET', 'HEAD'],
  authLevel: 'anonymous',
  handler: getThankYou,
});

app.http('get-confirmation', {
  route: 'consents/confirm/{token}',
  methods: ['GET', 'HEAD'],
  authLevel: 'anonymous',
  handler: answering(getConfirmation),
});

app.http('post-confirmation', {
  route: 'consents/confirm/{token}',
  methods: ['POST'],
  authLevel: 'anonymous',
  handler: answering(postConfirmation),
});

app.http('get-unsubscribe', {
  route: 'unsubscribe/{token}',
  methods: ['GET', 'HEAD'],
  authLevel: 'anonymous',
  handler: answering(getUnsubscribe),
});

app.http('post-unsubscribe', {
  route: 'unsubscribe/{token}',
  methods: ['POST'],
  authLevel: 'anonymous',
  handler: answering(postUnsubscribe),
});

app.http('get-preferences', {
  route: 'preferences/{token}',
  methods: ['GET', 'HEAD'],
  authLevel: 'anonymous',
  handler: answering(getPreferences),
});

app.http('post-preferences', {
  route: 'preferences/{token}',
  methods: ['POST'],
  authLevel: 'anonymous',
  handler: answering(postPreferences),
});

// Staff.

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

app.http('post-withdrawal', {
  route: 'api/ops/withdrawals',
  methods: ['POST'],
  authLevel: 'function',
  handler: answering(postWithdrawal),
});

app.http('post-rectification', {
  route: 'api/ops/rectifications',
  methods: ['POST'],
  authLevel: 'function',
  handler: answering(postRectification),
});

app.http('get-holds', {
  route: 'api/ops/holds',
  methods: ['GET'],
  authLevel: 'function',
  handler: answering(getHolds),
});

app.http('post-hold', {
  route: 'api/ops/holds',
  methods: ['POST'],
  authLevel: 'function',
  handler: answering(postHold),
});

app.http('delete-hold', {
  route: 'api/ops/holds/{id}',
  methods: ['DELETE'],
  authLevel: 'function',
  handler: answering(deleteHold),
});

app.http('get-tasks', {
  route: 'api/ops/tasks',
  methods: ['GET'],
  authLevel: 'function',
  handler: answering(getTasks),
});

app.http('get-task', {
  route: 'api/ops/tasks/{id}',
  methods: ['GET'],
  authLevel: 'function',
  handler: answering(getTask),
});

app.http('post-task-answer', {
  route: 'api/ops/tasks/{id}/answer',
  methods: ['POST'],
  authLevel: 'function',
  handler: answering(postTaskAnswer),
});

// Systems: licences, whoever wants to contact somebody, and whoever looks whether we are well.

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

app.http('post-consent-check', {
  route: 'api/consent-checks',
  methods: ['POST'],
  authLevel: 'function',
  handler: answering(postConsentCheck),
});

app.http('get-audience', {
  route: 'api/audiences/{purpose}',
  methods: ['GET'],
  authLevel: 'function',
  handler: answering(getAudience),
});

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

// What follows from a change: the feed, the topic, and who acts on it.

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

for (const processor of Object.keys(processors) as ProcessorId[]) {
  app.serviceBusTopic(`ask-${processor}`, {
    connection: 'ServiceBus',
    topicName,
    subscriptionName: processor,
    handler: asking(processor),
  });
}

app.serviceBusTopic('send-mail', {
  connection: 'ServiceBus',
  topicName,
  subscriptionName: 'mail',
  handler: mail,
});

app.serviceBusQueue('send-mail-later', {
  connection: 'ServiceBus',
  queueName: mailQueueName,
  handler: mail,
});

// Time.

app.timer('sweep-retention', { schedule: '0 7 * * * *', handler: sweep });

app.timer('chase-processors', { schedule: '30 */15 * * * *', handler: chase });

app.timer('verify-erasures', { schedule: '0 5/15 * * * *', handler: verify });

app.timer('sweep-identifiers', { schedule: '0 23 3 * * *', handler: sweepEntries });

app.hook.appTerminate(closeWorld);
