import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DisclosureOrder, parseDisclosure } from '../../shared/domain/disclosure-input.ts';
import type { SubjectId } from '../../shared/domain/id.ts';
import { emailIdentifier } from '../../shared/domain/identifier.ts';
import { memory } from '../../shared/policy/retention.ts';
import type { World } from '../../shared/ports.ts';
import { listDisclosures } from '../../shared/usecases/list-disclosures.ts';
import { lookUp } from '../../shared/usecases/look-up-person.ts';
import { placeHold } from '../../shared/usecases/place-hold.ts';
import { recordDisclosure } from '../../shared/usecases/record-disclosure.ts';
import { withdrawStorage } from '../../shared/usecases/withdraw-storage.ts';
import { later } from './consenting.ts';
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

const stated = {
  authority: 'Oslo tingrett',
  legalBasis: 'tvisteloven § 26-5',
  reference: '26-123456TVI-TOSL/04',
  fields: ['name', 'email'],
  disclosedOn: '2026-11-20',
} as const;

const record = (subjectId: SubjectId, rest: Partial<DisclosureOrder> = {}) =>
  recordDisclosure(world, { ...stated, subjectId, ...rest });
const fileOf = async (subjectId: SubjectId) => {
  const [file] = await lookUp(world, { lookup: { type: 'subject', subjectId }, by: 'key' });
  return file ?? expect.unreachable('nobody is there');
};
const recordsOf = async (subjectId: SubjectId) =>
  (await world.subjects.holdings(subjectId)).records.map(({ document: { kind, id } }) => ({ kind, id }));
const listed = async (subjectId: SubjectId) =>
  (await listDisclosures(world)).filter((each) => each.subjectId === subjectId);

test('a disclosure says which records and fields went where, on what ground, and never what they say', async () => {
  const subjectId = await office.receive('kari@example.test', { name: 'Kari Nordmann' });
  const receipt = await record(subjectId);
  expect(receipt).toEqual({ outcome: 'recorded', disclosureId: expect.stringContaining(`${subjectId}.`) });

  const records = await recordsOf(subjectId);
  const [entry, ...others] = await listed(subjectId);
  expect(others).toEqual([]);
  expect(entry).toEqual({
    ...stated,
    subjectId,
    disclosureId: receipt.outcome === 'recorded' && receipt.disclosureId,
    records,
    recordedAt: expect.stringMatching(/Z$/),
  });
  expect((await fileOf(subjectId)).disclosures).toMatchObject([{ authority: 'Oslo tingrett', records }]);
  const told = (await database.eventsOf(subjectId)).find(({ type }) => type.includes('disclosure'));
  expect(told?.data).toMatchObject({ records, fields: ['name', 'email'], disclosedOn: '2026-11-20' });
  expect(JSON.stringify([entry, told])).not.toMatch(/kari|nordmann/i);
});

test('one of several records can be named, and only a record of the person', async () => {
  const subjectId = await office.receive('several@example.test');
  await office.receive('several@example.test');
  const other = await office.receive('other@example.test');
  const [first] = await recordsOf(subjectId);
  const [foreign] = await recordsOf(other);
  const fields = ['email'] as const;
  expect(await record(subjectId, { fields, records: [first?.id ?? '', first?.id ?? ''] })).toMatchObject({
    outcome: 'recorded',
  });
  expect(await listed(subjectId)).toMatchObject([{ records: [first] }]);
  expect(await record(subjectId, { fields, records: [foreign?.id ?? ''] })).toEqual({
    outcome: 'invalid',
    errors: [{ pointer: '/records', reason: 'unknown-record' }],
  });
});

test('a field that is in none of the records was not handed over', async () => {
  const subjectId = await office.receive('no-phone@example.test');
  expect(await record(subjectId, { fields: ['email', 'phone'] })).toEqual({
    outcome: 'invalid',
    errors: [{ pointer: '/fields', reason: 'not-in-records' }],
  });
  expect(await listed(subjectId)).toEqual([]);
});

test('a person who is restricted and held can be disclosed: it has happened', async () => {
  const subjectId = await office.receive('restricted@example.test');
  const hold = { reason: 'a claim', authority: 'the district court', reviewOn: '2027-01-01' };
  await placeHold(world, { subjectId, restricts: true, ...hold });
  expect(await record(subjectId, { fields: ['email'] })).toMatchObject({ outcome: 'recorded' });
});

describe('when the person is erased', () => {
  test('the disclosure stays and leads to nobody; what was erased can still be named', async () => {
    const email = 'erased@example.test';
    const subjectId = await office.receive(email);
    const [registration] = await recordsOf(subjectId);
    await record(subjectId, { fields: ['email'] });
    await withdrawStorage(world, { subjectId, by: 'staff' });
    await office.timers(later(world, { hours: 1 }));
    expect(await lookUp(world, { lookup: emailIdentifier(email), by: 'key' })).toEqual([]);
    expect((await office.headOf(subjectId))?.closedAt).toBeDefined();

    expect(await listed(subjectId)).toHaveLength(1);
    expect((await fileOf(subjectId)).disclosures).toMatchObject([{ records: [registration] }]);

    // What was handed over before, and typed in only now.
    const records = [registration?.id ?? ''];
    expect(await record(subjectId, { records, fields: ['email'] })).toMatchObject({ outcome: 'recorded' });
    expect(await record(subjectId, { fields: ['email'] })).toEqual({
      outcome: 'invalid',
      errors: [{ pointer: '/records', reason: 'missing' }],
    });
  });

  test('and goes by itself when the register forgets', async () => {
    const subjectId = await office.receive('forgotten@example.test');
    await record(subjectId, { fields: ['email'] });
    const { disclosures } = await world.subjects.holdings(subjectId);
    const at = world.clock.now().toZonedDateTimeISO('Europe/Oslo');
    const seconds = at.until(at.add(memory.disclosure.period)).total('seconds');
    expect(disclosures[0]?.document.ttl).toBeGreaterThan(seconds - 5);
    expect(disclosures[0]?.document.ttl).toBeLessThan(seconds + 5);
  });
});

test('nobody is nobody', async () => {
  const subjectId = '00000000-0000-4000-8000-000000000000' as SubjectId;
  expect(await record(subjectId)).toEqual({
    outcome: 'invalid',
    errors: [{ pointer: '/subjectId', reason: 'not-an-id' }],
  });
});

test.each(['authority', 'legalBasis', 'reference'] as const)(
  'the %s may not name the person: it stays when the person is gone',
  async (text) => {
    const email = `${text.toLowerCase()}@example.test`;
    const subjectId = await office.receive(email, { name: 'Ola Nordmann', phone: '+4722334455' });
    for (const named of ['Ola Nordmann', 'til ola@other.test', 'tlf 22 33 44 55']) {
      expect(await record(subjectId, { [text]: `Sak om ${named}` })).toEqual({
        outcome: 'invalid',
        errors: [{ pointer: `/${text}`, reason: 'names-the-person' }],
      });
    }
    expect(await listed(subjectId)).toEqual([]);
  },
);

describe('what is stated', () => {
  const at = Temporal.Instant.from('2026-11-22T12:00:00Z');
  const input = { ...stated, subjectId: '7c1d5b0e-52f4-4d0c-9a3f-3f0e6d1c2b4a' };
  const wrongIn = (rest: object) => {
    const parsed = parseDisclosure({ ...input, ...rest }, at);
    return parsed.outcome === 'invalid'
      ? parsed.errors.map(({ pointer, reason }) => `${pointer} ${reason}`)
      : [];
  };

  test('is read with the fields in their own order, each once', () => {
    expect(parseDisclosure({ ...input, fields: ['phone', 'name', 'phone'] }, at)).toMatchObject({
      value: { fields: ['name', 'phone'], records: undefined },
    });
    expect(wrongIn({ disclosedOn: '2021-11-22' })).toEqual([]);
  });

  test.each<[object, string[]]>([
    [{ subjectId: 'kari' }, ['/subjectId not-an-id']],
    [
      { authority: ' ', legalBasis: undefined, reference: 7 },
      ['/authority missing', '/legalBasis missing', '/reference not-text'],
    ],
    [{ reference: 'x'.repeat(101) }, ['/reference too-long']],
    [{ fields: [] }, ['/fields missing']],
    [{ fields: undefined }, ['/fields missing']],
    [{ fields: ['salary'] }, ['/fields/0 not-valid']],
    [{ records: 'all' }, ['/records not-valid']],
    [{ records: Array.from({ length: 1001 }, () => 'one') }, ['/records too-many']],
    [{ disclosedOn: '2026-02-30' }, ['/disclosedOn not-a-date']],
    [{ disclosedOn: '2026-11-23' }, ['/disclosedOn in-the-future']],
    [{ disclosedOn: '2021-11-21' }, ['/disclosedOn past-its-retention']],
  ])('is refused where it is wrong: %j', (rest, errors) => {
    expect(wrongIn(rest)).toEqual(errors);
  });
});
