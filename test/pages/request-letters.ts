import type { Letter } from '../../shared/domain/letter.ts';

const requestId = '0b0c2a52-6f39-4a5e-9d3a-6c9a6c0f3a11';
const page = `https://privacy.example.test/requests/${requestId}?token=dVv3k8mFq8R0m6vZ8W7sE2C1n0pLw9Xy5ZtUuIiOoPk`;

export const confirmRequest = {
  letter: 'confirm-request',
  right: 'access',
  page,
  endsAt: '2026-11-25T10:00:00Z',
} as const;

export const accepted = {
  letter: 'request-accepted',
  right: 'erasure',
  page,
  dueOn: '2026-12-22',
} as const;

export const proofAsked = { letter: 'proof-asked', right: 'access', dueOn: '2026-12-22' } as const;

export const extended = {
  letter: 'request-extended',
  right: 'access',
  page,
  dueOn: '2027-02-22',
  reason: 'complexity',
} as const;

export const answered = {
  letter: 'request-answered',
  right: 'access',
  state: 'fulfilled',
  page,
  grounds: [],
  held: true,
  gone: [],
  exceptions: [],
  packageEndsAt: '2026-12-06T10:00:00Z',
} as const;

export const answeredInPart = {
  letter: 'request-answered',
  right: 'erasure',
  state: 'partly-fulfilled',
  page,
  grounds: ['active-licence', 'hold'],
  held: true,
  gone: ['goto'],
  exceptions: ['zendesk'],
} as const;

export const refused = {
  letter: 'request-answered',
  right: 'erasure',
  state: 'refused',
  grounds: ['identity-not-shown'],
  held: false,
  gone: [],
  exceptions: [],
  note: 'We could not reach you on the number that you gave.',
} as const;

export const requestDue = {
  letter: 'request-due',
  requestId,
  page: `https://privacy.example.test/ops/requests/${requestId}`,
  right: 'rectification',
  dueOn: '2026-12-22',
  daysLeft: 3,
} as const;

export const holdDue = {
  letter: 'hold-due',
  holdId: `${requestId}.5d2c7f0e-2a53-4b7e-8f4e-0f6f3a1b2c3d`,
  page: 'https://privacy.example.test/ops/holds',
  reviewOn: '2026-12-22',
} as const;

/** The letters about people's requests, by what they do. */
export const requestLetters: Readonly<Record<string, Letter>> = {
  'that asks to confirm a request': confirmRequest,
  'that says that we are on it': accepted,
  'that asks for proof': proofAsked,
  'that takes more time': extended,
  'that brings the answer': answered,
  'that brings an answer in part': answeredInPart,
  'that refuses': refused,
  'to staff about a last day': requestDue,
  'to staff about a last day that is over': { ...requestDue, daysLeft: 0 },
  'to staff about a hold': holdDue,
};
