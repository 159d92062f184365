import { expectThat } from './check.ts';
import type { StoryContext } from './context.ts';
import { endOf } from './moments.ts';
import { person } from './person.ts';
import { expectRegistration, POLICY_VERSION } from './registrations.ts';

const REGISTRATIONS = '/api/registrations';
const KEY_OF_THE_FORM = 'one-key-for-each-form';

const softwareForm = JSON.stringify({ channel: 'software', ...person });

/** Each processor has her from its own users: what an erasure has to reach. */
export async function supportTakesHerIn({ processors, days }: StoryContext): Promise<string> {
  await processors.takeHerIn(days.first);
  const holding = await processors.holdingHer();
  expectThat('her at 3 processors', holding.length === 3, holding);
  return 'Put in over their own APIs. What they hold must go with ours.';
}

export async function signUpInTheSoftware(context: StoryContext): Promise<string> {
  const { days, notes } = context;
  notes.postedAt.set('software', performance.now());
  notes.firstRegistration = await sendSoftwareForm(context);
  await expectRegistration(hers(context), { channel: 'software', eraseAfter: endOf(days.formsKept) });
  return `202. Five years from today: kept through ${days.formsKept}.`;
}

/** The client repeats the key with the request (draft-ietf-httpapi-idempotency-key-header). */
export async function formSentAgain(context: StoryContext): Promise<string> {
  const { product, notes } = context;
  const registration = await sendSoftwareForm(context);
  expectThat('the same registration', registration === notes.firstRegistration, 'another one');
  const [subject] = await product.lookUp({ email: person.email });
  expectThat('one registration', subject?.records.length === 1, subject?.records.length);
  notes.subjectId = subject.subjectId;
  return 'The same Idempotency-Key gets the same answer: counted once.';
}

export async function contactFormWithTheBoxTicked(context: StoryContext): Promise<string> {
  const { product, notes } = context;
  const form = new FormData();
  for (const [field, value] of Object.entries(person)) form.append(field, value);
  form.append('channel', 'contact-form');
  form.append('policyVersion', POLICY_VERSION);
  form.append('marketing', 'on');
  notes.postedAt.set('contact-form', performance.now());
  const response = await product.send({
    path: REGISTRATIONS,
    headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
    body: form,
    expect: 303,
  });
  const page = await product.send({
    path: response.headers.get('location') ?? 'nowhere',
    method: 'GET',
    expect: 200,
  });
  expectThat('a page that says thank you', (await page.text()).includes('Takk'), 'another page');
  await expectRegistration(hers(context), { channel: 'contact-form', policyVersion: POLICY_VERSION });
  return `303 to a page of thanks. Policy shown, on record: ${POLICY_VERSION}.`;
}

export async function phoneCallTypedIn(context: StoryContext): Promise<string> {
  const { product, days, notes } = context;
  const submittedOn = days.phoneCall;
  notes.postedAt.set('phone', performance.now());
  await product.sendWithKey('/api/ops/registrations', {
    channel: 'phone',
    email: person.email,
    phone: '22 33 44 55',
    submittedOn,
  });
  const eraseAfter = endOf(days.phoneCallKept);
  await expectRegistration(hers(context), { channel: 'phone', submittedOn, eraseAfter });
  return `202. Five years from the day of the call: through ${days.phoneCallKept}.`;
}

export async function formWithABadAddress({ product }: StoryContext): Promise<string> {
  const mistyped = 'kari.nordmann.example.test';
  const response = await product.send({
    path: REGISTRATIONS,
    body: new URLSearchParams({ channel: 'newsletter', email: mistyped }),
    expect: 400,
  });
  const type = response.headers.get('content-type');
  expectThat('a problem+json (RFC 9457)', type === 'application/problem+json', type);
  const text = await response.text();
  expectThat('an answer that names /email', text.includes('"pointer":"/email"'), text);
  expectThat('an answer without what was typed', !text.includes(mistyped), text);
  return '400, problem+json: names the field, repeats nothing of it.';
}

async function sendSoftwareForm({ product }: StoryContext): Promise<string> {
  const response = await product.send({
    path: REGISTRATIONS,
    headers: { 'content-type': 'application/json', 'idempotency-key': KEY_OF_THE_FORM },
    body: softwareForm,
    expect: 202,
  });
  return ((await response.json()) as { registrationId: string }).registrationId;
}

function hers({ product }: StoryContext) {
  return { product, email: person.email };
}
