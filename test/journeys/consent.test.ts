import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { MailMessage } from '../../local/mailbox/message.ts';
import { json, type ProblemBody, type Product, startProduct } from './product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

const page = { accept: 'text/html', 'accept-language': 'en' };

async function signUp(email: string, rest: object = {}): Promise<void> {
  const form = { channel: 'newsletter', name: 'Kari', email, marketing: 'on', locale: 'en', ...rest };
  const response = await product.fetch('/api/registrations', {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  expect(response.status).toBe(202);
}

/** The `count`th mail to somebody, when it has come. */
async function mailTo(email: string, count = 1): Promise<MailMessage> {
  return vi.waitFor(
    async () => {
      const response = await fetch(`${product.stack.addresses.mailbox.url}/api/messages`);
      const all = await json<readonly MailMessage[]>(response);
      const mail = all.filter(({ to }) => to === email)[count - 1];
      if (mail === undefined) throw new Error(`no ${count}th mail has come`);
      return mail;
    },
    { timeout: 30_000, interval: 100 },
  );
}

/** The path of the link in a mail that leads to one of our pages. */
function linkIn({ text }: MailMessage, to: 'consents/confirm' | 'unsubscribe' | 'preferences'): string {
  const found = new RegExp(`https?://[^/\\s]+(/${to}/[\\w.-]+)`).exec(text)?.[1];
  if (found === undefined) throw new Error(`the mail has no link to ${to}`);
  return found;
}

/** The path that a mail program posts to. */
function oneClickIn({ headers }: MailMessage): string {
  expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
  return new URL(/<(https?:[^>]+)>/.exec(headers['list-unsubscribe'] ?? '')?.[1] ?? '').pathname;
}

const press = (path: string, fields: Record<string, string> = {}) =>
  product.fetch(path, { method: 'POST', body: new URLSearchParams(fields), headers: page });

async function check(email: string, purpose = 'marketing'): Promise<{ allowed: boolean; because: string }> {
  const response = await product.post('/api/consent-checks', { purpose, email });
  expect(response.status).toBe(200);
  return json(response);
}

async function audience(purpose: string): Promise<readonly Record<string, string>[]> {
  const headers = { 'x-functions-key': product.stack.addresses.functions.key };
  const response = await product.fetch(`/api/audiences/${purpose}`, { headers });
  expect(response.headers.get('content-type')).toBe('application/x-ndjson');
  const lines = (await response.text()).split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line));
}

const isListed = async (email: string) =>
  (await audience('marketing')).some((line) => line['email'] === email);

async function join(email: string, rest: object = {}): Promise<MailMessage> {
  await signUp(email, rest);
  const question = await mailTo(email);
  expect((await press(linkIn(question, 'consents/confirm'))).status).toBe(200);
  return mailTo(email, 2);
}

describe('Markedsnyheter', () => {
  const email = 'kari@example.test';

  test('is asked for with a form, and confirmed by the button that a mail leads to', async () => {
    await signUp(email);
    const link = linkIn(await mailTo(email), 'consents/confirm');
    for (let look = 0; look < 2; look += 1) {
      const shown = await product.fetch(link, { headers: page });
      expect(shown.status).toBe(200);
      expect(await shown.text()).toContain('<button');
    }
    expect(await check(email)).toMatchObject({ allowed: false, because: 'consent-requested' });

    const confirmed = await press(link);
    expect([confirmed.status, confirmed.headers.get('set-cookie')]).toEqual([200, null]);
    expect(await check(email)).toMatchObject({ allowed: true, because: 'consent-given' });
    expect((await press(link)).status).toBe(200);
    await mailTo(email, 2);
  });

  test('puts the person on the list, with what the sender needs', async () => {
    const lines = (await audience('marketing')).filter((line) => line['email'] === email);
    expect(lines).toMatchObject([{ name: 'Kari', email, unsubscribe: expect.stringMatching(/^https?:/) }]);
    expect(lines[0]).not.toHaveProperty('phone');
  });

  test('is told to the processors and subscribers as events without a word of the person', async () => {
    const events = await product.events(3);
    expect(events.map(({ type }) => type)).toEqual([
      'works.contracting.privacy.registration.received.v1',
      'works.contracting.privacy.consent.requested.v1',
      'works.contracting.privacy.consent.given.v1',
    ]);
    expect(JSON.stringify(events)).not.toMatch(/kari/i);
  });
});

describe('one click in a mail program', () => {
  test.each([
    ['as a form', (fields: Record<string, string>) => new URLSearchParams(fields)],
    [
      'as multipart',
      (fields: Record<string, string>) => {
        const form = new FormData();
        for (const [name, content] of Object.entries(fields)) form.append(name, content);
        return form;
      },
    ],
  ])('leaves the list, sent %s, without a redirect, a cookie or a body', async (encoding, encode) => {
    const email = `${encoding.replaceAll(' ', '-')}@example.test`;
    const path = oneClickIn(await join(email));
    const click = () =>
      product.fetch(path, {
        method: 'POST',
        body: encode({ 'List-Unsubscribe': 'One-Click' }),
        redirect: 'manual',
      });
    expect((await product.fetch(path, { headers: page })).status).toBe(200);
    expect(await isListed(email)).toBe(true);

    for (let again = 0; again < 2; again += 1) {
      const answer = await click();
      expect([answer.status, await answer.text()]).toEqual([200, '']);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
    expect(await check(email)).toMatchObject({ allowed: false, because: 'consent-withdrawn' });
    expect(await isListed(email)).toBe(false);
    // What was sent in is kept all the same: only the list was left.
    expect(await check(email, 'support')).toMatchObject({ allowed: true });
  });

  test('with a link that we did not make finds nothing', async () => {
    const path = oneClickIn(await join('real@example.test'));
    const forged = `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`;
    const answer = await press(forged, { 'List-Unsubscribe': 'One-Click' });
    expect(answer.status).toBe(404);
    expect(await check('real@example.test')).toMatchObject({ allowed: true });
  });

  test('is answered alike when the person was erased since', async () => {
    const email = 'erased@example.test';
    const path = oneClickIn(await join(email));
    await product.post('/api/ops/withdrawals', { email, consent: 'storage' });
    const answer = await press(path, { 'List-Unsubscribe': 'One-Click' });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });

  test('in the mail that asks is a no to the question', async () => {
    const email = 'refuses@example.test';
    await signUp(email);
    const question = await mailTo(email);
    const answer = await press(oneClickIn(question));
    expect(await answer.text()).toContain('You will get no Market news');
    expect((await press(linkIn(question, 'consents/confirm'))).status).toBe(404);
    expect(await check(email)).toMatchObject({ allowed: false });
  });
});

describe('the own page', () => {
  test('leaves the list and asks for it again', async () => {
    const email = 'page@example.test';
    const path = linkIn(await join(email, { channel: 'contact-form' }), 'preferences');
    expect(await (await product.fetch(path, { headers: page })).text()).not.toContain(email);
    expect((await press(path, { action: 'leave' })).status).toBe(200);
    expect(await check(email)).toMatchObject({ because: 'consent-withdrawn' });
    expect((await press(path, { action: 'join' })).status).toBe(200);
    expect((await press(linkIn(await mailTo(email, 3), 'consents/confirm'))).status).toBe(200);
    expect(await check(email)).toMatchObject({ allowed: true });
  });

  test('withdraws the consent to be kept only from who is sure, and says so by mail when it is done', async () => {
    const email = 'sure@example.test';
    const path = linkIn(await join(email, { channel: 'contact-form' }), 'preferences');
    expect((await press(path, { action: 'withdraw-storage' })).status).toBe(200);
    expect(await check(email)).toMatchObject({ allowed: true });
    expect((await press(path, { action: 'withdraw-storage', sure: 'yes' })).status).toBe(200);
    expect(await check(email)).toMatchObject({ allowed: false, because: 'suppressed' });
    expect((await mailTo(email, 3)).subject).not.toBe('');
    await vi.waitFor(async () => expect(await product.lookUp({ email })).toEqual([]), { timeout: 30_000 });
  });

  test('takes nothing else', async () => {
    const path = linkIn(await join('else@example.test'), 'preferences');
    expect((await press(path, { action: 'delete-everybody' })).status).toBe(400);
    expect((await press('/preferences/made-up', { action: 'leave' })).status).toBe(404);
  });
});

describe('staff', () => {
  const withdraw = (body: object) => product.post('/api/ops/withdrawals', body);

  test('withdraw for somebody who called, and keep off who was never here', async () => {
    const email = 'called@example.test';
    await join(email);
    expect(await json(await withdraw({ email, consent: 'marketing' }))).toMatchObject({
      withdrawals: [{ consent: 'marketing', outcome: 'withdrawn' }],
    });
    expect(await isListed(email)).toBe(false);
    expect(await json(await withdraw({ email: 'stranger@example.test', consent: 'marketing' }))).toEqual({
      withdrawals: [{ consent: 'marketing', outcome: 'suppressed' }],
      erasures: [],
    });
    expect(await check('stranger@example.test')).toMatchObject({ allowed: false, because: 'suppressed' });
  });

  test.each([
    [{ email: 'a@example.test' }, '/consent'],
    [{ email: 'a@example.test', consent: 'everything' }, '/consent'],
    [{ consent: 'marketing' }, '/email'],
  ])('are told what is wrong with %j', async (body, pointer) => {
    const response = await withdraw(body);
    expect(response.status).toBe(400);
    expect((await json<ProblemBody>(response)).errors?.map((error) => error.pointer)).toEqual([pointer]);
  });

  test('need a key, and a purpose of the register', async () => {
    const headers = { 'x-functions-key': product.stack.addresses.functions.key };
    expect((await product.fetch('/api/audiences/marketing')).status).toBe(401);
    expect((await product.fetch('/api/audiences/horoscopes', { headers })).status).toBe(404);
    expect(
      (await product.post('/api/consent-checks', { purpose: 'horoscopes', email: 'a@example.test' })).status,
    ).toBe(400);
    for (const path of ['/api/consent-checks', '/api/ops/withdrawals']) {
      expect((await product.post(path, {}, { 'x-functions-key': 'wrong' })).status).toBe(401);
    }
  });
});

// The clock goes on from here.
describe('time', () => {
  const pass = async (days: number) => {
    const { now } = await json<{ now: string }>(await fetch(`${product.stack.addresses.control.url}/clock`));
    const then = Temporal.Instant.from(now).add({ hours: 24 * days });
    await product.stack.clock.set(then.toString());
    await product.runTimer('sweep-retention');
  };

  test('ends a question that nobody answers, and the sign-up with it', async () => {
    const email = 'silent@example.test';
    await signUp(email);
    const link = linkIn(await mailTo(email), 'consents/confirm');
    await pass(15);
    expect((await product.fetch(link, { headers: page })).status).toBe(404);
    expect((await press(link)).status).toBe(404);
    expect(await product.lookUp({ email })).toEqual([]);
    expect(await check(email)).toMatchObject({ allowed: false, because: 'nobody' });
  });

  test('ends a consent that nobody renews, five years on; not one that was confirmed again', async () => {
    const [renewing, ending] = ['renewing@example.test', 'ending@example.test'];
    await join(renewing);
    await join(ending);
    await pass(2 * 365);
    await signUp(renewing);
    expect((await press(linkIn(await mailTo(renewing, 3), 'consents/confirm'))).status).toBe(200);
    await pass(3 * 365 + 5);
    expect(await check(ending)).toMatchObject({ allowed: false });
    expect(await check(renewing)).toMatchObject({ allowed: true });
  });
});
