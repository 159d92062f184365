import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually, nameOf, type Product, runsOf, startProduct } from './product.ts';

let product: Product;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'retention-'));
  product = await startProduct({ data: folder });
});
afterAll(async () => {
  await product.stop();
  await rm(folder, { recursive: true });
});

const register = async (email: string, submittedOn: string) => {
  const response = await product.post('/api/ops/registrations', { channel: 'email', email, submittedOn });
  expect(response.status).toBe(202);
};
const licence = (name: string, data: object) =>
  product.post(
    '/api/licence-events',
    {
      specversion: '1.0',
      id: crypto.randomUUID(),
      source: '/licences',
      type: `works.contracting.licence.${name}.v1`,
      data,
    },
    { 'content-type': 'application/cloudevents+json' },
  );
const sweep = () => product.runTimer('sweep-retention');
/** Nobody is found any more: that is so when every processor that may hold the person has answered. */
const nobodyIsFound = (person: { readonly email: string }) =>
  eventually(async () => expect(await product.lookUp(person)).toEqual([]));

// The clock goes on from test to test; each moves it further.
describe('the retention sweep', () => {
  test('keeps a registration through its last day and erases it with the next', async () => {
    const email = 'five-years@example.test';
    await register(email, '2022-03-01');
    await register(email, '2022-03-02');

    await product.stack.clock.set('2027-03-01T22:59:00Z');
    await sweep();
    expect((await product.lookUp({ email }))[0]?.records).toHaveLength(2);

    await product.stack.clock.set('2027-03-01T23:00:01Z');
    await sweep();
    const [left] = await product.lookUp({ email });
    expect(left?.records).toMatchObject([{ submittedOn: '2022-03-02' }]);

    await product.stack.clock.set('2027-03-02T23:00:01Z');
    await sweep();
    expect((await product.lookUp({ email }))[0]?.records ?? []).toEqual([]);
    await nobodyIsFound({ email });
  });

  test('tells what it erased, in order, and names nobody', async () => {
    const [first] = await product.events(1);
    const subjectId = first?.subject ?? '';
    const told = () => product.told(subjectId).filter((event) => !nameOf(event).startsWith('processor.'));
    const gone = ['erasure.requested', 'registration.erased', 'erasure.started', 'erasure.completed'];
    const received = ['registration.received', 'registration.received'];
    await eventually(() => expect(told().map(nameOf)).toEqual([...received, ...gone, ...gone]));
    expect(told()[2]?.data).toMatchObject({ cause: 'retention', scope: [{ kind: 'registration' }] });
    expect(JSON.stringify(product.told(subjectId))).not.toContain('example.test');
  });

  test('lets somebody begin anew, as somebody new', async () => {
    const email = 'again@example.test';
    await register(email, '2022-03-10');
    const [before] = await product.lookUp({ email });
    await product.stack.clock.set('2027-03-11T01:00:00Z');
    await sweep();
    await nobodyIsFound({ email });
    await register(email, '2027-03-11');
    const [after] = await product.lookUp({ email });
    expect(after?.subjectId).not.toBe(before?.subjectId);
    expect(after?.records).toHaveLength(1);
  });

  test('erases a licence three months after its end, and an old event does not bring it back', async () => {
    const contact = { email: 'ended@example.test' };
    const issued = { licenceId: 'L-1', contact };
    await licence('issued', issued);
    await licence('terminated', { licenceId: 'L-1', endedOn: '2027-03-31' });
    await product.stack.clock.set('2027-07-01T01:00:00Z');
    await sweep();
    await nobodyIsFound(contact);

    const late = await licence('issued', issued);
    expect(late.status).toBe(400);
    expect(await product.lookUp(contact)).toEqual([]);
  });

  test('erases all of many at once, two runs at the same time included', async () => {
    const people = Array.from({ length: 60 }, (_, number) => `crowd-${number}@example.test`);
    await Promise.all(people.map((email) => register(email, '2022-08-01')));
    await product.stack.clock.set('2027-08-02T01:00:00Z');
    await Promise.all([sweep(), sweep()]);
    await sweep();
    for (const email of people) await nobodyIsFound({ email });
  });

  test('goes on where it was killed, and nothing half-done is left', async () => {
    const people = Array.from({ length: 30 }, (_, number) => `killed-${number}@example.test`);
    await Promise.all(people.map((email) => register(email, '2022-09-01')));
    await product.stack.clock.set('2027-09-02T01:00:00Z');
    for (let round = 0; round < 3; round += 1) {
      const { ended } = await runsOf(product.stack, 'sweep-retention');
      await product.post('/admin/functions/sweep-retention', { input: '' });
      await eventually(async () => {
        const files = await Promise.all(people.map((email) => product.lookUp({ email })));
        const gone = files.filter((found) => (found[0]?.records ?? []).length === 0);
        const runs = await runsOf(product.stack, 'sweep-retention');
        if (gone.length === 0 && runs.ended === ended) throw new Error('nothing is gone yet');
      });
      await product.stack.kill('functions');
      await product.stack.restart('functions');
    }
    await sweep();
    // Messages that the killed hosts held are locked for a while: whoever has not answered is notified again.
    await product.stack.clock.set('2027-09-02T01:45:00Z');
    await product.runTimer('chase-processors');
    for (const email of people) await nobodyIsFound({ email });
  });
});
