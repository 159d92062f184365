import * as z from 'zod';
import { type ProcessorId, processors } from '../policy/processors.ts';
import type { NoticeDocument } from './document.ts';
import { because, requiredText } from './field.ts';
import type { SubjectId } from './id.ts';
import { invalid, type Parsed, parse } from './invalid.ts';
import { namesThePerson } from './names-the-person.ts';
import { type Decision, type Dossier, entriesOf, isTask, type Recipient } from './recipient.ts';

/** What staff have to do or decide because a processor would not, or has no interface for it. */
export interface Task {
  readonly taskId: string;
  readonly notice: NoticeDocument;
  readonly processor: ProcessorId;
  readonly recipient: Recipient;
}

/** What a task's id says: `<subject id>.<notice id>.<processor>`. */
export interface TaskReference {
  readonly subjectId: SubjectId;
  readonly noticeId: string;
  readonly processor: ProcessorId;
}

export function taskIdOf({ subjectId, id }: NoticeDocument, processor: ProcessorId): string {
  return `${subjectId}.${id}.${processor}`;
}

/** The reference in a task's id; undefined if it is none. */
export function readTaskId(text: string): TaskReference | undefined {
  const [subjectId = '', noticeId = '', processor = '', ...more] = text.split('.');
  const isUuid = (part: string) => /^[0-9a-f-]{36}$/.test(part);
  if (more.length > 0 || !isUuid(subjectId) || !isUuid(noticeId) || !isProcessor(processor)) return undefined;
  return { subjectId: subjectId as SubjectId, noticeId, processor };
}

function isProcessor(id: string): id is ProcessorId {
  return Object.hasOwn(processors, id);
}

/** The tasks of a notice. */
export function tasksOf(notice: NoticeDocument): Task[] {
  return entriesOf(notice.recipients)
    .filter(([, recipient]) => isTask(recipient))
    .map(([processor, recipient]) => ({ taskId: taskIdOf(notice, processor), notice, processor, recipient }));
}

/** Whether a task's last day is over, on the day `on`. */
export function isTaskOverdue({ dueOn }: Pick<Recipient, 'dueOn'>, on: string): boolean {
  return dueOn !== undefined && dueOn < on;
}

/** What staff answer to a task: it was done, nothing was there, the data stays, or ask the processor again. */
export interface TaskAnswer {
  readonly answer: Decision['decision'] | 'ask-again';
  /** By what it can be seen: a case number, a date. It stays when the person is gone, so it must not name anybody. */
  readonly evidence: string;
}

export const taskAnswerSchema = z.object(
  {
    answer: z.enum(['done', 'nothing-held', 'exception', 'ask-again'], {
      error: ({ input }) => (input === undefined ? 'missing' : 'not-a-decision'),
    }),
    evidence: requiredText(200),
  },
  because('not-an-object'),
);

/** Reads `{answer, evidence}`; evidence with an address, or with what the notice knows of the person, is refused. */
export function parseTaskAnswer(
  input: unknown,
  { emails, phones, corrections = {} }: Dossier,
): Parsed<TaskAnswer> {
  const parsed = parse(taskAnswerSchema, input);
  if (parsed.outcome === 'invalid') return parsed;
  const { name, company, email, phone } = corrections;
  const known = { emails: [...emails, email], phones: [...phones, phone], names: [name, company] };
  const names = namesThePerson(parsed.value.evidence, known);
  return names ? invalid({ pointer: '/evidence', reason: 'names-the-person' }) : parsed;
}
