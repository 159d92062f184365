import * as z from 'zod';
import { consentCheckSchema } from '../../domain/consent-input.ts';
import { purposeIds } from '../../policy/purposes.ts';
import { type UseReason, useReasons } from '../../policy/use-reasons.ts';
import { answerOf, form, type Operation } from '../operation.ts';

const because = z.enum(Object.keys(useReasons) as UseReason[]);

const verdict = z.strictObject({
  allowed: z.boolean(),
  since: z.iso.datetime().optional().describe('Where it is allowed: since when.'),
  because,
  detail: z
    .string()
    .describe('The same as a sentence, in the language that `Accept-Language` asks for.')
    .meta({ examples: [useReasons['consent-given'].en] }),
});

const audienceLine = z
  .strictObject({
    subjectId: z.uuid(),
    name: z
      .string()
      .optional()
      .meta({ examples: ['Kari Eksempel'] }),
    company: z
      .string()
      .optional()
      .meta({ examples: ['Eksempel AS'] }),
    email: z
      .string()
      .optional()
      .meta({ examples: ['kari.eksempel@example.test'] }),
    phone: z
      .string()
      .optional()
      .meta({ examples: ['+4700000000'] }),
    since: z.iso.datetime(),
    unsubscribe: z
      .url()
      .optional()
      .describe('For the header `List-Unsubscribe` (RFC 8058); of Markedsnyheter.'),
    preferences: z.url().optional().describe("The person's own page; of Markedsnyheter."),
  })
  .meta({
    id: 'AudienceLine',
    description: 'Somebody who may be contacted, with the data the purpose needs.',
  });

export const consents: readonly Operation[] = [
  {
    id: 'post-consent-check',
    call: 'POST /api/consent-checks',
    tag: 'consents',
    access: 'function-key',
    summary: 'May this address be used for this purpose now?',
    description: 'Decided from the register and the state: consents, licences, holds, refusals.',
    body: form(consentCheckSchema.meta({ required: ['purpose', 'email'] }), {
      id: 'ConsentCheck',
      limit: '4 KiB',
      example: { purpose: 'marketing', email: 'kari.eksempel@example.test' },
    }),
    answers: { 200: answerOf('Yes or no, and why.', verdict) },
  },
  {
    id: 'get-audience',
    call: 'GET /api/audiences/{purpose}',
    tag: 'consents',
    access: 'function-key',
    summary: 'Everybody who may be contacted for a purpose now',
    description:
      'One line of JSON for each person, as they are found. A list that breaks off ends the connection, so that it cannot pass for whole.',
    parameters: [
      {
        in: 'path',
        name: 'purpose',
        description: 'A purpose of the register.',
        example: 'marketing',
        oneOf: purposeIds,
      },
    ],
    answers: {
      200: { description: 'The people.', content: { 'application/x-ndjson': audienceLine } },
    },
    problems: [404],
  },
];
