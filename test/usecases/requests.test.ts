import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { timestamp } from '../../shared/domain/calendar.ts';
import type { ErasureDocument } from '../../shared/domain/document.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import type { RequestDocument } from '../../shared/domain/request.ts';
import { heartbeatPartitions, signals } from '../../shared/policy/signals.ts';
import type { World } from '../../shared/ports.ts';
import { measure } from '../../shared/usecases/measure.ts';
import { receiveRegistration } from '../../shared/usecases/receive-registration.ts';
import { sweepRetention } from '../../shared/usecases/sweep-retention.ts';
import { recordingTelemetry } from '../telemetry-double.ts';
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

describe('the Cosmos DB requests of a measurement', () => {
  test('are as many for ten thousand people as for ten: a count is one, and so is the oldest', async () => {
    const fresh = await startDatabase();
    onTestFinished(() => fresh.stop());
    const run = () => measure(fresh.world);
    // What the SDK remembers of the container is looked up once.
    await run();
    const overdue = 1 + 1;
    const zeros = overdue + causes * states + 1 + 1 + rights + 1 + 1 + heartbeatPartitions.length;
    expect(await fresh.requests(run)).toBe(zeros);

    await store(fresh.world, 10);
    // The oldest held erasure; of one right, those that are overdue and the nearest last day.
    expect(await fresh.requests(run)).toBe(zeros + 1 + 2);
    await store(fresh.world, 10_000);
    const telemetry = recordingTelemetry();
    const runs = () => measure({ ...fresh.world, telemetry });
    expect(await fresh.requests(runs)).toBe(zeros + 1 + 2);
    expect(telemetry.said).toContainEqual(expect.objectContaining({ right: 'access', requests: 10_010 }));
    expect(telemetry.said).toContainEqual(
      expect.objectContaining({ cause: 'withdrawal', state: 'held', erasures: 10_010 }),
    );
  }, 60_000);
});

const { cause, state } = signals['erasures-open'].words;
const { right } = signals['requests-open'].words;
const [causes, states, rights] = [cause.length, state.length, right.length];

/** So many people, each with an erasure that a hold keeps, one that is verified, and an open request. */
async function store({ subjects, clock, ids }: World, people: number): Promise<void> {
  const now = timestamp(clock.now());
  const perBatch = 30;
  const batches = Array.from({ length: Math.ceil(people / perBatch) }, (_, number) =>
    Math.min(perBatch, people - number * perBatch),
  );
  for (const size of batches) {
    const subjectId = ids.subject();
    const erasure = (rest: Pick<ErasureDocument, 'state'> & Partial<ErasureDocument>): ErasureDocument => ({
      id: ids.erasure(),
      kind: 'erasure',
      subjectId,
      cause: 'withdrawal',
      scope: [],
      pending: [],
      releases: [],
      requestedAt: now,
      recipients: {},
      ...rest,
    });
    const request = (): RequestDocument => ({
      id: ids.request(),
      kind: 'request',
      subjectId,
      right: 'access',
      state: 'received',
      by: 'person',
      locale: 'nb',
      receivedAt: now,
      receivedOn: now.slice(0, 10),
      dueOn: '2999-12-31',
    });
    const create = Array.from({ length: size }, () => [
      erasure({ state: 'held' }),
      erasure({ state: 'verified', completedAt: now, verifiedAt: now }),
      request(),
    ]).flat();
    expect(await subjects.commit({ subjectId, head: { expect: 'none' }, create, events: [] })).toBe(
      'committed',
    );
  }
}
