import { expectThat } from './check.ts';
import type { StoryContext } from './context.ts';
import { erasureOfHerForms, waitForErasure } from './her-erasure.ts';
import { person } from './person.ts';
import { keptUntil } from './registrations.ts';

const reason = 'A claim about a delivery: the forms are evidence';
const authority = 'Conciliation board, case 31/7';

export async function holdPlaced({ product, days, events, notes }: StoryContext): Promise<string> {
  const response = await product.sendWithKey(
    '/api/ops/holds',
    { subjectId: notes.subjectId, reason, authority, reviewOn: days.holdReview },
    201,
  );
  notes.holdId = ((await response.json()) as { holdId: string }).holdId;
  const [placed] = await events.received('hold.placed', 1);
  const told = JSON.stringify(placed?.event);
  expectThat('an event without the reason', !told.includes(reason) && !told.includes(authority), told);
  return `To be looked at on ${days.holdReview}. Why, no event tells.`;
}

export async function dueAndHeld(context: StoryContext): Promise<string> {
  const { product, events, notes } = context;
  await product.runTimer('sweep-retention');
  const held = await waitForErasure(context, 'held', ({ state }) => state === 'held');
  notes.erasureId = held.id;
  await events.received('erasure.held', 1);
  const kept = await keptUntil(product, person.email);
  expectThat('both forms', kept.length === 2, kept);
  expectThat('no processor to be asked', held.processors.length === 0, held.processors);
  return 'Due, but held: it says so, and nothing is erased, nobody asked.';
}

/** What is our own goes at once; the others are asked, and one of them is down. */
export async function holdReleased(context: StoryContext): Promise<string> {
  const { product, processors, events, notes } = context;
  await processors.become('teamviewer', 'down');
  await product.askWithKey('DELETE', `/api/ops/holds/${notes.holdId}`, 204);
  const kept = await keptUntil(product, person.email);
  expectThat('no record of her', kept.length === 0, kept);
  const told = await events.received(
    'processor.notified',
    4,
    ({ data }) => data.notice.id === notes.erasureId,
  );
  await waitForErasure(context, 'answered by all', ({ processors: asked }) =>
    asked.every(({ answer }) => answer !== 'notified'),
  );
  const { state } = await erasureOfHerForms(context);
  expectThat('an erasure that waits', state === 'waiting', state);
  return `Our records go at once. ${told.length} processors asked; TeamViewer is down.`;
}
