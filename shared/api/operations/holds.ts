import * as z from 'zod';
import { holdSchema } from '../../domain/hold.ts';
import { answerOf, json, type Operation } from '../operation.ts';
import { holdId, recordId } from './shapes.ts';

const hold = z.strictObject({
  holdId,
  subjectId: z.uuid(),
  recordId: recordId.optional().describe('One record; without it, everything of the person.'),
  restricts: z.boolean().describe('Whether it must not be used either (GDPR Art. 18).'),
  reason: z.string(),
  authority: z.string(),
  reviewOn: z.iso.date(),
  placedAt: z.iso.datetime(),
  due: z.boolean().describe('Whether its day of review has come.'),
});

export const holds: readonly Operation[] = [
  {
    id: 'get-holds',
    call: 'GET /api/ops/holds',
    tag: 'holds',
    access: 'function-key',
    summary: 'What is held, the earliest review first',
    answers: { 200: answerOf('At most 500.', z.strictObject({ holds: z.array(hold) })) },
  },
  {
    id: 'post-hold',
    call: 'POST /api/ops/holds',
    tag: 'holds',
    access: 'function-key',
    summary: 'Place a hold on a person, or on one record',
    description:
      'What it is over is not erased until it is released; with `restricts` it is not used either. The review lies ahead, by ten years at most.',
    body: json(holdSchema, {
      id: 'NewHold',
      limit: '8 KiB',
      example: {
        subjectId: '7c1d5b0e-52f4-4d0c-9a3f-3f0e6d1c2b4a',
        restricts: false,
        reason: 'A claim is before the court.',
        authority: 'Oslo tingrett',
        reviewOn: '2030-01-01',
      },
    }),
    answers: { 201: answerOf('It is placed.', z.strictObject({ holdId })) },
  },
  {
    id: 'delete-hold',
    call: 'DELETE /api/ops/holds/{id}',
    tag: 'holds',
    access: 'function-key',
    summary: 'Release a hold',
    description: 'What it kept may go, and goes if it is due.',
    parameters: [{ in: 'path', name: 'id', description: 'The `holdId`.' }],
    answers: { 204: { description: 'It is released.' } },
    problems: [404],
  },
];
