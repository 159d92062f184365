import { expectThat } from './check.ts';
import type { StoryContext } from './context.ts';
import { endOf } from './moments.ts';
import { person } from './person.ts';
import { keptUntil } from './registrations.ts';

const { email } = person;

export async function lookedUp({ product, days }: StoryContext): Promise<string> {
  const held = await keptUntil(product, email);
  const forms = endOf(days.formsKept);
  const expected = [endOf(days.licenceKept), endOf(days.phoneCallKept), forms, forms];
  expectThat(`records kept until ${expected.join(', ')}`, held.join() === expected.join(), held);
  return [
    `1 licence, kept through ${days.licenceKept}`,
    `1 phone call, kept through ${days.phoneCallKept}`,
    `2 forms, kept through ${days.formsKept}`,
  ].join('\n');
}

export async function licenceErased({ product, events, days, processors }: StoryContext): Promise<string> {
  await product.runTimer('sweep-retention');
  const held = await keptUntil(product, email);
  expectThat('3 records', held.length === 3, held);
  expectThat('none of them the licence', !held.includes(endOf(days.licenceKept)), held);
  await events.received('erasure.requested', 1, ({ data }) => data.cause === 'licence-end');
  await events.received('erasure.completed', 3);
  const holding = await processors.holdingHer();
  expectThat('her to be where support needs her', holding.length === 3, holding);
  return 'The licence is gone; her 3 registrations and support stay.';
}

/** Each record on its own day: the call was three days before the forms. */
export async function callErased({ product, events, days }: StoryContext): Promise<string> {
  await product.runTimer('sweep-retention');
  const held = await keptUntil(product, email);
  const expected = [endOf(days.formsKept), endOf(days.formsKept)];
  expectThat('the 2 forms, and nothing else', held.join() === expected.join(), held);
  await events.received('erasure.completed', 4);
  return 'The phone call is gone, to the day. The 2 forms are still here.';
}
