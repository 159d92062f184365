import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsOn } from './acts.ts';
import { processorsOf } from './at-processors.ts';
import { eventually, type FoundNotice, nameOf, type Product, startProduct } from './product.ts';

let product: Product;
let acts: Acts;
let at: ReturnType<typeof processorsOf>;
beforeAll(async () => {
  product = await startProduct();
  acts = actsOn(product);
  at = processorsOf(product);
});
afterAll(() => product.stop());

const rectificationOf = async (subjectId: string): Promise<FoundNotice> => {
  const [notice, ...others] = (await product.lookUpSubject(subjectId)).rectifications;
  expect(others).toEqual([]);
  return notice ?? expect.unreachable('nothing was rectified');
};
const isIn = (state: string, subjectId: string) =>
  eventually(async () => expect((await rectificationOf(subjectId)).state).toBe(state));
const personIn = async (purpose: string, subjectId: string) =>
  (await acts.audience(purpose)).find((person) => person.subjectId === subjectId);

describe('a person whose name, number and address were wrong', () => {
  const wrong = { email: 'wrnog@example.test', name: 'Kari Nordman', phone: '+4722334411' };
  const right = { email: 'wrong@example.test', name: 'Kari Nordmann', phone: '+4722334422' };
  let subjectId: string;

  test('is corrected in every record, and whoever else has the person is told', async () => {
    await at.zendesk.add(wrong);
    await at.teamviewer.add(wrong.email);
    subjectId = await acts.register(wrong);
    await acts.licence('issued', { licenceId: 'R-1', contact: wrong });
    const { status, body } = await acts.rectify(subjectId, right);
    expect(status).toBe(202);
    expect(body).toEqual({ rectificationId: expect.any(String), records: 2 });
    expect(await personIn('support', subjectId)).toMatchObject(right);
    expect(await personIn('technical-notices', subjectId)).toMatchObject({
      name: right.name,
      email: right.email,
    });
    expect((await product.lookUp({ email: right.email }))[0]?.subjectId).toBe(subjectId);
    expect((await product.lookUp({ phone: right.phone }))[0]?.subjectId).toBe(subjectId);
  });

  test('is changed at Zendesk, and at TeamViewer by hand', async () => {
    const task = await eventually(async () => {
      const [first] = await acts.tasks(subjectId);
      return first ?? expect.unreachable('no task yet');
    });
    expect(task).toMatchObject({ processor: 'teamviewer', because: 'by-hand' });
    await eventually(async () => expect(await at.zendesk.find(right.email)).toMatchObject([right]));
    expect(await at.zendesk.find(wrong.email)).toEqual([]);

    const opened = await acts.task(task.taskId);
    expect(opened.body).toMatchObject({
      notice: { kind: 'rectification' },
      person: { emails: [wrong.email], corrections: { email: right.email, name: right.name } },
    });
    // TeamViewer never had the number.
    expect(JSON.stringify(opened.body)).not.toMatch(/\+47/);
    expect(await rectificationOf(subjectId)).toMatchObject({ state: 'waiting' });
    // The task says it; with us the old address leads nowhere, for somebody else may have it.
    expect(await product.lookUp({ email: wrong.email })).toEqual([]);

    await acts.answer(task.taskId, { answer: 'done', evidence: 'Changed in the console.' });
    await isIn('completed', subjectId);
  });

  test('is found by what is right and by nothing else', async () => {
    expect(await product.lookUp({ email: wrong.email })).toEqual([]);
    expect(await product.lookUp({ phone: wrong.phone })).toEqual([]);
    expect((await product.lookUp({ email: right.email }))[0]?.subjectId).toBe(subjectId);
  });

  test('is told of by the fields, and never by what they say', async () => {
    const rectified = product.told(subjectId).filter((event) => nameOf(event).endsWith('.rectified'));
    expect(rectified.map(nameOf).toSorted()).toEqual(['licence.rectified', 'registration.rectified']);
    for (const { data } of rectified) expect(data).toMatchObject({ fields: ['name', 'email', 'phone'] });
    expect(JSON.stringify(product.told(subjectId))).not.toMatch(/example\.test|Kari|\+47/);
  });

  test('needs no second correction', async () => {
    expect(await acts.rectify(subjectId, right)).toEqual({ status: 200, body: { records: 0 } });
    expect(await rectificationOf(subjectId)).toMatchObject({ state: 'completed' });
  });

  test('is a new person under the old address, who can be somebody else', async () => {
    expect(await acts.register({ email: wrong.email })).not.toBe(subjectId);
  });
});

describe('a consent', () => {
  const signUp = (email: string) =>
    product.post('/api/registrations', { channel: 'contact-form', email, marketing: true, locale: 'en' });
  const questionTo = (email: string) =>
    eventually(() => {
      const [mail] = product.mails(email);
      return /\/consents\/confirm\/\S+/.exec(mail?.text ?? '')?.[0] ?? expect.unreachable('no question yet');
    });
  const say = (link: string) => product.fetch(link, { method: 'POST' });

  test('that is asked for is not given by whoever gets the mail at the wrong address', async () => {
    const [wrong, right] = ['asekd@example.test', 'asked@example.test'];
    await signUp(wrong);
    const question = await questionTo(wrong);
    const [found] = await product.lookUp({ email: wrong });
    const subjectId = found?.subjectId ?? '';
    expect((await acts.rectify(subjectId, { email: right })).status).toBe(202);
    expect((await say(question)).status).toBe(404);
    expect(await acts.mayUse(right, 'marketing')).toMatchObject({
      allowed: false,
      because: 'consent-requested',
    });

    await signUp(right);
    expect((await say(await questionTo(right))).status).toBe(200);
    expect(await acts.mayUse(right, 'marketing')).toMatchObject({ allowed: true });
  });

  test('that is given is asked for anew at the right address, for the yes was said at the wrong one', async () => {
    const [wrong, right] = ['gievn@example.test', 'given@example.test'];
    await signUp(wrong);
    await say(await questionTo(wrong));
    const [found] = await product.lookUp({ email: wrong });
    const subjectId = found?.subjectId ?? '';
    expect((await acts.rectify(subjectId, { email: right })).status).toBe(202);
    await isIn('completed', subjectId);
    expect(await acts.mayUse(right, 'marketing')).toMatchObject({
      allowed: false,
      because: 'consent-requested',
    });
    expect((await say(await questionTo(right))).status).toBe(200);
    expect(await acts.mayUse(right, 'marketing')).toMatchObject({ allowed: true });
    expect(await acts.mayUse(wrong, 'marketing')).toMatchObject({ allowed: false });
    expect(await personIn('marketing', subjectId)).toMatchObject({ email: right });
  });
});

describe('a correction that cannot be made', () => {
  const email = 'to-correct@example.test';
  const taken = 'somebody-else@example.test';

  test.each<[string, object, string]>([
    ['to the address of somebody else', { email: taken }, '/corrections/email'],
    ['of a field that is not held', { company: taken }, '/corrections/company'],
    ['to something that is no address', { email: 'unwanted' }, '/corrections/email'],
    ['of nothing', {}, '/corrections'],
  ])('%s is refused by name of the field', async (_, corrections, pointer) => {
    const subjectId = await acts.register({ email });
    const other = await acts.register({ email: taken });
    const { status, body } = await acts.rectify(subjectId, corrections);
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ pointer }] });
    expect(JSON.stringify(body)).not.toMatch(/example\.test|unwanted/);
    expect((await product.lookUp({ email }))[0]?.subjectId).toBe(subjectId);
    expect((await product.lookUp({ email: taken }))[0]?.subjectId).toBe(other);
    expect((await product.lookUpSubject(subjectId)).rectifications).toEqual([]);
  });

  test('of nobody is refused', async () => {
    for (const subjectId of [crypto.randomUUID(), taken]) {
      expect(await acts.rectify(subjectId, { name: 'Kari' })).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: '/subjectId' }] },
      });
    }
  });
});
