import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Right } from '../../shared/policy/rights.ts';
import type { World } from '../../shared/ports.ts';
import { applyCorrections } from '../../shared/usecases/apply-corrections.ts';
import { cancelRequest } from '../../shared/usecases/cancel-request.ts';
import { confirmRequest } from '../../shared/usecases/confirm-request.ts';
import { fulfilByStaff } from '../../shared/usecases/fulfil-by-staff.ts';
import { fulfilRequest } from '../../shared/usecases/fulfil-request.ts';
import { openRequestPage } from '../../shared/usecases/open-request-page.ts';
import { type Asking, askingOver, linkIn } from './asking.ts';
import { type Consenting, consentingOver, letterOf } from './consenting.ts';
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
afterEach(() => database.answers.clear());
afterAll(() => database.stop());

const heldOf = (subjectId: Parameters<World['subjects']['holdings']>[0]) =>
  world.subjects.holdings(subjectId);
const answerTo = (email: string) =>
  letterOf(
    'request-answered',
    database.sent.filter(({ to }) => to === email),
  );
/** The page that the answer leads to. */
const pageOf = (email: string) => people.pageAt(answerTo(email).page ?? '');

describe('a request for access', () => {
  test('is confirmed by the link, answered with a package, and then holds nothing of the person', async () => {
    const email = 'access@example.test';
    const subjectId = await office.receive(email);
    const id = await people.ask('access', email);
    const { page } = letterOf('confirm-request', database.sent);
    expect(await people.pageAt(page)).toMatchObject({ state: 'received', step: 'confirm', canCancel: true });

    await people.confirm(email);
    const document = await people.documentOf(id);
    expect(document).toMatchObject({
      state: 'fulfilled',
      about: subjectId,
      identity: { shown: 'link' },
      answer: { held: true, refusals: [] },
    });
    expect(JSON.stringify(document)).not.toContain('example.test');
    expect(answerTo(email)).toMatchObject({ held: true, packageEndsAt: document.work?.package?.endsAt });
    expect(await pageOf(email)).toMatchObject({ step: 'read', canCancel: false, package: {} });
    expect(await people.namesOfEvents(id)).toEqual([
      'request.received',
      'request.verified',
      'request.fulfilled',
    ]);
  });

  test.each(['access', 'portability'] as const)(
    'or %s of somebody who is not known is answered alike, and says that nothing is held',
    async (right) => {
      const email = `unknown-${right}@example.test`;
      const id = await people.askAndConfirm(right, email);
      const { state, about, answer, work } = await people.documentOf(id);
      expect({ state, about, held: answer?.held }).toEqual({
        state: 'fulfilled',
        about: undefined,
        held: false,
      });
      expect(await world.packages.read(work?.package?.id ?? '', 'html')).toBeDefined();
      expect(await pageOf(email)).toMatchObject({ answer: { held: false }, package: {} });
    },
  );

  test('is done once, by however many at once', async () => {
    const email = 'at-once@example.test';
    await office.receive(email);
    const id = await people.ask('access', email);
    await confirmRequest(world, linkIn(letterOf('confirm-request', database.sent).page));
    await Promise.all([fulfilRequest(world, id), fulfilRequest(world, id), fulfilRequest(world, id)]);
    await database.deliver();
    const names = await people.namesOfEvents(id);
    expect(names.filter((name) => name === 'request.fulfilled')).toHaveLength(1);
  });
});

describe('a link', () => {
  test('works once, and not for another request', async () => {
    const email = 'once@example.test';
    const other = await people.ask('access', email);
    const one = await people.ask('erasure', email);
    const { page } = letterOf('confirm-request', database.sent);
    const link = linkIn(page);
    expect(await openRequestPage(world, { ...link, requestId: other })).toBeUndefined();
    expect(await confirmRequest(world, { ...link, requestId: other })).toEqual({ outcome: 'not-valid' });
    expect(await confirmRequest(world, { requestId: one, token: `${link.token}x` })).toEqual({
      outcome: 'not-valid',
    });
    expect(await confirmRequest(world, link)).toMatchObject({ outcome: 'confirmed' });
    expect(await confirmRequest(world, link)).toEqual({ outcome: 'not-valid' });
    expect(await people.pageAt(page)).toBeUndefined();
    await database.deliver();
  });

  test.each(['', '..', 'a/b', 'A0000000-0000-4000-8000-000000000000', crypto.randomUUID()])(
    'to a request that is none opens nothing: %j',
    async (requestId) => {
      expect(await openRequestPage(world, { requestId, token: 'x' })).toBeUndefined();
      expect(await confirmRequest(world, { requestId, token: 'x' })).toEqual({ outcome: 'not-valid' });
      expect(await applyCorrections(world, { requestId, token: 'x' })).toEqual({ outcome: 'not-valid' });
      expect(await cancelRequest(world, { requestId, token: 'x' })).toEqual({ outcome: 'not-valid' });
    },
  );
});

describe('a request for restriction', () => {
  test('keeps the data from being used, once, until staff look at it in three months', async () => {
    const email = 'restrict@example.test';
    const subjectId = await office.receive(email);
    const id = await people.askAndConfirm('restriction', email);
    const { holds } = await heldOf(subjectId);
    const reviewOn = today().add({ months: 3 }).toString();
    expect(holds.map(({ document }) => document)).toMatchObject([
      { restricts: true, authority: 'GDPR Art. 18', reason: `request ${id}`, reviewOn },
    ]);
    expect(await people.documentOf(id)).toMatchObject({
      state: 'fulfilled',
      work: { hold: holds[0]?.document.id },
    });
    expect(await consenting.check(email, 'support')).toMatchObject({ because: 'restricted' });
    expect(answerTo(email)).toMatchObject({ right: 'restriction', held: true });
  });
});

describe('an objection', () => {
  test('ends the consent and all use that may be objected to, and leaves the rest', async () => {
    const email = 'object@example.test';
    await consenting.join(email);
    await office.issueLicence('O-1', { email });
    const id = await people.askAndConfirm('objection', email);
    expect((await people.documentOf(id)).state).toBe('fulfilled');
    for (const purpose of ['marketing', 'quality-evaluation', 'usage-analysis'] as const) {
      expect((await consenting.check(email, purpose)).allowed).toBe(false);
    }
    expect(await consenting.check(email, 'technical-notices')).toMatchObject({ allowed: true });
  });

  test('of somebody who is not known is remembered: no old list brings the address back', async () => {
    const email = 'object-unknown@example.test';
    const id = await people.askAndConfirm('objection', email);
    expect(await people.documentOf(id)).toMatchObject({ state: 'fulfilled', answer: { held: false } });
    expect(await consenting.check(email)).toEqual({ allowed: false, because: 'suppressed' });
  });
});

describe('a request for rectification', () => {
  const asked = async (email: string, corrections: object) => {
    const id = await people.ask('rectification', email, { corrections });
    return { id, token: await people.confirm(email) };
  };

  test('shows what is there and what shall be, and corrects it when the person says so', async () => {
    const email = 'rectify@example.test';
    const subjectId = await office.receive(email, { name: 'Kari Nordman' });
    await office.receive(email, { name: 'Kari' });
    const { id, token } = await asked(email, { name: 'Kari Nordmann' });
    const view = await openRequestPage(world, { requestId: id, token });
    expect(view).toMatchObject({
      step: 'correct',
      changes: [{ field: 'name', before: ['Kari Nordman', 'Kari'], after: 'Kari Nordmann' }],
    });
    expect((await heldOf(subjectId)).records[0]?.document).toMatchObject({ name: 'Kari Nordman' });

    expect(await applyCorrections(world, { requestId: id, token })).toEqual({ outcome: 'corrected' });
    await database.deliver();
    const { records } = await heldOf(subjectId);
    for (const { document } of records) expect(document).toMatchObject({ name: 'Kari Nordmann' });
    const document = await people.documentOf(id);
    expect(document).toMatchObject({ state: 'fulfilled', work: { rectification: expect.any(String) } });
    expect(JSON.stringify(document)).not.toMatch(/Nordmann|example\.test/);
    expect(await pageOf(email)).toMatchObject({ step: 'read', progress: expect.any(Array) });
    expect(await applyCorrections(world, { requestId: id, token })).toEqual({ outcome: 'corrected' });
    expect(await office.noticesOf(subjectId, 'rectification')).toHaveLength(1);
  });

  test('to an address of somebody else is left to staff, and says so', async () => {
    const email = 'rectify-taken@example.test';
    const subjectId = await office.receive(email, { name: 'Kari' });
    await office.receive('somebody-else@example.test');
    const { id, token } = await asked(email, { email: 'somebody-else@example.test' });
    expect(await applyCorrections(world, { requestId: id, token })).toEqual({ outcome: 'left-to-staff' });
    expect(await people.documentOf(id)).toMatchObject({
      state: 'in-progress',
      toStaff: 'new-address',
    });
    const decision = { requestId: id, input: { outcome: 'fulfilled' }, by: 'somebody' };
    expect(await fulfilByStaff(world, decision)).toEqual({
      outcome: 'not-possible',
      because: 'belongs-to-another',
    });
    expect((await heldOf(subjectId)).records[0]?.document).toMatchObject({ email });
    expect(await openRequestPage(world, { requestId: id, token })).toMatchObject({ step: 'wait' });
  });

  test('of nothing that is held is left to staff', async () => {
    const email = 'rectify-nothing@example.test';
    await office.receive(email);
    const { id, token } = await asked(email, { company: 'Bygg AS' });
    expect(await applyCorrections(world, { requestId: id, token })).toEqual({ outcome: 'left-to-staff' });
    expect((await people.documentOf(id)).toStaff).toBe('not-held');
  });

  test('of what is right already changes nothing, and is fulfilled', async () => {
    const email = 'rectify-right@example.test';
    const subjectId = await office.receive(email, { name: 'Kari' });
    const { id, token } = await asked(email, { name: 'Kari' });
    expect(await applyCorrections(world, { requestId: id, token })).toEqual({ outcome: 'corrected' });
    expect((await people.documentOf(id)).state).toBe('fulfilled');
    expect(await office.noticesOf(subjectId, 'rectification')).toEqual([]);
  });

  test('of somebody who is not known is answered at once', async () => {
    const email = 'rectify-unknown@example.test';
    const { id } = await asked(email, { name: 'Kari' });
    expect(await people.documentOf(id)).toMatchObject({ state: 'fulfilled', answer: { held: false } });
  });
});

describe('a request that is taken back', () => {
  test.each<[string, Right]>([
    ['before it is confirmed', 'access'],
    ['while it waits for the press of a button', 'rectification'],
  ])('%s keeps nothing of the person, and its page says so', async (when, right) => {
    const email = `${when.replaceAll(' ', '-')}@example.test`;
    await office.receive(email, { name: 'Kari Nordmann' });
    const id = await people.ask(right, email, { corrections: { name: 'Kari Nord' } });
    const link = linkIn(letterOf('confirm-request', database.sent).page);
    const token = right === 'access' ? link.token : await people.confirm(email);
    const receipt = await cancelRequest(world, { requestId: id, token });
    if (receipt.outcome !== 'cancelled') throw new Error(receipt.outcome);
    expect(JSON.stringify(await people.documentOf(id))).not.toMatch(/example\.test|Kari/);
    expect(await openRequestPage(world, { requestId: id, token: receipt.token })).toMatchObject({
      state: 'cancelled',
      step: 'read',
      canCancel: false,
    });
    await database.deliver();
    expect(people.lettersTo(email).map(({ letter }) => letter)).not.toContain('request-answered');
  });

  test('is so too late when the erasure has begun', async () => {
    const email = 'too-late@example.test';
    await office.receive(email);
    database.answers.set('goto', { answer: 'manual', because: 'past-webinars' });
    const id = await people.ask('erasure', email);
    const token = await people.confirm(email);
    expect(await cancelRequest(world, { requestId: id, token })).toEqual({ outcome: 'not-possible' });
  });
});

function today() {
  return world.clock.now().toZonedDateTimeISO('Europe/Oslo').toPlainDate();
}
