import { register } from '../../shared/policy/register.ts';
import { eventually, expectThat } from './check.ts';
import type { StoryContext } from './context.ts';
import { passerBy } from './person.ts';
import { confirm, idOf, show } from './requests.ts';

const { email } = passerBy;
const evidence = 'New credentials, from their case 12/5';

/** The time for an answer is counted from the day it came in, not from the day it was typed in (GDPR Art. 12(3)). */
export async function lettersTypedIn(context: StoryContext): Promise<string> {
  const { product, mailbox, days, notes } = context;
  const question = { channel: 'email', ...passerBy, submittedOn: days.question };
  await product.sendWithKey('/api/ops/registrations', question);
  const request = { right: 'erasure', email, receivedOn: days.letter };
  const requestId = await idOf(await product.sendWithKey('/api/ops/requests', request));
  notes.hisRequestId = requestId;
  await mailbox.newest(email, 1, requestId);
  const { dueOn = '' } = await requestOf(context);
  expectThat('a month from the letter', dueOn > days.letter, dueOn);
  return `A month from that letter, a working day: ${dueOn}.`;
}

export async function erasureFollowed(context: StoryContext): Promise<string> {
  const { product, processors, notes } = context;
  await processors.become('teamviewer', 'reject');
  const { requestId } = hisRequest(notes);
  notes.hisPage = await confirm(context, { email, requestId });
  await taskAtTeamviewer(context);
  await pageShows(context, 'TeamViewer');
  const [file] = await product.lookUp({ email });
  expectThat('his letters to be gone', file?.records.length === 0, file?.records.length);
  return 'TeamViewer lets nobody in: a task. His page: waiting for it.';
}

export async function timeExtended(context: StoryContext): Promise<string> {
  const { product, mailbox, days, notes } = context;
  const { requestId } = hisRequest(notes);
  const { dueOn = '' } = await requestOf(context);
  await product.sendWithKey(`/api/ops/requests/${requestId}/extend`, { reason: 'complexity' }, 200);
  await product.sendWithKey(`/api/ops/requests/${requestId}/extend`, { reason: 'complexity' }, 409);
  const extended = await requestOf(context);
  expectThat('a later day', (extended.dueOn ?? '') > dueOn, extended.dueOn);
  await mailbox.newest(email, 3, requestId);
  return `Once, to three months from ${days.letter}: ${extended.dueOn}.`;
}

export async function staffReminded(context: StoryContext): Promise<string> {
  const { product, mailbox, events, notes } = context;
  const { requestId } = hisRequest(notes);
  await product.runTimer('chase-deadlines');
  const [reminder] = await events.received('request.due', 1);
  await mailbox.newest(register.contacts.rights, 1, requestId);
  const daysLeft = reminder?.event.data.daysLeft ?? 0;
  expectThat('some days to be left', daysLeft > 0, daysLeft);
  return `Nobody has seen to the task. Mail to staff; days left: ${daysLeft}.`;
}

export async function overdue(context: StoryContext): Promise<string> {
  const { product, mailbox, notes } = context;
  const { requestId } = hisRequest(notes);
  await product.runTimer('chase-deadlines');
  const { subject } = await mailbox.newest(register.contacts.rights, 2, requestId);
  expectThat('a mail that says overdue', subject.includes('Over fristen'), subject);
  const [first] = await openRequests(context);
  expectThat('his request first on the desk', first?.requestId === requestId, first);
  const late = -(first.daysLeft ?? 0);
  expectThat('an answer that is late', late > 0, late);
  return `Mail to staff: over the day. First on the desk: ${late} days late.`;
}

export async function erasureDone(context: StoryContext): Promise<string> {
  const { product, processors } = context;
  await processors.become('teamviewer', 'ok');
  const task = await taskAtTeamviewer(context);
  await product.sendWithKey(`/api/ops/tasks/${task}/answer`, { answer: 'ask-again', evidence }, 200);
  await pageShows(context, '');
  await eventually('his request to be fulfilled, and to forget him', async () => {
    const { state, contact } = await requestOf(context);
    return state === 'fulfilled' && contact === undefined ? true : undefined;
  });
  expectThat('an empty desk', (await openRequests(context)).length === 0, 'a request');
  const found = await product.lookUp({ email });
  expectThat('an empty lookup', found.length === 0, found.length);
  return 'His page: all have answered. Closed, and nothing of him in it.';
}

interface OpenRequest {
  readonly requestId: string;
  readonly daysLeft?: number;
}

interface Request extends OpenRequest {
  readonly state: string;
  readonly dueOn?: string;
  readonly contact?: object;
}

async function openRequests({ product }: StoryContext): Promise<readonly OpenRequest[]> {
  const response = await product.askWithKey('GET', '/api/ops/requests', 200);
  const { requests } = (await response.json()) as { requests?: readonly OpenRequest[] };
  expectThat('the open requests', requests !== undefined, 'no list');
  return requests;
}

async function requestOf({ product, notes }: StoryContext): Promise<Request> {
  const { requestId } = hisRequest(notes);
  const response = await product.askWithKey('GET', `/api/ops/requests/${requestId}`, 200);
  return (await response.json()) as Request;
}

/** The one task about TeamViewer, when it is there. */
function taskAtTeamviewer({ product }: StoryContext): Promise<string> {
  return eventually('a task about TeamViewer', async () => {
    const list = await product.askWithKey('GET', '/api/ops/tasks', 200);
    const { tasks = [] } = (await list.json()) as {
      tasks?: readonly { readonly taskId: string; readonly processor: string }[];
    };
    return tasks.length === 1 && tasks[0]?.processor === 'teamviewer' ? tasks[0].taskId : undefined;
  });
}

/** Waits until his page says that just those are waited for, by their names with commas. */
async function pageShows(context: StoryContext, waitedFor: string): Promise<void> {
  const { hisPage } = context.notes;
  expectThat('his page to be known', hisPage !== undefined, 'no page');
  await eventually(`his page to wait for ${waitedFor || 'nobody'}`, async () => {
    const rows = [...(await show(context, hisPage)).matchAll(ROW)];
    const waiting = rows.flatMap(([, name, badge]) => (badge === 'warn' ? [name] : []));
    return rows.length > 0 && waiting.join() === waitedFor ? true : undefined;
  });
}

/** A row of the table on the page: a processor, and how it stands there. */
const ROW = /<th scope="row">([^<]+)<\/th>\s*<td><span class="badge (\w+)">/gu;

function hisRequest({ hisRequestId: requestId }: StoryContext['notes']): { readonly requestId: string } {
  expectThat('his request to be known', requestId !== undefined, 'no number');
  return { requestId };
}
