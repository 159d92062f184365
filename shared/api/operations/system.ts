import * as z from 'zod';
import { answerOf, type Operation } from '../operation.ts';

const state = z.enum(['up', 'down']);
const dependencies = z.strictObject({ cosmos: state, serviceBus: state, storage: state, mail: state });
const well = z.strictObject({
  status: z.enum(['up', 'degraded']).describe('degraded: mail cannot be sent; it is put off until it can.'),
  dependencies,
});
const down = z.strictObject({ status: z.literal('down'), dependencies });
const document = z.looseObject({});

export const system: readonly Operation[] = [
  {
    id: 'get-policy',
    call: 'GET /api/policy',
    tag: 'system',
    access: 'anybody',
    summary: 'The privacy policy as data, as the pipeline decides by it',
    answers: {
      200: answerOf(
        'The register: purposes, periods, processors, cookies.',
        z.looseObject({
          controller: document,
          purposes: document,
          retention: document,
          processors: document,
        }),
      ),
    },
  },
  {
    id: 'get-health',
    call: 'GET /api/health',
    tag: 'system',
    access: 'anybody',
    summary: 'Whether every dependency answers',
    answers: {
      200: answerOf('All are up, or all but the mail server.', well),
      503: answerOf('One or more that everything needs are down: which.', down),
    },
  },
  {
    id: 'get-openapi',
    call: 'GET /api/openapi.json',
    tag: 'system',
    access: 'anybody',
    summary: 'This description',
    answers: { 200: answerOf('OpenAPI 3.1.', document) },
  },
  {
    id: 'get-asyncapi',
    call: 'GET /api/asyncapi.json',
    tag: 'system',
    access: 'anybody',
    summary: 'The description of the events',
    answers: { 200: answerOf('AsyncAPI 3.0.', document) },
  },
];
