import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emailIdentifier } from '../../shared/domain/identifier.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import type { World } from '../../shared/ports.ts';
import { lookUp } from '../../shared/usecases/look-up-person.ts';
import { receiveRegistration } from '../../shared/usecases/receive-registration.ts';
import { sweepIdentifiers } from '../../shared/usecases/sweep-identifiers.ts';
import { SweepIncomplete, sweepRetention } from '../../shared/usecases/sweep-retention.ts';
import { Crash, crash, dyingAtRelease } from './crash.ts';
import { type Database, startDatabase } from './database.ts';

let database: Database;
let world: World;
beforeAll(async () => {
  database = await startDatabase();
  ({ world } = database);
});
afterAll(() => database.stop());

const registration = (email: string, submittedOn = '2026-11-22'): Registration => ({
  channel: 'contact-form',
  marketing: false,
  locale: 'nb',
  email,
  submittedOn,
});
const receive = (using: World, email: string, submittedOn?: string) =>
  receiveRegistration(using, { registration: registration(email, submittedOn) });
const entryOf = (email: string) => world.identifiers.find(world.keys.identifierKey(emailIdentifier(email)));

/** The world in which the process dies at its first commit. */
const dyingAtCommit = (): World => ({ ...world, subjects: { ...world.subjects, commit: crash } });

describe('an intake that dies between the identifier and the record', () => {
  test('is made good by the next post of the same person', async () => {
    await expect(receive(dyingAtCommit(), 'next@example.test')).rejects.toThrow(Crash);
    await receive(world, 'next@example.test');
    expect(await lookUp(world, { lookup: emailIdentifier('next@example.test'), by: 'key' })).toHaveLength(1);
  });

  test('leaves an entry that the sweep of the next day releases, and no other', async () => {
    await receive(world, 'stays@example.test');
    await expect(receive(dyingAtCommit(), 'left@example.test')).rejects.toThrow(Crash);
    expect(await entryOf('left@example.test')).toBeDefined();
    const tomorrow = Temporal.Now.instant().add({ hours: 24 });
    const receipt = await sweepIdentifiers({ ...world, clock: { ...world.clock, now: () => tomorrow } });
    expect(receipt.released).toBe(1);
    expect(await entryOf('left@example.test')).toBeUndefined();
    expect(await entryOf('stays@example.test')).toBeDefined();
  });
});

/** The last processor answers, and whoever takes the answer dies before the identifiers are released. */
const dieAtRelease = async () => {
  await sweepRetention(world);
  await expect(database.deliver(dyingAtRelease(world))).rejects.toThrow(Crash);
};

describe('an erasure that dies before the identifiers are released', () => {
  test('is finished by the next sweep', async () => {
    await receive(world, 'half@example.test', '2001-01-01');
    await dieAtRelease();
    expect(await entryOf('half@example.test')).toBeDefined();
    await sweepRetention(world);
    expect(await entryOf('half@example.test')).toBeUndefined();
  });

  test('does not take in a new record of the same person: that begins a new subject', async () => {
    await receive(world, 'early@example.test', '2001-01-01');
    const before = (await entryOf('early@example.test'))?.document.subjectId;
    await dieAtRelease();
    await receive(world, 'early@example.test');
    await sweepRetention(world);
    const [found] = await lookUp(world, { lookup: emailIdentifier('early@example.test'), by: 'key' });
    expect(found?.subjectId).not.toBe(before);
    expect(found?.records).toHaveLength(1);
  });
});

describe('a record that arrives while the processors are still being asked', () => {
  test('keeps the subject, and what leads to it', async () => {
    await receive(world, 'back@example.test', '2001-01-01');
    await sweepRetention(world);
    await receive(world, 'back@example.test');
    await database.deliver();
    const [found] = await lookUp(world, { lookup: emailIdentifier('back@example.test'), by: 'key' });
    expect(found?.records).toHaveLength(1);
    expect(found?.erasures).toMatchObject([{ state: 'completed' }]);
  });
});

describe('an erasure of a part that dies before the identifiers are released', () => {
  const phone = '+4722334466';
  const byPhone = () => lookUp(world, { lookup: { type: 'phone', value: phone }, by: 'key' });
  const call = (email: string, submittedOn: string) =>
    receiveRegistration(world, { registration: { ...registration(email, submittedOn), phone } });

  test('does not take away a number that was given again meanwhile', async () => {
    await call('part@example.test', '2001-01-01');
    await receive(world, 'part@example.test');
    // The kept record holds processors off, so the erasure goes straight to its release.
    await expect(sweepRetention(dyingAtRelease(world))).rejects.toThrow(SweepIncomplete);
    await call('part@example.test', '2026-11-22');
    await sweepRetention(world);
    expect((await byPhone()).map(({ records }) => records.length)).toEqual([2]);
  });
});

test('the sweep of identifiers does not take one from an intake that is just adopting it', async () => {
  await expect(receive(dyingAtCommit(), 'adopted@example.test')).rejects.toThrow(Crash);
  const tomorrow = Temporal.Now.instant().add({ hours: 24 });
  let adopted = false;
  const racing: World = {
    ...world,
    clock: { ...world.clock, now: () => tomorrow },
    subjects: {
      ...world.subjects,
      read: async (...given) => {
        const found = await world.subjects.read(...given);
        if (!adopted && found === undefined) {
          adopted = true;
          await receive(world, 'adopted@example.test');
        }
        return found;
      },
    },
  };
  await sweepIdentifiers(racing);
  expect(adopted).toBe(true);
  expect(await lookUp(world, { lookup: emailIdentifier('adopted@example.test'), by: 'key' })).toHaveLength(1);
});

test('a subject that cannot be erased does not keep the others', async () => {
  for (const name of ['stuck', 'free-1', 'free-2'])
    await receive(world, `${name}@example.test`, '2001-01-01');
  const stuck = (await entryOf('stuck@example.test'))?.document.subjectId;
  const failing: World = {
    ...world,
    subjects: {
      ...world.subjects,
      commit: (change) => (change.subjectId === stuck ? crash() : world.subjects.commit(change)),
    },
  };
  await expect(sweepRetention(failing)).rejects.toThrow('1 of 3 subjects could not be erased');
  await database.deliver();
  expect(await entryOf('free-1@example.test')).toBeUndefined();
  expect(await entryOf('free-2@example.test')).toBeUndefined();
  expect(await entryOf('stuck@example.test')).toBeDefined();
  await sweepRetention(world);
});

test('a record that arrives while the last one is being erased is not erased with it', async () => {
  await receive(world, 'meanwhile@example.test', '2001-01-01');
  let interrupted = false;
  const racing: World = {
    ...world,
    subjects: {
      ...world.subjects,
      commit: async (change) => {
        if (!interrupted) {
          interrupted = true;
          await receive(world, 'meanwhile@example.test');
        }
        return world.subjects.commit(change);
      },
    },
  };
  await sweepRetention(racing);
  const [found] = await lookUp(world, { lookup: emailIdentifier('meanwhile@example.test'), by: 'key' });
  expect(found?.records).toMatchObject([{ submittedOn: '2026-11-22' }]);
});
