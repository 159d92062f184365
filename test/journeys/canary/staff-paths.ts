import { asJson, get, type HttpPath, inUrl, json, raw } from './http-path.ts';
import { canary, corrected, phoneAsWritten } from './person.ts';

const { name, company, email, phone } = canary;
const contact = { name, company, email, phone };
const reviewOn = '2030-01-01';
const words = {
  reason: `${name} krever erstatning, se ${email}`,
  authority: `${company} mot ${phone}`,
  reviewOn,
};

const holds = '/api/ops/holds';
const rectifications = '/api/ops/rectifications';

/** The hold that stays for a while: on one record, in words that tell everything. */
export const holdOn = (subjectId: string, recordId: string): HttpPath => ({
  name: 'a hold on a record',
  statuses: [201],
  ...json(holds, { subjectId, recordId, ...words }),
});

/** Releases a hold. */
export const releaseOf = (holdId: string): HttpPath => ({
  name: 'the release of a hold',
  statuses: [204],
  path: `${holds}/${holdId}`,
  init: { method: 'DELETE', headers: {} },
});

export const refusedHolds = (subjectId: string): readonly HttpPath[] => [
  { name: 'a hold on an address', statuses: [400], ...json(holds, { subjectId: email, ...words }) },
  {
    name: 'a hold on a record that is none',
    statuses: [400],
    ...json(holds, { subjectId, recordId: email, ...words }),
  },
  {
    name: 'a hold to be looked at on a name',
    statuses: [400],
    ...json(holds, { subjectId, ...words, reviewOn: name }),
  },
  {
    name: 'a hold for a reason too long',
    statuses: [400],
    ...json(holds, { subjectId, ...words, reason: `${name} `.repeat(40) }),
  },
  {
    name: 'a hold that restricts a name',
    statuses: [400],
    ...json(holds, { subjectId, ...words, restricts: name }),
  },
  { name: 'a hold cut off', statuses: [400], ...raw(holds, `{"reason":"${name}`, asJson) },
  {
    name: 'a hold as text',
    statuses: [415],
    ...raw(holds, `${name} ${email}`, { 'content-type': 'text/plain' }),
  },
  { ...releaseOf(`${inUrl}.${phoneAsWritten.digits}`), name: 'the release of a name', statuses: [404] },
];

/** What is wrong with the canary's data, put right; then once more, and in ways that are refused. */
export const rectificationPaths = (subjectId: string): readonly HttpPath[] => [
  {
    name: 'a correction of an address',
    statuses: [400],
    ...json(rectifications, { subjectId: email, corrections: corrected }),
  },
  {
    name: 'a correction that is no address',
    statuses: [400],
    ...json(rectifications, { subjectId, corrections: { email: name, phone: email } }),
  },
  {
    name: 'a correction of nothing',
    statuses: [400],
    ...json(rectifications, { subjectId, corrections: { [name]: email } }),
  },
  {
    name: 'a correction that is text',
    statuses: [400],
    ...json(rectifications, { subjectId, corrections: email }),
  },
  {
    name: 'a correction cut off',
    statuses: [400],
    ...raw(rectifications, `{"corrections":"${email}`, asJson),
  },
  { name: 'the correction', statuses: [202], ...json(rectifications, { subjectId, corrections: corrected }) },
  {
    name: 'the correction again',
    statuses: [200],
    ...json(rectifications, { subjectId, corrections: corrected }),
  },
];

/**
 * Answers to a task that name the person by an address, or by a number that is the person's then; none may be taken.
 */
export const evidenceThatNames = (taskId: string, numbers: readonly string[]): readonly HttpPath[] => {
  const answer = `/api/ops/tasks/${taskId}/answer`;
  const texts = [
    `Slettet ${corrected.email}`,
    `slettet ${email.toUpperCase()}`,
    ...numbers.map((number) => `Slettet ${number}`),
    `${name} `.repeat(30),
  ];
  return [
    ...texts.map((evidence) => ({
      name: `evidence: ${evidence}`,
      statuses: [400],
      ...json(answer, { answer: 'done', evidence }),
    })),
    {
      name: 'an answer that is a name',
      statuses: [400],
      ...json(answer, { answer: name, evidence: 'Sak 1' }),
    },
    { name: 'an answer cut off', statuses: [400], ...raw(answer, `{"evidence":"${email}`, asJson) },
    { name: 'an answer as text', statuses: [415], ...raw(answer, email, { 'content-type': 'text/plain' }) },
  ];
};

export const taskPaths = (taskId: string): readonly HttpPath[] => [
  { name: 'the tasks', statuses: [200], ...get(`/api/ops/tasks?e=${inUrl}`) },
  // Opened, it tells whom it is about.
  { name: 'a task', statuses: [200], echoes: true, ...get(`/api/ops/tasks/${taskId}`) },
  { name: 'a task that is an address', statuses: [404], ...get(`/api/ops/tasks/${inUrl}`) },
  {
    name: 'an answer to an address',
    statuses: [404],
    ...json(`/api/ops/tasks/${inUrl}/answer`, { answer: 'done', evidence: email }),
  },
];

/** What staff answer in the end, and by what that can be seen. */
export const answerTo = (taskId: string, answer: 'done' | 'exception' | 'ask-again'): HttpPath => ({
  name: `the answer ${answer}`,
  statuses: [200],
  ...json(
    `/api/ops/tasks/${taskId}/answer`,
    { answer, evidence: 'Sak 4711 hos databehandleren' },
    contactInHeaders,
  ),
});

const contactInHeaders = {
  'x-ms-client-principal-id': email.replace(/[^ -~]/g, ''),
  'user-agent': contact.phone,
};
