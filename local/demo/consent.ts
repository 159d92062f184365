import { expectThat } from './check.ts';
import type { StoryContext } from './context.ts';
import { pathIn } from './mailbox-client.ts';
import { endOf } from './moments.ts';
import { passerBy, person } from './person.ts';
import { expectRegistration, POLICY_VERSION } from './registrations.ts';

/** A look is no act: mail filters open every link. */
export async function filterOpensTheLink(context: StoryContext): Promise<string> {
  const { product } = context;
  const page = await product.send({ method: 'GET', path: await linkToConfirm(context), expect: 200 });
  expectThat('a page with a button', (await page.text()).includes('<button>'), 'a page without');
  await expectAnswer(context, 'consent-requested');
  return 'GET shows a page with a button. Consent check: no, not yet.';
}

export async function sheConfirms(context: StoryContext): Promise<string> {
  const { product, mailbox, events } = context;
  await product.send({ path: await linkToConfirm(context), expect: 200 });
  await expectAnswer(context, 'consent-given');
  await mailbox.newest(person.email, 2);
  await events.received('consent.given', 1);
  return 'POST. Consent check: yes. Audience: 1 line. A mail says so.';
}

export async function passerBySignsUp(context: StoryContext): Promise<string> {
  const { product, mailbox, days, notes } = context;
  notes.postedAt.set('newsletter', performance.now());
  await product.send({
    path: '/api/registrations',
    body: new URLSearchParams({
      ...passerBy,
      channel: 'newsletter',
      marketing: 'on',
      policyVersion: POLICY_VERSION,
    }),
    expect: 202,
  });
  await mailbox.newest(passerBy.email, 1);
  await expectRegistration(
    { product, email: passerBy.email },
    { channel: 'newsletter', eraseAfter: endOf(days.unansweredKept) },
  );
  return `202. Without an answer to the mail: kept through ${days.unansweredKept}.`;
}

export async function noAnswerCame(context: StoryContext): Promise<string> {
  const { product, events } = context;
  await product.runTimer('sweep-retention');
  await events.received('consent.expired', 1);
  await events.received('erasure.completed', 1);
  const subjects = await product.lookUp({ email: passerBy.email });
  expectThat('an empty lookup', subjects.length === 0, subjects);
  await expectAnswer(context, 'consent-given');
  return 'All of him is gone. It was given to nobody: nobody is asked.';
}

/** RFC 8058: what the button of a mail program sends. */
export async function oneClick(context: StoryContext): Promise<string> {
  const { product, mailbox, events } = context;
  const { headers } = await mailbox.newest(person.email, 2);
  const response = await product.send({
    path: pathIn(headers['list-unsubscribe'] ?? '', '/unsubscribe/'),
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    expect: 200,
  });
  expectThat('an answer without a body', (await response.text()) === '', 'a body');
  await events.received('consent.withdrawn', 1);
  const told = await events.received(
    'processor.answered',
    2,
    ({ data }) => data.notice.kind === 'withdrawal',
  );
  await expectAnswer(context, 'consent-withdrawn');
  return `Consent check: no. Audience: empty. ${told.length} processors told.`;
}

function linkToConfirm({ mailbox }: StoryContext): Promise<string> {
  return mailbox.newest(person.email, 1).then(({ text }) => pathIn(text, '/consents/confirm/'));
}

/** The answer about her, and the list of those who may be mailed: the two must say the same. */
async function expectAnswer({ product }: StoryContext, because: string): Promise<void> {
  const check = await product.checkUse('marketing', person.email);
  expectThat(`the consent check to say ${because}`, check.because === because, check);
  const audience = await product.marketingAudience();
  const expected = check.allowed ? [person.email] : [];
  expectThat('an audience that agrees with it', audience.join() === expected.join(), audience);
}
