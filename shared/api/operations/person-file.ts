import * as z from 'zod';
import { erasureCauses } from '../../policy/erasure-causes.ts';
import { meansOfConsent } from '../../policy/means-of-consent.ts';
import { processorReasonNames } from '../../policy/processor-reasons.ts';
import { processorAnswers } from '../../policy/processors.ts';
import { locales, register } from '../../policy/register.ts';
import { disclosure } from './disclosure.ts';
import { fieldNames, holdId, instant, processorId, recordId, recordReference, rightName } from './shapes.ts';

const kept = {
  id: recordId,
  receivedOn: instant,
  fields: fieldNames.describe('Which data there is, never what it says.'),
};

const registration = z.strictObject({
  kind: z.literal('registration'),
  ...kept,
  eraseAfter: instant,
  channel: z.enum(register.channels),
  submittedOn: z.iso.date(),
  marketing: z.boolean(),
  policyVersion: z.iso.date().optional(),
  locale: z.enum(locales),
});

const licence = z.strictObject({
  kind: z.literal('licence'),
  ...kept,
  eraseAfter: instant.nullable().describe('null while the licence is active.'),
  licenceId: z.string(),
  issuedOn: z.iso.date().optional(),
  endedOn: z.iso.date().nullable(),
});

const consent = z.strictObject({
  purpose: z.literal('marketing'),
  state: z.enum(['requested', 'given', 'refused', 'withdrawn']),
  since: instant,
  eraseAfter: instant,
  asked: z.boolean().describe('Whether a question to the person is open.'),
  acts: z
    .array(
      z.strictObject({
        state: z.enum(['requested', 'given', 'refused', 'withdrawn']),
        by: z.enum(meansOfConsent),
        at: instant,
        channel: z.enum(register.channels).optional(),
        policyVersion: z.iso.date().optional(),
        text: z.iso.date().optional().describe('The version of our text that was shown.'),
        locale: z.enum(locales),
      }),
    )
    .describe('The evidence, oldest first (GDPR Art. 7(1)).'),
});

const hold = z.strictObject({
  id: holdId,
  recordId: recordId.optional(),
  restricts: z.boolean(),
  reason: z.string(),
  authority: z.string(),
  reviewOn: z.iso.date(),
  placedAt: instant,
});

const request = z.strictObject({
  requestId: z.uuid(),
  right: rightName,
  state: z.string(),
  by: z.enum(['person', 'staff']),
  receivedOn: z.iso.date(),
  dueOn: z.iso.date().optional(),
});

const processor = z
  .strictObject({
    id: processorId,
    answer: z.enum(['notified', ...processorAnswers]),
    since: instant,
    attempt: z.int(),
    because: z.enum(processorReasonNames).optional(),
    askAgainAt: instant.optional(),
    decision: z
      .strictObject({
        decision: z.enum(['done', 'nothing-held', 'exception']),
        evidence: z.string(),
        by: z.string(),
        on: instant,
      })
      .optional(),
  })
  .meta({ id: 'AskedProcessor', description: 'How it stands with one of those who were told.' });

const notice = {
  id: z.uuid(),
  requestedAt: instant,
  completedAt: instant.optional(),
  processors: z.array(processor),
};

const erasure = z.strictObject({
  ...notice,
  state: z.enum(['held', 'waiting', 'completed', 'completed-with-exceptions', 'verified']),
  cause: z.enum(erasureCauses),
  scope: z.array(recordReference),
  verifiedAt: instant.optional(),
  requestId: z.uuid().optional(),
});

/** What is held of a person, and until when. */
export const personFile = z
  .strictObject({
    subjectId: z.uuid(),
    records: z.array(z.discriminatedUnion('kind', [registration, licence])),
    consents: z.array(consent),
    holds: z.array(hold),
    requests: z.array(request),
    erasures: z.array(erasure),
    rectifications: z.array(z.strictObject({ ...notice, state: z.string(), fields: fieldNames })),
    withdrawals: z.array(z.strictObject({ ...notice, state: z.string(), purpose: z.literal('marketing') })),
    disclosures: z.array(disclosure.omit({ subjectId: true })),
    lookups: z
      .array(z.strictObject({ by: z.string().describe('Who looked, or `key`.'), at: instant }))
      .describe('The latest first.'),
  })
  .meta({ id: 'PersonFile', description: 'What is held of a person, and until when.' });
