import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SubjectId } from '../../shared/domain/id.ts';
import type { World } from '../../shared/ports.ts';
import { askForProof } from '../../shared/usecases/ask-for-proof.ts';
import { cancelForPerson } from '../../shared/usecases/cancel-request.ts';
import { extendRequest } from '../../shared/usecases/extend-request.ts';
import { placeHold } from '../../shared/usecases/place-hold.ts';
import { recordDisclosure } from '../../shared/usecases/record-disclosure.ts';
import { releaseHold } from '../../shared/usecases/release-hold.ts';
import { reviewHold } from '../../shared/usecases/review-hold.ts';
import { type Asking, askingOver } from './asking.ts';
import { type Database, startDatabase } from './database.ts';
import { type Office, officeOver } from './office.ts';

let database: Database;
let world: World;
let people: Asking;
let office: Office;
beforeAll(async () => {
  database = await startDatabase();
  ({ world } = database);
  people = askingOver(database);
  office = officeOver(database);
});
afterAll(() => database.stop());

const by = 'somebody';

async function dataOf(subject: string, name: string): Promise<object | undefined> {
  const events = await database.eventsOf(subject as SubjectId);
  return events.find(({ type }) => type === `works.contracting.privacy.${name}.v1`)?.data;
}

describe('it is recorded who of the staff', () => {
  test('placed a hold, looked at it and released it', async () => {
    const subjectId = await office.receive('held@example.test');
    const order = { subjectId, restricts: false, reason: 'case 1', authority: 'Oslo tingrett' };
    const placed = await placeHold(world, { ...order, reviewOn: '2027-03-01' }, by);
    if (placed.outcome !== 'placed') throw new Error('refused');
    const { holdId } = placed;
    await reviewHold(world, { holdId, reviewOn: '2027-06-01', by });
    await releaseHold(world, holdId, by);
    for (const name of ['hold.placed', 'hold.reviewed', 'hold.released']) {
      expect(await dataOf(subjectId, name)).toMatchObject({ holdId, by });
    }
  });

  test('recorded a disclosure', async () => {
    const subjectId = await office.receive('disclosed@example.test');
    const order = { subjectId, authority: 'Økokrim', legalBasis: 'strpl. § 210', reference: '26-1' };
    await recordDisclosure(world, { ...order, fields: ['email'], disclosedOn: '2026-11-20' }, by);
    expect(await dataOf(subjectId, 'disclosure.recorded')).toMatchObject({ by });
  });

  test('asked for proof, extended a request and took one back', async () => {
    const one = await people.typeIn('access', 'proof@example.test');
    await askForProof(world, { requestId: one, by });
    await cancelForPerson(world, { requestId: one, by });
    const evidence = { identity: 'case 2', corrections: { name: 'Kari' } };
    await office.receive('extended@example.test', { name: 'Kåri' });
    const other = await people.typeIn('rectification', 'extended@example.test', evidence);
    await extendRequest(world, { requestId: other, input: { reason: 'complexity' }, by });
    expect(await dataOf(one, 'request.proof-asked')).toMatchObject({ by });
    expect(await dataOf(one, 'request.cancelled')).toMatchObject({ by: 'staff', staff: by });
    expect(await dataOf(other, 'request.extended')).toMatchObject({ by });
  });
});
