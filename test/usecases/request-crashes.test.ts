import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SubjectId } from '../../shared/domain/id.ts';
import type { Right } from '../../shared/policy/rights.ts';
import type { World } from '../../shared/ports.ts';
import { applyCorrections } from '../../shared/usecases/apply-corrections.ts';
import { chaseDeadlines } from '../../shared/usecases/chase-deadlines.ts';
import { confirmRequest } from '../../shared/usecases/confirm-request.ts';
import { fulfilByStaff } from '../../shared/usecases/fulfil-by-staff.ts';
import { receiveStaffRequest } from '../../shared/usecases/receive-request.ts';
import { type Asking, askingOver, linkIn } from './asking.ts';
import { type Consenting, consentingOver, later, letterOf } from './consenting.ts';
import { dyingAtEachWrite } from './crash.ts';
import { type Database, startDatabase } from './database.ts';
import { type Office, officeOver } from './office.ts';

let database: Database;
let world: World;
let people: Asking;
let consenting: Consenting;
let office: Office;
beforeAll(async () => {
  database = await startDatabase();
  ({ world } = database);
  people = askingOver(database);
  consenting = consentingOver(database);
  office = officeOver(database);
});
afterAll(() => database.stop());

/** Somebody does it, and takes what follows to whom it concerns, if nobody dies. */
const doOrDie = (dying: World, work: Promise<unknown>) =>
  work.then(() => database.deliver(dying)).catch(() => undefined);

/** What the timers and the broker do an hour later. */
async function goOn(): Promise<void> {
  const inAnHour = later(world, { hours: 1 });
  await office.timers(inAnHour);
  await chaseDeadlines(inAnHour);
  await database.deliver(inAnHour);
}

const linkTo = (email: string) =>
  linkIn(
    letterOf(
      'confirm-request',
      database.sent.filter(({ to }) => to === email),
    ).page,
  );

/** What must be so in the end, by right. */
const done: Readonly<
  Record<Exclude<Right, 'portability' | 'rectification'>, (id: string, subjectId: SubjectId) => Promise<void>>
> = {
  async access(id) {
    const { work } = await people.documentOf(id);
    expect(await world.packages.read(work?.package?.id ?? '', 'json')).toBeDefined();
  },
  async erasure(_, subjectId) {
    expect((await world.subjects.holdings(subjectId)).records).toEqual([]);
    const completed = await office.noticesOf(subjectId, 'erasure');
    for (const { state } of completed) expect(state).toBe('completed');
    const told = (await database.eventsOf(subjectId)).filter(({ type }) =>
      type.includes('registration.erased'),
    );
    expect(told).toHaveLength(1);
  },
  async restriction(_, subjectId) {
    expect((await world.subjects.holdings(subjectId)).holds).toHaveLength(1);
  },
  async objection(_, subjectId) {
    const { records } = await world.subjects.holdings(subjectId);
    const consent = records.map(({ document }) => document).find(({ kind }) => kind === 'consent');
    expect(consent).toMatchObject({ state: 'withdrawn' });
    expect(await office.noticesOf(subjectId, 'withdrawal')).toHaveLength(1);
  },
};

async function join(email: string): Promise<SubjectId> {
  await consenting.join(email, { name: 'Kari Nordman' });
  return consenting.subjectOf(email);
}

test.each<['access' | 'erasure' | 'restriction' | 'objection', number]>([
  ['access', 5],
  ['erasure', 15],
  ['restriction', 4],
  ['objection', 6],
])(
  'a request for %s in which somebody dies at any write is answered once all the same',
  async (right, least) => {
    const deaths = await dyingAtEachWrite(world, async ({ dying, step }) => {
      const email = `${right}-${step}@example.test`;
      const subjectId = await join(email);
      const id = await people.ask(right, email);
      await doOrDie(dying, confirmRequest(dying, linkTo(email)));
      await goOn();
      // Who got no answer presses the button again.
      if ((await people.documentOf(id)).state === 'received') await people.confirm(email);
      await goOn();
      await isAnsweredOnce(id, email);
      await done[right](id, subjectId);
    });
    expect(deaths).toBeGreaterThanOrEqual(least);
  },
);

test('a correction in which somebody dies at any write is made and answered once all the same', async () => {
  const deaths = await dyingAtEachWrite(world, async ({ dying, step }) => {
    const email = `correct-${step}@example.test`;
    const subjectId = await join(email);
    const corrections = { name: 'Kari Nordmann', email: `corrected-${step}@example.test` };
    const id = await people.ask('rectification', email, { corrections });
    const link = { requestId: id, token: await people.confirm(email) };
    const decision = { requestId: id, input: { outcome: 'fulfilled' }, by: 'somebody' };
    const pressed = applyCorrections(dying, link).then(() => fulfilByStaff(dying, decision));
    await doOrDie(dying, pressed);
    await goOn();
    if ((await people.documentOf(id)).work?.rectification === undefined) {
      await applyCorrections(world, link);
    }
    await goOn();
    // The new address is for staff to let be made.
    if ((await people.documentOf(id)).toStaff !== undefined) await fulfilByStaff(world, decision);
    await goOn();
    await isAnsweredOnce(id, email);
    const { records } = await world.subjects.holdings(subjectId);
    for (const { document } of records) expect(JSON.stringify(document)).not.toContain('Nordman"');
    // What the person let be made, and what staff did.
    expect(await office.noticesOf(subjectId, 'rectification')).toHaveLength(2);
    expect(await office.leadsTo(email)).toBeUndefined();
    expect(await office.leadsTo(corrections.email)).toBe(subjectId);
  });
  expect(deaths).toBeGreaterThan(10);
});

test('a request in whose intake somebody dies is stored whole or not at all', async () => {
  const deaths = await dyingAtEachWrite(world, async ({ dying, step }) => {
    const email = `taken-in-${step}@example.test`;
    const request = { right: 'access', contact: { email }, locale: 'nb', receivedOn: '2026-11-20' } as const;
    const given = { request: { ...request, identity: 'case 4711' }, by: 'somebody' };
    await doOrDie(dying, receiveStaffRequest(dying, given));
    await goOn();
    const letters = people.lettersTo(email).map(({ letter }) => letter);
    expect(letters.length === 0 || letters.includes('request-answered')).toBe(true);
  });
  expect(deaths).toBeGreaterThan(3);
});

async function isAnsweredOnce(id: string, email: string): Promise<void> {
  const document = await people.documentOf(id);
  expect(document.state).toBe('fulfilled');
  expect(JSON.stringify(document)).not.toMatch(/example\.test|Nordman/);
  const names = await people.namesOfEvents(id);
  for (const name of ['request.verified', 'request.fulfilled']) {
    expect(names.filter((each) => each === name)).toHaveLength(1);
  }
  const answers = database.sent.filter(
    ({ to, letter }) => to === email && letter.letter === 'request-answered',
  );
  expect(new Set(answers.map(({ messageId }) => messageId)).size).toBe(1);
}
