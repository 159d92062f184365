import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { World } from '../../shared/ports.ts';
import { joinMarketing } from '../../shared/usecases/join-marketing.ts';
import { sweepRetention } from '../../shared/usecases/sweep-retention.ts';
import { withdrawConsent } from '../../shared/usecases/withdraw-consent.ts';
import { type Consenting, consentingOver, later } from './consenting.ts';
import { type Database, startDatabase } from './database.ts';
import { type Office, officeOver } from './office.ts';

let database: Database;
let world: World;
let people: Consenting;
let office: Office;
beforeAll(async () => {
  database = await startDatabase();
  ({ world } = database);
  people = consentingOver(database);
  office = officeOver(database);
});
afterAll(() => database.stop());

/** Staff import an old list in which the person's box is ticked; returns the mails that the person gets of it. */
async function importOf(email: string, using = world) {
  const before = people.mailsTo(email).length;
  await people.signUp(email, { channel: 'email' }, using);
  return people.mailsTo(email).slice(before);
}

describe('a refusal that is the last thing held of somebody', () => {
  /** A customer asks for it on the own page, has not answered, and then the licence goes to a colleague. */
  async function askedOnly(email: string) {
    const licenceId = `L-${email}`;
    await office.issueLicence(licenceId, { email });
    const subjectId = await people.subjectOf(email);
    expect(await joinMarketing(world, subjectId)).toBe('asked');
    await office.issueLicence(licenceId, { email: `after-${email}`, on: '2026-06-30' });
    await database.deliver();
    const { records } = await world.subjects.holdings(subjectId);
    expect(records.map(({ document }) => document)).toMatchObject([{ kind: 'consent', state: 'requested' }]);
    return subjectId;
  }

  test('leaves nobody, and of the address only the no, for a time', async () => {
    const email = 'former-contact@example.test';
    const subjectId = await askedOnly(email);
    expect(await withdrawConsent(world, { subjectId, by: 'one-click' })).toMatchObject({
      outcome: 'refused',
    });
    await database.deliver();

    expect(await people.entryOf(email)).toEqual({
      id: expect.any(String),
      touchedAt: expect.any(String),
      mentionedBy: {},
      suppressed: { marketing: expect.any(String) },
      ttl: expect.any(Number),
    });
    expect((await world.subjects.holdings(subjectId)).records).toEqual([]);
    expect((await office.headOf(subjectId))?.closedAt).toBeDefined();
    expect(await people.namesOfEvents(subjectId)).toContain('consent.refused');
  });

  test('is not overruled by an old list', async () => {
    const email = 'on-an-old-list@example.test';
    const subjectId = await askedOnly(email);
    await withdrawConsent(world, { subjectId, by: 'one-click' });
    await database.deliver();
    expect(await importOf(email)).toEqual([]);
    expect(await people.check(email)).toMatchObject({ allowed: false });
  });
});

describe('one click in an old mail, when the question in it has ended', () => {
  const email = 'clicks-late@example.test';

  test('is remembered: no old list makes us ask again, only the person does', async () => {
    await people.signUp(email);
    const { subjectId } = people.questionTo(email);
    const inThreeWeeks = later(world, { hours: 24 * 21 });
    await sweepRetention(inThreeWeeks);
    expect(await people.check(email)).toEqual({ allowed: false, because: 'no-consent' });

    const click = await withdrawConsent(inThreeWeeks, { subjectId, by: 'one-click' });
    expect(click).toEqual({ outcome: 'no-consent', erasures: [] });
    expect(await people.check(email)).toEqual({ allowed: false, because: 'suppressed' });
    expect(await importOf(email, inThreeWeeks)).toEqual([]);

    await people.signUp(email, {}, inThreeWeeks);
    expect(people.questionTo(email).subjectId).toBe(subjectId);
    await people.confirm(email, inThreeWeeks);
    expect(await people.check(email)).toMatchObject({ allowed: true });
  });
});
