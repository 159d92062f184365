import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emailIdentifier } from '../../shared/domain/identifier.ts';
import type { LicenceEvent } from '../../shared/domain/licence-event.ts';
import type { World } from '../../shared/ports.ts';
import { lookUp } from '../../shared/usecases/look-up-person.ts';
import { receiveLicenceEvent } from '../../shared/usecases/receive-licence-event.ts';
import { receiveRegistration } from '../../shared/usecases/receive-registration.ts';
import { sweepRetention } from '../../shared/usecases/sweep-retention.ts';
import { dyingAtRelease, dyingAtWrite } from './crash.ts';
import { type Database, startDatabase } from './database.ts';

let database: Database;
let world: World;
beforeAll(async () => {
  database = await startDatabase();
  ({ world } = database);
});
afterAll(() => database.stop());

let count = 0;
const next = () => `${(count += 1)}`;

/** Events of one licence; `contacts` are its possible contact persons. */
function licence() {
  const licenceId = `L-${next()}`;
  const base = (day: number) => ({
    id: next(),
    source: '/licences',
    licenceId,
    timed: true,
    at: `2026-01-${String(day).padStart(2, '0')}T08:00:00.000Z`,
  });
  const contacts = ['a', 'b', 'c'].map((name) => `${name}-${licenceId.toLowerCase()}@example.test`);
  return {
    contacts,
    issued: (day: number, contact: number): LicenceEvent => ({
      ...base(day),
      name: 'issued',
      contact: { email: contacts[contact] },
    }),
    terminated: (day: number, endedOn = '2026-06-30'): LicenceEvent => ({
      ...base(day),
      name: 'terminated',
      endedOn,
    }),
    reinstated: (day: number): LicenceEvent => ({ ...base(day), name: 'reinstated' }),
  };
}

async function recordsOf(email: string | undefined) {
  const files = await lookUp(world, { lookup: emailIdentifier(email ?? ''), by: 'key' });
  return files.flatMap(({ records }) => records.filter((record) => record.kind === 'licence'));
}

describe('a licence whose contact is replaced', () => {
  test('stays with the later contact when the earlier issue arrives last', async () => {
    const { contacts, issued } = licence();
    await receiveLicenceEvent(world, issued(20, 1));
    await receiveLicenceEvent(world, issued(10, 0));
    expect(await recordsOf(contacts[0])).toEqual([]);
    expect(await recordsOf(contacts[1])).toMatchObject([{ issuedOn: '2026-01-10' }]);
  });

  test('has one record, with the latest contact and the latest end, however its events meet', async () => {
    const kinds = fc.array(
      fc.record({
        kind: fc.constantFrom('issued', 'terminated', 'reinstated'),
        day: fc.integer({ min: 2, max: 28 }),
        contact: fc.nat(2),
      }),
      { minLength: 1, maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(kinds, async (drawn) => {
        const { contacts, issued, terminated, reinstated } = licence();
        const days = new Set(drawn.map(({ day }) => day));
        fc.pre(days.size === drawn.length);
        const events = drawn.map(({ kind, day, contact }) => {
          if (kind === 'issued') return issued(day, contact);
          return kind === 'terminated' ? terminated(day) : reinstated(day);
        });
        await Promise.all(
          [issued(1, 0), ...events, ...events].map((each) => receiveLicenceEvent(world, each)),
        );

        const latest = <Kind>(wanted: (each: (typeof drawn)[number]) => Kind | undefined) =>
          drawn
            .toSorted((one, other) => one.day - other.day)
            .map(wanted)
            .findLast((each) => each !== undefined);
        const holder = latest(({ kind, contact }) => (kind === 'issued' ? contact : undefined)) ?? 0;
        const lifecycle = latest(({ kind }) => (kind === 'issued' ? undefined : kind));
        const found = await Promise.all(contacts.map(recordsOf));
        expect(found.map((records) => records.length)).toEqual(
          contacts.map((_, index) => (index === holder ? 1 : 0)),
        );
        expect(found[holder]?.[0]?.endedOn).toBe(lifecycle === 'terminated' ? '2026-06-30' : null);
      }),
      { numRuns: 25 },
    );
  });
});

describe('an erasure of a licence that died before it left word', () => {
  test('does not let an old event bring the person back', async () => {
    const { contacts, issued, terminated } = licence();
    const first = issued(1, 0);
    await receiveLicenceEvent(world, first);
    await receiveLicenceEvent(world, terminated(2, '2026-01-02'));
    await expect(sweepRetention(dyingAtRelease(world))).rejects.toThrow('could not be erased');
    expect(await receiveLicenceEvent(world, first)).toEqual({ outcome: 'nothing-new' });
    expect(await recordsOf(contacts[0])).toEqual([]);
    await sweepRetention(world);
    expect(await receiveLicenceEvent(world, first)).toEqual({ outcome: 'nothing-new' });
  });

  test('does not swallow the end of a licence that was issued anew in between', async () => {
    const { contacts, issued, terminated } = licence();
    const [email = ''] = contacts;
    await receiveRegistration(world, {
      registration: { channel: 'event', marketing: false, locale: 'nb', submittedOn: '2026-11-22', email },
    });
    await receiveLicenceEvent(world, issued(1, 0));
    await receiveLicenceEvent(world, terminated(2, '2026-01-02'));
    await expect(sweepRetention(dyingAtRelease(world))).rejects.toThrow('could not be erased');
    expect(await receiveLicenceEvent(world, issued(20, 0))).toEqual({ outcome: 'recorded' });
    await sweepRetention(world);
    expect(await receiveLicenceEvent(world, terminated(21, '2026-12-31'))).toEqual({ outcome: 'recorded' });
    expect(await recordsOf(email)).toMatchObject([{ endedOn: '2026-12-31' }]);
  });
});

describe('a takeover that dies at any step', () => {
  /** The world in which the turn of somebody who died is over. */
  const later = (): World => ({
    ...world,
    clock: { ...world.clock, now: () => world.clock.now().add({ minutes: 1 }) },
  });

  test.each(Array.from({ length: 14 }, (_, step) => step + 1))(
    'before write %i is made good when the event comes again, or the next one',
    async (step) => {
      for (const repeated of [true, false]) {
        const { contacts, issued, terminated } = licence();
        const replacing = issued(10, 1);
        await receiveLicenceEvent(world, issued(1, 0));
        const died = await receiveLicenceEvent(dyingAtWrite(world, step), replacing).then(
          () => false,
          () => true,
        );
        if (repeated) await receiveLicenceEvent(later(), replacing);
        await receiveLicenceEvent(later(), terminated(20));
        await receiveLicenceEvent(later(), replacing);
        expect(await recordsOf(contacts[0])).toEqual([]);
        expect(await recordsOf(contacts[1])).toMatchObject([{ endedOn: '2026-06-30' }]);
        if (step <= 4) expect(died).toBe(true);
      }
    },
  );
});
