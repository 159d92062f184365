import { afterAll, beforeAll, expect, test } from 'vitest';
import { headId } from '../../shared/domain/document.ts';
import { emailIdentifier } from '../../shared/domain/identifier.ts';
import { lookUp } from '../../shared/usecases/look-up-person.ts';
import { receiveRegistration } from '../../shared/usecases/receive-registration.ts';
import { sweepRetention } from '../../shared/usecases/sweep-retention.ts';
import { dyingAtRelease } from './crash.ts';
import { type Database, startDatabase } from './database.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

test('an erasure that died while it released identifiers can be completed, however long that takes', async () => {
  const { world } = database;
  const email = 'weeks@example.test';
  await receiveRegistration(world, {
    registration: { channel: 'event', marketing: false, locale: 'nb', submittedOn: '2001-01-01', email },
  });
  const [before] = await lookUp(world, { lookup: emailIdentifier(email), by: 'key' });
  const subjectId = before?.subjectId ?? expect.unreachable('nobody was registered');
  await sweepRetention(world);
  await expect(database.deliver(dyingAtRelease(world))).rejects.toThrow();

  // Cosmos DB removes a head with a time to live: without it, nobody could finish the erasure.
  expect((await world.subjects.read(subjectId, 'subject', headId))?.document.ttl).toBeUndefined();
  await sweepRetention(world);
  expect((await world.subjects.read(subjectId, 'subject', headId))?.document.ttl).toBeGreaterThan(0);
  const [after] = await lookUp(world, { lookup: { type: 'subject', subjectId }, by: 'key' });
  expect(after?.erasures).toMatchObject([{ state: 'completed' }]);
  const key = world.keys.identifierKey(emailIdentifier(email));
  expect(await world.identifiers.find(key)).toBeUndefined();
});
