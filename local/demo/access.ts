import { isDeepStrictEqual } from 'node:util';
import type * as z from 'zod';
import { accessPackage } from '../../shared/domain/access-package.ts';
import { expectThat } from './check.ts';
import type { StoryContext } from './context.ts';
import { LICENCE_ID } from './licence.ts';
import type { Days } from './moments.ts';
import { passerBy, person, personalDataIn } from './person.ts';
import { ask, confirm, idOf, show } from './requests.ts';

const { email } = person;
/** Of whom nothing is held. */
const stranger = 'nobody@example.test';

const disclosed = {
  authority: 'Oslo politidistrikt',
  legalBasis: 'Straffeprosessloven § 210',
  reference: 'Case 88/4',
  fields: ['name', 'phone'],
};

/** What every form said, as it is stored: the number in E.164. */
const whole = { ...person, phone: '+4722334455' };

export async function disclosureRecorded({ product, days, events, notes }: StoryContext): Promise<string> {
  const order = { subjectId: notes.subjectId, ...disclosed, disclosedOn: days.licenceEnd };
  const naming = { ...order, reference: `About ${person.name}` };
  await product.sendWithKey('/api/ops/disclosures', naming, 400);
  await product.sendWithKey('/api/ops/disclosures', order, 201);
  const told = await events.received('disclosure.recorded', 1);
  expectThat('one disclosure', told.length === 1, told.length);
  return 'Which fields, to whom, on what ground. A text naming her: 400.';
}

/** Whoever asks learns nothing of who is known: not by the answer, and not by a mail that does not come. */
export async function copyAskedFor(context: StoryContext): Promise<string> {
  const { mailbox, notes } = context;
  const answers = await Promise.all(
    [email, stranger].map((each) => ask(context, { right: 'access', email: each })),
  );
  const [told, same] = await Promise.all(answers.map(answerWithoutId));
  expectThat('the same answer', isDeepStrictEqual(told, same), [told, same]);
  const [hers = '', other = ''] = await Promise.all(answers.map(idOf));
  const mails = await Promise.all([mailbox.newest(email, 1, hers), mailbox.newest(stranger, 1, other)]);
  const [subject, another] = mails.map((mail) => mail.subject);
  expectThat('the same mail', subject === another, [subject, another]);
  notes.copyId = hers;
  return '202 to both, and to both a mail with a link that works once.';
}

export async function copyFetched(context: StoryContext): Promise<string> {
  const { product, mailbox, days, notes } = context;
  const { copyId: requestId } = notes;
  expectThat('her request to be known', requestId !== undefined, 'no number');
  const page = await confirm(context, { email, requestId });
  await mailbox.newest(email, 2, requestId);
  const [, file] = /href="([^"]*\/package\/json[^"]*)"/u.exec(await show(context, page)) ?? [];
  expectThat('a file to fetch on her page', file !== undefined, 'none');
  const fetched = await product.send({ method: 'GET', path: file.replaceAll('&amp;', '&'), expect: 200 });
  const parsed = accessPackage.safeParse(await fetched.json());
  expectThat('a file that follows its schema', parsed.success, parsed.error?.message);
  const { data } = parsed;
  expectThat('all that is held', data.right === 'access', data.right);
  expectPutIn(data, days);
  expectThat('nothing of anybody else', !JSON.stringify(data).includes(passerBy.name), 'somebody else');
  return 'To the word: what she sent, the licence, the disclosure.';
}

/** All of an answer but the numbers that are drawn for each. */
async function answerWithoutId(answer: Response): Promise<unknown> {
  const body = await answer.clone().text();
  const headers = [...answer.headers].filter(([name]) => name !== 'date' && name !== 'x-ms-invocation-id');
  return { headers, body: body.replace(/"[\w-]{36}"/u, '') };
}

type Copy = Extract<z.output<typeof accessPackage>, { readonly right: 'access' }>;
type Lists = Pick<Copy, 'registrations' | 'licences' | 'consents' | 'disclosures'>;

/** No more and no less than the story has put in, and as it was put in. */
export function expectPutIn(data: Lists, days: Days): void {
  const registrations = data.registrations
    .map(({ channel, contact, submittedOn }) => ({ channel, contact, submittedOn }))
    .toSorted((one, other) => (one.channel < other.channel ? -1 : 1));
  const held = {
    registrations,
    licences: data.licences.map(({ licenceId, contact, endedOn }) => ({ licenceId, contact, endedOn })),
    consents: data.consents.map(({ purpose, acts }) => ({ purpose, acts: acts.map(({ state }) => state) })),
    disclosures: data.disclosures.map(({ authority, legalBasis, reference, fields }) => ({
      authority,
      legalBasis,
      reference,
      fields,
    })),
  };
  const putIn = {
    registrations: [
      { channel: 'contact-form', contact: whole, submittedOn: days.first },
      { channel: 'phone', contact: { email, phone: whole.phone }, submittedOn: days.phoneCall },
      { channel: 'software', contact: whole, submittedOn: days.first },
    ],
    licences: [{ licenceId: LICENCE_ID, contact: whole, endedOn: days.licenceEnd }],
    consents: [{ purpose: 'marketing', acts: ['requested', 'given', 'withdrawn'] }],
    disclosures: [disclosed],
  };
  expectThat('exactly what was put in', isDeepStrictEqual(held, putIn), held);
}

/** What was handed over stays known when the person is not: for whoever asks to whom data went (GDPR Art. 15(1)(c)). */
export async function disclosureStays({ product, notes }: StoryContext): Promise<string> {
  const response = await product.askWithKey('GET', '/api/ops/disclosures', 200);
  const { disclosures = [] } = (await response.json()) as { disclosures?: readonly { subjectId: string }[] };
  const [found] = disclosures;
  const isHers = found?.subjectId === notes.subjectId && JSON.stringify(found).includes(disclosed.reference);
  expectThat('the disclosure, and no other', isHers && disclosures.length === 1, disclosures);
  const named = personalDataIn(JSON.stringify(disclosures));
  expectThat('a disclosure that names nobody', named.length === 0, named);
  return 'Still there: which fields and records, never what they said.';
}
