import * as z from 'zod';
import { taskAnswerSchema } from '../../domain/task.ts';
import { processorReasonNames } from '../../policy/processor-reasons.ts';
import { answerOf, json, type Operation, type Parameter } from '../operation.ts';
import { bothLanguages, processorId, taskId } from './shapes.ts';

const task = z
  .strictObject({
    taskId,
    subjectId: z.uuid(),
    notice: z.strictObject({ kind: z.enum(['erasure', 'rectification', 'withdrawal']), id: z.uuid() }),
    processor: processorId,
    answer: z.enum(['manual', 'failed']),
    because: z.enum(processorReasonNames).optional(),
    todo: bothLanguages.optional().describe('The same as a sentence: what staff have to do.'),
    since: z.iso.datetime(),
    dueOn: z.iso.date().optional(),
  })
  .meta({
    id: 'Task',
    description: 'What staff have to do or decide; whom it concerns shows when it is opened.',
  });

const person = z
  .strictObject({
    emails: z.array(z.string()),
    phones: z.array(z.string()),
    corrections: z
      .strictObject({
        name: z.string().optional(),
        company: z.string().optional(),
        email: z.string().optional(),
        phone: z.string().optional(),
      })
      .optional(),
  })
  .describe('What the processor may know of the person, and so whoever does its work.')
  .meta({ examples: [{ emails: ['kari.eksempel@example.test'], phones: [] }] });

const id: Parameter = { in: 'path', name: 'id', description: 'The `taskId`.' };

export const tasks: readonly Operation[] = [
  {
    id: 'get-tasks',
    call: 'GET /api/ops/tasks',
    tag: 'tasks',
    access: 'function-key',
    summary: 'What staff have to do or decide, the earliest due first',
    answers: { 200: answerOf('At most 500.', z.strictObject({ tasks: z.array(task) })) },
  },
  {
    id: 'get-task',
    call: 'GET /api/ops/tasks/{id}',
    tag: 'tasks',
    access: 'function-key',
    summary: 'One task, with whom it concerns',
    parameters: [id],
    answers: { 200: answerOf('The task.', task.extend({ person }).meta({ id: 'OpenedTask' })) },
    problems: [404],
  },
  {
    id: 'post-task-answer',
    call: 'POST /api/ops/tasks/{id}/answer',
    tag: 'tasks',
    access: 'function-key',
    summary: 'What was done or decided, and by what it can be seen',
    description:
      'With `exception` the data stays where it is, and what was asked for ends with exceptions; `ask-again` sends the processor its message once more. The evidence stays when the person is gone, so it must not name anybody.',
    parameters: [id],
    body: json(taskAnswerSchema, {
      id: 'TaskAnswer',
      limit: '4 KiB',
      example: { answer: 'done', evidence: 'case 4711, 22 November' },
    }),
    answers: {
      200: answerOf('It is recorded.', z.strictObject({ outcome: z.enum(['recorded', 'asked-again']) })),
    },
    problems: [404],
  },
];
