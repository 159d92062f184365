import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emailIdentifier } from '../../shared/domain/identifier.ts';
import type { World } from '../../shared/ports.ts';
import { confirmConsent, readQuestion } from '../../shared/usecases/confirm-consent.ts';
import { joinMarketing } from '../../shared/usecases/join-marketing.ts';
import { lookUp } from '../../shared/usecases/look-up-person.ts';
import { receiveRegistration } from '../../shared/usecases/receive-registration.ts';
import { sweepRetention } from '../../shared/usecases/sweep-retention.ts';
import { withdrawConsent } from '../../shared/usecases/withdraw-consent.ts';
import { type Consenting, consentingOver, later, ticked } from './consenting.ts';
import { Crash, crash } from './crash.ts';
import { type Database, startDatabase } from './database.ts';

let database: Database;
let world: World;
let people: Consenting;
beforeAll(async () => {
  database = await startDatabase();
  ({ world } = database);
  people = consentingOver(database);
});
afterAll(() => database.stop());

const receive = (email: string, using = world) =>
  receiveRegistration(using, { registration: ticked(email, { channel: 'newsletter' }) });
const recordsOf = async (email: string) => {
  const [file] = await lookUp(world, { lookup: emailIdentifier(email), by: 'key' });
  return file?.records ?? [];
};

describe('Markedsnyheter', () => {
  test('begins with a mail, and is given by the answer to it', async () => {
    const email = 'begins@example.test';
    await people.signUp(email, { name: 'Kari', phone: '+4722334455', locale: 'en' });
    expect(await people.check(email)).toEqual({ allowed: false, because: 'consent-requested' });
    expect(people.mailsTo(email)).toMatchObject([{ locale: 'en', letter: { letter: 'confirm-marketing' } }]);
    expect(await people.confirm(email)).toEqual({ state: 'confirmed', locale: 'en' });
    const { allowed, because, since } = await people.check(email);
    expect({ allowed, because }).toEqual({ allowed: true, because: 'consent-given' });
    expect(people.mailsTo(email).map(({ letter }) => letter.letter)).toEqual([
      'confirm-marketing',
      'welcome-to-marketing',
    ]);
    const lines = await people.audience('marketing');
    const subjectId = await people.subjectOf(email);
    const line = lines.filter((each) => each.subjectId === subjectId);
    expect(line).toEqual([
      {
        subjectId,
        name: 'Kari',
        email,
        since,
        unsubscribe: expect.stringContaining('/unsubscribe/'),
        preferences: expect.stringContaining('/preferences/'),
      },
    ]);
  });

  test('is given once, however often the button is pressed', async () => {
    const email = 'twice@example.test';
    await people.signUp(email);
    const question = people.questionTo(email);
    const answers = await Promise.all([1, 2, 3].map(() => confirmConsent(world, question)));
    expect(answers.map(({ state }) => state)).toEqual(['confirmed', 'confirmed', 'confirmed']);
    const events = await people.namesOfEvents(question.subjectId);
    expect(events.filter((name) => name === 'consent.given')).toHaveLength(1);
  });

  test('is not given by looking at the page', async () => {
    const email = 'looks@example.test';
    await people.signUp(email);
    const question = people.questionTo(email);
    expect(await readQuestion(world, question)).toMatchObject({ state: 'open' });
    expect(await people.check(email)).toMatchObject({ allowed: false });
  });

  test('can be asked for on the own page, and is confirmed by mail like any other', async () => {
    const email = 'own-page@example.test';
    const subjectId = await people.join(email);
    await withdrawConsent(world, { subjectId, by: 'preferences-page' });
    expect(await joinMarketing(world, subjectId)).toBe('asked');
    await database.deliver();
    expect(await people.check(email)).toMatchObject({ because: 'consent-requested' });
    await people.confirm(email);
    expect(await people.check(email)).toMatchObject({ allowed: true });
  });
});

describe('forms of one person at once', () => {
  test('ask one question, and its answer confirms every sign-up', async () => {
    const email = 'crowd@example.test';
    await Promise.all(Array.from({ length: 8 }, () => receive(email)));
    await database.deliver();
    expect(people.mailsTo(email)).toHaveLength(1);
    await people.confirm(email);
    const ends = (await recordsOf(email)).map(({ eraseAfter }) => eraseAfter);
    expect(ends).toEqual(Array(8).fill('2031-11-22T23:00:00Z'));
  });

  test('cost three requests each for somebody known, and two for somebody new', async () => {
    await receive('first-request@example.test');
    expect(await database.requests(() => receive('new-request@example.test'))).toBe(2);
    expect(await database.requests(() => receive('new-request@example.test'))).toBe(3);
  });
});

describe('a question that nobody answers', () => {
  test('ends after a fortnight, and the newsletter sign-up with it', async () => {
    const email = 'unanswered@example.test';
    await receive(email);
    const subjectId = await people.subjectOf(email);
    await sweepRetention(later(world, { hours: 24 * 13 }));
    expect(await recordsOf(email)).toHaveLength(1);
    await sweepRetention(later(world, { hours: 24 * 15 }));
    await sweepRetention(later(world, { hours: 24 * 15 }));
    expect(await lookUp(world, { lookup: emailIdentifier(email), by: 'key' })).toEqual([]);
    expect(await people.entryOf(email)).toBeUndefined();
    expect(await people.namesOfEvents(subjectId)).toEqual(
      expect.arrayContaining(['consent.expired', 'registration.erased', 'erasure.completed']),
    );
  });

  test('leaves what else was sent in', async () => {
    const email = 'stays@example.test';
    await people.signUp(email);
    await sweepRetention(later(world, { hours: 24 * 15 }));
    expect((await recordsOf(email)).map(({ kind }) => kind)).toEqual(['registration']);
    expect(await people.check(email)).toEqual({ allowed: false, because: 'no-consent' });
  });

  test('cannot be answered any more', async () => {
    const email = 'too-late@example.test';
    await people.signUp(email);
    const question = people.questionTo(email);
    const late = later(world, { hours: 24 * 15 });
    expect(await confirmConsent(late, question)).toMatchObject({ state: 'over' });
    expect(await people.check(email)).toMatchObject({ allowed: false });
  });

  test('does not make us forget that the person said no before', async () => {
    const email = 'said-no@example.test';
    await people.signUp(email);
    await withdrawConsent(world, { subjectId: await people.subjectOf(email), by: 'one-click' });
    await people.signUp(email, {}, later(world, { hours: 2 }));
    await sweepRetention(later(world, { hours: 24 * 16 }));
    expect(await people.check(email)).toEqual({ allowed: false, because: 'suppressed' });
    const before = people.mailsTo(email).length;
    await people.signUp(email, { channel: 'email' }, later(world, { hours: 24 * 17 }));
    expect(people.mailsTo(email)).toHaveLength(before);
  });
});

describe('a renewal', () => {
  test('leaves the consent as it is until it is answered', async () => {
    const email = 'renews@example.test';
    await people.join(email);
    const before = await people.check(email);
    const inTwoYears = later(world, { hours: 24 * 730 });
    await people.signUp(email, {}, inTwoYears);
    expect(await people.check(email)).toEqual(before);
    await people.confirm(email, inTwoYears);
    expect(await people.check(email)).toEqual(before);
    // Five years from the renewal, not from the first yes.
    await sweepRetention(later(world, { hours: 24 * 365 * 6 }));
    expect(await people.check(email)).toEqual(before);
  });

  test('that nobody confirms leaves the consent to end after five years', async () => {
    const email = 'ends@example.test';
    const subjectId = await people.join(email);
    const inFiveYears = later(world, { hours: 24 * 365 * 5 + 72 });
    await people.signUp(email, {}, later(world, { hours: 24 * 730 }));
    await sweepRetention(inFiveYears);
    expect(await people.check(email)).toMatchObject({ allowed: false });
    expect(await people.namesOfEvents(subjectId)).toContain('consent.expired');
  });
});

describe('a yes and a no at once', () => {
  test('leave one of the two, and events that say which', async () => {
    for (let round = 0; round < 12; round += 1) {
      const email = `at-once-${round}@example.test`;
      await people.signUp(email);
      const question = people.questionTo(email);
      await Promise.all([
        confirmConsent(world, question),
        withdrawConsent(world, { subjectId: question.subjectId, by: 'one-click' }),
      ]);
      const events = await people.namesOfEvents(question.subjectId);
      const { because } = await people.check(email);
      const wasGiven = events.includes('consent.given');
      expect(because).toBe(wasGiven ? 'consent-withdrawn' : 'consent-refused');
      expect(events.includes('consent.withdrawn')).toBe(wasGiven);
      expect(events.includes('consent.refused')).toBe(!wasGiven);
    }
  });
});

describe('a process that dies', () => {
  test('at the commit of an answer has changed nothing, and the next press of the button does', async () => {
    const email = 'dies@example.test';
    await people.signUp(email);
    const dying = { ...world, subjects: { ...world.subjects, commit: crash } };
    await expect(confirmConsent(dying, people.questionTo(email))).rejects.toThrow(Crash);
    expect(await people.check(email)).toMatchObject({ because: 'consent-requested' });
    await people.confirm(email);
    expect(await people.check(email)).toMatchObject({ allowed: true });
  });

  test('after a refusal leaves the sign-up to the next click, which erases it', async () => {
    const email = 'half-refused@example.test';
    await receive(email);
    await database.deliver();
    const { subjectId } = people.questionTo(email);
    const dying = { ...world, subjects: { ...world.subjects, holdings: crash } };
    await expect(withdrawConsent(dying, { subjectId, by: 'one-click' })).rejects.toThrow(Crash);
    expect(await recordsOf(email)).toHaveLength(1);
    await withdrawConsent(world, { subjectId, by: 'one-click' });
    await database.deliver();
    expect(await recordsOf(email)).toEqual([]);
    expect(await people.check(email)).toEqual({ allowed: false, because: 'suppressed' });
  });
});
