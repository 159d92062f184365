import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { dayOf } from '../shared/domain/calendar.ts';
import type { FieldError } from '../shared/domain/invalid.ts';
import { answerTask } from '../shared/usecases/answer-task.ts';
import { listTasks, mostTasks, openTask } from '../shared/usecases/list-tasks.ts';
import { taskGonePage, taskPage } from '../web/ops/task-page.ts';
import { tasksPage } from '../web/ops/tasks-page.ts';
import { readForm } from './http/body.ts';
import { pageResponse } from './http/page-response.ts';
import { refusal } from './http/refusal.ts';
import { seeOther } from './http/staff.ts';
import { type StaffCall, staffPage } from './staff-page.ts';
import { world } from './world.ts';

const form = { limit: 4 * 1024, fields: ['answer', 'evidence'] };

/** `GET /ops/tasks`: what staff have to do or decide, the earliest due first. */
export const getTasksPage = staffPage('see-tasks', async (_, { staff, locale, path, done }) => {
  const tasks = await listTasks(world());
  return pageResponse(200, tasksPage({ staff, locale, path, done, tasks, today: today(), most: mostTasks }));
});

/** `GET /ops/tasks/{id}`: one of them, with whom it concerns; that somebody has seen it is recorded. */
export const getTaskPage = staffPage('open-task', (request, call) => show(request, call, []));

/** `POST /ops/tasks/{id}`: what was done or decided, and by what it can be seen. */
export const postTaskPage = staffPage('answer-task', async (request, call) => {
  const body = await readForm(request, form);
  if (body.outcome === 'problem') return refusal(request, body);
  const taskId = request.params['id'] ?? '';
  const receipt = await answerTask(world(), { taskId, input: body.value, by: call.staff.id });
  switch (receipt.outcome) {
    case 'recorded':
    case 'asked-again':
      return seeOther('/ops/tasks', receipt.outcome);
    case 'unknown':
      return gone(call);
    case 'invalid':
      return show(request, call, receipt.errors);
  }
});

async function show(
  request: HttpRequest,
  { staff, locale, path }: StaffCall,
  errors: readonly FieldError[],
): Promise<HttpResponseInit> {
  const task = await openTask(world(), { taskId: request.params['id'] ?? '', by: staff.id });
  if (task === undefined) return gone({ staff, locale });
  const status = errors.length > 0 ? 400 : 200;
  return pageResponse(status, taskPage({ staff, locale, path, task, errors, today: today() }));
}

function gone({ staff, locale }: Pick<StaffCall, 'staff' | 'locale'>): Promise<HttpResponseInit> {
  return pageResponse(404, taskGonePage({ staff, locale, path: '/ops/tasks' }));
}

function today(): string {
  return dayOf(world().clock.now()).toString();
}
