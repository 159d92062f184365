import { register } from '../../shared/policy/register.ts';
import { expectThat } from './check.ts';
import type { StoryContext } from './context.ts';
import { erasureOfHerForms, waitForErasure } from './her-erasure.ts';
import { newPhone, person } from './person.ts';

const { email, phone } = person;

/** What shows that a task was done. It stays when she is gone. */
const evidence = 'Removed by the support of GoTo, their case 4711';

export async function askedInVain(context: StoryContext): Promise<string> {
  const { product } = context;
  await product.runTimer('chase-processors');
  const erasure = await waitForErasure(context, 'put off by TeamViewer again', (each) =>
    isAnswered(each, { attempt: 2, answer: 'unreachable' }),
  );
  expectThat('an erasure that waits', erasure.state === 'waiting', erasure.state);
  const found = await product.lookUp({ email });
  expectThat('her address to lead to the case', found.length === 1, found.length);
  return 'Not completed: her address leads to the case until all answer.';
}

export async function askedAgain(context: StoryContext): Promise<string> {
  const { product, processors } = context;
  await processors.become('teamviewer', 'ok');
  await product.runTimer('chase-processors');
  await waitForErasure(context, 'answered by TeamViewer', (each) =>
    isAnswered(each, { attempt: 3, answer: 'verified' }),
  );
  const holding = await processors.holdingHer();
  expectThat('her at GoTo only', holding.join() === 'goto', holding);
  return 'Erased there at the third attempt, and seen to be gone.';
}

/** The interface of GoTo deletes nobody from a webinar that was: staff have it done, and say by what that can be seen. */
export async function taskAnswered(context: StoryContext): Promise<string> {
  const { product, processors, mailbox, events, notes } = context;
  await mailbox.newest(register.contacts.rights, 1);
  const answer = `/api/ops/tasks/${await onlyTask(context)}/answer`;
  await product.sendWithKey(answer, { answer: 'done', evidence: `${evidence}, ${email}` }, 400);
  await processors.removeByHand();
  await product.sendWithKey(answer, { answer: 'done', evidence }, 200);
  const completed = await waitForErasure(context, 'completed', ({ state }) => state === 'completed');
  await events.received('erasure.completed', 5);
  notes.attempts = completed.processors.map(({ attempt }) => attempt);
  return 'Evidence that names her is refused; a case number completes it.';
}

/** Nothing leads to her any more; a keyed hash of the address still says no to old lists. */
export async function nobodyFound({ product, processors }: StoryContext): Promise<string> {
  for (const by of [{ email }, { phone }, { phone: newPhone }]) {
    const subjects = await product.lookUp(by);
    expectThat('an empty lookup', subjects.length === 0, subjects);
  }
  const holding = await processors.holdingHer();
  expectThat('her at no processor', holding.length === 0, holding);
  const { because } = await product.checkUse('marketing', email);
  expectThat('her no to be remembered', because === 'suppressed', because);
  return 'By e-mail and phone: nobody. A keyed hash says no to news.';
}

export async function verified(context: StoryContext): Promise<string> {
  const { product, events, notes } = context;
  await product.runTimer('verify-erasures');
  const [proof] = await events.received(
    'erasure.verified',
    1,
    ({ data }) => data.erasureId === notes.erasureId,
  );
  const { state } = await erasureOfHerForms(context);
  expectThat('an erasure that is verified', state === 'verified', state);
  const { texts = 0, searched = [] } = proof?.event.data ?? {};
  return `It found nothing in ${texts} texts of ${searched.length} places.`;
}

function isAnswered(
  { processors }: Awaited<ReturnType<typeof erasureOfHerForms>>,
  { attempt, answer }: { readonly attempt: number; readonly answer: string },
): boolean {
  const teamviewer = processors.find(({ id }) => id === 'teamviewer');
  return teamviewer?.attempt === attempt && teamviewer.answer === answer;
}

/** The task that is open; only opened does it say whom it is about. */
async function onlyTask({ product }: StoryContext): Promise<string> {
  const list = await product.askWithKey('GET', '/api/ops/tasks', 200);
  const { tasks } = (await list.json()) as { tasks: readonly { taskId: string }[] };
  const [task] = tasks;
  expectThat('one task', task !== undefined && tasks.length === 1, tasks);
  const opened = await product.askWithKey('GET', `/api/ops/tasks/${task.taskId}`, 200);
  const { person: whom } = (await opened.json()) as { person: { emails: readonly string[] } };
  expectThat('a task that is about her', whom.emails.includes(email), whom.emails.length);
  return task.taskId;
}
