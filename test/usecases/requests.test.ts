import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Registration } from '../../shared/domain/registration.ts';
import { receiveRegistration } from '../../shared/usecases/receive-registration.ts';
import { sweepRetention } from '../../shared/usecases/sweep-retention.ts';
import { type Database, startDatabase } from './database.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
  // The first bulk request also reads what the SDK remembers of the container.
  await receive({ email: 'first@example.test' });
});
afterAll(() => database.stop());

const receive = (contact: Pick<Registration, 'email' | 'phone'>, submittedOn = '2026-11-22') =>
  receiveRegistration(database.world, {
    registration: { channel: 'contact-form', marketing: false, locale: 'nb', submittedOn, ...contact },
    idempotencyKey: 'the same for all',
  });

describe('the Cosmos DB requests of an intake', () => {
  test('are two for somebody new and two for somebody known', async () => {
    const post = () => receive({ email: 'somebody@example.test' });
    expect(await database.requests(post)).toBe(2);
    const again = () =>
      receiveRegistration(database.world, {
        registration: {
          channel: 'event',
          marketing: false,
          locale: 'nb',
          submittedOn: '2026-11-22',
          email: 'Somebody@example.test',
        },
      });
    expect(await database.requests(again)).toBe(2);
  });

  test('are one more for a further identifier', async () => {
    const post = () => receive({ email: 'reachable@example.test', phone: '+4722334455' });
    expect(await database.requests(post)).toBe(3);
  });

  test('are fewer than two each when many come at once: what waits goes together', async () => {
    const people = Array.from({ length: 32 }, (_, number) => `crowd-${number}@example.test`);
    const posts = () => Promise.all(people.map((email) => receive({ email })));
    expect(await database.requests(posts)).toBe(3 + people.length);
  });

  test('are one more for the answer to a repeated post', async () => {
    await receive({ email: 'again@example.test' });
    expect(await database.requests(() => receive({ email: 'again@example.test' }))).toBe(3);
  });
});

describe('the Cosmos DB requests of a sweep', () => {
  test('are one when nothing is due', async () => {
    expect(await database.requests(() => sweepRetention(database.world))).toBe(1);
  });

  test('are three a subject with one registration: read, read, and one batch', async () => {
    const people = 5;
    for (let person = 0; person < people; person += 1) {
      await receive({ email: `gone-${person}@example.test` }, '2001-01-01');
    }
    const page = 1;
    const requests = await database.requests(async () => {
      expect(await sweepRetention(database.world)).toMatchObject({ subjects: people, records: people });
    });
    expect((requests - page) / people).toBe(3);
  });
});
