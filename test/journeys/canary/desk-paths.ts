import { asJson, form, get, type HttpPath, inUrl, json, page, raw } from './http-path.ts';
import { canary, corrected, correctedPhoneAsWritten } from './person.ts';

const { name, email } = canary;
const requests = '/api/ops/requests';
const evidence = 'Ringt tilbake, sak 4711';

/** What says of the person, as it is held then, who asks: nothing of it may stay in a text of staff's. */
const naming = [
  corrected.name,
  `Sak for ${corrected.name.toUpperCase()}s lisens`,
  corrected.company,
  corrected.email,
  `brev fra ${email}`,
  `tlf. ${corrected.phone}`,
  ...Object.values(correctedPhoneAsWritten),
];

/** Staff type in what came by mail or on the phone. */
export const typedIn = (fields: Readonly<Record<string, unknown>>): HttpPath => ({
  name: `typed in: ${String(fields['right'])}`,
  statuses: [202],
  ...json(requests, { locale: 'nb', ...fields }, { 'user-agent': email }),
});

/** As `typedIn`, and by what it was shown who asks. */
export const shownAndTypedIn = (fields: Readonly<Record<string, unknown>>): HttpPath =>
  typedIn({ ...fields, identity: evidence });

const typed = { right: 'access', email: corrected.email };

export const refusedTyping: readonly HttpPath[] = [
  ...naming.map((identity) => ({
    ...typedIn({ ...typed, identity }),
    name: `typed in, shown by ${identity}`,
    statuses: [400],
  })),
  ...Object.entries({
    'a right': { right: name },
    'the day': { receivedOn: name },
    'the subject': { subjectId: email },
    'the language': { locale: email },
    'too many to reach': { phone: corrected.phone },
    'evidence too long': { identity: `${name} `.repeat(20) },
    'what is to be corrected': { right: 'rectification', corrections: { phone: name, [name]: email } },
  }).map(([what, fields]) => ({
    ...typedIn({ ...typed, ...fields }),
    name: `typed in badly: ${what}`,
    statuses: [400],
  })),
  { name: 'typed in, cut off', statuses: [400], ...raw(requests, `{"email":"${email}`, asJson) },
  { name: 'typed in as text', statuses: [415], ...raw(requests, email, { 'content-type': 'text/plain' }) },
];

/** A decision on a request. */
export const decision = (requestId: string, step: string, input: object = {}): HttpPath => ({
  name: `the decision ${step}`,
  statuses: [200],
  ...json(`${requests}/${requestId}/${step}`, input, { referer: `mailto:${inUrl}` }),
});

const refusedDecisions = (
  requestId: string,
  step: string,
  inputs: readonly object[],
): readonly HttpPath[] => [
  ...inputs.map((input) => ({
    ...decision(requestId, step, input),
    name: `the decision ${step} with ${JSON.stringify(input)}`,
    statuses: [400],
  })),
  {
    name: `the decision ${step} cut off`,
    statuses: [400],
    ...raw(`${requests}/${requestId}/${step}`, `{"note":"${email}`, asJson),
  },
  {
    name: `the decision ${step} as text`,
    statuses: [415],
    ...raw(`${requests}/${requestId}/${step}`, email, { 'content-type': 'text/plain' }),
  },
  { ...decision(inUrl, step, inputs[0]), name: `the decision ${step} for an address`, statuses: [400, 404] },
];

/** What staff do with a request before it is shown who asks, and in ways that are refused. */
export const identityPaths = (requestId: string): readonly HttpPath[] => [
  { name: 'the requests', statuses: [200], ...get(`${requests}?e=${inUrl}`) },
  // Opened, it tells who asks.
  { name: 'a request', statuses: [200], echoes: true, ...get(`${requests}/${requestId}?e=${inUrl}`) },
  { name: 'a request that is an address', statuses: [404], ...get(`${requests}/${inUrl}`) },
  decision(requestId, 'ask-for-proof', { [email]: name }),
  ...refusedDecisions(requestId, 'refuse', noted({ ground: 'identity-not-shown' })),
  ...refusedDecisions(requestId, 'verify-identity', [
    ...naming.map((text) => ({ evidence: text })),
    { evidence, subjectId: email },
    { [name]: email },
  ]),
  decision(requestId, 'verify-identity', { evidence }),
];

/** What staff decide of it then: more time, and no. */
export const answerPaths = (requestId: string): readonly HttpPath[] => [
  ...refusedDecisions(requestId, 'extend', [{ reason: name }, { [name]: email }]),
  decision(requestId, 'extend', { reason: 'complexity', [name]: email }),
  ...refusedDecisions(requestId, 'fulfil', [...noted({ outcome: 'fulfilled' }), { outcome: name }]),
  ...refusedDecisions(requestId, 'refuse', [...noted({ ground: 'excessive' }), { ground: email }]),
  decision(requestId, 'refuse', { ground: 'excessive', note: 'Se brevet om sak 4711.' }),
];

function noted(input: object): readonly object[] {
  return naming.map((note) => ({ ...input, note }));
}

/** The pages of the desk, for an open request, a closed one, a task and the person. */
export const deskPages = (
  { open, closed, taskId, subjectId }: Readonly<Record<'open' | 'closed' | 'taskId' | 'subjectId', string>>,
  session: string,
): readonly HttpPath[] => {
  const headers = { ...page, cookie: session, 'sec-fetch-site': 'same-origin' };
  const post = (path: string, fields: Readonly<Record<string, string>>) => form(path, fields, headers);
  const toDecide = naming.flatMap((text) => [
    { step: 'refuse', ground: 'excessive', note: text },
    { step: 'fulfil', outcome: 'fulfilled', note: text },
  ]);
  return [
    { name: 'the desk', statuses: [200], ...get(`/ops/requests?show=${inUrl}&e=${inUrl}`, headers) },
    { name: 'today', statuses: [200], ...get(`/ops?e=${inUrl}`, headers) },
    { name: 'the desk’s form', statuses: [200], ...get(`/ops/requests/new?email=${inUrl}`, headers) },
    { name: 'the desk’s form, taken', statuses: [303], ...post('/ops/requests/new', typed) },
    ...naming.map((identity) => ({
      name: `the desk’s form, shown by ${identity}`,
      statuses: [400],
      ...post('/ops/requests/new', { ...typed, identity }),
    })),
    {
      name: 'the desk’s form, filled in badly',
      statuses: [400],
      ...post('/ops/requests/new', { right: name, email: corrected.phone, receivedOn: name, locale: email }),
    },
    {
      name: 'an open request',
      statuses: [200],
      echoes: true,
      ...get(`/ops/requests/${open}?e=${inUrl}`, headers),
    },
    { name: 'a closed request', statuses: [200], ...get(`/ops/requests/${closed}?done=${inUrl}`, headers) },
    { name: 'a request by an address', statuses: [404], ...get(`/ops/requests/${inUrl}`, headers) },
    { name: 'the page of a task', statuses: [200], echoes: true, ...get(`/ops/tasks/${taskId}`, headers) },
    ...naming.map((text) => ({
      name: `the page of a task: ${text}`,
      statuses: [400],
      echoes: true as const,
      ...post(`/ops/tasks/${taskId}`, { answer: 'done', evidence: text }),
    })),
    {
      name: 'a registration typed in on the page for it',
      statuses: [303],
      ...post('/ops/registrations', {
        channel: 'phone',
        submittedOn: '2026-02-28',
        ...corrected,
        formId: email,
      }),
    },
    {
      name: 'a correction of nothing on the page for it',
      statuses: [303],
      ...post('/ops/people/corrections', { subjectId, 'corrections.email': corrected.email }),
    },
    {
      name: 'a withdrawal for a stranger on the page for it',
      statuses: [303],
      ...post('/ops/people/withdrawals', { email: `other.${email}`, consent: 'marketing', sure: 'yes' }),
    },
    { name: 'a task by an address', statuses: [404], ...get(`/ops/tasks/${inUrl}`, headers) },
    ...toDecide.map((fields) => ({
      name: `the desk: ${JSON.stringify(fields)}`,
      statuses: [400],
      ...post(`/ops/requests/${closed}`, fields),
    })),
    {
      name: 'a decision that is none',
      statuses: [200],
      ...post(`/ops/requests/${closed}`, { step: name, note: email }),
    },
  ];
};

const deadLetters = '/api/ops/dead-letters';
const announcements = '/api/ops/announcements';

/** What was given up, and one of it sent again; and what is announced to everybody. */
export const houseKeepingPaths = (
  deadLetter: { readonly entity: string; readonly sequenceNumber: string },
  session: string,
): readonly HttpPath[] => {
  const headers = { ...page, cookie: session, 'sec-fetch-site': 'same-origin' };
  const ofNobody = { entity: email, sequenceNumber: corrected.phone, action: name };
  return [
    { name: 'the dead letters', statuses: [200], ...get(`${deadLetters}?e=${inUrl}`) },
    { name: 'the page of dead letters', statuses: [200], ...get(`/ops/dead-letters?e=${inUrl}`, headers) },
    { name: 'a dead letter of a name', statuses: [400], ...json(deadLetters, ofNobody) },
    {
      name: 'a dead letter of a name, in a form',
      statuses: [400],
      ...form('/ops/dead-letters', ofNobody, headers),
    },
    {
      name: 'a dead letter sent again',
      statuses: [200],
      ...json(deadLetters, { ...deadLetter, action: 'redrive', [name]: email }),
    },
    {
      name: 'the announcement of a name',
      statuses: [400],
      ...json(announcements, { policyVersion: name, [email]: name }),
    },
    {
      name: 'the announcement of a name, in a form',
      statuses: [400],
      ...form('/ops/announcements', { policyVersion: email, sure: 'yes' }, headers),
    },
    {
      name: 'an announcement',
      statuses: [202],
      ...json(announcements, { policyVersion: '2021-02-19' }),
    },
    { name: 'the announcements', statuses: [200], ...get(`${announcements}?e=${inUrl}`) },
  ];
};
