import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SubjectId } from '../../shared/domain/id.ts';
import { type PurposeId, purposeIds } from '../../shared/policy/purposes.ts';
import type { World } from '../../shared/ports.ts';
import { lookUp } from '../../shared/usecases/look-up-person.ts';
import { rectifyPerson } from '../../shared/usecases/rectify-person.ts';
import { withdrawConsent } from '../../shared/usecases/withdraw-consent.ts';
import { withdrawStorage } from '../../shared/usecases/withdraw-storage.ts';
import { type Consenting, consentingOver, later } from './consenting.ts';
import { dyingAtEachWrite } from './crash.ts';
import { type Database, startDatabase } from './database.ts';
import { type Office, officeOver } from './office.ts';

let database: Database;
let world: World;
let people: Consenting;
let office: Office;
beforeAll(async () => {
  database = await startDatabase();
  ({ world } = database);
  people = consentingOver(database);
  office = officeOver(database);
});
afterEach(() => database.answers.clear());
afterAll(() => database.stop());

const correctEmail = (using: World, subjectId: SubjectId, email: string) =>
  rectifyPerson(using, { subjectId, corrections: { email } });

describe('the address of a customer who does not want to be kept, corrected', () => {
  const [before, after] = ['kari@old.example.test', 'kari@new.example.test'];

  test('is not written to for what was refused at the old one, nor is the old one for anything', async () => {
    await office.issueLicence('L-corrected', { email: before });
    const subjectId = await people.join(before);
    await withdrawStorage(world, { subjectId, by: 'preferences-page' });
    await database.deliver();
    expect(await people.check(before, 'quality-evaluation')).toMatchObject({ because: 'suppressed' });

    expect(await correctEmail(world, subjectId, after)).toMatchObject({ outcome: 'rectified', records: 1 });
    expect(await people.check(after, 'quality-evaluation')).toEqual({
      allowed: false,
      because: 'suppressed',
    });
    expect(await people.check(after, 'technical-notices')).toMatchObject({ allowed: true });

    // At once, though no processor has answered yet.
    expect(await office.leadsTo(before)).toBeUndefined();
    const allowed = async (purpose: PurposeId) => (await people.check(before, purpose)).allowed;
    for (const purpose of purposeIds) {
      expect({ purpose, allowed: await allowed(purpose) }).toEqual({ purpose, allowed: false });
    }
    await database.deliver();
    expect(await office.leadsTo(before)).toBeUndefined();
    expect(await people.check(after, 'quality-evaluation')).toMatchObject({ because: 'suppressed' });
  });
});

test('a corrected number is told to those who may have numbers, and to nobody else', async () => {
  const [email, phone] = ['new-number@example.test', '+4722998877'];
  const subjectId = await office.receive(email, { phone: '+4722998866' });
  await rectifyPerson(world, { subjectId, corrections: { phone } });
  await database.deliver();
  const told = (await office.messagesOf(subjectId)).map(({ data }) => data.processor);
  expect(told.toSorted()).toEqual(['azure-monitor', 'zendesk']);
  expect(await office.noticesOf(subjectId, 'rectification')).toMatchObject([{ state: 'completed' }]);
});

test('a correction in which somebody dies before it is made leads no new address anywhere, and says nothing; after that it is made', async () => {
  const deaths = await dyingAtEachWrite(world, async ({ dying, step }) => {
    const [before, after] = [`old-${step}@example.test`, `new-${step}@example.test`];
    const subjectId = await office.receive(before);
    const isDead = await correctEmail(dying, subjectId, after).then(
      () => false,
      () => true,
    );
    // The draft, the new address, the batch: with that it is made, and to let go of the old address is all that is left.
    const died = isDead && step <= 3;
    await office.timers(later(world, { minutes: 31 }));
    expect(await office.leadsTo(before)).toBe(died ? subjectId : undefined);
    expect(await office.leadsTo(after)).toBe(died ? undefined : subjectId);
    const [file] = await lookUp(world, { lookup: { type: 'subject', subjectId }, by: 'key' });
    expect(file?.rectifications.map(({ state }) => state)).toEqual(died ? [] : ['completed']);

    const again = await correctEmail(world, subjectId, after);
    expect(again.outcome).toBe(died ? 'rectified' : 'nothing-to-correct');
  });
  expect(deaths).toBe(4);
});

test('an address that was corrected leads nowhere when the withdrawal sent to it is answered last', async () => {
  const [before, after] = ['w@old.example.test', 'w@new.example.test'];
  const subjectId = await people.join(before);
  await withdrawConsent(world, { subjectId, by: 'one-click' });
  const slow: World = {
    ...world,
    connectors: {
      ...world.connectors,
      goto: { ...world.connectors.goto, withdraw: async () => ({ answer: 'accepted', references: [] }) },
    },
  };
  await database.deliver(slow);
  await rectifyPerson(world, { subjectId, corrections: { email: after } });
  await database.deliver(slow);
  expect(await office.noticesOf(subjectId, 'rectification')).toMatchObject([{ state: 'completed' }]);
  expect(await office.leadsTo(before)).toBeUndefined();
  await office.timers(later(world, { hours: 24 }));
  expect(await office.noticesOf(subjectId, 'withdrawal')).toMatchObject([{ state: 'completed' }]);
  expect(await office.leadsTo(before)).toBeUndefined();
});
