import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { json, type ProblemBody, type Product, startProduct } from './product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ parts: ['cosmos', 'service-bus', 'functions'] });
});
afterAll(() => product.stop());

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const EVENT_TYPE = 'application/cloudevents+json';
/** Stands in every input below, and may stand in no answer. */
const value = 'unwanted';
const email = `${value}@example.test`;
const form = { channel: 'contact-form', email };

const post = (path: string, type: string, body: string | Uint8Array<ArrayBuffer>) =>
  product.fetch(path, {
    method: 'POST',
    headers: { 'content-type': type, 'x-functions-key': product.stack.addresses.functions.key },
    body,
  });
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));

interface Refusal {
  readonly status: number;
  /** The fields named; none where the body as a whole cannot be read. */
  readonly pointers?: readonly string[];
}

async function expectRefusal(response: Response, { status, pointers }: Refusal): Promise<void> {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const text = await response.clone().text();
  expect(text).not.toContain(value);
  const problem = await json<ProblemBody & { status: number; title: string; detail: string }>(response);
  expect(problem).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) });
  expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(pointers);
}

describe('a registration', () => {
  const multipart = (name: string, content: string, file = '') =>
    `--b\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${content}\r\n`;
  const multipartType = 'multipart/form-data; boundary=b';

  test.each<[string, string, string | Uint8Array<ArrayBuffer>, Refusal]>([
    [
      'without address and number',
      JSON_TYPE,
      JSON.stringify({ ...form, email: '', name: value }),
      { status: 400, pointers: ['/email'] },
    ],
    [
      'of an unknown channel',
      JSON_TYPE,
      JSON.stringify({ ...form, channel: value }),
      { status: 400, pointers: ['/channel'] },
    ],
    [
      'of a wrong type',
      JSON_TYPE,
      JSON.stringify({ ...form, name: [value] }),
      { status: 400, pointers: ['/name'] },
    ],
    [
      'with an over-long field',
      JSON_TYPE,
      JSON.stringify({ ...form, company: value.repeat(100) }),
      { status: 400, pointers: ['/company'] },
    ],
    [
      'shown a version that never was',
      FORM_TYPE,
      `channel=event&email=${email}&policyVersion=2021-02-29`,
      { status: 400, pointers: ['/policyVersion'] },
    ],
    [
      'with a filled honeypot',
      FORM_TYPE,
      `channel=event&email=${email}&website=${value}`,
      { status: 400, pointers: ['/website'] },
    ],
    [
      'with a field given twice',
      FORM_TYPE,
      `channel=event&email=${email}&email=${email}`,
      { status: 400, pointers: ['/email'] },
    ],
    [
      'that leads elsewhere',
      JSON_TYPE,
      JSON.stringify({ ...form, redirect: `https://${value}.test/` }),
      { status: 400, pointers: ['/redirect'] },
    ],
    [
      'that leads into a script',
      JSON_TYPE,
      JSON.stringify({ ...form, redirect: `javascript:${value}` }),
      { status: 400, pointers: ['/redirect'] },
    ],
    ['that is a list', JSON_TYPE, JSON.stringify([form]), { status: 400, pointers: [''] }],
    [
      'that is cut short',
      JSON_TYPE,
      `{"channel": "event", "email": "${email}`,
      { status: 400, pointers: [''] },
    ],
    ['that is nothing', JSON_TYPE, '', { status: 400, pointers: [''] }],
    [
      'of bytes that are not UTF-8',
      JSON_TYPE,
      bytes('{"channel": "event", "name": "', [0xff, 0xfe], `", "email": "${email}"}`),
      { status: 400, pointers: [''] },
    ],
    [
      'of escapes that are not UTF-8',
      FORM_TYPE,
      `channel=event&email=${email}&name=%FF%FE`,
      { status: 400, pointers: [''] },
    ],
    [
      'in multipart without an end',
      multipartType,
      multipart('email', email),
      { status: 400, pointers: [''] },
    ],
    [
      'in multipart without a boundary',
      'multipart/form-data',
      multipart('email', email),
      { status: 400, pointers: [''] },
    ],
    [
      'in multipart that is not UTF-8',
      multipartType,
      bytes(multipart('email', email), multipart('name', 'x').slice(0, -3), [0xff], '\r\n--b--'),
      { status: 400, pointers: [''] },
    ],
    [
      'with a file',
      multipartType,
      `${multipart('email', email)}${multipart('name', value, '; filename="a.txt"')}--b--\r\n`,
      { status: 400, pointers: ['/name'] },
    ],
    ['of 17 KiB', JSON_TYPE, JSON.stringify({ ...form, name: value.padEnd(17 * 1024) }), { status: 413 }],
    ['in a type we do not read', 'text/plain', value, { status: 415 }],
  ])('%s is refused', async (_, type, body, refusal) => {
    await expectRefusal(await post('/api/registrations', type, body), refusal);
  });

  test('of 17 KiB without a stated length is refused too', async () => {
    const body = new ReadableStream({
      start(controller) {
        for (let chunk = 0; chunk < 17; chunk += 1) controller.enqueue(Buffer.alloc(1024, ' '));
        controller.close();
      },
    });
    const response = await product.fetch('/api/registrations', {
      method: 'POST',
      headers: { 'content-type': JSON_TYPE },
      body,
      duplex: 'half',
    });
    await expectRefusal(response, { status: 413 });
  });
});

describe('a licence event', () => {
  const event = (change: object) =>
    JSON.stringify({
      specversion: '1.0',
      id: value,
      source: value,
      type: 'works.contracting.licence.issued.v1',
      data: { licenceId: 'L-1', contact: { email } },
      ...change,
    });

  test.each<[string, string, string, Refusal]>([
    [
      'of another specification',
      EVENT_TYPE,
      event({ specversion: '0.3' }),
      { status: 400, pointers: ['/specversion'] },
    ],
    ['without an id', EVENT_TYPE, event({ id: undefined }), { status: 400, pointers: ['/id'] }],
    ['of an unknown type', EVENT_TYPE, event({ type: value }), { status: 400, pointers: ['/type'] }],
    [
      'of an unknown version',
      EVENT_TYPE,
      event({ type: 'works.contracting.licence.issued.v9' }),
      { status: 400, pointers: ['/type'] },
    ],
    [
      'of a time that never was',
      EVENT_TYPE,
      event({ time: '2026-02-30T00:00:00Z' }),
      { status: 400, pointers: ['/time'] },
    ],
    ['without data', EVENT_TYPE, event({ data: undefined }), { status: 400, pointers: ['/data'] }],
    [
      'about nobody',
      EVENT_TYPE,
      event({ data: { licenceId: 'L-1', contact: { name: value } } }),
      { status: 400, pointers: ['/data/contact/email'] },
    ],
    [
      'kept for no period',
      EVENT_TYPE,
      event({ data: { licenceId: 'L-1', contact: { email }, retentionAfterEnd: value } }),
      { status: 400, pointers: ['/data/retentionAfterEnd'] },
    ],
    [
      'in a batch that is none',
      'application/cloudevents-batch+json',
      event({}),
      { status: 400, pointers: [''] },
    ],
    [
      'in a batch of 101',
      'application/cloudevents-batch+json',
      `[${Array.from({ length: 101 }, () => event({})).join()}]`,
      { status: 400, pointers: [''] },
    ],
    ['that is cut short', EVENT_TYPE, event({}).slice(0, -9), { status: 400, pointers: [''] }],
    ['in a type we do not read', 'text/xml', value, { status: 415 }],
  ])('%s is refused', async (_, type, body, refusal) => {
    await expectRefusal(await post('/api/licence-events', type, body), refusal);
  });
});

describe('a lookup', () => {
  test.each<[string, string, Refusal]>([
    ['of nothing', '{}', { status: 400, pointers: ['/email'] }],
    ['of both at once', JSON.stringify({ email, phone: '22334455' }), { status: 400, pointers: ['/email'] }],
    [
      'of something that is no address',
      JSON.stringify({ email: value }),
      { status: 400, pointers: ['/email'] },
    ],
  ])('%s is refused', async (_, body, refusal) => {
    await expectRefusal(await post('/api/ops/lookups', JSON_TYPE, body), refusal);
  });
});

describe('a disclosure', () => {
  const disclosure = {
    subjectId: '0b0c2a52-6f39-4a5e-9d3a-6c9a6c0f3a11',
    authority: value,
    legalBasis: value,
    reference: value,
    fields: ['name'],
    disclosedOn: '2026-01-01',
  };

  test.each<[string, string, string, Refusal]>([
    ['of nobody', JSON_TYPE, JSON.stringify(disclosure), { status: 400, pointers: ['/subjectId'] }],
    [
      'of nothing',
      JSON_TYPE,
      '{}',
      {
        status: 400,
        pointers: ['/subjectId', '/authority', '/legalBasis', '/reference', '/fields', '/disclosedOn'],
      },
    ],
    [
      'of fields that are none',
      JSON_TYPE,
      JSON.stringify({ ...disclosure, fields: [value] }),
      { status: 400, pointers: ['/fields/0'] },
    ],
    [
      'of a day to come',
      JSON_TYPE,
      JSON.stringify({ ...disclosure, disclosedOn: '2999-01-01' }),
      { status: 400, pointers: ['/disclosedOn'] },
    ],
    ['that is cut short', JSON_TYPE, `{"authority": "${value}`, { status: 400, pointers: [''] }],
    ['of 65 KiB', JSON_TYPE, JSON.stringify({ reference: value.padEnd(65 * 1024) }), { status: 413 }],
    ['in a type we do not read', 'text/plain', value, { status: 415 }],
  ])('%s is refused', async (_, type, body, refusal) => {
    await expectRefusal(await post('/api/ops/disclosures', type, body), refusal);
  });
});

test('nothing of all that was stored, and none of it logged', async () => {
  expect(await product.lookUp({ email })).toEqual([]);
  expect(product.log.filter((line) => line.includes(value))).toEqual([]);
});
