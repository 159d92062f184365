import { type Operation, pageOf } from '../operation.ts';

/** What a page of staff can answer: whoever has not signed in is led to where one does. */
const answers = {
  200: pageOf('The page.'),
  302: { description: 'Sign in first.', headers: { location: 'where one does' } },
  303: { description: 'It is done.', headers: { location: 'the page that says so' } },
  401: pageOf('The sign-in has ended; nothing was done.'),
  403: pageOf('The role may not do this, or the form came from elsewhere.'),
  404: pageOf('There is nothing here any more.'),
  409: pageOf('It has gone on since the page was shown.'),
};

function staffPage(id: string, call: Operation['call'], summary: string): Operation {
  return { id, call, tag: 'pages', access: 'staff', summary, answers, problems: [400, 413, 415] };
}

function openPage(id: string, call: Operation['call'], summary: string): Operation {
  return { ...staffPage(id, call, summary), access: 'anybody' };
}

/** Pages for staff. */
export const staffPages: readonly Operation[] = [
  openPage('get-sign-in', 'GET /ops/sign-in', 'Staff sign in, on a machine of their own'),
  openPage('post-sign-in', 'POST /ops/sign-in', 'That form'),
  openPage('post-sign-out', 'POST /ops/sign-out', 'Staff sign out'),
  staffPage('get-today', 'GET /ops', 'What is to be done today'),
  staffPage('get-tasks-page', 'GET /ops/tasks', 'Tasks'),
  staffPage('get-task-page', 'GET /ops/tasks/{id}', 'One task'),
  staffPage('post-task-page', 'POST /ops/tasks/{id}', 'Answers it'),
  staffPage('get-dead-letters-page', 'GET /ops/dead-letters', 'Messages that were given up'),
  staffPage('post-dead-letters-page', 'POST /ops/dead-letters', 'Sends one again, or takes it away'),
  staffPage('get-requests-page', 'GET /ops/requests', "People's requests"),
  staffPage('get-staff-request-form', 'GET /ops/requests/new', 'The form for what came by mail or phone'),
  staffPage('post-staff-request-form', 'POST /ops/requests/new', 'Takes it in'),
  staffPage('get-request-desk', 'GET /ops/requests/{id}', 'One request, and what can be done'),
  staffPage('post-request-desk', 'POST /ops/requests/{id}', 'A decision on it'),
  staffPage(
    'get-package-to-hand-over',
    'GET /ops/requests/{id}/package/{format}',
    'The copy of the data, for staff to hand over where no mail reaches the person',
  ),
  staffPage(
    'get-announcements-page',
    'GET /ops/announcements',
    'Changes of the policy, and how far they are told',
  ),
  staffPage('post-announcements-page', 'POST /ops/announcements', 'Begins to tell one'),
  staffPage('get-people-page', 'GET /ops/people', 'Somebody is looked up'),
  staffPage('post-people-page', 'POST /ops/people', 'What is held of somebody, and until when'),
  staffPage('post-correction-page', 'POST /ops/people/corrections', 'Puts right what is wrong'),
  staffPage('post-withdrawal-page', 'POST /ops/people/withdrawals', 'Withdraws a consent for somebody'),
  staffPage('get-registrations-page', 'GET /ops/registrations', 'The form for what came by phone or mail'),
  staffPage('post-registration-page', 'POST /ops/registrations', 'Takes it in'),
  staffPage('get-holds-page', 'GET /ops/holds', 'What is held'),
  staffPage('post-hold-page', 'POST /ops/holds', 'Places a hold'),
  staffPage('post-hold-review', 'POST /ops/holds/review', 'Keeps a hold until another day'),
  staffPage('post-hold-release', 'POST /ops/holds/release', 'Releases it'),
  staffPage('get-disclosures-page', 'GET /ops/disclosures', 'What authorities were given'),
  staffPage('post-disclosure-page', 'POST /ops/disclosures', 'Records what one was given'),
  staffPage('get-register', 'GET /ops/register', 'The record of processing, to read and to print'),
];
