import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsOn } from './acts.ts';
import { processorsOf } from './at-processors.ts';
import { eventually, json, nameOf, type ProblemBody, type Product, startProduct } from './product.ts';

let product: Product;
let acts: Acts;
let at: ReturnType<typeof processorsOf>;
beforeAll(async () => {
  product = await startProduct();
  acts = actsOn(product);
  at = processorsOf(product);
});
afterAll(() => product.stop());

const page = { accept: 'text/html', 'accept-language': 'en' };

/** Somebody asks over the API, and gets a mail. */
async function ask(right: string, email: string, rest: object = {}): Promise<string> {
  const response = await product.post('/api/requests', { right, email, locale: 'en', ...rest });
  expect(response.status).toBe(202);
  const { requestId } = await json<{ requestId: string }>(response);
  return requestId;
}

/** The path in the newest mail to somebody that leads to the page of a request, when a mail says so. */
async function linkTo(email: string, subject: RegExp): Promise<string> {
  const mail = await eventually(
    () =>
      product.mails(email).findLast((each) => subject.test(each.subject)) ?? expect.unreachable('no mail'),
  );
  const found = /https?:\/\/[^/\s]+(\/requests\/[\w-]+\?token=[\w-]+)/.exec(mail.text)?.[1];
  return found ?? expect.unreachable('no link');
}

const show = (path: string) => product.fetch(path, { headers: page });
const press = (path: string, action: string) =>
  product.fetch(path, {
    method: 'POST',
    body: new URLSearchParams({ action }),
    headers: page,
    redirect: 'manual',
  });

/** Confirms by the mail; returns the path of the page from then on. */
async function confirm(email: string): Promise<string> {
  const pressed = await press(await linkTo(email, /^Confirm your request/), 'confirm');
  expect(pressed.status).toBe(303);
  return pressed.headers.get('location') ?? '';
}

const answerTo = (email: string) => linkTo(email, /^The answer to your request/);
const open = async (requestId: string) => {
  const headers = { 'x-functions-key': product.stack.addresses.functions.key };
  const response = await product.fetch(`/api/ops/requests/${requestId}`, { headers });
  return json<{ readonly state: string; readonly contact?: object; readonly answer?: object }>(response);
};
const decide = (requestId: string, step: string, input: object = {}) =>
  product.post(`/api/ops/requests/${requestId}/${step}`, input);

describe('a person who asks for a copy', () => {
  const email = 'copy@example.test';
  let requestId: string;

  test('gets a mail, looks at the page as often as it takes, and confirms with one button', async () => {
    await acts.register({ email, name: 'Kari Nordmann', locale: 'en' });
    requestId = await ask('access', email);
    const link = await linkTo(email, /^Confirm your request/);
    for (let look = 0; look < 2; look += 1) {
      const shown = await show(link);
      expect(shown.status).toBe(200);
      const text = await shown.text();
      expect(text).toContain('<button');
      expect(text).not.toMatch(/Kari|example\.test/);
    }
    const path = await confirm(email);
    expect((await show(path)).status).toBe(200);
    expect((await show(link)).status).toBe(404);
    expect((await press(link, 'confirm')).status).toBe(404);
  });

  test('is answered with a link to a page and a file, and nothing of the person is left in the request', async () => {
    const path = await answerTo(email);
    const answer = await show(path);
    const [, fileLink = ''] = /href="([^"]*\/package\/json[^"]*)"/.exec(await answer.text()) ?? [];
    const file = await product.fetch(fileLink.replaceAll('&amp;', '&'));
    expect(file.status).toBe(200);
    expect(await file.text()).toContain('Kari Nordmann');
    await eventually(async () => expect((await open(requestId)).contact).toBeUndefined());
    expect(product.told(requestId).map(nameOf)).toEqual([
      'request.received',
      'request.verified',
      'request.fulfilled',
    ]);
    expect(JSON.stringify(product.told(requestId))).not.toMatch(/example\.test|Kari/);
  });
});

describe('whoever asks', () => {
  test('with a browser is led to a page that says the same for all', async () => {
    const form = { right: 'access', email: 'browser@example.test', locale: 'en', website: '' };
    const asked = await product.fetch('/api/requests', {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: page,
      redirect: 'manual',
    });
    expect([asked.status, asked.headers.get('location')]).toEqual([303, '/privacy/requests/received/en']);
    const answer = await (await show('/privacy/requests/received/en')).text();
    expect(answer).not.toContain('browser@');
    await linkTo('browser@example.test', /^Confirm your request/);
  });

  test('with what cannot be taken is told which field, and never what was in it', async () => {
    const bad = {
      right: 'rectification',
      email: 'both@example.test',
      phone: '22334455',
      'corrections.phone': 'x',
    };
    const asProgram = await product.post('/api/requests', bad);
    expect(asProgram.status).toBe(400);
    const { errors } = await json<ProblemBody>(asProgram);
    expect(errors?.map(({ pointer }) => pointer)).toEqual(['/corrections/phone']);
    const asBrowser = await product.fetch('/api/requests', {
      method: 'POST',
      body: new URLSearchParams(bad),
      headers: page,
    });
    const text = await asBrowser.text();
    expect(asBrowser.status).toBe(400);
    expect(text).toContain('<form');
    expect(text).not.toContain('both@example.test');
  });

  test.each(['nothing', crypto.randomUUID()])(
    'for the page of a request that is none sees nothing: %s',
    async (id) => {
      const known = await ask('access', 'page-of@example.test');
      const pages = await Promise.all(
        [`/requests/${id}?token=x`, `/requests/${known}?token=x`, `/requests/${known}`].map(async (path) => {
          const shown = await show(path);
          return [shown.status, await shown.text()];
        }),
      );
      expect(pages[0]?.[0]).toBe(404);
      expect(new Set(pages.map(([, text]) => text)).size).toBe(1);
    },
  );
});

test('who asks to be erased follows it to its end: here, and at each processor', async () => {
  const email = 'erase-me@example.test';
  const subjectId = await acts.register({ email, name: 'Ola Nordmann', locale: 'en' });
  await acts.licence('issued', { licenceId: 'Q-1', contact: { email: 'other@example.test' } });
  await at.teamviewer.add(email);
  await product.processor('teamviewer', 'down');
  const requestId = await ask('erasure', email);
  const path = await confirm(email);
  await eventually(async () => {
    expect((await open(requestId)).state).toBe('in-progress');
    expect(await (await show(path)).text()).toContain('TeamViewer');
  });
  expect((await product.lookUpSubject(subjectId)).records).toEqual([]);

  await product.processor('teamviewer', 'ok');
  // An attempt that met the outage may end after the clock was moved, and waits anew: so on until it is answered.
  await eventually(async () => {
    const later = Temporal.Instant.from(product.stack.clock.now()).add({ hours: 2 });
    await product.stack.clock.set(later.toString());
    await product.runTimer('chase-processors');
    expect(product.mails(email).map((mail) => mail.subject)).toContainEqual(
      expect.stringMatching(/^The answer to your request/),
    );
  });
  const answer = await (await show(await answerTo(email))).text();
  expect(answer).toContain('TeamViewer');
  expect(await at.teamviewer.find(email)).toEqual([]);
  expect((await product.lookUpSubject(subjectId)).erasures).toMatchObject([
    { cause: 'data-subject', state: expect.stringMatching(/completed|verified/) },
  ]);
  await eventually(async () => expect((await open(requestId)).contact).toBeUndefined());
  await product.runTimer('verify-erasures');
  expect((await product.lookUpSubject(subjectId)).erasures).toMatchObject([{ state: 'verified' }]);
});

test('who asks to be erased and has a licence is told what stays, and why', async () => {
  const email = 'licensed-asks@example.test';
  await acts.register({ email, locale: 'en' });
  await acts.licence('issued', { licenceId: 'Q-2', contact: { email } });
  const requestId = await ask('erasure', email);
  await confirm(email);
  const text = await (await show(await answerTo(email))).text();
  expect(text).toContain('You have a licence in use');
  expect(await open(requestId)).toMatchObject({
    state: 'partly-fulfilled',
    answer: { grounds: ['active-licence'] },
  });
});

test('who asks for a correction sees it before it is made, and processors hear of it', async () => {
  const email = 'correct-me@example.test';
  await acts.register({ email, name: 'Kari Nordman', locale: 'en' });
  await at.zendesk.add({ name: 'Kari Nordman', email });
  await ask('rectification', email, { corrections: { name: 'Kari Nordmann' } });
  const path = await confirm(email);
  await eventually(async () => {
    const text = await (await show(path)).text();
    expect(text).toMatch(/Kari Nordman<.*Kari Nordmann</s);
  });
  const pressed = await press(path, 'correct');
  expect(pressed.status).toBe(303);
  await answerTo(email);
  await eventually(async () =>
    expect(await at.zendesk.find(email)).toMatchObject([{ name: 'Kari Nordmann' }]),
  );
});

test('who objects is not used for what one may object to, from then on', async () => {
  const email = 'objects@example.test';
  await acts.register({ email, locale: 'en' });
  expect(await acts.mayUse(email, 'quality-evaluation')).toMatchObject({ allowed: true });
  await ask('objection', email);
  await confirm(email);
  await answerTo(email);
  expect(await acts.mayUse(email, 'quality-evaluation')).toMatchObject({ allowed: false });
});

test('who asks for a restriction is kept and not used; who takes a request back has never asked', async () => {
  const email = 'restricts@example.test';
  await acts.register({ email, locale: 'en' });
  const taken = await ask('restriction', email);
  const cancelled = await press(await linkTo(email, /^Confirm your request/), 'cancel');
  expect((await show(cancelled.headers.get('location') ?? '')).status).toBe(200);
  expect(await open(taken)).toMatchObject({ state: 'cancelled' });
  expect(await acts.mayUse(email, 'support')).toMatchObject({ allowed: true });

  const requestId = await ask('restriction', email);
  await eventually(() => expect(product.mails(email)).toHaveLength(2));
  await confirm(email);
  await answerTo(email);
  expect(await open(requestId)).toMatchObject({ state: 'fulfilled' });
  expect(await acts.mayUse(email, 'support')).toMatchObject({ because: 'restricted' });
});

test('who takes the data along gets a file, also where nothing is held', async () => {
  const email = 'portable@example.test';
  const requestId = await ask('portability', email);
  await confirm(email);
  expect(await (await show(await answerTo(email))).text()).toContain('/package/json');
  expect(await open(requestId)).toMatchObject({ state: 'fulfilled', answer: { held: false } });
});

describe('staff', () => {
  test('type in what came by mail, decide, and are told what is not possible', async () => {
    const email = 'by-mail@example.test';
    await acts.register({ email, locale: 'en' });
    const typed = { right: 'rectification', email, locale: 'en', corrections: { name: 'Kari' } };
    const response = await product.post('/api/ops/requests', typed);
    const { requestId } = await json<{ requestId: string }>(response);
    const headers = { 'x-functions-key': product.stack.addresses.functions.key };
    const { requests } = await json<{ requests: { requestId: string; identity: string }[] }>(
      await product.fetch('/api/ops/requests', { headers }),
    );
    expect(requests.find((each) => each.requestId === requestId)).toMatchObject({ identity: 'link-out' });
    expect(JSON.stringify(requests)).not.toContain('example.test');
    expect(await open(requestId)).toMatchObject({ contact: { email } });

    const early = await decide(requestId, 'extend', { reason: 'complexity' });
    expect([early.status, early.headers.get('content-type')]).toEqual([409, 'application/problem+json']);
    const named = await decide(requestId, 'verify-identity', { evidence: `a mail from ${email}` });
    expect(named.status).toBe(400);
    expect(await named.text()).not.toContain('example.test');
    expect(await json(await decide(requestId, 'verify-identity', { evidence: 'case 4711' }))).toMatchObject({
      requestId,
      state: 'verified',
    });
    await eventually(async () => expect((await open(requestId)).state).toBe('in-progress'));
    expect(await json(await decide(requestId, 'extend', { reason: 'complexity' }))).toMatchObject({
      state: 'extended',
      extended: true,
    });
    expect((await decide(requestId, 'extend', { reason: 'complexity' })).status).toBe(409);
    expect(await json(await decide(requestId, 'refuse', { ground: 'excessive' }))).toMatchObject({
      state: 'refused',
    });
    await answerTo(email);
    expect((await decide(crypto.randomUUID(), 'cancel')).status).toBe(404);
    expect((await decide(requestId, 'ask-for-proof')).status).toBe(409);
  });

  test('need a key', async () => {
    const without = { 'x-functions-key': '' };
    expect((await product.post('/api/ops/requests', {}, without)).status).toBe(401);
    expect((await product.post('/api/ops/requests/x/refuse', {}, without)).status).toBe(401);
    expect((await product.fetch('/api/ops/requests')).status).toBe(401);
  });
});

// The last one: it moves the clock by weeks.
test('what nobody confirms or answers in time ends, or is said to staff', async () => {
  const [unconfirmed, waiting] = ['never-confirms@example.test', 'waits-for-press@example.test'];
  await acts.register({ email: waiting, name: 'Kari', locale: 'en' });
  const expiring = await ask('access', unconfirmed);
  const requestId = await ask('rectification', waiting, { corrections: { name: 'Kari N' } });
  await confirm(waiting);
  await eventually(async () => expect((await open(requestId)).state).toBe('in-progress'));
  const typed = await product.post('/api/ops/requests', { right: 'access', email: waiting, locale: 'en' });
  const { requestId: leftToStaff } = await json<{ requestId: string }>(typed);

  await product.stack.clock.set(new Date(Date.now() + 40 * 86_400_000).toISOString());
  await product.runTimer('chase-deadlines');
  expect(await open(expiring)).toMatchObject({ state: 'expired' });
  expect(await open(expiring)).not.toHaveProperty('contact');
  expect(await open(requestId)).toMatchObject({ state: 'expired' });
  const reminder = await eventually(
    () =>
      product.mails('privacy@mworker.no').find(({ text }) => text.includes(leftToStaff)) ??
      expect.unreachable('no mail'),
  );
  expect(reminder.subject).toContain('Over fristen');
  expect(JSON.stringify(reminder)).not.toContain('example.test');
});
