import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { json, type Product, startProduct } from './product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

const registrations = '/api/registrations';

interface Receipt {
  readonly registrationId: string;
}
const form = (email: string) => ({
  channel: 'contact-form',
  name: 'Åse Ærlig',
  company: 'Blåbær AS',
  email,
  policyVersion: '2021-02-19',
  locale: 'nb',
});

function multipart(fields: Record<string, string>): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return body;
}

describe('a web form', () => {
  test.each([
    ['JSON', (fields: Record<string, string>) => JSON.stringify(fields), 'application/json'],
    ['a URL-encoded form', (fields: Record<string, string>) => new URLSearchParams(fields), undefined],
    ['a multipart form', multipart, undefined],
  ])('is taken in as %s, and kept five years', async (encoding, encode, type) => {
    const email = `${encoding.replaceAll(' ', '-').toLowerCase()}@example.test`;
    const response = await product.fetch(registrations, {
      method: 'POST',
      body: encode(form(email)),
      headers: type === undefined ? {} : { 'content-type': type },
    });
    expect(response.status).toBe(202);
    const { registrationId } = await json<Receipt>(response);
    const [subject] = await product.lookUp({ email });
    expect(subject?.records).toMatchObject([
      { kind: 'registration', id: registrationId, fields: ['name', 'company', 'email'] },
    ]);
    expect(subject?.records[0]?.eraseAfter).toMatch(/^\d{4}-\d\d-\d\dT2[23]:00:00Z$/);
  });

  test.each(['profile', 'newsletter', 'event', 'contact-form', 'software'])(
    'may come by %s',
    async (channel) => {
      const response = await product.post(registrations, { ...form(`${channel}@example.test`), channel });
      expect(response.status).toBe(202);
    },
  );

  test('in a browser ends on a page, or where the site wants it', async () => {
    const headers = { accept: 'text/html,*/*' };
    const post = (fields: Record<string, string>) =>
      product.fetch(registrations, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers,
        redirect: 'manual',
      });
    const thanked = await post(form('browser@example.test'));
    expect(thanked.status).toBe(303);
    const page = await product.fetch(thanked.headers.get('location') ?? '');
    expect(await page.text()).toContain('Takk');

    const redirect = 'https://contracting.works/takk';
    const led = await post({ ...form('browser@example.test'), redirect });
    expect(led.headers.get('location')).toBe(redirect);

    const misled = await post({ ...form('browser@example.test'), redirect: 'https://elsewhere.test/' });
    expect(misled.status).toBe(400);
    expect(misled.headers.get('content-type')).toContain('text/html');
  });

  test('sent twice with one Idempotency-Key counts once and is answered alike', async () => {
    const send = () =>
      product.post(registrations, form('twice@example.test'), { 'idempotency-key': 'a-key-of-the-form' });
    const answers = await Promise.all([send(), send(), send()]);
    const ids = await Promise.all(
      answers.map(async (answer) => (await json<Receipt>(answer)).registrationId),
    );
    expect(new Set(ids).size).toBe(1);
    const [subject] = await product.lookUp({ email: 'twice@example.test' });
    expect(subject?.records).toHaveLength(1);
  });

  test('with the Idempotency-Key of another registration is told so', async () => {
    const headers = { 'idempotency-key': 'used-twice' };
    expect((await product.post(registrations, form('reused@example.test'), headers)).status).toBe(202);
    const other = await product.post(
      registrations,
      { ...form('reused@example.test'), name: 'Other' },
      headers,
    );
    expect(other.status).toBe(422);
    const [subject] = await product.lookUp({ email: 'reused@example.test' });
    expect(subject?.records).toHaveLength(1);
  });

  test('posted many times at once by somebody new makes one subject', async () => {
    const posts = Array.from({ length: 24 }, () =>
      product.post(registrations, { ...form('Crowd@Example.test '), phone: '+47 22 33 44 00' }),
    );
    const statuses = (await Promise.all(posts)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([202]));
    const found = await product.lookUp({ email: 'crowd@example.test' });
    expect(found).toHaveLength(1);
    expect(found[0]?.records).toHaveLength(24);
    expect(await product.lookUp({ phone: '22334400' })).toEqual(found);
  });
});

describe('two people with one phone number', () => {
  test('stay two, and the number finds both', async () => {
    const phone = '+47 22 33 44 77';
    await product.post(registrations, { ...form('first@example.test'), phone });
    await product.post(registrations, { ...form('second@example.test'), phone });
    await product.post('/api/ops/registrations', { channel: 'phone', phone });
    const byNumber = await product.lookUp({ phone });
    expect(byNumber.map(({ records }) => records.length)).toEqual([1, 1, 1]);
    expect(await product.lookUp({ email: 'first@example.test' })).toHaveLength(1);
  });
});

describe('staff', () => {
  test('type in what came by phone, with the day it was submitted', async () => {
    const response = await product.post('/api/ops/registrations', {
      channel: 'phone',
      phone: '22 33 44 88',
      submittedOn: '2026-02-28',
    });
    expect(response.status).toBe(202);
    const [subject] = await product.lookUp({ phone: '+4722334488' });
    expect(subject?.records[0]).toMatchObject({
      submittedOn: '2026-02-28',
      eraseAfter: '2031-02-28T23:00:00Z',
    });
  });

  test.each(['/api/ops/registrations', '/api/ops/lookups', '/api/licence-events'])(
    'need a key for %s',
    async (path) => {
      expect((await product.post(path, {}, { 'x-functions-key': '' })).status).toBe(401);
      expect((await product.post(path, {}, { 'x-functions-key': 'wrong' })).status).toBe(401);
    },
  );
});
