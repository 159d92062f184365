import * as z from 'zod';
import {
  extensionSchema,
  fulfilmentSchema,
  refusalSchema,
  shownIdentitySchema,
} from '../../domain/request-decision.ts';
import { answerOf, json, type Operation, type Parameter } from '../operation.ts';
import { openedRequest, requestEntry } from './request-shapes.ts';

const id: Parameter = { in: 'path', name: 'id', description: 'The `requestId`.' };
const answers = { 200: answerOf('How it stands now.', requestEntry) };

/** A decision of staff on a request. */
function decision(
  name: string,
  step: string,
  { summary, ...more }: Pick<Operation, 'summary' | 'description' | 'body'>,
): Operation {
  return {
    id: name,
    call: `POST /api/ops/requests/{id}/${step}`,
    tag: 'requests',
    access: 'function-key',
    summary,
    ...more,
    parameters: [id],
    answers,
    problems: [404, 409],
  };
}

/** What staff see of requests, and decide. */
export const requestDecisions: readonly Operation[] = [
  {
    id: 'get-requests',
    call: 'GET /api/ops/requests',
    tag: 'requests',
    access: 'function-key',
    summary: 'The open requests, the earliest due first',
    answers: { 200: answerOf('At most 500.', z.strictObject({ requests: z.array(requestEntry) })) },
  },
  {
    id: 'get-request',
    call: 'GET /api/ops/requests/{id}',
    tag: 'requests',
    access: 'function-key',
    summary: 'One request, with who asks',
    description: 'That somebody looked is recorded.',
    parameters: [id],
    answers: { 200: answerOf('The request.', openedRequest) },
    problems: [404],
  },
  decision('post-identity', 'verify-identity', {
    summary: 'It was shown to staff who asks (GDPR Art. 12(6))',
    description: 'The work begins. The evidence stays when the person is gone, so it names nobody.',
    body: json(shownIdentitySchema, {
      id: 'ShownIdentity',
      limit: '4 KiB',
      example: { evidence: 'called back, case 4711' },
    }),
  }),
  decision('post-proof-question', 'ask-for-proof', {
    summary: 'More than the link is needed (GDPR Art. 12(6))',
  }),
  decision('post-fulfilment', 'fulfil', {
    summary: 'Staff have done it',
    description: 'What is fulfilled in part is refused in part, and that has a ground.',
    body: json(fulfilmentSchema, {
      id: 'Fulfilment',
      limit: '4 KiB',
      example: { outcome: 'fulfilled' },
    }),
  }),
  decision('post-extension', 'extend', {
    summary: 'It takes up to two months more (GDPR Art. 12(3))',
    description: 'Once, and within the first month; the person is told why.',
    body: json(extensionSchema, { id: 'Extension', limit: '4 KiB', example: { reason: 'complexity' } }),
  }),
  decision('post-refusal', 'refuse', {
    summary: 'It is refused, on a ground that the person is told (GDPR Art. 12(4))',
    body: json(refusalSchema, { id: 'Refusal', limit: '4 KiB', example: { ground: 'excessive' } }),
  }),
  decision('post-cancellation', 'cancel', { summary: 'The person takes it back, and told staff so' }),
];
