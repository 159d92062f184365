import { eventually, expectThat } from './check.ts';
import type { StoryContext } from './context.ts';
import { newPhone, person } from './person.ts';
import { ask, confirm, idOf, press, show } from './requests.ts';

const { email } = person;
const [before, after] = [person.phone, newPhone].map((phone) => phone.replaceAll(' ', ''));

/** She sees what is there and what shall be before anything is changed (GDPR Art. 16); who had it is told (Art. 19). */
export async function numberCorrected(context: StoryContext): Promise<string> {
  const { product, processors, mailbox, events } = context;
  const corrections = { phone: newPhone };
  const requestId = await idOf(await ask(context, { right: 'rectification', email, corrections }));
  const page = await confirm(context, { email, requestId });
  await mailbox.newest(email, 2, requestId);
  const shown = await show(context, page);
  const change = [`<del>`, before, '<ins>', after].every(
    (part) => part !== undefined && shown.includes(part),
  );
  expectThat('the old number and the new one', change, 'a page without');
  expectThat(
    'nothing changed yet',
    (await product.lookUp({ phone: newPhone })).length === 0,
    'the new number',
  );
  await press(context, page, 'correct');
  await mailbox.newest(email, 3, requestId);
  const found = await product.lookUp({ phone: newPhone });
  expectThat('the new number to lead to her', found.length === 1, found.length);
  await events.received('processor.answered', 1, ({ data }) => data.notice.kind === 'rectification');
  await eventually('Zendesk to have the new number', async () => {
    const phone = await processors.phoneAtZendesk();
    return phone?.replaceAll(' ', '') === after ? true : undefined;
  });
  return 'Shown before and after; she presses; Zendesk has it too.';
}

/** GDPR Art. 21: what rests on our own interest ends, and advertising. */
export async function objected(context: StoryContext): Promise<string> {
  const { product, mailbox } = context;
  const isAllowed = async () => (await product.checkUse('quality-evaluation', email)).allowed;
  expectThat('quality evaluation to be allowed', await isAllowed(), 'not allowed');
  const requestId = await idOf(await ask(context, { right: 'objection', email }));
  await confirm(context, { email, requestId });
  await mailbox.newest(email, 2, requestId);
  expectThat('quality evaluation not to be allowed', !(await isAllowed()), 'allowed');
  return 'Quality evaluation: yes before, no from now on.';
}
