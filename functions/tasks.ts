import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { answerTask } from '../shared/usecases/answer-task.ts';
import { listTasks, openTask } from '../shared/usecases/list-tasks.ts';
import { readJsonBody } from './http/body.ts';
import { invalidInput, problem, problemResponse } from './http/problem.ts';
import { world } from './world.ts';

const noSuchTask = problem('not-found', 'There is no such task, or it has been answered.');

/** `GET /api/ops/tasks`: what staff have to do or decide, the earliest due first. */
export async function getTasks(): Promise<HttpResponseInit> {
  return { status: 200, headers: noStore, jsonBody: { tasks: await listTasks(world()) } };
}

/** `GET /api/ops/tasks/{id}`: one of them, with whom it concerns. */
export async function getTask(request: HttpRequest): Promise<HttpResponseInit> {
  const task = await openTask(world(), { taskId: request.params['id'] ?? '', by: 'key' });
  if (task === undefined) return problemResponse(noSuchTask);
  return { status: 200, headers: noStore, jsonBody: task };
}

/** `POST /api/ops/tasks/{id}/answer`: what was done or decided, and by what it can be seen. */
export async function postTaskAnswer(request: HttpRequest): Promise<HttpResponseInit> {
  const body = await readJsonBody(request, { limit: 4 * 1024 });
  if (body.outcome === 'problem') return problemResponse(body);
  const receipt = await answerTask(world(), {
    taskId: request.params['id'] ?? '',
    input: body.value,
    // A key is all that is known of who calls.
    by: 'key',
  });
  switch (receipt.outcome) {
    case 'recorded':
    case 'asked-again':
      return { status: 200, jsonBody: { outcome: receipt.outcome } };
    case 'unknown':
      return problemResponse(noSuchTask);
    case 'invalid':
      return problemResponse(invalidInput(receipt.errors));
  }
}

const noStore = { 'cache-control': 'no-store' };
