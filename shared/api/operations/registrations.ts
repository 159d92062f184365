import * as z from 'zod';
import { registrationSchema, staffRegistrationSchema } from '../../domain/registration.ts';
import { answerOf, form, type Operation, type Parameter } from '../operation.ts';
import { reachable } from './contact.ts';

const received = z.strictObject({ registrationId: z.uuid() });

const idempotencyKey: Parameter = {
  in: 'header',
  name: 'Idempotency-Key',
  description: 'Any text. The same post of the same person counts once in seven days, and is answered alike.',
  example: '6f0f2a1e',
};

export const registrations: readonly Operation[] = [
  {
    id: 'post-registration',
    call: 'POST /api/registrations',
    tag: 'registrations',
    access: 'anybody',
    summary: 'Somebody leaves contact details',
    description:
      'A registration is kept five years from the day of submission (policy row P9). `marketing` asks for Markedsnyheter: a mail asks whether it is meant, and only the answer is consent. A browser (`Accept: text/html`) ends on a page, or at `redirect` if that is allowed.',
    parameters: [idempotencyKey],
    body: form(registrationSchema.meta(reachable), {
      id: 'Registration',
      limit: '16 KiB',
      example: {
        channel: 'contact-form',
        name: 'Kari Eksempel',
        email: 'kari.eksempel@example.test',
        policyVersion: '2021-02-19',
        locale: 'nb',
      },
    }),
    answers: {
      202: answerOf('It is kept.', received),
      303: { description: 'The same, for a browser.', headers: { location: 'where it goes on' } },
    },
    problems: [422],
  },
  {
    id: 'post-staff-registration',
    call: 'POST /api/ops/registrations',
    tag: 'registrations',
    access: 'function-key',
    summary: 'Staff type in what came by phone or e-mail',
    description: '`submittedOn` is the day of the call or the mail, today if it is not given.',
    parameters: [idempotencyKey],
    body: form(staffRegistrationSchema.meta(reachable), {
      id: 'StaffRegistration',
      limit: '16 KiB',
      example: { channel: 'email', email: 'kari.eksempel@example.test', submittedOn: '2026-10-01' },
    }),
    answers: { 202: answerOf('It is kept.', received) },
    problems: [422],
  },
];
