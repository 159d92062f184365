import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsOn } from './acts.ts';
import { processorsOf } from './at-processors.ts';
import { eventually, nameOf, type Product, startProduct } from './product.ts';

let product: Product;
let acts: Acts;
let at: ReturnType<typeof processorsOf>;
beforeAll(async () => {
  product = await startProduct();
  acts = actsOn(product);
  at = processorsOf(product);
});
afterAll(() => product.stop());

const namesOf = (subjectId: string) => product.told(subjectId).map(nameOf);
const erasuresOf = async (subjectId: string) => (await product.lookUpSubject(subjectId)).erasures;
const statesOf = async (subjectId: string) => (await erasuresOf(subjectId)).map(({ state }) => state);
const answersOf = async (subjectId: string) =>
  (await erasuresOf(subjectId)).map(({ processors }) =>
    Object.fromEntries(processors.map(({ id, answer }) => [id, answer])),
  );
/** Moves the clock, and sweeps what is due by then. */
const sweepAt = async (instant: string) => {
  await product.stack.clock.set(instant);
  await product.runTimer('sweep-retention');
};

// The clock goes on from test to test; each moves it further.
describe('a person whose five years are over', () => {
  const email = 'everywhere@example.test';
  let subjectId: string;
  let webinar: string;

  test('waits for the one processor that has not answered, and the file says whom', async () => {
    webinar = await at.goto.addWebinar('2027-05-01T10:00:00Z');
    await at.goto.register(webinar, email);
    await at.zendesk.add({ name: 'Kari Nordmann', email, phone: '+47 22 33 44 55' });
    await at.teamviewer.add(email);
    subjectId = await acts.register({ email, name: 'Kari Nordmann', phone: '22 33 44 55' }, '2022-03-01');
    await eventually(() => expect(namesOf(subjectId)).toEqual(['registration.received']));

    await product.processor('teamviewer', 'down');
    await sweepAt('2027-03-02T01:37:00Z');
    await eventually(async () =>
      expect(await answersOf(subjectId)).toEqual([
        { 'azure-monitor': 'nothing-held', zendesk: 'verified', teamviewer: 'unreachable', goto: 'verified' },
      ]),
    );
    const [found] = await product.lookUp({ email });
    expect(found).toMatchObject({ subjectId, records: [], erasures: [{ state: 'waiting' }] });
    expect(await product.lookUp({ phone: '22334455' })).toEqual([found]);
  });

  test('is gone at each of them, and found by nothing, once the last has answered', async () => {
    await product.processor('teamviewer', 'ok');
    await product.stack.clock.set('2027-03-02T01:40:00Z');
    await product.runTimer('chase-processors');
    await eventually(async () => expect(await statesOf(subjectId)).toEqual(['completed']));
    expect(await product.lookUp({ email })).toEqual([]);
    expect(await product.lookUp({ phone: '22334455' })).toEqual([]);
    expect(await at.zendesk.find(email)).toEqual([]);
    expect(await at.teamviewer.find(email)).toEqual([]);
    expect(await at.goto.registrants(webinar)).toEqual([]);
  });

  test('is verified to be gone by a search of every store', async () => {
    await product.runTimer('verify-erasures');
    expect(await statesOf(subjectId)).toEqual(['verified']);
    const verified = await eventually(() => {
      const event = product.told(subjectId).find((each) => nameOf(each) === 'erasure.verified');
      return event ?? expect.unreachable('not told yet');
    });
    expect(verified.data).toMatchObject({
      searched: expect.arrayContaining([
        'cosmos/subjects',
        'service-bus/licence-events',
        'processor/zendesk',
      ]),
      exceptions: [],
    });
  });

  test('was told of step by step, and never by name', () => {
    const names = namesOf(subjectId);
    const ofProcessors = names.filter((name) => name.startsWith('processor.'));
    expect(names.filter((name) => !ofProcessors.includes(name))).toEqual([
      'registration.received',
      'erasure.requested',
      'registration.erased',
      'erasure.started',
      'erasure.completed',
      'erasure.verified',
    ]);
    // Zendesk answers twice, with the users' numbers and that they are gone; TeamViewer was asked twice.
    expect(ofProcessors.filter((name) => name === 'processor.notified')).toHaveLength(5);
    expect(ofProcessors.filter((name) => name === 'processor.answered')).toHaveLength(6);
    expect(names.indexOf('processor.notified')).toBe(names.indexOf('erasure.started') + 1);
    expect(names.lastIndexOf('processor.answered')).toBe(names.indexOf('erasure.completed') - 1);
    expect(JSON.stringify(product.told(subjectId))).not.toMatch(/example\.test|Kari|22 ?33 ?44/);
  });
});

describe('a person who attended a webinar', () => {
  const email = 'attended@example.test';
  let subjectId: string;
  let taskId: string;

  test('becomes a task for staff, and the mail about it names nobody', async () => {
    const webinar = await at.goto.addWebinar('2027-02-01T10:00:00Z');
    await at.goto.register(webinar, email);
    subjectId = await acts.register({ email }, '2022-03-05');
    await sweepAt('2027-03-06T01:37:00Z');
    const [task] = await eventually(async () => {
      const tasks = await acts.tasks(subjectId);
      expect(tasks).toMatchObject([{ processor: 'goto', because: 'past-webinars', dueOn: '2027-03-13' }]);
      return tasks;
    });
    taskId = task?.taskId ?? '';

    const mail = await eventually(
      () =>
        product.mails('privacy@mworker.no').find(({ text }) => text.includes(taskId)) ??
        expect.unreachable('no mail has come yet'),
    );
    expect(mail.subject).toContain('13. mars 2027');
    expect(JSON.stringify(mail)).not.toContain(email);
  });

  test('is shown by the task alone, until it is answered', async () => {
    expect(await acts.task(taskId)).toMatchObject({ status: 200, body: { person: { emails: [email] } } });
    expect(JSON.stringify(await acts.tasks(subjectId))).not.toContain(email);
    expect(await statesOf(subjectId)).toEqual(['waiting']);
  });

  test('must not be named in the evidence', async () => {
    const refused = await acts.answer(taskId, { answer: 'done', evidence: `Asked for ${email}` });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '/evidence' }] } });
    expect(JSON.stringify(refused)).not.toContain(email);
    expect(await acts.tasks(subjectId)).toHaveLength(1);
  });

  test('is gone when it is answered, and the evidence stays', async () => {
    const answered = await acts.answer(taskId, { answer: 'done', evidence: 'GoTo case 4711' });
    expect(answered).toEqual({ status: 200, body: { outcome: 'recorded' } });
    expect(await erasuresOf(subjectId)).toMatchObject([
      {
        state: 'completed',
        processors: expect.arrayContaining([
          expect.objectContaining({
            id: 'goto',
            answer: 'done',
            decision: expect.objectContaining({ decision: 'done', evidence: 'GoTo case 4711' }),
          }),
        ]),
      },
    ]);
    expect(await product.lookUp({ email })).toEqual([]);
    expect((await acts.task(taskId)).status).toBe(404);
    expect((await acts.answer(taskId, { answer: 'done', evidence: 'again' })).status).toBe(404);
    await eventually(() => expect(namesOf(subjectId)).toContain('erasure.completed'));
    expect(JSON.stringify(product.told(subjectId))).not.toContain('4711');
  });
});

describe('a customer', () => {
  test('whose contact form is old enough is still one at the help desk: only GoTo is asked', async () => {
    const email = 'customer@example.test';
    const subjectId = await acts.register({ email }, '2022-03-09');
    await acts.licence('issued', { licenceId: 'E-1', contact: { email } });
    await at.zendesk.add({ name: 'Ola', email });
    await sweepAt('2027-03-10T01:37:00Z');
    await eventually(async () => expect(await statesOf(subjectId)).toEqual(['completed']));
    expect(await answersOf(subjectId)).toEqual([{ goto: 'nothing-held' }]);
    expect(await at.zendesk.find(email)).toHaveLength(1);
    expect((await product.lookUp({ email }))[0]?.records).toMatchObject([{ licenceId: 'E-1' }]);
  });

  test('with several licences and registrations keeps each to its own day', async () => {
    const email = 'several@example.test';
    const subjectId = await acts.register({ email }, '2022-04-01');
    await acts.register({ email }, '2022-07-31');
    await acts.licence('issued', { licenceId: 'E-2', contact: { email }, retentionAfterEnd: 'P2M' });
    await acts.licence('issued', { licenceId: 'E-3', contact: { email } });
    await acts.licence('terminated', { licenceId: 'E-2', endedOn: '2027-03-31' });
    await acts.licence('terminated', { licenceId: 'E-3', endedOn: '2027-04-30' });
    const held = async () => {
      const [found] = await product.lookUp({ email });
      return found?.records.map(({ licenceId, submittedOn }) => licenceId ?? submittedOn).toSorted() ?? [];
    };
    for (const [instant, left] of [
      ['2027-04-01T21:37:00Z', ['2022-04-01', '2022-07-31', 'E-2', 'E-3']],
      ['2027-04-01T22:37:00Z', ['2022-07-31', 'E-2', 'E-3']],
      ['2027-05-31T21:37:00Z', ['2022-07-31', 'E-2', 'E-3']],
      ['2027-05-31T22:37:00Z', ['2022-07-31', 'E-3']],
      ['2027-07-30T22:37:00Z', ['2022-07-31']],
      ['2027-07-31T22:37:00Z', []],
    ] as const) {
      await sweepAt(instant);
      await eventually(async () => expect(await held()).toEqual(left));
    }
    await eventually(async () => expect(await product.lookUp({ email })).toEqual([]));
    const erasures = await erasuresOf(subjectId);
    expect(erasures.map(({ cause }) => cause).toSorted()).toEqual([
      'licence-end',
      'licence-end',
      'retention',
      'retention',
    ]);
  });
});

describe('a person who withdraws the consent to be kept', () => {
  const email = 'withdraws@example.test';
  let subjectId: string;

  test('loses the registrations at once, keeps the licence, and is told when it is done', async () => {
    subjectId = await acts.register({ email, locale: 'en' });
    await acts.licence('issued', { licenceId: 'E-4', contact: { email } });
    expect(await acts.mayUse(email, 'quality-evaluation')).toMatchObject({ allowed: true });
    await product.processor('goto', 'down');
    const { status, body } = await acts.withdraw(email, 'storage');
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { withdrawals: [{ outcome: 'withdrawn' }] },
    });
    expect((await product.lookUp({ email }))[0]?.records).toMatchObject([{ licenceId: 'E-4' }]);
    await eventually(async () => expect(await answersOf(subjectId)).toEqual([{ goto: 'unreachable' }]));
    expect(product.mails(email)).toEqual([]);

    await product.processor('goto', 'ok');
    await product.stack.clock.set('2027-07-31T22:40:00Z');
    await product.runTimer('chase-processors');
    await eventually(async () => expect(await statesOf(subjectId)).toEqual(['completed']));
    expect(product.mails(email)).toMatchObject([{ subject: 'What you sent us has been erased' }]);
    await eventually(() => expect(namesOf(subjectId)).toContain('erasure.completed'));
    expect(namesOf(subjectId).filter((name) => !name.startsWith('processor.'))).toEqual([
      'registration.received',
      'licence.issued',
      'consent.withdrawn',
      'erasure.requested',
      'registration.erased',
      'erasure.started',
      'erasure.answered',
      'erasure.completed',
    ]);
  });

  test('is not used for what can be refused, by an old list either', async () => {
    const refused = { allowed: false, because: 'suppressed' };
    expect(await acts.mayUse(email, 'quality-evaluation')).toMatchObject(refused);
    expect(await acts.mayUse(email, 'marketing')).toMatchObject(refused);
    expect(await acts.mayUse(email, 'technical-notices')).toMatchObject({ allowed: true });
    const people = await acts.audience('quality-evaluation');
    expect(people.filter((person) => person.subjectId === subjectId)).toEqual([]);
  });

  test('stays unwanted after the last trace is gone', async () => {
    await acts.licence('terminated', { licenceId: 'E-4', endedOn: '2027-08-01' });
    await sweepAt('2027-11-02T01:37:00Z');
    await eventually(async () => expect(await product.lookUp({ email })).toEqual([]));
    const refused = { allowed: false, because: 'suppressed' };
    expect(await acts.mayUse(email, 'marketing')).toMatchObject(refused);
    await acts.register({ email }, '2027-11-01');
    expect(await acts.mayUse(email, 'quality-evaluation')).toMatchObject(refused);
  });
});
