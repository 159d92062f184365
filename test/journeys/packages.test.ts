import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsOn } from './acts.ts';
import { eventually, json, nameOf, type Product, startProduct } from './product.ts';

let product: Product;
let acts: Acts;
let container: ContainerClient;
beforeAll(async () => {
  product = await startProduct();
  acts = actsOn(product);
  const service = BlobServiceClient.fromConnectionString(product.stack.addresses.blob.connectionString);
  container = service.getContainerClient('packages');
});
afterAll(() => product.stop());

/** Asks for a copy, confirms by the mail, and returns the path of the page that the answer's mail leads to. */
async function askFor(right: 'access' | 'portability', email: string): Promise<string> {
  const asked = await product.post('/api/requests', { right, email, locale: 'en' });
  expect(asked.status).toBe(202);
  const { requestId } = await json<{ requestId: string }>(asked);
  const pressed = await product.fetch(await linkIn(/^Confirm your request/, requestId), {
    method: 'POST',
    body: new URLSearchParams({ action: 'confirm' }),
    redirect: 'manual',
  });
  expect(pressed.status).toBe(303);
  return linkIn(/^The answer to your request/, requestId);
}

/** The path in the mail of that subject which leads to the page of a request. */
function linkIn(subject: RegExp, requestId: string): Promise<string> {
  const link = new RegExp(`https?://[^/\\s]+(/requests/${requestId}\\?token=[\\w-]+)`);
  return eventually(() => {
    const mails = product.mails().filter((each) => subject.test(each.subject));
    const links = mails.flatMap(({ text }) => link.exec(text)?.[1] ?? []);
    return links.at(-1) ?? expect.unreachable('no mail');
  });
}

const packageAt = (page: string, format: string) => page.replace('?', `/package/${format}?`);
const statusOf = async (path: string) => (await product.fetch(path)).status;
const namesOfBlobs = async () => (await Array.fromAsync(container.listBlobsFlat())).map(({ name }) => name);
const later = async (duration: Temporal.DurationLike) => {
  const now = Temporal.Instant.from(product.stack.clock.now());
  await product.stack.clock.set(now.add(duration).toString());
};

/** The package as a program reads it: checked against the schema that it names, fetched from there. */
async function readFile(page: string): Promise<Readonly<Record<string, unknown>>> {
  const response = await product.fetch(packageAt(page, 'json'));
  expect(response.status).toBe(200);
  const content = await json<Record<string, unknown>>(response);
  const { pathname } = new URL(String(content['schema']));
  const published = await product.fetch(pathname);
  expect(published.headers.get('content-type')).toMatch(/^application\/schema\+json/);
  const schema = await json<Record<string, unknown>>(published);
  expect(schema).toMatchObject({ $id: content['schema'], $schema: expect.stringContaining('2020-12') });
  const ajv = new Ajv2020({ strictTypes: false });
  addFormats.default(ajv);
  expect(ajv.validate(schema, content)).toBe(true);
  return content;
}

describe('somebody who asks for a copy', () => {
  const email = 'kari@example.test';
  let page: string;

  test('gets all that came in, as a file that follows a published schema and as a page', async () => {
    const contact = { email, name: 'Kari <b>Nordmann</b>', company: 'Bygg & Sønn', phone: '+4722334455' };
    await acts.register(contact, '2026-02-03');
    await acts.licence('issued', { licenceId: 'L-1', contact });
    page = await askFor('access', email);
    const file = await readFile(page);
    expect(file).toMatchObject({
      right: 'access',
      locale: 'en',
      held: true,
      registrations: [
        { contact, channel: 'email', submittedOn: '2026-02-03', eraseAfter: '2031-02-03T23:00:00Z' },
      ],
      licences: [{ licenceId: 'L-1', contact, endedOn: null, eraseAfter: null }],
      requests: [{ right: 'access', identity: { shown: 'link' } }],
    });
    const document = await (await product.fetch(packageAt(page, 'html'))).text();
    expect(document).toContain('<html lang="en">');
    for (const words of [
      'Kari &lt;b&gt;Nordmann&lt;/b&gt;',
      'Bygg &amp; Sønn',
      email,
      '+4722334455',
      'L-1',
    ]) {
      expect(document).toContain(words);
    }
  });

  test('gets it as something that nobody keeps, and that cannot do anything', async () => {
    const headersOf = async (format: string, method = 'GET') =>
      (await product.fetch(packageAt(page, format), { method })).headers;
    const [html, file] = [await headersOf('html'), await headersOf('json')];
    expect(html.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; form-action 'none'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(html.get('content-disposition')).toBe('inline; filename="personal-data.html"');
    expect(file.get('content-disposition')).toBe('attachment; filename="personal-data.json"');
    expect(file.get('content-type')).toMatch(/^application\/json/);
    for (const headers of [html, file, await headersOf('html', 'HEAD')]) {
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  test('is the only one who gets it', async () => {
    const other = await askFor('access', 'ola@example.test');
    const tokenOf = (path: string) => path.split('?')[1] ?? '';
    const mine = packageAt(page, 'json').split('?')[0] ?? '';
    const wrong = [
      mine,
      `${mine}?token=`,
      `${mine}?${tokenOf(other)}`,
      `${mine}?${tokenOf(page).slice(0, -1)}`,
      packageAt(page, 'pdf'),
      packageAt(page.replace(/[\w-]{36}/, crypto.randomUUID()), 'json'),
      packageAt(page.replace(/[\w-]{36}/, 'a%2Fb'), 'json'),
    ];
    expect(await Promise.all(wrong.map(statusOf))).toEqual(wrong.map(() => 404));
    expect(await statusOf(packageAt(page, 'json'))).toBe(200);
    expect(JSON.stringify(await readFile(other))).not.toMatch(/kari|L-1/i);
  });

  test('gets what was given, to take along', async () => {
    const file = await readFile(await askFor('portability', email));
    expect(file).toMatchObject({ contains: 'what-was-provided', registrations: [{ channel: 'email' }] });
    expect(file).not.toHaveProperty('processing');
    expect(file).not.toHaveProperty('requests');
  });

  test('finds it gone when a fortnight is over, and no blob is left', async () => {
    await later({ hours: 24 * 14 - 1 });
    expect(await statusOf(packageAt(page, 'json'))).toBe(200);
    await later({ hours: 2 });
    expect(await statusOf(packageAt(page, 'json'))).toBe(404);
    expect(await statusOf(packageAt(page, 'html'))).toBe(404);
    await product.runTimer('chase-deadlines');
    expect(await namesOfBlobs()).toEqual([]);
  });
});

test('somebody of whom nothing is held is told so, in the same way', async () => {
  const page = await askFor('access', 'nobody@example.test');
  expect(await readFile(page)).toMatchObject({ held: false, registrations: [], licences: [], history: [] });
  expect(await (await product.fetch(packageAt(page, 'html'))).text()).toContain('We hold no data about you.');
});

test('an erasure takes the copy along, and is verified while copies of others lie there', async () => {
  const [email, neighbour] = ['erased@example.test', 'neighbour@example.test'];
  const phone = '+4722998877';
  const subjectId = await acts.register({ email, name: 'Erased', phone });
  await acts.register({ email: neighbour, phone });
  const [page, others] = [await askFor('access', email), await askFor('access', neighbour)];
  await acts.withdraw(email, 'storage');
  expect(await statusOf(packageAt(page, 'html'))).toBe(404);
  const states = async () => (await product.lookUpSubject(subjectId)).erasures.map(({ state }) => state);
  await eventually(async () => expect(await states()).toEqual(['completed']));
  await later({ minutes: 1 });
  await product.runTimer('verify-erasures');
  expect(await states()).toEqual(['verified']);
  expect(product.told(subjectId).map(nameOf)).not.toContain('erasure.contradicted');
  expect(await readFile(others)).toMatchObject({ registrations: [{ contact: { phone } }] });
});

test('a copy whose request was lost is removed all the same', async () => {
  const blob = container.getBlockBlobClient(`${crypto.randomUUID()}.json`);
  await blob.upload('{}', 2);
  await product.runTimer('sweep-packages');
  expect(await blob.exists()).toBe(true);
  await later({ hours: 24 * 16 });
  await product.runTimer('sweep-packages');
  expect(await blob.exists()).toBe(false);
});
