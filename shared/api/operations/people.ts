import * as z from 'zod';
import { withdrawalSchema } from '../../domain/consent-input.ts';
import { contactPointSchema } from '../../domain/contact-point.ts';
import { lookupSchema } from '../../domain/lookup.ts';
import { rectificationSchema } from '../../domain/rectification.ts';
import { answerOf, form, json, type Operation } from '../operation.ts';
import { oneOfEmailAndPhone } from './contact.ts';
import { personFile } from './person-file.ts';

const withdrawals = z.strictObject({
  withdrawals: z.array(
    z.strictObject({
      subjectId: z.uuid().optional().describe('Absent for an address that leads to nobody.'),
      consent: z.enum(['marketing', 'storage']),
      outcome: z
        .enum(['withdrawn', 'refused', 'unchanged', 'suppressed', 'several-people'])
        .describe(
          '`suppressed`: there was no consent; the address is remembered all the same. `several-people`: the number leads to several; only an address says who it is.',
        ),
    }),
  ),
  erasures: z.array(z.uuid()).describe('What was erased because nothing keeps it any more.'),
});

export const people: readonly Operation[] = [
  {
    id: 'post-lookup',
    call: 'POST /api/ops/lookups',
    tag: 'people',
    access: 'function-key',
    summary: 'What is held of a person, and until when',
    description:
      'Which data there is, never what it says. Each lookup is recorded in the file that it shows.',
    body: form(
      lookupSchema.extend(contactPointSchema.shape).meta({
        description: 'One of `email`, `phone` and `subjectId`.',
        anyOf: [{ required: ['email'] }, { required: ['phone'] }, { required: ['subjectId'] }],
      }),
      { id: 'Lookup', limit: '4 KiB', example: { email: 'kari.eksempel@example.test' } },
    ),
    answers: {
      200: answerOf(
        'The files: whom it identifies first, then those who gave it too. Empty for nobody.',
        z.strictObject({ subjects: z.array(personFile) }),
      ),
    },
  },
  {
    id: 'post-withdrawal',
    call: 'POST /api/ops/withdrawals',
    tag: 'people',
    access: 'function-key',
    summary: 'Somebody called or wrote to withdraw a consent',
    description:
      '`marketing` leaves Markedsnyheter (policy row P6); `storage` withdraws the consent to be kept (P9), and erases what rests on it.',
    body: form(withdrawalSchema.extend(contactPointSchema.shape).meta(oneOfEmailAndPhone), {
      id: 'Withdrawal',
      limit: '4 KiB',
      example: { email: 'kari.eksempel@example.test', consent: 'marketing' },
    }),
    answers: { 200: answerOf('It is withdrawn.', withdrawals) },
  },
  {
    id: 'post-rectification',
    call: 'POST /api/ops/rectifications',
    tag: 'people',
    access: 'function-key',
    summary: 'Put right what is wrong (GDPR Art. 16)',
    description: 'Whoever else may have the data is told (Art. 19). To send the same again finishes it.',
    body: json(rectificationSchema, {
      id: 'Rectification',
      limit: '8 KiB',
      example: {
        subjectId: '7c1d5b0e-52f4-4d0c-9a3f-3f0e6d1c2b4a',
        corrections: { email: 'kari@example.test' },
      },
    }),
    answers: {
      200: answerOf('There was nothing to correct.', z.strictObject({ records: z.literal(0) })),
      202: answerOf(
        'It is corrected here, and told.',
        z.strictObject({ rectificationId: z.uuid(), records: z.int() }),
      ),
    },
  },
];
