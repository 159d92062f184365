import { app } from '@azure/functions';
import cosmos from '../infra/cosmos.json' with { type: 'json' };
import { licenceQueueName, mailQueueName, topicName } from '../shared/adapters/service-bus.ts';
import { processorIds } from '../shared/policy/processors.ts';
import { announcePolicy } from '../shared/usecases/announce-policy.ts';
import { chaseDeadlines } from '../shared/usecases/chase-deadlines.ts';
import { chaseProcessors } from '../shared/usecases/chase-processors.ts';
import { measure } from '../shared/usecases/measure.ts';
import { sweepIdentifiers } from '../shared/usecases/sweep-identifiers.ts';
import { sweepPackages } from '../shared/usecases/sweep-packages.ts';
import { sweepRetention } from '../shared/usecases/sweep-retention.ts';
import { verifyErasures } from '../shared/usecases/verify-erasures.ts';
import { getAnnouncements, postAnnouncement } from './announcements.ts';
import { getAnnouncementsPage, postAnnouncementsPage } from './announcements-page.ts';
import { getApiPage, getAsyncApi, getOpenApi } from './api-descriptions.ts';
import { asking } from './ask-processor.ts';
import { postConsentCheck } from './check-consent.ts';
import { getConfirmation, postConfirmation } from './confirm-consent.ts';
import { consumeLicenceEvents } from './consume-licence-events.ts';
import { getCookieChoiceScript, getCookieChoiceStyle } from './cookie-choice-files.ts';
import { allowCookieChoices, postCookieChoice } from './cookie-choices.ts';
import { getCookies, postCookies } from './cookies-page.ts';
import { getDeadLetters, getDeadLettersPage, postDeadLetter, postDeadLettersPage } from './dead-letters.ts';
import { getDisclosures, postDisclosure } from './disclosures.ts';
import { fulfil } from './fulfil-requests.ts';
import { getGpcSupport } from './global-privacy-control.ts';
import { getHealth } from './health.ts';
import { deleteHold, getHolds, postHold } from './holds.ts';
import { anonymous, withKey } from './http/route.ts';
import { getAudience } from './list-audience.ts';
import { postLookup } from './look-up.ts';
import { getDisclosuresPage, postDisclosurePage } from './ops-disclosures.ts';
import { getHoldsPage, postHoldPage, postHoldRelease, postHoldReview } from './ops-holds.ts';
import { getPeoplePage, postCorrectionPage, postPeoplePage, postWithdrawalPage } from './ops-people.ts';
import { getRegistrationsPage, postRegistrationPage } from './ops-registrations.ts';
import { getPolicy } from './policy.ts';
import { getPreferences, postPreferences } from './preferences.ts';
import {
  getPrivacyCentre,
  getRequestForm,
  getRequestReceived,
  getRights,
  getStart,
  getVersions,
} from './privacy-centre.ts';
import { allowLicenceEvents, postLicenceEvents } from './receive-licence-events.ts';
import { postRegistration, postStaffRegistration } from './receive-registration.ts';
import { getRecordOfProcessing, getRegister } from './record-of-processing.ts';
import { postRectification } from './rectify-person.ts';
import { relayChanges } from './relay-events.ts';
import { getRequestDesk, postRequestDesk } from './request-decisions.ts';
import { getPackageSchema, getPackageToHandOver, getRequestPackage } from './request-package.ts';
import { getRequestPage, postRequestPage } from './request-page.ts';
import { postRequest } from './requests.ts';
import { getRequestsPage, getStaffRequestForm, postStaffRequestForm } from './requests-desk.ts';
import { prepareInvocations } from './runtime/invocations.ts';
import { timer } from './runtime/timer.ts';
import { mail } from './send-mail.ts';
import {
  getRequest,
  getRequests,
  postCancellation,
  postExtension,
  postFulfilment,
  postIdentity,
  postProofQuestion,
  postRefusal,
  postStaffRequest,
} from './staff-requests.ts';
import { getSignIn, postSignIn, postSignOut } from './staff-sign-in.ts';
import { getTask, getTasks, postTaskAnswer } from './tasks.ts';
import { getTaskPage, getTasksPage, postTaskPage } from './tasks-pages.ts';
import { getThankYou } from './thank-you.ts';
import { getToday } from './today.ts';
import { getUnsubscribe, postUnsubscribe } from './unsubscribe.ts';
import { postWithdrawal } from './withdraw-for-person.ts';
import { closeWorld } from './world.ts';

// Every trigger of the pipeline, on one page.

app.setup({ enableHttpStream: true });
prepareInvocations();

// People: forms, and the pages that mails lead to.

anonymous('post-registration', 'POST /api/registrations', postRegistration);
anonymous('get-thank-you', 'GET /registrations/received/{locale}', getThankYou);
anonymous('get-confirmation', 'GET /consents/confirm/{token}', getConfirmation);
anonymous('post-confirmation', 'POST /consents/confirm/{token}', postConfirmation);
anonymous('get-unsubscribe', 'GET /unsubscribe/{token}', getUnsubscribe);
anonymous('post-unsubscribe', 'POST /unsubscribe/{token}', postUnsubscribe);
anonymous('get-preferences', 'GET /preferences/{token}', getPreferences);
anonymous('post-preferences', 'POST /preferences/{token}', postPreferences);
anonymous('get-request-package', 'GET /requests/{requestId}/package/{format}', getRequestPackage);
anonymous('post-request', 'POST /api/requests', postRequest);
anonymous('get-request-page', 'GET /requests/{requestId}', getRequestPage);
anonymous('post-request-page', 'POST /requests/{requestId}', postRequestPage);

// The privacy centre: the same for everybody. An empty route is not one to Azure (Azure-Functions issue 2473).

anonymous('get-start', 'GET /{start:maxlength(0)?}', getStart);
anonymous('get-privacy-centre', 'GET /privacy', getPrivacyCentre);
anonymous('get-versions', 'GET /privacy/versions', getVersions);
anonymous('get-rights', 'GET /privacy/requests', getRights);
anonymous('get-request-form', 'GET /privacy/requests/{right}', getRequestForm);
anonymous('get-request-received', 'GET /privacy/requests/received/{locale}', getRequestReceived);

// Visitors: cookies, on our sites and in the privacy centre.

anonymous('get-cookies', 'GET /privacy/cookies', getCookies);
anonymous('post-cookies', 'POST /privacy/cookies', postCookies);
anonymous('post-cookie-choice', 'POST /api/cookie-choices', postCookieChoice);
anonymous('allow-cookie-choices', 'OPTIONS /api/cookie-choices', allowCookieChoices);
anonymous('get-cookie-choice-script', 'GET /cookie-choice.js', getCookieChoiceScript);
anonymous('get-cookie-choice-style', 'GET /cookie-choice.css', getCookieChoiceStyle);
anonymous('get-gpc-support', 'GET /.well-known/gpc.json', getGpcSupport);

// Staff: pages, each for who signed in and may do its operation.

anonymous('get-sign-in', 'GET /ops/sign-in', getSignIn);
anonymous('post-sign-in', 'POST /ops/sign-in', postSignIn);
anonymous('post-sign-out', 'POST /ops/sign-out', postSignOut);
anonymous('get-today', 'GET /ops', getToday);
anonymous('get-tasks-page', 'GET /ops/tasks', getTasksPage);
anonymous('get-task-page', 'GET /ops/tasks/{id}', getTaskPage);
anonymous('post-task-page', 'POST /ops/tasks/{id}', postTaskPage);
anonymous('get-dead-letters-page', 'GET /ops/dead-letters', getDeadLettersPage);
anonymous('post-dead-letters-page', 'POST /ops/dead-letters', postDeadLettersPage);
anonymous('get-requests-page', 'GET /ops/requests', getRequestsPage);
anonymous('get-staff-request-form', 'GET /ops/requests/new', getStaffRequestForm);
anonymous('post-staff-request-form', 'POST /ops/requests/new', postStaffRequestForm);
anonymous('get-request-desk', 'GET /ops/requests/{id}', getRequestDesk);
anonymous('post-request-desk', 'POST /ops/requests/{id}', postRequestDesk);
anonymous('get-package-to-hand-over', 'GET /ops/requests/{id}/package/{format}', getPackageToHandOver);
anonymous('get-people-page', 'GET /ops/people', getPeoplePage);
anonymous('post-people-page', 'POST /ops/people', postPeoplePage);
anonymous('post-correction-page', 'POST /ops/people/corrections', postCorrectionPage);
anonymous('post-withdrawal-page', 'POST /ops/people/withdrawals', postWithdrawalPage);
anonymous('get-registrations-page', 'GET /ops/registrations', getRegistrationsPage);
anonymous('post-registration-page', 'POST /ops/registrations', postRegistrationPage);
anonymous('get-holds-page', 'GET /ops/holds', getHoldsPage);
anonymous('post-hold-page', 'POST /ops/holds', postHoldPage);
anonymous('post-hold-review', 'POST /ops/holds/review', postHoldReview);
anonymous('post-hold-release', 'POST /ops/holds/release', postHoldRelease);
anonymous('get-disclosures-page', 'GET /ops/disclosures', getDisclosuresPage);
anonymous('post-disclosure-page', 'POST /ops/disclosures', postDisclosurePage);
anonymous('get-announcements-page', 'GET /ops/announcements', getAnnouncementsPage);
anonymous('post-announcements-page', 'POST /ops/announcements', postAnnouncementsPage);
anonymous('get-register', 'GET /ops/register', getRegister);

// Staff's systems.

withKey('post-staff-registration', 'POST /api/ops/registrations', postStaffRegistration);
withKey('post-lookup', 'POST /api/ops/lookups', postLookup);
withKey('post-withdrawal', 'POST /api/ops/withdrawals', postWithdrawal);
withKey('post-rectification', 'POST /api/ops/rectifications', postRectification);
withKey('post-staff-request', 'POST /api/ops/requests', postStaffRequest);
withKey('get-requests', 'GET /api/ops/requests', getRequests);
withKey('get-request', 'GET /api/ops/requests/{id}', getRequest);
withKey('post-extension', 'POST /api/ops/requests/{id}/extend', postExtension);
withKey('post-refusal', 'POST /api/ops/requests/{id}/refuse', postRefusal);
withKey('post-identity', 'POST /api/ops/requests/{id}/verify-identity', postIdentity);
withKey('post-proof-question', 'POST /api/ops/requests/{id}/ask-for-proof', postProofQuestion);
withKey('post-fulfilment', 'POST /api/ops/requests/{id}/fulfil', postFulfilment);
withKey('post-cancellation', 'POST /api/ops/requests/{id}/cancel', postCancellation);
withKey('get-holds', 'GET /api/ops/holds', getHolds);
withKey('post-hold', 'POST /api/ops/holds', postHold);
withKey('delete-hold', 'DELETE /api/ops/holds/{id}', deleteHold);
withKey('get-disclosures', 'GET /api/ops/disclosures', getDisclosures);
withKey('post-disclosure', 'POST /api/ops/disclosures', postDisclosure);
withKey('get-dead-letters', 'GET /api/ops/dead-letters', getDeadLetters);
withKey('post-dead-letter', 'POST /api/ops/dead-letters', postDeadLetter);
withKey('get-tasks', 'GET /api/ops/tasks', getTasks);
withKey('get-task', 'GET /api/ops/tasks/{id}', getTask);
withKey('post-task-answer', 'POST /api/ops/tasks/{id}/answer', postTaskAnswer);
withKey('get-announcements', 'GET /api/ops/announcements', getAnnouncements);
withKey('post-announcement', 'POST /api/ops/announcements', postAnnouncement);
withKey('get-record-of-processing', 'GET /api/ops/record-of-processing', getRecordOfProcessing);

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
anonymous('get-api-page', 'GET /api', getApiPage);
anonymous('get-openapi', 'GET /api/openapi.json', getOpenApi);
anonymous('get-package-schema', 'GET /api/schemas/access-package.json', getPackageSchema);
anonymous('get-asyncapi', 'GET /api/asyncapi.json', getAsyncApi);

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

for (const processor of processorIds) {
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

app.serviceBusTopic('fulfil-requests', {
  connection: 'ServiceBus',
  topicName,
  subscriptionName: 'requests',
  handler: fulfil,
});

app.serviceBusQueue('send-mail-later', {
  connection: 'ServiceBus',
  queueName: mailQueueName,
  handler: mail,
});

// Time, in UTC. Each run is safe to repeat, to run beside itself, and to die half-way.

// Erases what is due (policy rows P9, P10).
timer('sweep-retention', '0 7 * * * *', sweepRetention);
// Reminds processors that have not answered, and goes on where a step was left (P11).
timer('chase-processors', '30 */15 * * * *', chaseProcessors);
// Looks after requests and holds whose time has come (P7).
timer('chase-deadlines', '45 */15 * * * *', chaseDeadlines);
// Searches every store for what completed erasures may have left.
timer('verify-erasures', '0 5/15 * * * *', verifyErasures);
// Goes on with the announcements that are running (P12).
timer('announce-policy', '45 * * * * *', announcePolicy);
// Removes the copies of people's data that nobody removed in time.
timer('sweep-packages', '0 43 3 * * *', sweepPackages);
// Releases identifier entries that an intake left behind when it died.
timer('sweep-identifiers', '0 23 3 * * *', sweepIdentifiers);
// Tells operations how things stand, and writes what shows them that the relay runs.
timer('measure', '10 */5 * * * *', measure);

app.hook.appTerminate(closeWorld);
