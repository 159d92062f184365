import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventName } from '../../shared/domain/event.ts';
import type { SubjectId } from '../../shared/domain/id.ts';
import { emailIdentifier } from '../../shared/domain/identifier.ts';
import type { World } from '../../shared/ports.ts';
import { lookUp } from '../../shared/usecases/look-up-person.ts';
import { sweepRetention } from '../../shared/usecases/sweep-retention.ts';
import { verifyErasures } from '../../shared/usecases/verify-erasures.ts';
import { withdrawStorage } from '../../shared/usecases/withdraw-storage.ts';
import { later } from './consenting.ts';
import { dyingAtEachWrite } from './crash.ts';
import { type Database, startDatabase } from './database.ts';
import { type Office, officeOver } from './office.ts';

let database: Database;
let world: World;
let office: Office;
beforeAll(async () => {
  database = await startDatabase();
  ({ world } = database);
  office = officeOver(database);
});
afterAll(() => database.stop());

/** What the timers and the broker do an hour later, when every reminder is due. */
async function goOn(): Promise<void> {
  const inAnHour = later(world, { hours: 1 });
  await office.timers(inAnHour);
  await verifyErasures(inAnHour);
}

/** Somebody does it, and takes it to whom it concerns, if nobody dies. */
const doOrDie = (dying: World, work: Promise<unknown>) =>
  work.then(() => database.deliver(dying)).catch(() => undefined);

const fileOf = async (subjectId: SubjectId) => {
  const [file] = await lookUp(world, { lookup: { type: 'subject', subjectId }, by: 'key' });
  return file ?? expect.unreachable('nobody is there');
};
const toldOf = async (subjectId: SubjectId, name: EventName) =>
  (await database.eventsOf(subjectId)).filter(({ type }) => type.endsWith(`.${name}.v1`)).length;

test('an erasure in which somebody dies at any write is completed and verified all the same, and told of once', async () => {
  const deaths = await dyingAtEachWrite(world, async ({ dying, step }) => {
    const email = `dies-${step}@example.test`;
    const subjectId = await office.receive(email, { submittedOn: '2001-01-01' });
    await office.issueLicence(`D-${step}`, { email });
    await office.endLicence(`D-${step}`, '2001-02-01');

    await doOrDie(dying, sweepRetention(dying));
    await goOn();

    expect(await lookUp(world, { lookup: emailIdentifier(email), by: 'key' })).toEqual([]);
    const { records, erasures } = await fileOf(subjectId);
    expect(records).toEqual([]);
    for (const { state } of erasures) expect(state).toBe('verified');
    expect(await toldOf(subjectId, 'registration.erased')).toBe(1);
    expect(await toldOf(subjectId, 'erasure.completed')).toBe(erasures.length);
  });
  expect(deaths).toBeGreaterThan(12);
});

describe('a withdrawal of the consent to be kept, in which somebody dies at any write', () => {
  const lettersTo = (email: string) => database.sent.filter(({ to }) => to === email);

  test('is either on its way, and completed by the timers alone, or nothing of it was written', async () => {
    let unwritten = 0;
    const deaths = await dyingAtEachWrite(world, async ({ dying, step }) => {
      const email = `asks-${step}@example.test`;
      const subjectId = await office.receive(email, { locale: 'en' });
      const withdraw = (using: World) => withdrawStorage(using, { subjectId, by: 'staff' });

      await doOrDie(dying, withdraw(dying));
      const isWritten = (await toldOf(subjectId, 'consent.withdrawn')) > 0;
      await goOn();
      if (!isWritten) {
        unwritten += 1;
        expect(await toldOf(subjectId, 'registration.received')).toBe(
          (await database.eventsOf(subjectId)).length,
        );
        const { records, erasures, withdrawals } = await fileOf(subjectId);
        expect([records.length, erasures, withdrawals]).toEqual([1, [], []]);
        expect(lettersTo(email)).toEqual([]);
        // Whoever got no answer asks again.
        await withdraw(world);
        await goOn();
      }
      expect(await lookUp(world, { lookup: emailIdentifier(email), by: 'key' })).toEqual([]);
      expect((await office.headOf(subjectId))?.closedAt).toBeDefined();
      expect(await toldOf(subjectId, 'consent.withdrawn')).toBe(1);
      const letters = lettersTo(email);
      expect(letters.map(({ letter: { letter } }) => letter)).toContain('erasure-completed');
      expect(new Set(letters.map(({ messageId }) => messageId)).size).toBe(1);
    });
    expect(deaths).toBeGreaterThan(12);
    // The word at the address comes first, then the batch with all the rest.
    expect(unwritten).toBe(2);
  });
});
