import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PurposeId } from '../../shared/policy/purposes.ts';
import type { World } from '../../shared/ports.ts';
import { listAudience } from '../../shared/usecases/list-audience.ts';
import { placeHold } from '../../shared/usecases/place-hold.ts';
import { receiveLicenceEvent } from '../../shared/usecases/receive-licence-event.ts';
import { suppressAddress } from '../../shared/usecases/suppress-address.ts';
import { type Consenting, consentingOver } from './consenting.ts';
import { type Database, startDatabase } from './database.ts';

let database: Database;
let world: World;
let people: Consenting;
beforeAll(async () => {
  database = await startDatabase();
  ({ world } = database);
  people = consentingOver(database);
});
afterAll(() => database.stop());

async function issue(licenceId: string, contact: { readonly email?: string; readonly phone?: string }) {
  const [id, source, at] = [`issue-${licenceId}`, '/licences', '2026-01-01T08:00:00.000Z'];
  await receiveLicenceEvent(world, { id, source, licenceId, timed: true, at, name: 'issued', contact });
}

const emailsIn = async (purpose: PurposeId) =>
  (await people.audience(purpose)).map(({ email = 'none' }) => email).toSorted();

describe('an audience', () => {
  test('names a customer once, however many licences, with what the purpose needs', async () => {
    const email = 'two-licences@example.test';
    await issue('L-1', { email, phone: '+4722110022' });
    await issue('L-2', { email });
    const subjectId = await people.subjectOf(email);
    expect(await people.audience('technical-notices')).toEqual([
      { subjectId, email, since: '2025-12-31T23:00:00Z' },
    ]);
    expect(await people.audience('support')).toMatchObject([{ email, phone: '+4722110022' }]);
  });

  test('leaves out who cannot be reached by what the purpose may use', async () => {
    await issue('L-3', { phone: '+4722110033' });
    expect(await emailsIn('technical-notices')).toEqual(['two-licences@example.test']);
    expect((await people.audience('support')).map(({ phone }) => phone)).toContain('+4722110033');
  });

  test('leaves out who is restricted, and who objected to what can be objected to', async () => {
    const [restricted, objecting] = ['restricted@example.test', 'objects@example.test'];
    await people.join(restricted);
    await people.join(objecting);
    await placeHold(world, {
      subjectId: await people.subjectOf(restricted),
      restricts: true,
      reason: 'disputed',
      authority: 'GDPR Art. 18',
      reviewOn: '2027-01-01',
    });
    await suppressAddress(world, { email: objecting, purposes: ['quality-evaluation'] });
    expect(await emailsIn('marketing')).toEqual([objecting]);
    expect(await emailsIn('quality-evaluation')).toEqual(['two-licences@example.test']);
    expect(await emailsIn('support')).toEqual(['none', objecting, 'two-licences@example.test']);
  });

  test('says of each what a consent check says of the address', async () => {
    await people.signUp('not-confirmed@example.test', { channel: 'newsletter' });
    const everybody = [
      'two-licences@example.test',
      'restricted@example.test',
      'objects@example.test',
      'not-confirmed@example.test',
    ];
    for (const purpose of ['marketing', 'technical-notices', 'support', 'quality-evaluation'] as const) {
      const listed = await emailsIn(purpose);
      for (const email of everybody) {
        const { allowed } = await people.check(email, purpose);
        expect({ purpose, email, allowed }).toEqual({ purpose, email, allowed: listed.includes(email) });
      }
    }
  });

  test('reads people as they are taken, and no further than that', async () => {
    let read = 0;
    const counting: World = {
      ...world,
      subjects: {
        ...world.subjects,
        async *everybody() {
          for await (const page of world.subjects.everybody()) {
            for (const person of page) {
              read += 1;
              yield [person];
            }
          }
        },
      },
    };
    const lines = listAudience(counting, 'support');
    await lines.next();
    const once = read;
    await lines.return(undefined);
    expect(once).toBeGreaterThan(0);
    expect(read).toBe(once);
  });
});
