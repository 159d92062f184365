import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsOn } from './acts.ts';
import { eventually, nameOf, type Product, startProduct } from './product.ts';

let product: Product;
let acts: Acts;
beforeAll(async () => {
  product = await startProduct();
  acts = actsOn(product);
});
afterAll(() => product.stop());

const fileOf = (subjectId: string) => product.lookUpSubject(subjectId);
const statesOf = async (subjectId: string) => (await fileOf(subjectId)).erasures.map(({ state }) => state);
const recordsOf = async (subjectId: string) => (await fileOf(subjectId)).records;
const sweepAt = async (instant: string) => {
  await product.stack.clock.set(instant);
  await product.runTimer('sweep-retention');
};
const hold = async (order: object): Promise<string> => {
  const { status, body } = await acts.placeHold(order);
  expect(status).toBe(201);
  expect(body).toEqual({ holdId: expect.any(String) });
  return (body as { holdId: string }).holdId;
};
const namesOf = (subjectId: string) => product.told(subjectId).map(nameOf);
const areTold = (subjectId: string, names: readonly string[]) =>
  eventually(() =>
    expect(namesOf(subjectId).filter((name) => !name.startsWith('processor.'))).toEqual(names),
  );

// The clock goes on from test to test; each moves it further.
describe('a hold on a person', () => {
  const email = 'claimed@example.test';
  let subjectId: string;
  let holdId: string;

  test('keeps what is due, and the file and the events say so', async () => {
    subjectId = await acts.register({ email }, '2022-03-01');
    holdId = await hold({ subjectId });
    await sweepAt('2027-03-02T01:37:00Z');
    expect(await statesOf(subjectId)).toEqual(['held']);
    expect(await recordsOf(subjectId)).toHaveLength(1);
    expect((await product.lookUp({ email }))[0]?.holds).toMatchObject([
      { id: holdId, reason: 'A claim is before the court.' },
    ]);
    await areTold(subjectId, ['registration.received', 'hold.placed', 'erasure.requested', 'erasure.held']);
    const held = product.told(subjectId).find((event) => nameOf(event) === 'erasure.held');
    expect(held?.data).toMatchObject({ holds: [holdId] });
    expect(JSON.stringify(product.told(subjectId))).not.toMatch(/before the court|tingrett/);
  });

  test('is not asked about again by each sweep', async () => {
    await product.runTimer('sweep-retention');
    expect(await statesOf(subjectId)).toEqual(['held']);
  });

  test('lets it go on when it is released', async () => {
    expect((await acts.releaseHold(holdId)).status).toBe(204);
    expect(await recordsOf(subjectId)).toEqual([]);
    await eventually(async () => expect(await statesOf(subjectId)).toEqual(['completed']));
    expect(await product.lookUp({ email })).toEqual([]);
    await areTold(subjectId, [
      'registration.received',
      'hold.placed',
      'erasure.requested',
      'erasure.held',
      'hold.released',
      'registration.erased',
      'erasure.started',
      'erasure.completed',
    ]);
  });

  test('keeps what a person withdraws, and tells the person when it is gone after all', async () => {
    const withdrawing = { email: 'held-withdrawal@example.test', locale: 'en' };
    const id = await acts.register(withdrawing);
    const kept = await hold({ subjectId: id });
    await acts.withdraw(withdrawing.email, 'storage');
    expect(await statesOf(id)).toEqual(['held']);
    expect(await acts.mayUse(withdrawing.email, 'quality-evaluation')).toMatchObject({ allowed: false });
    expect(product.mails(withdrawing.email)).toEqual([]);

    await acts.releaseHold(kept);
    await eventually(async () => expect(await statesOf(id)).toEqual(['completed']));
    expect(product.mails(withdrawing.email)).toMatchObject([{ subject: 'What you sent us has been erased' }]);
  });
});

describe('a hold on one record', () => {
  test('keeps that registration and no other', async () => {
    const email = 'one-record@example.test';
    const subjectId = await acts.register({ email }, '2022-03-05');
    const [first] = await recordsOf(subjectId);
    await acts.register({ email }, '2022-03-04');
    const holdId = await hold({ subjectId, recordId: first?.id });
    await sweepAt('2027-03-06T01:37:00Z');
    expect((await recordsOf(subjectId)).map(({ id }) => id)).toEqual([first?.id]);
    await eventually(async () =>
      expect((await statesOf(subjectId)).toSorted()).toEqual(['completed', 'held']),
    );
    expect(await product.lookUp({ email })).toHaveLength(1);

    await acts.releaseHold(holdId);
    await eventually(async () => expect(await statesOf(subjectId)).toEqual(['completed', 'completed']));
    expect(await product.lookUp({ email })).toEqual([]);
  });

  test('keeps a licence beyond its time, and one that is reinstated meanwhile is not erased on release', async () => {
    const email = 'licensed@example.test';
    await acts.licence('issued', { licenceId: 'H-1', contact: { email } });
    await acts.licence('issued', { licenceId: 'H-2', contact: { email } });
    const [found] = await product.lookUp({ email });
    const subjectId = found?.subjectId ?? '';
    const holds = await Promise.all(
      (found?.records ?? []).map(({ id: recordId }) => hold({ subjectId, recordId })),
    );
    for (const licenceId of ['H-1', 'H-2']) {
      await acts.licence('terminated', { licenceId, endedOn: '2027-03-06' });
    }
    await sweepAt('2027-06-07T01:37:00Z');
    const kept = (await recordsOf(subjectId)).map(({ licenceId }) => licenceId);
    expect(new Set(kept)).toEqual(new Set(['H-1', 'H-2']));
    expect(await statesOf(subjectId)).toEqual(['held']);

    await acts.licence('reinstated', { licenceId: 'H-1' });
    for (const holdId of holds) expect((await acts.releaseHold(holdId)).status).toBe(204);
    await eventually(async () =>
      expect(await recordsOf(subjectId)).toMatchObject([{ licenceId: 'H-1', eraseAfter: null }]),
    );
    await eventually(async () => expect(await statesOf(subjectId)).toEqual(['completed']));
    await product.runTimer('sweep-retention');
    expect(await recordsOf(subjectId)).toHaveLength(1);
  });
});

describe('a restriction', () => {
  test('keeps the data from being used while it lasts', async () => {
    const email = 'restricted@example.test';
    await acts.licence('issued', { licenceId: 'H-3', contact: { email } });
    const subjectId = (await product.lookUp({ email }))[0]?.subjectId ?? '';
    const isListed = async () => {
      const people = await acts.audience('technical-notices');
      return people.some((person) => person.subjectId === subjectId);
    };
    expect(await acts.mayUse(email, 'technical-notices')).toMatchObject({ allowed: true });
    expect(await isListed()).toBe(true);

    const holdId = await hold({ subjectId, restricts: true });
    const refused = { allowed: false, because: 'restricted' };
    expect(await acts.mayUse(email, 'technical-notices')).toMatchObject(refused);
    expect(await acts.mayUse(email, 'support')).toMatchObject(refused);
    expect(await isListed()).toBe(false);

    await acts.releaseHold(holdId);
    expect(await acts.mayUse(email, 'technical-notices')).toMatchObject({ allowed: true });
    expect(await isListed()).toBe(true);
  });

  test('keeps mails from going out', async () => {
    const email = 'no-mails@example.test';
    const subjectId = await acts.register({ email });
    const holdId = await hold({ subjectId, restricts: true });
    const signUp = () =>
      product.post('/api/registrations', { channel: 'newsletter', email, marketing: true, locale: 'en' });
    expect((await signUp()).status).toBe(202);
    await areTold(subjectId, [
      'registration.received',
      'hold.placed',
      'registration.received',
      'consent.requested',
    ]);
    // Mails go out one after the other: when a later one has come, an earlier one would have.
    const other = 'may-get-mails@example.test';
    await product.post('/api/registrations', { channel: 'newsletter', email: other, marketing: true });
    await eventually(() => expect(product.mails(other)).toHaveLength(1));
    expect(product.mails(email)).toEqual([]);

    await acts.releaseHold(holdId);
    await product.stack.clock.set('2027-06-08T02:37:00Z');
    expect((await signUp()).status).toBe(202);
    await eventually(() => expect(product.mails(email)).toHaveLength(1));
  });
});

describe('a hold that cannot be placed or released', () => {
  const value = 'unwanted@example.test';

  test.each<[string, object, string]>([
    ['on nobody', { subjectId: undefined }, '/subjectId'],
    ['on something that is no id', { subjectId: value }, '/subjectId'],
    ['on somebody who is not known', { subjectId: crypto.randomUUID() }, '/subjectId'],
    ['on a record that is not the person’s', { recordId: value }, '/recordId'],
    ['without a reason', { reason: ' ' }, '/reason'],
    ['without an authority', { authority: undefined }, '/authority'],
    ['with a reason of 501 characters', { reason: value.padEnd(501, '.') }, '/reason'],
    ['that is looked at again in the past', { reviewOn: '2026-01-01' }, '/reviewOn'],
    ['that is never looked at again', { reviewOn: '2099-01-01' }, '/reviewOn'],
    ['on a day that never was', { reviewOn: '2027-02-30' }, '/reviewOn'],
    ['that restricts perhaps', { restricts: value }, '/restricts'],
  ])('%s is refused by name of the field', async (_, change, pointer) => {
    const subjectId = await acts.register({ email: 'hold-refused@example.test' });
    const { status, body } = await acts.placeHold({ subjectId, ...change });
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ pointer }] });
    expect(JSON.stringify(body)).not.toContain(value);
    expect((await fileOf(subjectId)).holds).toEqual([]);
  });

  test('needs a key', async () => {
    expect((await product.post('/api/ops/holds', {}, { 'x-functions-key': '' })).status).toBe(401);
    expect((await product.fetch('/api/ops/holds/x', { method: 'DELETE' })).status).toBe(401);
  });

  test('is not there, or not any more', async () => {
    const subjectId = await acts.register({ email: 'released-twice@example.test' });
    const holdId = await hold({ subjectId });
    expect((await acts.releaseHold(holdId)).status).toBe(204);
    for (const unknown of [holdId, `${subjectId}.${crypto.randomUUID()}`, value, '..']) {
      expect((await acts.releaseHold(encodeURIComponent(unknown))).status).toBe(404);
    }
  });
});
