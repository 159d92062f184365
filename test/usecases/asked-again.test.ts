import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { SubjectId } from '../../shared/domain/id.ts';
import { mayUse } from '../../shared/domain/use.ts';
import type { PolicyVersion } from '../../shared/policy/versions.ts';
import type { World } from '../../shared/ports.ts';
import { confirmConsent, readQuestion } from '../../shared/usecases/confirm-consent.ts';
import { documentsOf } from '../../shared/usecases/documents-of.ts';
import { readPreferences } from '../../shared/usecases/read-preferences.ts';
import { suppressAddress } from '../../shared/usecases/suppress-address.ts';
import { withdrawConsent } from '../../shared/usecases/withdraw-consent.ts';
import { announce, dayOfThisYear, largerVersion, oldVersion } from './announcing.ts';
import { type Consenting, consentingOver, later, letterOf } from './consenting.ts';
import { type Database, startDatabase } from './database.ts';

let database: Database;
let world: World;
let people: Consenting;
beforeEach(async () => {
  database = await startDatabase();
  ({ world } = database);
  people = consentingOver(database);
  onTestFinished(() => database.stop());
});

const email = 'consents@example.test';
const inForce = [oldVersion, largerVersion(dayOfThisYear(0), ['marketing'])];
/** In force the year after next: announced long before. */
const toCome = [oldVersion, largerVersion(`${new Date().getFullYear() + 2}-01-01`, ['marketing'])];
const afterThat = { hours: 24 * 366 * 3 };

async function join(): Promise<SubjectId> {
  const subjectId = await people.join(email, { policyVersion: oldVersion.date });
  database.sent.length = 0;
  return subjectId;
}

/** Whether Markedsnyheter may be sent, by these versions. */
async function may(subjectId: SubjectId, versions: readonly PolicyVersion[], using = world): Promise<string> {
  const person = documentsOf(await world.subjects.holdings(subjectId));
  return mayUse('marketing', { ...person, suppressed: undefined }, using.clock.now(), versions).because;
}

describe('a version that asks again for Markedsnyheter', () => {
  test('stops it, from the day it is in force until the person says yes again', async () => {
    const subjectId = await join();
    expect(await may(subjectId, [oldVersion])).toBe('consent-given');
    expect(await may(subjectId, inForce)).toBe('asked-again');
    const { counts } = await announce(world, inForce);
    await database.deliver();
    expect(counts).toMatchObject({ told: 1, askedAgain: 1 });
    expect(await may(subjectId, inForce)).toBe('asked-again');
    expect((await readPreferences(world, subjectId, inForce)).marketing).toBe('asked-again');

    const question = people.questionTo(email);
    expect(await confirmConsent(world, question, inForce)).toMatchObject({ state: 'confirmed' });
    expect(await may(subjectId, inForce)).toBe('consent-given');
    expect((await readPreferences(world, subjectId, inForce)).marketing).toBe('given');
  });

  test('is told in one mail and asks in another, which says why and leads to the question', async () => {
    await join();
    await announce(world, inForce);
    await database.deliver();
    const policyVersion = inForce[1]?.date;
    expect(letterOf('policy-announced', people.mailsTo(email))).toMatchObject({
      policyVersion,
      asksAgain: true,
    });
    expect(letterOf('confirm-marketing', people.mailsTo(email))).toMatchObject({ policyVersion });
    expect(people.mailsTo(email)).toHaveLength(2);
  });

  test('that is still to come stops nothing, and whoever says yes before keeps it after', async () => {
    const subjectId = await join();
    await announce(world, toCome);
    await database.deliver();
    expect(await may(subjectId, toCome)).toBe('consent-given');
    expect(await may(subjectId, toCome, later(world, afterThat))).toBe('asked-again');
    await confirmConsent(world, people.questionTo(email), toCome);
    expect(await may(subjectId, toCome, later(world, afterThat))).toBe('consent-given');
  });

  test('does not let the old link say that it is confirmed, when nobody answered in time', async () => {
    await join();
    await announce(world, inForce);
    await database.deliver();
    const tooLate = later(world, { hours: 24 * 20 });
    const question = people.questionTo(email);
    expect(await confirmConsent(tooLate, question, inForce)).toMatchObject({ state: 'over' });
    expect(await readQuestion(tooLate, question)).toMatchObject({ state: 'confirmed' });
    expect(await readQuestion(tooLate, question, inForce)).toMatchObject({ state: 'over' });
  });

  test('asks nobody who has left, was taken off by staff, or has said yes to it already', async () => {
    const left = await people.join('left@example.test', { policyVersion: oldVersion.date });
    await withdrawConsent(world, { subjectId: left, by: 'one-click' });
    await people.join('off@example.test', { policyVersion: oldVersion.date });
    await suppressAddress(later(world, { hours: 1 }), { email: 'off@example.test', purposes: ['marketing'] });
    await people.signUp('yes@example.test', { policyVersion: oldVersion.date });
    await confirmConsent(world, people.questionTo('yes@example.test'), inForce);
    const { counts } = await announce(world, inForce);
    expect(counts).toMatchObject({ told: 3, askedAgain: 0 });
  });

  test('asks for nothing else: what rests on no consent goes on', async () => {
    const subjectId = await join();
    const person = documentsOf(await world.subjects.holdings(subjectId));
    const verdict = mayUse('support', { ...person, suppressed: undefined }, world.clock.now(), inForce);
    expect(verdict).toMatchObject({ allowed: true, because: 'known' });
  });
});

test('a larger version that asks for nothing again leaves the consents as they are', async () => {
  const subjectId = await join();
  const versions = [oldVersion, largerVersion(dayOfThisYear(0))];
  expect((await announce(world, versions)).counts).toMatchObject({ told: 1, askedAgain: 0 });
  expect(await may(subjectId, versions)).toBe('consent-given');
});
