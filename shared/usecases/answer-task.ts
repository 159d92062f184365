import { timestamp } from '../domain/calendar.ts';
import type { Invalid } from '../domain/invalid.ts';
import { recordDecision, referenceTo, remind } from '../domain/notice.ts';
import { parseTaskAnswer, type Task, type TaskAnswer } from '../domain/task.ts';
import type { World } from '../ports.ts';
import { findTask } from './list-tasks.ts';
import { readNotice, recordInNotice, replaceNotice } from './record-answer.ts';

export type TaskReceipt = { readonly outcome: 'recorded' | 'asked-again' | 'unknown' } | Invalid;

/**
 * Takes what staff answer to a task (policy row P11): `by` is who. With `exception` the data stays where it is, and
 * what was asked for ends as completed with exceptions; with `ask-again` the processor gets its message once more.
 */
export async function answerTask(
  world: World,
  { taskId, input, by }: { readonly taskId: string; readonly input: unknown; readonly by: string },
): Promise<TaskReceipt> {
  const task = await findTask(world, taskId);
  if (task === undefined) return { outcome: 'unknown' };
  // By all that is known of the person, not only by what this processor may get: staff may know more.
  const parsed = parseTaskAnswer(input, task.notice.dossier ?? { emails: [], phones: [] });
  if (parsed.outcome === 'invalid') return parsed;
  if (parsed.value.answer === 'ask-again') return askAgain(world, task);
  return decide(world, task, { ...parsed.value, answer: parsed.value.answer, by });
}

async function decide(
  world: World,
  { notice, processor }: Task,
  {
    by,
    answer,
    evidence,
  }: TaskAnswer & { readonly answer: Exclude<TaskAnswer['answer'], 'ask-again'>; readonly by: string },
): Promise<TaskReceipt> {
  const { clock, ids, keys } = world;
  const at = clock.now();
  const { subjectId } = notice;
  const recorded = await recordInNotice(world, { subjectId, notice: referenceTo(notice) }, (document) =>
    recordDecision(document, {
      processor,
      decision: { decision: answer, evidence, by, on: timestamp(at) },
      evidence: keys.fingerprint(evidence),
      subjectId,
      at,
      newEventId: () => ids.event(at),
    }),
  );
  if (recorded === undefined) return { outcome: 'unknown' };
  world.telemetry.event('processor-answered', {
    processor,
    notice: notice.kind,
    answer,
    by: 'staff',
  });
  return { outcome: 'recorded' };
}

async function askAgain(world: World, { notice, processor }: Task): Promise<TaskReceipt> {
  const which = { subjectId: notice.subjectId, notice: referenceTo(notice) };
  const stored = await readNotice(world, which);
  const at = world.clock.now();
  const again =
    stored &&
    remind(stored.document, {
      only: processor,
      subjectId: notice.subjectId,
      at,
      newEventId: () => world.ids.event(at),
    });
  if (stored === undefined || again === undefined) return { outcome: 'unknown' };
  const outcome = await replaceNotice(world, stored, again);
  // Somebody answered at the same moment: what is open now is another question.
  return { outcome: outcome === 'committed' ? 'asked-again' : 'unknown' };
}
