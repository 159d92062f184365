import * as z from 'zod';
import { announcementSchema } from '../../domain/announcement-input.ts';
import { deadLetterActionSchema } from '../../domain/dead-letter-input.ts';
import { disclosureSchema } from '../../domain/disclosure-input.ts';
import { answerOf, json, type Operation } from '../operation.ts';
import { disclosure } from './disclosure.ts';
import { holdId, instant } from './shapes.ts';

const announcementId = z
  .string()
  .regex(/^announcement-\d{4}-\d\d-\d\d$/)
  .meta({ examples: ['announcement-2021-02-19'] });

const announcement = z.strictObject({
  announcementId,
  policyVersion: z.iso.date(),
  state: z.enum(['running', 'done']),
  startedAt: instant,
  doneAt: instant.optional(),
  counts: z.strictObject({
    told: z.int().describe('Mails on their way or sent.'),
    withoutAddress: z.int().describe('Who can only be reached by the banner on the web site.'),
    notContacted: z.int().describe('Restricted, or withdrawn and held.'),
    askedAgain: z.int().describe('Of those told, asked again for a consent that the change touches.'),
  }),
  toTryAgain: z.int().describe('People whom a fault kept from being told; they are tried again.'),
  share: z.number().describe('How much of it is done, about: from 0 to 1.'),
});

const deadLetter = z
  .strictObject({
    entity: z.string().meta({ examples: ['privacy-events/zendesk'] }),
    sequenceNumber: z.string().meta({ examples: ['42'] }),
    enqueuedAt: instant,
    deliveryCount: z.int(),
    reason: z
      .string()
      .optional()
      .meta({ examples: ['MaxDeliveryCountExceeded'] }),
    type: z
      .string()
      .optional()
      .meta({ examples: ['works.contracting.privacy.processor.notified.v1'] }),
    eventId: z
      .string()
      .optional()
      .meta({ examples: ['7c1d5b0e-52f4-4d0c-9a3f-3f0e6d1c2b4a'] }),
    refused: z
      .array(z.string())
      .optional()
      .describe('Of a refused licence event: the fields that were wrong. Its sender has to mend it.')
      .meta({ examples: [['/data/licenceId']] }),
  })
  .meta({ id: 'DeadLetter', description: 'A message that was given up. Nothing of a person is in it.' });

export const staff: readonly Operation[] = [
  {
    id: 'get-disclosures',
    call: 'GET /api/ops/disclosures',
    tag: 'operations',
    access: 'function-key',
    summary: 'What authorities were given, the latest first (policy row P8)',
    answers: { 200: answerOf('At most 500.', z.strictObject({ disclosures: z.array(disclosure) })) },
  },
  {
    id: 'post-disclosure',
    call: 'POST /api/ops/disclosures',
    tag: 'operations',
    access: 'function-key',
    summary: 'Record that data was handed to a public authority',
    description:
      'Which records and fields, never what they say: it stays when the person is gone. Without `records`, all that are held.',
    body: json(disclosureSchema, {
      id: 'NewDisclosure',
      limit: '64 KiB',
      example: {
        subjectId: '7c1d5b0e-52f4-4d0c-9a3f-3f0e6d1c2b4a',
        authority: 'Skatteetaten',
        legalBasis: 'skatteforvaltningsloven § 10-2',
        reference: 'case 4711',
        fields: ['name', 'email'],
        disclosedOn: '2026-11-22',
      },
    }),
    answers: { 201: answerOf('It is recorded.', z.strictObject({ disclosureId: holdId })) },
  },
  {
    id: 'get-announcements',
    call: 'GET /api/ops/announcements',
    tag: 'operations',
    access: 'function-key',
    summary: 'Which changes of the policy were announced, and how far that has come',
    answers: {
      200: answerOf('The newest first.', z.strictObject({ announcements: z.array(announcement) })),
    },
  },
  {
    id: 'post-announcement',
    call: 'POST /api/ops/announcements',
    tag: 'operations',
    access: 'function-key',
    summary: 'Tell a larger change of the policy to everybody it concerns (policy row P12)',
    description:
      'It begins within a minute. The same version again gets the same answer, and nobody is told twice.',
    body: json(announcementSchema, {
      id: 'NewAnnouncement',
      limit: '1 KiB',
      example: { policyVersion: '2021-02-19' },
    }),
    answers: { 202: answerOf('It is on its way.', z.strictObject({ announcementId })) },
  },
  {
    id: 'get-dead-letters',
    call: 'GET /api/ops/dead-letters',
    tag: 'operations',
    access: 'function-key',
    summary: 'What the broker gave up',
    answers: {
      200: answerOf(
        'The oldest first, at most 100 of each queue and subscription.',
        z.strictObject({ deadLetters: z.array(deadLetter) }),
      ),
    },
  },
  {
    id: 'post-dead-letter',
    call: 'POST /api/ops/dead-letters',
    tag: 'operations',
    access: 'function-key',
    summary: 'Send one of them again, or take it away',
    body: json(deadLetterActionSchema, {
      id: 'DeadLetterAction',
      limit: '4 KiB',
      example: { entity: 'privacy-events/zendesk', sequenceNumber: '42', action: 'redrive' },
    }),
    answers: { 200: answerOf('It is done.', z.strictObject({ outcome: z.enum(['sent', 'discarded']) })) },
    problems: [404],
  },
  {
    id: 'get-record-of-processing',
    call: 'GET /api/ops/record-of-processing',
    tag: 'operations',
    access: 'function-key',
    summary: 'The record of processing activities (GDPR Art. 30(1)), as JSON-LD',
    answers: {
      200: {
        description: 'In terms of the Data Privacy Vocabulary 2.3.',
        content: {
          'application/ld+json': z.looseObject({ '@context': z.looseObject({}), '@type': z.string() }),
        },
      },
    },
  },
];
