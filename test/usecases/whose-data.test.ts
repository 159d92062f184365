import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SubjectId } from '../../shared/domain/id.ts';
import { phoneIdentifier } from '../../shared/domain/identifier.ts';
import type { Corrections } from '../../shared/domain/rectification.ts';
import type { World } from '../../shared/ports.ts';
import { applyCorrections } from '../../shared/usecases/apply-corrections.ts';
import { confirmRequest } from '../../shared/usecases/confirm-request.ts';
import { fulfilByStaff } from '../../shared/usecases/fulfil-by-staff.ts';
import { openPackage } from '../../shared/usecases/open-package.ts';
import { openRequestPage } from '../../shared/usecases/open-request-page.ts';
import { receiveRegistration } from '../../shared/usecases/receive-registration.ts';
import { rectifyPerson } from '../../shared/usecases/rectify-person.ts';
import { refusablePurposes, suppressAddress } from '../../shared/usecases/suppress-address.ts';
import { verifyIdentity } from '../../shared/usecases/verify-identity.ts';
import { type Asking, askingOver, linkIn } from './asking.ts';
import { type Consenting, consentingOver, letterOf } from './consenting.ts';
import { dyingAtRelease } from './crash.ts';
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

const processors = ['azure-monitor', 'zendesk', 'teamviewer', 'goto'] as const;
const correct = (subjectId: SubjectId, corrections: Corrections, using = world) =>
  rectifyPerson(using, { subjectId, corrections });
/** Asked and confirmed, but nothing done yet. */
async function verified(...asked: Parameters<Asking['ask']>) {
  const id = await people.ask(...asked);
  const confirmed = await confirmRequest(world, linkIn(letterOf('confirm-request', database.sent).page));
  if (confirmed.outcome !== 'confirmed') throw new Error('the link did not confirm');
  return { id, token: confirmed.token };
}
const detailsOf = async (subjectId: SubjectId) => {
  const { records } = await world.subjects.holdings(subjectId);
  return records.map(({ document }) => document);
};

describe('an address that was corrected away', () => {
  test('shows nobody who asks to be the person, even if whoever corrected it died before letting it go', async () => {
    const [before, after] = ['mistyped@example.test', 'right@example.test'];
    const subjectId = await office.receive(before, { name: 'Kari Nordmann' });
    for (const id of processors) database.answers.set(id, { answer: 'accepted', references: [] });
    await correct(subjectId, { email: after }, dyingAtRelease(world)).catch(() => undefined);

    const id = await people.ask('access', before);
    expect(await office.leadsTo(before)).toBe(subjectId);
    await confirmRequest(world, linkIn(letterOf('confirm-request', database.sent).page));
    expect(await people.documentOf(id)).toMatchObject({ state: 'verified' });
    expect((await people.documentOf(id)).about).toBeUndefined();
    await database.deliver();
    expect((await people.documentOf(id)).answer).toMatchObject({ held: false });

    const typedIn = await people.typeIn('access', before, { identity: 'case 1' });
    expect((await people.documentOf(typedIn)).about).toBeUndefined();
  });

  test('leads nowhere at once: who registers with it is somebody else, and what was refused there stays so', async () => {
    const [before, after] = ['let-go@example.test', 'kept@example.test'];
    const subjectId = await office.receive(before, { phone: '+4722000001' });
    await suppressAddress(world, { email: before, purposes: refusablePurposes });
    await correct(subjectId, { email: after, phone: '+4722000002' });
    expect(await office.leadsTo(before)).toBeUndefined();
    expect((await consenting.entryOf(before))?.suppressed).toHaveProperty('marketing');
    const stranger = await office.receive(before);
    expect(stranger).not.toBe(subjectId);
    expect(await office.leadsTo(after)).toBe(subjectId);
    await database.deliver();
    expect(await office.leadsTo(before)).toBe(stranger);
  });
});

describe('an open request of whom the address identified that was corrected since', () => {
  test('opens no page and corrects nothing, and is left to staff without the person', async () => {
    const [before, after] = ['asked-by@example.test', 'asked-of@example.test'];
    const subjectId = await office.receive(before, { name: 'Kari Nordman' });
    const { id, token } = await verified('rectification', before, { corrections: { name: 'Somebody' } });
    await database.deliver();
    await correct(subjectId, { email: after });
    expect(await openRequestPage(world, { requestId: id, token })).toBeUndefined();
    expect(await applyCorrections(world, { requestId: id, token })).toEqual({ outcome: 'not-valid' });
    expect(await detailsOf(subjectId)).toMatchObject([{ name: 'Kari Nordman' }]);
    const document = await people.documentOf(id);
    expect(document).toMatchObject({ state: 'in-progress', toStaff: 'address-changed' });
    expect(document).not.toHaveProperty('about');
    expect(document).not.toHaveProperty('page');
  });

  test.each(['access', 'erasure', 'restriction', 'objection'] as const)(
    'for %s does nothing with the data',
    async (right) => {
      const [before, after] = [`before-${right}@example.test`, `after-${right}@example.test`];
      const subjectId = await office.receive(before);
      const { id } = await verified(right, before);
      await correct(subjectId, { email: after });
      await database.deliver();
      expect(await people.documentOf(id)).toMatchObject({ toStaff: 'address-changed' });
      const { holds, head } = await world.subjects.holdings(subjectId);
      expect(holds).toEqual([]);
      expect(head?.document.packages ?? []).toEqual([]);
      expect(await office.noticesOf(subjectId, 'erasure')).toEqual([]);
      expect((await consenting.check(after, 'support')).allowed).toBe(true);
    },
  );

  test('by a number is bound to the address that the link went to', async () => {
    const phone = '+4722000010';
    const subjectId = await office.receive('bound-before@example.test', { phone });
    const { id, token } = await verified('rectification', { phone }, { corrections: { name: 'Kari' } });
    await database.deliver();
    expect(await openRequestPage(world, { requestId: id, token })).toMatchObject({ step: 'correct' });
    await correct(subjectId, { email: 'bound-after@example.test' });
    expect(await openRequestPage(world, { requestId: id, token })).toBeUndefined();
  });
});

test('a package cannot be fetched any more by the link that went to an address corrected since', async () => {
  const [before, after] = ['package-before@example.test', 'package-after@example.test'];
  const subjectId = await office.receive(before);
  const { id, token } = await verified('access', before);
  await database.deliver();
  const link = { requestId: id, token };
  expect(await openPackage(world, { ...link, format: 'json' })).toBeDefined();
  await correct(subjectId, { name: 'Kari' });
  await correct(subjectId, { email: after });
  expect(await openPackage(world, { ...link, format: 'json' })).toBeUndefined();
  expect((await openRequestPage(world, link))?.package).toBeUndefined();
  expect(await world.packages.read(id, 'json')).toBeUndefined();
});

describe('a person who wants another address to identify them', () => {
  test('has all else corrected, and the address only once staff have looked', async () => {
    const [before, after] = ['moving@example.test', 'not-yet-shown@example.test'];
    const subjectId = await office.receive(before, { name: 'Kari Nordman' });
    const corrections = { name: 'Kari Nordmann', email: after };
    const { id, token } = await verified('rectification', before, { corrections });
    await database.deliver();
    const link = { requestId: id, token };
    expect(await applyCorrections(world, link)).toEqual({ outcome: 'left-to-staff' });
    expect(await detailsOf(subjectId)).toMatchObject([{ name: 'Kari Nordmann', email: before }]);
    expect(await office.leadsTo(after)).toBeUndefined();
    expect(await people.documentOf(id)).toMatchObject({ state: 'in-progress', toStaff: 'new-address' });
    expect(await openRequestPage(world, link)).toMatchObject({ step: 'wait', canCancel: false });

    const decision = { requestId: id, input: { outcome: 'fulfilled' }, by: 'somebody' };
    expect(await fulfilByStaff(world, decision)).toMatchObject({ outcome: 'decided' });
    expect(await detailsOf(subjectId)).toMatchObject([{ name: 'Kari Nordmann', email: after }]);
    expect(await people.documentOf(id)).toMatchObject({ state: 'fulfilled' });
  });

  test('can have it written in another way, and a number that only goes with it', async () => {
    const before = 'same-address@example.test';
    const subjectId = await office.receive(before, { phone: '+4722000020' });
    const corrections = { email: 'Same-Address@example.test', phone: '+4722000021' };
    const { id, token } = await verified('rectification', before, { corrections });
    await database.deliver();
    expect(await applyCorrections(world, { requestId: id, token })).toEqual({ outcome: 'corrected' });
    expect(await detailsOf(subjectId)).toMatchObject([corrections]);
  });
});

test('the page of a shared number is mailed to whom staff say it is, and not to whom it was bound before', async () => {
  const phone = '+4722000030';
  await office.receive('first@example.test', { phone });
  const id = await people.ask('access', { phone });
  expect((await people.documentOf(id)).mailTo).toBe('first@example.test');
  const only = {
    channel: 'phone',
    marketing: false,
    locale: 'nb',
    submittedOn: '2026-11-01',
    phone,
  } as const;
  await receiveRegistration(world, { registration: only });
  const { subjectId } =
    (await world.identifiers.find(world.keys.identifierKey(phoneIdentifier(phone))))?.document ?? {};
  const input = { evidence: 'case 2', subjectId };
  expect(await verifyIdentity(world, { requestId: id, input, by: 'somebody' })).toMatchObject({
    outcome: 'decided',
  });
  expect(await people.documentOf(id)).toMatchObject({ about: subjectId });
  expect(await people.documentOf(id)).not.toHaveProperty('mailTo');
});

describe('a consent whose address is corrected', () => {
  test('is no consent for the new one until whoever has that says yes', async () => {
    const [before, after] = ['agreed@example.test', 'asked-anew@example.test'];
    const subjectId = await consenting.join(before);
    await correct(subjectId, { email: after });
    await database.deliver();
    expect(await consenting.check(after)).toMatchObject({ allowed: false, because: 'consent-requested' });
    expect(await consenting.audience('marketing')).toEqual([]);
    expect(await consenting.namesOfEvents(subjectId)).toContain('consent.withdrawn');
    await consenting.confirm(after);
    expect(await consenting.check(after)).toMatchObject({ allowed: true });
  });

  test('is not asked for where somebody said no before', async () => {
    const [before, after] = ['agreed-2@example.test', 'said-no@example.test'];
    await suppressAddress(world, { email: after, purposes: ['marketing'] });
    const subjectId = await consenting.join(before);
    await correct(subjectId, { email: after });
    await database.deliver();
    expect(await consenting.check(after)).toMatchObject({ allowed: false });
    expect(consenting.mailsTo(after)).toEqual([]);
  });

  test('stays as it is when the address is only written in another way', async () => {
    const before = 'upper@example.test';
    const subjectId = await consenting.join(before);
    await correct(subjectId, { email: 'Upper@example.test' });
    expect(await consenting.check(before)).toMatchObject({ allowed: true });
  });
});
