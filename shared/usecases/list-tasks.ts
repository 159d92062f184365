import type { NoticeDocument } from '../domain/document.ts';
import { type Dossier, dossierFor } from '../domain/recipient.ts';
import { readTaskId, type Task, tasksOf } from '../domain/task.ts';
import { type ProcessorReason, processorReasons } from '../policy/processor-reasons.ts';
import type { ProcessorId } from '../policy/processors.ts';
import type { World } from '../ports.ts';
import { type Looker, recordLookup } from './look-up-person.ts';

const pageSize = 100;
/** So many at once that somebody has to ask why rather than read on. */
export const mostTasks = 500;

/** A task as staff see it in the list: what, where, why, by when; not yet whom it concerns. */
export interface TaskEntry {
  readonly taskId: string;
  readonly subjectId: string;
  readonly notice: { readonly kind: NoticeDocument['kind']; readonly id: string };
  readonly processor: ProcessorId;
  readonly answer: 'manual' | 'failed';
  readonly because: ProcessorReason | undefined;
  readonly todo: { readonly nb: string; readonly en: string } | undefined;
  readonly since: string;
  readonly dueOn: string | undefined;
}

/** A task opened: with what has to be known of the person to do it. */
export type OpenedTask = TaskEntry & { readonly person: Dossier };

/** The open tasks, the earliest due first. */
export async function listTasks({ subjects }: Pick<World, 'subjects'>): Promise<readonly TaskEntry[]> {
  const tasks: TaskEntry[] = [];
  for await (const page of subjects.withTasks(pageSize)) {
    tasks.push(...page.flatMap(tasksOf).map(entryOf));
    if (tasks.length >= mostTasks) break;
  }
  return tasks.slice(0, mostTasks);
}

/**
 * One open task; undefined when there is none by that id, or none any more. It shows whom it concerns, so who looks is
 * recorded in that person's file before (GDPR Art. 5(2), Art. 32(4)).
 */
export async function openTask(
  world: Pick<World, 'clock' | 'ids' | 'subjects'>,
  { taskId, by }: { readonly taskId: string; readonly by: Looker },
): Promise<OpenedTask | undefined> {
  const task = await findTask(world, taskId);
  if (task === undefined) return undefined;
  await recordLookup(world, { subjectId: task.notice.subjectId, by });
  return { ...entryOf(task), person: dossierOf(task) };
}

export async function findTask(
  { subjects }: Pick<World, 'subjects'>,
  taskId: string,
): Promise<Task | undefined> {
  const reference = readTaskId(taskId);
  if (reference === undefined) return undefined;
  const { notices } = await subjects.holdings(reference.subjectId);
  const notice = notices.find(({ document: { id } }) => id === reference.noticeId)?.document;
  return notice && tasksOf(notice).find((task) => task.taskId === taskId);
}

/** What the task's processor may know of the person, and so whoever does its work. */
function dossierOf({ notice: { dossier }, processor }: Task): Dossier {
  return dossierFor(processor, dossier ?? { emails: [], phones: [] });
}

function entryOf({ taskId, notice, processor, recipient }: Task): TaskEntry {
  const { because, since, dueOn, answer } = recipient;
  return {
    taskId,
    subjectId: notice.subjectId,
    notice: { kind: notice.kind, id: notice.id },
    processor,
    answer: answer === 'manual' ? 'manual' : 'failed',
    because,
    todo: because && processorReasons[because],
    since,
    dueOn,
  };
}
