import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Product, startProduct } from './product.ts';

let product: Product;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faults-'));
  product = await startProduct({ data: folder });
});
afterAll(async () => {
  await product.stop();
  await rm(folder, { recursive: true });
});

const form = (email: string) => ({ channel: 'contact-form', email });
const post = (email: string, key = email) =>
  product.post('/api/registrations', form(email), { 'idempotency-key': key });
const records = async (email: string) => (await product.lookUp({ email })).flatMap((found) => found.records);
const faults = (body: object) =>
  fetch(`${product.stack.addresses.control.url}/faults`, { method: 'PUT', body: JSON.stringify(body) });

/** Posts as a form's script would: again, with the same key, until it is told that it arrived. */
async function postUntilTaken(email: string): Promise<void> {
  await vi.waitFor(
    async () => {
      const { status } = await post(email);
      if (status !== 202) throw new Error(`answered ${status}`);
    },
    { timeout: 60_000, interval: 100 },
  );
}

describe('Cosmos DB', () => {
  test.each([429, 503])('that answers %i for a while loses nothing and doubles nothing', async (status) => {
    const people = Array.from({ length: 10 }, (_, number) => `throttled-${status}-${number}@example.test`);
    await faults({ cosmos: { status, next: 20 } });
    await Promise.all(people.map(postUntilTaken));
    for (const email of people) expect(await records(email)).toHaveLength(1);
  });

  test('that is killed and comes back has everything it acknowledged', async () => {
    await postUntilTaken('before-the-crash@example.test');
    await product.stack.kill('cosmos');
    const during = postUntilTaken('during-the-crash@example.test');
    await product.stack.restart('cosmos');
    await during;
    expect(await records('before-the-crash@example.test')).toHaveLength(1);
    expect(await records('during-the-crash@example.test')).toHaveLength(1);
  });
});

describe('Service Bus', () => {
  test('that is gone keeps nobody waiting, and gets every event once it is back', async () => {
    expect(await product.events(22)).toHaveLength(22);
    await faults({ serviceBus: 'down' });
    const ids = await Promise.all(
      Array.from({ length: 5 }, async (_, number) => {
        expect((await post(`no-broker-${number}@example.test`)).status).toBe(202);
        return (await records(`no-broker-${number}@example.test`))[0]?.id;
      }),
    );
    await faults({ serviceBus: 'up' });
    const events = await product.events(5);
    const told = events.map(({ data }) => 'registrationId' in data && data.registrationId);
    expect(new Set(told)).toEqual(new Set(ids));
  });
});

describe('the Functions host', () => {
  test('that is killed between commit and answer neither loses nor doubles what comes again', async () => {
    const people = Array.from({ length: 200 }, (_, number) => `killed-${number}@example.test`);
    const posts = people.map((email) =>
      post(email).then(
        ({ status }) => status,
        () => 'no answer',
      ),
    );
    await vi.waitFor(async () => {
      await Promise.race(posts);
    });
    await product.stack.kill('functions');
    const first = await Promise.all(posts);
    await product.stack.restart('functions');
    const taken = people.filter((_, index) => first[index] === 202);
    for (const email of taken) expect(await records(email)).toHaveLength(1);

    for (const email of people) await postUntilTaken(email);
    for (const email of people) expect(await records(email)).toHaveLength(1);
  });

  test('has told of every registration in the end, each under one id', async () => {
    const events = await product.events(200);
    const registered = new Set(events.map(({ id }) => id));
    expect(events).toHaveLength(200);
    expect(registered.size).toBe(200);
  });
});
