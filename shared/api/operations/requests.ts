import * as z from 'zod';
import { accessPackage } from '../../domain/access-package.ts';
import { correctionsSchema, requestSchema, staffRequestSchema } from '../../domain/request-input.ts';
import { answerOf, form, type Operation } from '../operation.ts';

const corrections = {
  corrections: correctionsSchema
    .nullish()
    .describe(
      'Of a rectification: what is wrong, as it should be. A form sends `corrections.name` and so on.',
    ),
  'corrections.name': z.string().optional(),
  'corrections.company': z.string().optional(),
  'corrections.email': z.string().optional(),
  'corrections.phone': z.string().optional(),
};

/** An empty field of a form counts as not given, so both may be there. */
const whoAsks = {
  description: 'Either `email` or `phone`; of a rectification also `corrections`.',
  anyOf: [{ required: ['email'] }, { required: ['phone'] }],
};

const taken = z.strictObject({ requestId: z.uuid() });

/** People ask for their rights. */
export const requests: readonly Operation[] = [
  {
    id: 'post-request',
    call: 'POST /api/requests',
    tag: 'requests',
    access: 'anybody',
    summary: 'Somebody asks for a right',
    description:
      'The answer, and the work until then, is the same for known and unknown people. A mail with a link follows: whoever opens it has shown that the address is theirs. A browser (`Accept: text/html`) ends on a page.',
    body: form(requestSchema.extend(corrections).meta(whoAsks), {
      id: 'NewRequest',
      limit: '16 KiB',
      example: { right: 'access', email: 'kari.eksempel@example.test', locale: 'nb' },
    }),
    answers: {
      202: answerOf('It is taken in.', taken),
      303: { description: 'The same, for a browser.', headers: { location: 'where it goes on' } },
    },
  },
  {
    id: 'post-staff-request',
    call: 'POST /api/ops/requests',
    tag: 'requests',
    access: 'function-key',
    summary: 'Staff type in what was asked by mail or on the phone',
    description:
      'With `identity` it was shown to them who asks, and the work begins at once; without, a link is mailed as to anybody.',
    body: form(staffRequestSchema.extend(corrections).meta(whoAsks), {
      id: 'NewStaffRequest',
      limit: '16 KiB',
      example: {
        right: 'erasure',
        email: 'kari.eksempel@example.test',
        identity: 'called back, case 4711',
      },
    }),
    answers: { 202: answerOf('It is taken in.', taken) },
  },
  {
    id: 'get-request-package',
    call: 'GET /requests/{requestId}/package/{format}',
    tag: 'requests',
    access: 'anybody',
    summary: 'The copy of the data that the person asked for (GDPR Art. 15, Art. 20)',
    description: 'The page of the request leads to it while it is there.',
    parameters: [
      { in: 'path', name: 'requestId', description: 'As the link in the mail says.' },
      {
        in: 'path',
        name: 'format',
        description: 'To read, or for a program.',
        oneOf: ['html', 'json'],
        example: 'json',
      },
      { in: 'query', name: 'token', description: 'What the link carries.', required: true },
    ],
    answers: {
      200: {
        description: 'The copy.',
        content: { 'text/html': 'text', 'application/json': accessPackage.meta({ id: 'AccessPackage' }) },
      },
      404: {
        description: 'The link is not valid, or the copy has been erased.',
        content: { 'text/html': 'text' },
      },
    },
  },
  {
    id: 'get-package-schema',
    call: 'GET /api/schemas/access-package.json',
    tag: 'requests',
    access: 'anybody',
    summary: 'What the JSON of a copy is, as JSON Schema',
    answers: {
      200: {
        description: 'Draft 2020-12.',
        content: { 'application/schema+json': z.looseObject({ $schema: z.string(), $id: z.string() }) },
      },
    },
  },
];
