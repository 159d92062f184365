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
import { anonymous, withKey } from './http/route.ts';
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

anonymous('post-registration', 'POST /api/registrations', postRegistration);
anonymous('get-thank-you', 'GET /registrations/received/{locale}', getThankYou);
anonymous('get-confirmation', 'GET /consents/confirm/{token}', getConfirmation);
anonymous('post-confirmation', 'POST /consents/confirm/{token}', postConfirmation);
anonymous('get-unsubscribe', 'GET /unsubscribe/{token}', getUnsubscribe);
anonymous('post-unsubscribe', 'POST /unsubscribe/{token}', postUnsubscribe);
anonymous('get-preferences', 'GET /preferences/{token}', getPreferences);
anonymous('post-preferences', 'POST /preferences/{token}', postPreferences);

// Staff.

withKey('post-staff-registration', 'POST /api/ops/registrations', postStaffRegistration);
withKey('post-lookup', 'POST /api/ops/lookups', postLookup);
withKey('post-withdrawal', 'POST /api/ops/withdrawals', postWithdrawal);
withKey('post-rectification', 'POST /api/ops/rectifications', postRectification);
withKey('get-holds', 'GET /api/ops/holds', getHolds);
withKey('post-hold', 'POST /api/ops/holds', postHold);
withKey('delete-hold', 'DELETE /api/ops/holds/{id}', deleteHold);
withKey('get-tasks', 'GET /api/ops/tasks', getTasks);
withKey('get-task', 'GET /api/ops/tasks/{id}', getTask);
withKey('post-task-answer', 'POST /api/ops/tasks/{id}/answer', postTaskAnswer);

// Systems: licences, whoever wants to contact somebody, and whoever looks whether we are well.

withKey('post-licence-events', 'POST /api/licence-events', postLicenceEvents);
anonymous('allow-licence-events', 'OPTIONS /api/licence-events', allowLicenceEvents);

app.serviceBusQueue('consume-licence-events', {
  connection: 'ServiceBus',
  queueName: licenceQueueName,
  handler: consumeLicenceEvents,
});

withKey('post-consent-check', 'POST /api/consent-checks', postConsentCheck);
withKey('get-audience', 'GET /api/audiences/{purpose}', getAudience);
anonymous('get-policy', 'GET /api/policy', getPolicy);
anonymous('get-health', 'GET /api/health', getHealth);

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
