import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SubjectId } from '../../shared/domain/id.ts';
import { emailIdentifier } from '../../shared/domain/identifier.ts';
import type { World } from '../../shared/ports.ts';
import { lookUp } from '../../shared/usecases/look-up-person.ts';
import { withdrawStorage } from '../../shared/usecases/withdraw-storage.ts';
import { recordingTelemetry } from '../telemetry-double.ts';
import { later } from './consenting.ts';
import { type Database, startDatabase } from './database.ts';
import { type Office, officeOver } from './office.ts';

let database: Database;
let office: Office;
let world: World;
const telemetry = recordingTelemetry();
beforeAll(async () => {
  database = await startDatabase();
  office = officeOver(database);
  world = {
    ...database.world,
    telemetry,
  };
});
afterAll(() => database.stop());

const staff = '4f9d1f6e-0c1b-4a52-9d55-0a8d7c6b5e4f';
const byEmail = (email: string, by: string, using = world) =>
  lookUp(using, { lookup: emailIdentifier(email), by });
const lookersOf = async (subjectId: SubjectId) =>
  (await database.eventsOf(subjectId)).flatMap(({ type, data }) =>
    type.includes('person.looked-up') && 'by' in data ? [data.by] : [],
  );

test('who looks stands in the file, the latest first, this very lookup with it', async () => {
  const subjectId = await office.receive('seen@example.test');
  await byEmail('seen@example.test', 'key');
  const [file] = await byEmail('seen@example.test', staff, later(world, { minutes: 5 }));
  expect(file?.lookups.map(({ by }) => by)).toEqual([staff, 'key']);
  expect(file?.lookups[0]?.at).toMatch(/Z$/);
  expect(await lookersOf(subjectId)).toEqual(['key', staff]);
});

test('a number that several share is recorded with each of them', async () => {
  const phone = '+4722334455';
  const first = await office.receive('first@example.test', { phone });
  const second = await office.receive('second@example.test', { phone });
  telemetry.said.length = 0;
  const files = await lookUp(world, { lookup: { type: 'phone', value: phone }, by: staff });
  expect(new Set(files.map(({ subjectId }) => subjectId))).toEqual(new Set([first, second]));
  expect(await lookersOf(first)).toEqual([staff]);
  expect(await lookersOf(second)).toEqual([staff]);
  expect(telemetry.said).toEqual([{ signal: 'lookup-made', by: 'staff', found: 'several' }]);
});

test('nobody found is counted, and recorded nowhere', async () => {
  telemetry.said.length = 0;
  const requests = await database.requests(async () => {
    expect(await byEmail('nobody@example.test', 'key')).toEqual([]);
  });
  expect(requests).toBe(1);
  expect(telemetry.said).toEqual([{ signal: 'lookup-made', by: 'key', found: 'none' }]);
});

test('the file of somebody who was erased is recorded too, and its record leads to nobody', async () => {
  const subjectId = await office.receive('gone@example.test');
  await withdrawStorage(world, { subjectId, by: 'staff' });
  await office.timers(later(world, { hours: 1 }));
  const lookup = { type: 'subject', subjectId } as const;
  const [file] = await lookUp(world, { lookup, by: staff });
  expect(file).toMatchObject({ records: [], erasures: [{ state: 'completed' }], lookups: [{ by: staff }] });
});

test('what cannot be recorded is not shown', async () => {
  await office.receive('unrecorded@example.test');
  const failing: World = {
    ...world,
    subjects: { ...world.subjects, commit: () => Promise.reject(new Error('Cosmos DB is away')) },
  };
  await expect(byEmail('unrecorded@example.test', staff, failing)).rejects.toThrow('Cosmos DB is away');
});

test('a file shows the last fifty lookups', async () => {
  await office.receive('often@example.test');
  for (let count = 0; count < 52; count += 1) {
    await byEmail('often@example.test', String(count), later(world, { seconds: count }));
  }
  const [file] = await byEmail('often@example.test', 'last', later(world, { hours: 1 }));
  expect(file?.lookups).toHaveLength(50);
  expect(file?.lookups.map(({ by }) => by).slice(0, 3)).toEqual(['last', '51', '50']);
});
