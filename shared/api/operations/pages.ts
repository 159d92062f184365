import { type Operation, type Parameter, pageOf } from '../operation.ts';

const token: Parameter = { in: 'path', name: 'token', description: 'What the link in the mail carries.' };
const language: Parameter = {
  in: 'path',
  name: 'locale',
  description: 'The language of the form.',
  oneOf: ['nb', 'en'],
};
const shown = { 200: pageOf('The page.') };
const byLink = { ...shown, 404: pageOf('The link is not valid; the same for known and unknown people.') };
/** What a form can be answered with; a program is told so in JSON. */
const formProblems = [400, 413, 415] as const;

function page(
  id: string,
  call: Operation['call'],
  summary: string,
  more: Partial<Operation> = {},
): Operation {
  return { id, call, tag: 'pages', access: 'anybody', summary, answers: shown, ...more };
}

const requestPage = {
  parameters: [
    { in: 'path', name: 'requestId', description: 'As the link in the mail says.' },
    {
      in: 'query',
      name: 'token',
      description: 'What the link carries; it works for a time.',
      required: true,
    },
  ],
  answers: byLink,
} as const;
const linkPage = { parameters: [token], answers: byLink };
const linkForm = { ...linkPage, problems: formProblems };

/** Pages for people. */
export const pages: readonly Operation[] = [
  page('get-api-page', 'GET /api', 'These descriptions, to read'),
  page('get-start', 'GET /', 'Leads to the privacy centre', {
    answers: { 303: { description: 'There.', headers: { location: '/privacy' } } },
  }),
  page(
    'get-privacy-centre',
    'GET /privacy',
    'The privacy centre: what is kept, what for, how long, and who gets it',
  ),
  page('get-versions', 'GET /privacy/versions', 'The versions of the policy'),
  page('get-rights', 'GET /privacy/requests', 'The rights somebody can ask for'),
  page('get-request-form', 'GET /privacy/requests/{right}', 'The form for one of them', {
    answers: { ...shown, 404: pageOf('There is no such right: which there are.') },
  }),
  page('get-request-received', 'GET /privacy/requests/received/{locale}', 'Where that form ends', {
    parameters: [language],
  }),
  page('get-cookies', 'GET /privacy/cookies', 'Which cookies there are, and what this browser chose'),
  page('post-cookies', 'POST /privacy/cookies', 'The choice, for whom no script runs', {
    problems: formProblems,
  }),
  page('get-thank-you', 'GET /registrations/received/{locale}', 'Where a registration form ends', {
    parameters: [language],
  }),
  page('get-confirmation', 'GET /consents/confirm/{token}', 'A button: is Markedsnyheter meant?', linkPage),
  page('post-confirmation', 'POST /consents/confirm/{token}', 'That button: the consent is given', linkPage),
  page('get-unsubscribe', 'GET /unsubscribe/{token}', 'A button to leave Markedsnyheter', linkPage),
  page(
    'post-unsubscribe',
    'POST /unsubscribe/{token}',
    'Leaves it: that button, or one click in a mail program',
    {
      ...linkForm,
      description: 'With `List-Unsubscribe=One-Click` (RFC 8058) the answer is 200 without a body.',
    },
  ),
  page('get-request-page', 'GET /requests/{requestId}', "The person's own page of a request", requestPage),
  page(
    'post-request-page',
    'POST /requests/{requestId}',
    'Confirms it, lets corrections be made, or takes it back',
    {
      ...requestPage,
      answers: {
        303: { description: 'It is done.', headers: { location: 'the same page' } },
        404: byLink[404],
      },
      problems: formProblems,
    },
  ),
  page('get-preferences', 'GET /preferences/{token}', "The person's own page", linkPage),
  page(
    'post-preferences',
    'POST /preferences/{token}',
    'Leaves or joins Markedsnyheter, or withdraws the consent to be kept',
    linkForm,
  ),
];
