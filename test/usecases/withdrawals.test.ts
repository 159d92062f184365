import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isEvent } from '../../shared/domain/event.ts';
import type { SubjectId } from '../../shared/domain/id.ts';
import { emailIdentifier, phoneIdentifier } from '../../shared/domain/identifier.ts';
import type { World } from '../../shared/ports.ts';
import { lookUp } from '../../shared/usecases/look-up-person.ts';
import { placeHold } from '../../shared/usecases/place-hold.ts';
import { receiveLicenceEvent } from '../../shared/usecases/receive-licence-event.ts';
import { sweepRetention } from '../../shared/usecases/sweep-retention.ts';
import { withdrawConsent } from '../../shared/usecases/withdraw-consent.ts';
import { withdrawForPerson, withdrawForSubject } from '../../shared/usecases/withdraw-for-person.ts';
import { withdrawStorage } from '../../shared/usecases/withdraw-storage.ts';
import { type Consenting, consentingOver, later, letterOf } from './consenting.ts';
import { type Database, startDatabase } from './database.ts';

let database: Database;
let world: World;
let people: Consenting;
beforeAll(async () => {
  database = await startDatabase();
  ({ world } = database);
  people = consentingOver(database);
});
afterEach(() => database.answers.clear());
afterAll(() => database.stop());

const filesOf = (email: string) => lookUp(world, { lookup: emailIdentifier(email), by: 'key' });
const kindsOf = async (subjectId: SubjectId) =>
  (await world.subjects.holdings(subjectId)).records.map(({ document }) => document.kind).toSorted();

/** What processors answered, as the events say: `goto done`; by name, since they are asked at once. */
async function answersOf(subjectId: SubjectId): Promise<string[]> {
  const events = await database.eventsOf(subjectId);
  return events
    .filter((event) => isEvent(event, 'processor.answered'))
    .map(({ data: { processor, answer } }) => `${processor} ${answer}`)
    .toSorted();
}

async function issueLicence(email: string): Promise<void> {
  await receiveLicenceEvent(world, {
    id: `issue-${email}`,
    source: '/licences',
    licenceId: `L-${email}`,
    timed: true,
    at: '2026-01-01T08:00:00.000Z',
    name: 'issued',
    contact: { email },
  });
}

describe('a consent that is withdrawn', () => {
  test('counts at once, leaves what else was sent in, and goes out to who may have the address', async () => {
    const email = 'withdraws@example.test';
    const subjectId = await people.join(email);
    expect(await withdrawConsent(world, { subjectId, by: 'one-click' })).toMatchObject({
      outcome: 'withdrawn',
    });
    expect(await people.check(email)).toEqual({ allowed: false, because: 'consent-withdrawn' });
    expect((await people.audience('marketing')).map((line) => line.subjectId)).not.toContain(subjectId);
    expect((await people.audience('support')).map((line) => line.subjectId)).toContain(subjectId);
    database.answers.set('goto', { answer: 'done' });
    await database.deliver();
    expect(await answersOf(subjectId)).toEqual(['azure-monitor nothing-held', 'goto done']);
  });

  test('is withdrawn once, however often one clicks', async () => {
    const email = 'clicks@example.test';
    const subjectId = await people.join(email);
    const click = () => withdrawConsent(world, { subjectId, by: 'one-click' });
    const outcomes = (await Promise.all([click(), click(), click()])).map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(['unchanged', 'unchanged', 'withdrawn']);
    expect(await click()).toMatchObject({ outcome: 'unchanged' });
    const events = await people.namesOfEvents(subjectId);
    expect(events.filter((name) => name === 'consent.withdrawn')).toHaveLength(1);
  });

  test('as the last thing that is held reaches the processors too, and then nothing is left but the word', async () => {
    const email = 'last-thing@example.test';
    const subjectId = await people.join(email);
    // The registration ends; the consent, renewed in between, does not.
    await people.signUp(email, { submittedOn: '2021-01-01' }, later(world, { hours: 24 * 730 }));
    await people.confirm(email, later(world, { hours: 24 * 730 }));
    const inFiveYears = later(world, { hours: 24 * 365 * 5 + 72 });
    await sweepRetention(inFiveYears);
    await database.deliver(inFiveYears);
    expect(await kindsOf(subjectId)).toEqual(['consent']);
    database.answers.set('goto', { answer: 'done' });
    await withdrawConsent(inFiveYears, { subjectId, by: 'one-click' });
    await database.deliver(inFiveYears);
    expect(await answersOf(subjectId)).toContain('goto done');
    expect(await filesOf(email)).toEqual([]);
    const { subjectId: leadsTo, suppressed } = (await people.entryOf(email)) ?? {};
    expect(leadsTo).toBeUndefined();
    expect(suppressed).toHaveProperty('marketing');
    const before = people.mailsTo(email).length;
    await people.signUp(email, { channel: 'phone' }, inFiveYears);
    expect(people.mailsTo(email)).toHaveLength(before);
  });

  test('of a newsletter that was never confirmed takes the sign-up with it', async () => {
    const email = 'never-confirmed@example.test';
    await people.signUp(email, { channel: 'newsletter' });
    const subjectId = await people.subjectOf(email);
    const { outcome, erasures } = await withdrawConsent(world, { subjectId, by: 'unsubscribe-page' });
    expect({ outcome, erasures: erasures.length }).toEqual({ outcome: 'refused', erasures: 1 });
    expect(await filesOf(email)).toEqual([]);
    expect(await people.check(email)).toEqual({ allowed: false, because: 'suppressed' });
  });

  test('of somebody who was erased since is answered alike', async () => {
    const email = 'erased-since@example.test';
    const subjectId = await people.join(email);
    await withdrawStorage(world, { subjectId, by: 'staff' });
    await database.deliver();
    expect(await withdrawConsent(world, { subjectId, by: 'one-click' })).toEqual({
      outcome: 'no-consent',
      erasures: [],
    });
  });
});

describe('staff who withdraw Markedsnyheter for somebody', () => {
  const withdraw = (email: string) =>
    withdrawForPerson(world, { identifier: emailIdentifier(email), consent: 'marketing' });

  test('withdraw the consent that there is', async () => {
    const email = 'calls@example.test';
    const subjectId = await people.join(email);
    expect(await withdraw('Calls@Example.test')).toEqual({
      withdrawals: [{ subjectId, consent: 'marketing', outcome: 'withdrawn' }],
      erasures: [],
    });
    expect(await withdraw(email)).toMatchObject({ withdrawals: [{ outcome: 'unchanged' }] });
  });

  test('keep an address that nobody knows from being asked by an old list, and not from asking itself', async () => {
    const email = 'unknown@example.test';
    expect(await withdraw(email)).toEqual({
      withdrawals: [{ consent: 'marketing', outcome: 'suppressed' }],
      erasures: [],
    });
    expect(await people.entryOf(email)).toMatchObject({ ttl: expect.any(Number) });
    expect(await people.check(email)).toEqual({ allowed: false, because: 'suppressed' });

    await people.signUp(email, { channel: 'email' });
    expect(people.mailsTo(email)).toEqual([]);
    const entry = await people.entryOf(email);
    expect(entry).toMatchObject({ suppressed: { marketing: expect.any(String) } });
    expect(entry).not.toHaveProperty('ttl');

    await people.signUp(email);
    await people.confirm(email);
    expect(await people.check(email)).toMatchObject({ allowed: true });
  });

  test('keep the address of a customer who never asked for it from being asked', async () => {
    const email = 'only-customer@example.test';
    await issueLicence(email);
    expect(await withdraw(email)).toMatchObject({ withdrawals: [{ outcome: 'suppressed' }] });
    await people.signUp(email, { channel: 'phone' });
    expect(people.mailsTo(email)).toEqual([]);
    expect(await people.check(email, 'technical-notices')).toMatchObject({ allowed: true });
  });

  test('find who called by the number, if it is only one', async () => {
    const phone = '+4722110011';
    const byPhone = () =>
      withdrawForPerson(world, { identifier: phoneIdentifier(phone), consent: 'marketing' });
    expect(await byPhone()).toEqual({ withdrawals: [], erasures: [] });
    const one = await people.join('one-number@example.test', { phone });
    expect(await byPhone()).toMatchObject({ withdrawals: [{ subjectId: one, outcome: 'withdrawn' }] });
    const other = await people.join('same-number@example.test', { phone });
    const { withdrawals } = await byPhone();
    expect(withdrawals.map(({ outcome }) => outcome)).toEqual(['several-people', 'several-people']);
    expect(new Set(withdrawals.map(({ subjectId }) => subjectId))).toEqual(new Set([one, other]));
    expect(await people.check('same-number@example.test')).toMatchObject({ allowed: true });
  });
});

describe('the consent to be kept, withdrawn', () => {
  test('erases what was sent in at once, leaves the licence, and tells the person when all is done', async () => {
    const email = 'storage@example.test';
    await issueLicence(email);
    const subjectId = await people.join(email, { locale: 'en' });
    const { outcome, erasures } = await withdrawStorage(world, { subjectId, by: 'preferences-page' });
    expect({ outcome, erasures: erasures.length }).toEqual({ outcome: 'withdrawn', erasures: 1 });
    expect(await kindsOf(subjectId)).toEqual(['licence']);
    expect(await people.check(email)).toEqual({ allowed: false, because: 'suppressed' });
    expect(await people.check(email, 'technical-notices')).toMatchObject({ allowed: true });
    await database.deliver();
    expect(letterOf('erasure-completed', people.mailsTo(email))).toMatchObject({ exceptions: [] });
    expect(await people.namesOfEvents(subjectId)).toEqual(
      expect.arrayContaining(['consent.withdrawn', 'registration.erased', 'erasure.completed']),
    );
  });

  test('does so once', async () => {
    const email = 'storage-twice@example.test';
    const subjectId = await people.join(email);
    const once = () => withdrawStorage(world, { subjectId, by: 'staff' });
    expect(await once()).toMatchObject({ outcome: 'withdrawn' });
    expect(await once()).toEqual({ outcome: 'unchanged', erasures: [] });
    await database.deliver();
    expect(people.mailsTo(email).filter(({ letter }) => letter.letter === 'erasure-completed')).toHaveLength(
      1,
    );
  });

  test('waits under a hold, and what is held is not used any more', async () => {
    const email = 'storage-held@example.test';
    const subjectId = await people.join(email);
    await placeHold(world, {
      subjectId,
      restricts: false,
      reason: 'a claim',
      authority: 'the district court',
      reviewOn: '2027-01-01',
    });
    const withdraw = () => withdrawStorage(world, { subjectId, by: 'staff' });
    expect(await withdraw()).toMatchObject({ outcome: 'withdrawn' });
    expect(await withdraw()).toEqual({ outcome: 'unchanged', erasures: [] });
    expect(await kindsOf(subjectId)).toContain('registration');
    expect(await people.check(email)).toMatchObject({ allowed: false });
    expect((await people.audience('marketing')).map((line) => line.subjectId)).not.toContain(subjectId);
    expect((await people.audience('quality-evaluation')).map((line) => line.subjectId)).not.toContain(
      subjectId,
    );
  });
});

describe('a withdrawal from the file that staff have open', () => {
  test('needs no address: Markedsnyheter ends, and where there is no consent, the address that is held is remembered', async () => {
    const email = 'from-the-file@example.test';
    const subjectId = await people.join(email);
    const marketing = { subjectId, consent: 'marketing' } as const;
    expect(await withdrawForSubject(world, marketing)).toMatchObject({
      outcome: 'taken',
      withdrawals: [{ subjectId, outcome: 'withdrawn' }],
    });
    expect(await people.check(email)).toMatchObject({ allowed: false });

    const other = 'no-consent-in-the-file@example.test';
    await people.signUp(other, { marketing: false });
    const stranger = await people.subjectOf(other);
    expect(await withdrawForSubject(world, { ...marketing, subjectId: stranger })).toMatchObject({
      withdrawals: [{ outcome: 'suppressed' }],
    });
    expect((await people.entryOf(other))?.suppressed).toMatchObject({ marketing: expect.any(String) });
  });

  test('of the consent to be kept erases, and is refused when the person is gone', async () => {
    const email = 'gone-from-the-file@example.test';
    await people.signUp(email, { marketing: false });
    const subjectId = await people.subjectOf(email);
    const storage = { subjectId, consent: 'storage' } as const;
    expect(await withdrawForSubject(world, storage)).toMatchObject({
      withdrawals: [{ outcome: 'withdrawn' }],
      erasures: [expect.any(String)],
    });
    await database.deliver();
    expect(await filesOf(email)).toEqual([]);
    expect(await withdrawForSubject(world, storage)).toEqual({
      outcome: 'invalid',
      errors: [{ pointer: '/subjectId', reason: 'not-an-id' }],
    });
  });
});
