import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOf } from '../../shared/domain/calendar.ts';
import type { SubjectId } from '../../shared/domain/id.ts';
import { emailIdentifier } from '../../shared/domain/identifier.ts';
import type { StatedRequest } from '../../shared/domain/request-input.ts';
import { requestRules } from '../../shared/policy/rights.ts';
import type { World } from '../../shared/ports.ts';
import { askForProof } from '../../shared/usecases/ask-for-proof.ts';
import { readRequest } from '../../shared/usecases/change-request.ts';
import { confirmRequest } from '../../shared/usecases/confirm-request.ts';
import { fulfilByStaff } from '../../shared/usecases/fulfil-by-staff.ts';
import { listRequests } from '../../shared/usecases/list-requests.ts';
import { lookUp } from '../../shared/usecases/look-up-person.ts';
import { openRequest } from '../../shared/usecases/open-request.ts';
import { receiveRequest, receiveStaffRequest } from '../../shared/usecases/receive-request.ts';
import { rectifyPerson } from '../../shared/usecases/rectify-person.ts';
import { refuseRequest } from '../../shared/usecases/refuse-request.ts';
import { sweepIdentifiers } from '../../shared/usecases/sweep-identifiers.ts';
import { verifyIdentity } from '../../shared/usecases/verify-identity.ts';
import { type Asking, askingOver, linkIn } from './asking.ts';
import { type Consenting, consentingOver, later, letterOf } from './consenting.ts';
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
  // The first requests also read what the SDK remembers of the containers.
  await people.ask('access', 'first@example.test');
});
afterAll(() => database.stop());

const entryOf = async (id: string) =>
  (await listRequests(world)).find(({ requestId }) => requestId === id) ?? expect.unreachable('not listed');
const stated = (contact: StatedRequest['contact'], right: StatedRequest['right'] = 'access') =>
  ({ right, contact, locale: 'nb', receivedOn: '2026-11-20' }) as const satisfies StatedRequest;
const today = () => dayOf(world.clock.now()).toString();
/** What others may have asked for today for an address. */
async function use(email: string, times: number): Promise<void> {
  const key = world.keys.identifierKey(emailIdentifier(email));
  for (let count = 0; count < times; count += 1) {
    await world.limits.take(key, { day: today(), most: requestRules.aDay.requests });
  }
}

describe('taking in a request', () => {
  test('makes the same Cosmos DB requests whoever is asked for', async () => {
    const phone = '+4722000001';
    const costs: number[] = [];
    await office.receive('known@example.test', { phone });
    await office.issueLicence('I-1', { email: 'customer@example.test' });
    for (const contact of [
      { email: 'known@example.test' },
      { email: 'customer@example.test' },
      { email: 'unknown@example.test' },
      { phone },
      { phone: '+4722000002' },
    ]) {
      const first = await database.requests(() => receiveRequest(world, stated(contact)));
      const second = await database.requests(() => receiveRequest(world, stated(contact, 'erasure')));
      costs.push(first, second);
    }
    expect(costs).toEqual([2, 3, 2, 3, 2, 3, 2, 3, 2, 3]);
    await database.deliver();
  });

  test('mails to known and unknown people the same, in the language they asked in', async () => {
    const letters = await Promise.all(
      ['mailed-known@example.test', 'mailed-unknown@example.test'].map(async (email, index) => {
        if (index === 0) await office.receive(email);
        await people.ask('access', email, { locale: 'nb' });
        return database.sent.filter(({ to }) => to === email);
      }),
    );
    for (const mails of letters) {
      expect(mails).toMatchObject([{ locale: 'nb', letter: { letter: 'confirm-request', right: 'access' } }]);
    }
  });

  test('beyond so many in a day keeps it for staff and mails nothing, and answers the same', async () => {
    const email = 'flooded@example.test';
    for (let count = 0; count < requestRules.aDay.mails; count += 1) await people.ask('access', email);
    const beyond = await people.ask('erasure', email);
    expect(await entryOf(beyond)).toMatchObject({ identity: 'to-be-shown', waitsFor: 'staff', by: 'person' });
    expect((await people.documentOf(beyond)).dueOn).toBeDefined();
    expect(people.lettersTo(email)).toHaveLength(requestRules.aDay.mails);
    expect(database.said).toContainEqual({
      signal: 'request-limited',
      right: 'erasure',
      outcome: 'without-mail',
    });
  });

  test('stores nothing of a flood, and answers the same', async () => {
    const email = 'drowned@example.test';
    await use(email, requestRules.aDay.requests);
    const id = await people.ask('access', email);
    expect(await readRequest(world, id)).toBeUndefined();
    expect(people.lettersTo(email)).toEqual([]);
  });

  test('counts each day by itself, however often somebody asks', async () => {
    const email = 'asks-each-day@example.test';
    await use(email, requestRules.aDay.requests + 1);
    const tomorrow = later(world, { hours: 24 });
    const { requestId } = await receiveRequest(tomorrow, stated({ email }));
    expect((await readRequest(world, requestId))?.document.link).toBeDefined();
  });

  test('leaves a counter that leads to nobody, and that the sweep of entries passes by', async () => {
    const email = 'counted@example.test';
    await people.ask('access', email);
    const key = world.keys.identifierKey(emailIdentifier(email));
    expect(await world.identifiers.find(key)).toBeUndefined();
    await sweepIdentifiers(later(world, { hours: 2 }));
    expect(await world.limits.take(key, { day: today(), most: 50 })).toBe(2);
  });
});

describe('a request by phone', () => {
  const mailsOf = (email: string) => people.lettersTo(email).map(({ letter }) => letter);

  test('is confirmed by the address held for the one person the number leads to', async () => {
    const [email, phone] = ['has-a-number@example.test', '+4722000010'];
    const subjectId = await office.receive(email, { phone });
    const id = await people.ask('access', { phone });
    expect(await people.confirm(email)).toBeDefined();
    expect(await people.documentOf(id)).toMatchObject({ state: 'fulfilled', about: subjectId });
    expect(mailsOf(email)).toEqual(['confirm-request', 'request-answered']);
    expect(JSON.stringify(await people.documentOf(id))).not.toMatch(/example\.test|22000010/);
  });

  test.each<[string, string, readonly string[]]>([
    ['nobody', '+4722000011', []],
    ['several people', '+4722000012', ['one-of-two@example.test', 'two-of-two@example.test']],
  ])('whose number leads to %s is mailed to nobody, and staff verify', async (_, phone, owners) => {
    for (const email of owners) await office.receive(email, { phone });
    const id = await people.ask('access', { phone });
    for (const email of owners) expect(mailsOf(email)).toEqual([]);
    expect(await entryOf(id)).toMatchObject({ identity: 'to-be-shown', waitsFor: 'staff' });
  });

  test('is not shown by an address that was corrected since', async () => {
    const [email, phone] = ['old-address@example.test', '+4722000013'];
    const subjectId = await office.receive(email, { phone });
    const id = await people.ask('access', { phone });
    await rectifyPerson(world, { subjectId, corrections: { email: 'new-address@example.test' } });
    await database.deliver();
    const { page } = letterOf(
      'confirm-request',
      database.sent.filter(({ to }) => to === email),
    );
    expect(await confirmRequest(world, linkIn(page))).toEqual({ outcome: 'not-valid' });
    expect((await people.documentOf(id)).state).toBe('received');
  });
});

describe('a request that staff type in', () => {
  test('with evidence is verified at once, and answered', async () => {
    const email = 'typed-in@example.test';
    const subjectId = await office.receive(email);
    const id = await people.typeIn('access', email, { identity: 'called back, case 4711' });
    expect(await people.documentOf(id)).toMatchObject({
      state: 'fulfilled',
      by: 'staff',
      about: subjectId,
      identity: { shown: 'staff', evidence: 'called back, case 4711', by: 'somebody' },
    });
    expect(people.lettersTo(email).map(({ letter }) => letter)).toEqual(['request-answered']);
  });

  test('without evidence gets a link mailed, and is due from the day of the mail', async () => {
    const email = 'typed-without@example.test';
    const receivedOn = world.clock.now().toZonedDateTimeISO('Europe/Oslo').toPlainDate().subtract('P10D');
    const id = await people.typeIn('access', email, { receivedOn: receivedOn.toString() });
    const { dueOn = '' } = await entryOf(id);
    expect(dueOn >= receivedOn.add('P1M').toString()).toBe(true);
    expect(dueOn < receivedOn.add('P1M6D').toString()).toBe(true);
    await people.confirm(email);
    expect((await people.documentOf(id)).state).toBe('fulfilled');
  });

  test('may be about somebody held by another address, and is refused for nobody', async () => {
    const subjectId = await office.receive('held-by-this@example.test');
    const typeIn = (about: typeof subjectId) =>
      receiveStaffRequest(world, {
        request: { ...stated({ email: 'writes-from-that@example.test' }), identity: 'case 4712', about },
        by: 'somebody',
      });
    const receipt = await typeIn(subjectId);
    if (receipt.outcome !== 'received') throw new Error('refused');
    expect(await people.documentOf(receipt.requestId)).toMatchObject({ about: subjectId });
    expect(await typeIn(crypto.randomUUID() as typeof subjectId)).toMatchObject({
      errors: [{ pointer: '/subjectId', reason: 'not-an-id' }],
    });
    await database.deliver();
  });

  test('by a number of several people is verified when staff say who it is', async () => {
    const phone = '+4722000020';
    const [one] = await Promise.all(
      ['a@example.test', 'b@example.test'].map((email) => office.receive(email, { phone })),
    );
    const id = await people.typeIn('restriction', { phone });
    const verify = (input: object) => verifyIdentity(world, { requestId: id, input, by: 'somebody' });
    expect(await verify({ evidence: 'case 4713' })).toMatchObject({
      errors: [{ pointer: '/subjectId', reason: 'several-people' }],
    });
    expect(await verify({ evidence: `called ${phone}`, subjectId: one })).toMatchObject({
      errors: [{ pointer: '/evidence', reason: 'names-the-person' }],
    });
    expect(await verify({ evidence: 'case 4713', subjectId: one })).toMatchObject({
      outcome: 'decided',
      entry: { state: 'verified', about: one },
    });
    await database.deliver();
    expect((await people.documentOf(id)).state).toBe('fulfilled');
    expect(people.lettersTo('a@example.test').map(({ letter }) => letter)).toEqual(['request-answered']);
    expect(people.lettersTo('b@example.test')).toEqual([]);
  });

  test('to object counts before anybody has shown whose address it is', async () => {
    const email = 'objects-by-mail@example.test';
    await consenting.join(email);
    const id = await people.typeIn('objection', email);
    expect((await people.documentOf(id)).state).toBe('received');
    for (const purpose of ['marketing', 'quality-evaluation'] as const) {
      expect(await consenting.check(email, purpose)).toMatchObject({ allowed: false });
      expect((await consenting.audience(purpose)).filter((line) => line.email === email)).toEqual([]);
    }
  });

  test.each(['Kari Nordmann', 'Kari Nordmanns sak', 'fra Bygg & Sønn AS', 'tlf. 22 00 00 22'])(
    'leaves no text behind that says what is held of the person: %s',
    async (text) => {
      const contact = { name: 'Kari Nordmann', company: 'Bygg & Sønn AS', phone: '+4722000022' };
      const email = `said-${crypto.randomUUID()}@example.test`;
      await office.receive(email, contact);
      const request = { ...stated({ email }, 'rectification'), corrections: { name: 'Kari N.' } };
      const typed = { request: { ...request, identity: text }, by: 'somebody' };
      expect(await receiveStaffRequest(world, typed)).toMatchObject({
        errors: [{ pointer: '/identity', reason: 'names-the-person' }],
      });

      const id = await people.typeIn('rectification', email, request);
      const decide = (input: object) => ({ requestId: id, input, by: 'somebody' });
      const refused = { errors: [{ reason: 'names-the-person' }] };
      expect(await verifyIdentity(world, decide({ evidence: text }))).toMatchObject(refused);
      expect(await refuseRequest(world, decide({ ground: 'excessive', note: text }))).toMatchObject(refused);
      await verifyIdentity(world, decide({ evidence: 'case 4714' }));
      expect(await refuseRequest(world, decide({ ground: 'excessive', note: text }))).toMatchObject(refused);
      expect(await fulfilByStaff(world, decide({ outcome: 'fulfilled', note: text }))).toMatchObject(refused);
      expect((await people.documentOf(id)).state).toBe('verified');
    },
  );

  test('beyond so many mails in a day is stored without a link, for staff', async () => {
    const email = 'flooded-too@example.test';
    await use(email, requestRules.aDay.mails);
    const id = await people.typeIn('access', email);
    expect(await entryOf(id)).toMatchObject({ identity: 'to-be-shown', waitsFor: 'staff' });
    expect(people.lettersTo(email)).toEqual([]);
  });

  test('may need more proof than the link, which then opens nothing', async () => {
    const email = 'to-be-proven@example.test';
    const id = await people.typeIn('access', email);
    const { page } = letterOf(
      'confirm-request',
      database.sent.filter(({ to }) => to === email),
    );
    expect(await askForProof(world, { requestId: id, by: 'somebody' })).toMatchObject({
      entry: { identity: 'proof-asked' },
    });
    await database.deliver();
    expect(people.lettersTo(email).at(-1)).toMatchObject({ letter: 'proof-asked', right: 'access' });
    expect(await confirmRequest(world, linkIn(page))).toEqual({ outcome: 'not-valid' });
    const byPhone = await people.typeIn('access', { phone: '+4722000021' });
    expect(await askForProof(world, { requestId: byPhone, by: 'somebody' })).toEqual({
      outcome: 'not-possible',
      because: 'not-reachable',
    });
  });
});

test('a request is nobody’s: no sweep and no list of people meets it', async () => {
  const id = await people.ask('access', 'nobodys@example.test');
  await office.timers(later(world, { hours: 1 }));
  await sweepIdentifiers(later(world, { hours: 2 }));
  const listed = await consenting.audience('support');
  expect(listed.map(({ subjectId }): string => subjectId)).not.toContain(id);
  expect(await lookUp(world, { lookup: { type: 'subject', subjectId: id as SubjectId }, by: 'key' })).toEqual(
    [],
  );
  expect((await people.documentOf(id)).state).toBe('received');
});

describe('staff', () => {
  test('see who asks when they open a request and not in the list, and it is recorded who looked', async () => {
    const email = 'looked-at@example.test';
    const id = await people.ask('access', email);
    expect(JSON.stringify(await listRequests(world))).not.toContain('example.test');
    expect(await openRequest(world, { requestId: id, by: 'somebody' })).toMatchObject({ contact: { email } });
    expect(await people.namesOfEvents(id)).toContain('person.looked-up');
    expect(await openRequest(world, { requestId: 'x', by: 'somebody' })).toBeUndefined();
  });
});
