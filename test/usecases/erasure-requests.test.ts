import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, startDatabase } from './database.ts';
import { costOfErasure } from './erasure-cost.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
  // The first requests also read what the SDK remembers of the containers.
  await costOfErasure(database, { email: 'first@example.test', registrations: 1 });
});
afterAll(() => database.stop());

const page = 1;
/** The head, and what the person's partition holds. */
const look = 2;
const batch = 1;
/** The notice twice, before the processor is asked and after, and the batch with its answer. */
const answer = 3;
/** An entry is read, and then removed or left with a word in it. */
const release = 2;
/** The dossier goes, then the address, then the erasure is completed. */
const completion = look + batch + (look + release) + (look + batch);

/** What four processors and one completion are told of. */
const told = {
  'erasure.requested': 1,
  'erasure.started': 1,
  'processor.notified': 4,
  'processor.answered': 4,
  'erasure.completed': 1,
};

test('operations hear of each erasure that its records are gone, and then that everybody has answered', () => {
  expect(database.said.filter(({ signal }) => signal.startsWith('erasure-'))).toEqual([
    { signal: 'erasure-started', cause: 'retention' },
    { signal: 'erasure-completed', cause: 'retention', state: 'completed' },
  ]);
});

describe('the Cosmos DB requests and the messages of an erasure', () => {
  test('of three registrations: one batch begins it, each answer takes three', async () => {
    const person = { email: 'three@example.test', registrations: 3 };
    expect(await costOfErasure(database, person)).toEqual({
      sweep: page + look + batch,
      answers: [answer, answer, answer, answer + completion],
      messages: { ...told, 'registration.erased': 3 },
    });
  });

  test('of fifty registrations: a second batch, and a look before it', async () => {
    const person = { email: 'fifty@example.test', registrations: 50 };
    expect(await costOfErasure(database, person)).toEqual({
      sweep: page + look + batch + (look + batch),
      answers: [answer, answer, answer, answer + completion],
      messages: { ...told, 'registration.erased': 50 },
    });
  });

  test('of a licence alone: its entry is left with a word in it first, and GoTo need not be asked', async () => {
    const person = { email: 'customer@example.test', registrations: 0 };
    expect(await costOfErasure(database, person)).toEqual({
      sweep: page + look + batch + (look + release) + (look + batch),
      answers: [answer, answer, answer + completion],
      messages: { ...told, 'processor.notified': 3, 'processor.answered': 3 },
    });
  });
});
