import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventName } from '../../shared/domain/event.ts';
import type { SubjectId } from '../../shared/domain/id.ts';
import { emailIdentifier } from '../../shared/domain/identifier.ts';
import type { World } from '../../shared/ports.ts';
import { chaseProcessors } from '../../shared/usecases/chase-processors.ts';
import { lookUp } from '../../shared/usecases/look-up-person.ts';
import { receiveLicenceEvent } from '../../shared/usecases/receive-licence-event.ts';
import { receiveRegistration } from '../../shared/usecases/receive-registration.ts';
import { sweepRetention } from '../../shared/usecases/sweep-retention.ts';
import { verifyErasures } from '../../shared/usecases/verify-erasures.ts';
import { withdrawStorage } from '../../shared/usecases/withdraw-storage.ts';
import { dyingAtWrite } from './crash.ts';
import { type Database, startDatabase } from './database.ts';

let database: Database;
let world: World;
beforeAll(async () => {
  database = await startDatabase();
  ({ world } = database);
});
afterAll(() => database.stop());

/** The world an hour later, when every reminder is due. */
const later = (): World => ({
  ...world,
  clock: { ...world.clock, now: () => world.clock.now().add({ hours: 1 }) },
});

/** What the timers and the broker do until nothing is left to do. */
async function goOn(): Promise<void> {
  await database.deliver(later());
  for (let round = 0; round < 3; round += 1) {
    await sweepRetention(later());
    await chaseProcessors(later());
    await database.deliver(later());
  }
  await verifyErasures(later());
}

const toldOf = async (subjectId: SubjectId, name: EventName) =>
  (await database.eventsOf(subjectId)).filter(({ type }) => type.endsWith(`.${name}.v1`)).length;

const steps = Array.from({ length: 16 }, (_, step) => step + 1);

describe('an erasure in which somebody dies at any write', () => {
  test.each(steps)(
    'before write %i is completed and verified all the same, and told of once',
    async (step) => {
      const email = `dies-${step}@example.test`;
      await receiveRegistration(world, {
        registration: { channel: 'event', marketing: false, locale: 'nb', submittedOn: '2001-01-01', email },
      });
      const licenceId = `D-${step}`;
      const licence = { source: '/licences', timed: true, licenceId };
      await receiveLicenceEvent(world, {
        ...licence,
        id: `issued-${step}`,
        name: 'issued',
        at: '2001-01-01T00:00:00.000Z',
        contact: { email },
      });
      await receiveLicenceEvent(world, {
        ...licence,
        id: `ended-${step}`,
        name: 'terminated',
        at: '2001-02-01T00:00:00.000Z',
        endedOn: '2001-02-01',
      });
      const [before] = await lookUp(world, emailIdentifier(email));
      if (before === undefined) throw new Error('nobody was registered');

      const dying = dyingAtWrite(world, step);
      await sweepRetention(dying)
        .then(() => database.deliver(dying))
        .catch(() => undefined);
      await goOn();

      expect(await lookUp(world, emailIdentifier(email))).toEqual([]);
      const [after] = await lookUp(world, { type: 'subject', subjectId: before.subjectId });
      expect(after?.records).toEqual([]);
      for (const { state } of after?.erasures ?? []) expect(state).toBe('verified');
      expect(await toldOf(before.subjectId, 'registration.erased')).toBe(1);
      expect(await toldOf(before.subjectId, 'erasure.completed')).toBe(after?.erasures.length);
    },
  );
});

describe('a withdrawal in which somebody dies at any write', () => {
  test.each(steps)(
    'before write %i ends in the erasure that was asked for, and the person is told',
    async (step) => {
      const email = `asks-${step}@example.test`;
      await receiveRegistration(world, {
        registration: { channel: 'event', marketing: false, locale: 'en', submittedOn: '2026-11-01', email },
      });
      const [before] = await lookUp(world, emailIdentifier(email));
      if (before === undefined) throw new Error('nobody was registered');
      const withdraw = (using: World) => withdrawStorage(using, { subjectId: before.subjectId, by: 'staff' });

      const dying = dyingAtWrite(world, step);
      await withdraw(dying)
        .then(() => database.deliver(dying))
        .catch(() => undefined);
      // Whoever got no answer asks again.
      await withdraw(world);
      await goOn();

      expect(await lookUp(world, emailIdentifier(email))).toEqual([]);
      const letters = database.sent.filter(({ to }) => to === email);
      expect(letters.map(({ letter: { letter } }) => letter)).toContain('erasure-completed');
      expect(new Set(letters.map(({ messageId }) => messageId)).size).toBe(1);
    },
  );
});
