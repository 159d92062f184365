import type { Temporal } from 'temporal-polyfill';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { phoneIdentifier } from '../../shared/domain/identifier.ts';
import type { World } from '../../shared/ports.ts';
import { applyCorrections } from '../../shared/usecases/apply-corrections.ts';
import { cancelForPerson } from '../../shared/usecases/cancel-request.ts';
import { chaseDeadlines } from '../../shared/usecases/chase-deadlines.ts';
import { confirmRequest } from '../../shared/usecases/confirm-request.ts';
import { findPerson } from '../../shared/usecases/find-person.ts';
import { fulfilByStaff } from '../../shared/usecases/fulfil-by-staff.ts';
import { fulfilRequest } from '../../shared/usecases/fulfil-request.ts';
import { handOverPackage } from '../../shared/usecases/hand-over-package.ts';
import { listRequests } from '../../shared/usecases/list-requests.ts';
import { openRequest } from '../../shared/usecases/open-request.ts';
import { receiveRegistration } from '../../shared/usecases/receive-registration.ts';
import { refuseRequest } from '../../shared/usecases/refuse-request.ts';
import { requestErasure } from '../../shared/usecases/request-erasure.ts';
import { type Asking, askingOver, linkIn } from './asking.ts';
import { later, letterOf } from './consenting.ts';
import { type Database, startDatabase } from './database.ts';
import { type Office, officeOver } from './office.ts';

let database: Database;
let world: World;
let people: Asking;
let office: Office;
beforeAll(async () => {
  database = await startDatabase();
  ({ world } = database);
  people = askingOver(database);
  office = officeOver(database);
});
afterEach(() => database.answers.clear());
afterAll(() => database.stop());

const days = (count: number) => ({ hours: 24 * count });
const mailTo = (email: string) => database.sent.filter(({ to }) => to === email);
const identity = 'case 4711';
const by = 'somebody';

async function chaseIn(span: Temporal.DurationLike) {
  const then = later(world, span);
  await chaseDeadlines(then);
  await database.deliver(then);
}

/** A registration of somebody who gave only a number. */
async function receiveNumber(phone: string) {
  const base = { channel: 'event', marketing: false, locale: 'nb', submittedOn: '2026-11-01' } as const;
  await receiveRegistration(world, { registration: { ...base, phone, name: 'Kari' } });
  const { subjectId } = await findPerson(world, phoneIdentifier(phone));
  return subjectId ?? Promise.reject(new Error('the number leads to nobody'));
}

/** Asks and uses the link; the message that begins the work is still on its way. */
async function confirmOnly(right: 'erasure' | 'restriction' | 'objection', email: string) {
  const id = await people.ask(right, email);
  await confirmRequest(world, linkIn(letterOf('confirm-request', mailTo(email)).page));
  return id;
}

describe('a request whose work has begun', () => {
  test.each(['erasure', 'restriction', 'objection'] as const)(
    'for %s cannot be taken back or refused by whoever comes in between',
    async (right) => {
      const email = `between-${right}@example.test`;
      const about = await office.receive(email);
      const id = await confirmOnly(right, email);
      const between: unknown[] = [];
      const comeBetween = async () => {
        if (between.length > 0) return;
        between.push(await cancelForPerson(world, { requestId: id, by }));
        between.push(await refuseRequest(world, { requestId: id, input: { ground: 'excessive' }, by }));
      };
      // What is about to be done is about to be written.
      const interrupted: World = {
        ...world,
        subjects: {
          ...world.subjects,
          async commit(change) {
            if (change.subjectId === about) await comeBetween();
            return world.subjects.commit(change);
          },
        },
        identifiers: {
          ...world.identifiers,
          async write(entry, etag) {
            await comeBetween();
            return world.identifiers.write(entry, etag);
          },
        },
      };
      await fulfilRequest(interrupted, id);
      const refused = { outcome: 'not-possible', because: 'work-begun' };
      expect(between).toEqual([refused, refused]);
      await database.deliver();
      expect(await people.documentOf(id)).toMatchObject({ state: 'fulfilled' });
    },
  );

  test('is an objection that staff typed in, for it counts at once', async () => {
    const id = await people.typeIn('objection', 'typed-objection@example.test');
    expect(await cancelForPerson(world, { requestId: id, by })).toEqual({
      outcome: 'not-possible',
      because: 'work-begun',
    });
    const opened = await openRequest(world, { requestId: id, by: 'key' });
    expect(opened?.offers).not.toContain('cancel');
  });
});

describe('a restriction that was asked for', () => {
  test('is placed once, however many deal with it at the same time', async () => {
    const email = 'three-at-once@example.test';
    const subjectId = await office.receive(email);
    const id = await confirmOnly('restriction', email);
    await Promise.all([1, 2, 3].map(() => fulfilRequest(world, id)));
    expect((await world.subjects.holdings(subjectId)).holds).toHaveLength(1);
    await database.deliver();
  });

  test('does not keep what the same person then wants erased', async () => {
    const email = 'restricted-then-erased@example.test';
    const subjectId = await office.receive(email);
    await people.askAndConfirm('restriction', email);
    const id = await people.askAndConfirm('erasure', email);
    expect(await people.documentOf(id)).toMatchObject({ state: 'fulfilled', answer: { refusals: [] } });
    expect(await world.subjects.holdings(subjectId)).toMatchObject({ records: [], holds: [] });
  });

  test('stays over what the erasure leaves, and holds of others stay', async () => {
    const [licensed, held] = ['restricted-licence@example.test', 'restricted-held@example.test'];
    const licensee = await office.receive(licensed);
    await office.issueLicence('R-restricted', { email: licensed });
    await people.askAndConfirm('restriction', licensed);
    await people.askAndConfirm('erasure', licensed);
    const { records, holds } = await world.subjects.holdings(licensee);
    expect(holds).toMatchObject([{ document: { restricts: true, recordId: records[0]?.document.id } }]);

    const other = await office.receive(held);
    const holdId = await office.hold(other);
    await people.askAndConfirm('restriction', held);
    const id = await people.askAndConfirm('erasure', held);
    expect(await people.documentOf(id)).toMatchObject({ answer: { refusals: [{ ground: 'hold' }] } });
    expect((await world.subjects.holdings(other)).holds).toMatchObject([{ document: { id: holdId } }]);
  });
});

describe('a copy for somebody who can only be called', () => {
  test('waits for staff, who take it out, which is recorded, and hand it over', async () => {
    const phone = '+4722000050';
    const about = await receiveNumber(phone);
    const id = await people.typeIn('access', { phone }, { identity });
    expect(await people.documentOf(id)).toMatchObject({ state: 'in-progress', toStaff: 'to-hand-over' });
    expect(await openRequest(world, { requestId: id, by: 'key' })).toMatchObject({
      waitsFor: 'staff',
      package: { endsAt: expect.any(String) },
      offers: expect.arrayContaining(['fulfil']),
    });
    const before = (await world.subjects.lookupsOf(about, 100)).length;
    const bytes = await handOverPackage(world, { requestId: id, format: 'json', by });
    expect(await textOf(bytes)).toContain(phone);
    expect(await world.subjects.lookupsOf(about, 100)).toHaveLength(before + 1);

    await chaseIn(days(15));
    expect(await people.documentOf(id)).toMatchObject({ toStaff: 'to-hand-over' });
    const anew = { requestId: id, format: 'html', by } as const;
    expect(await handOverPackage(later(world, days(15)), anew)).toBeDefined();
    await fulfilByStaff(world, { requestId: id, input: { outcome: 'fulfilled' }, by });
    expect(await people.documentOf(id)).toMatchObject({ state: 'fulfilled', answer: { by, held: true } });
    expect(await handOverPackage(world, anew)).toBeUndefined();
  });

  test('is not for staff to take where the person fetches it', async () => {
    const email = 'fetches@example.test';
    await office.receive(email);
    const id = await people.askAndConfirm('access', email);
    expect(await handOverPackage(world, { requestId: id, format: 'json', by })).toBeUndefined();
  });
});

describe('an open request', () => {
  test('for corrections that nobody lets be made ends with its last day', async () => {
    const email = 'unpressed@example.test';
    await office.receive(email, { name: 'Kari' });
    const corrections = { name: 'Kari Nordmann' };
    const id = await people.askAndConfirm('rectification', email, { corrections });
    const { page } = letterOf('request-accepted', mailTo(email));
    await chaseIn(days(25));
    expect((await people.documentOf(id)).state).toBe('in-progress');
    await chaseIn(days(40));
    const document = await people.documentOf(id);
    expect(document).toMatchObject({ state: 'expired' });
    expect(JSON.stringify(document)).not.toMatch(/example\.test|Nordmann/);
    expect(await people.pageAt(page, later(world, days(41)))).toMatchObject({ state: 'expired' });
  });

  test('keeps nothing of a person who was erased meanwhile', async () => {
    const email = 'erased-meanwhile@example.test';
    const subjectId = await office.receive(email, { name: 'Kari' });
    const corrections = { name: 'Kari Nordmann' };
    const id = await people.askAndConfirm('rectification', email, { corrections });
    await requestErasure(world, { subjectId, cause: 'retention', select: () => true });
    await database.deliver();
    await chaseIn(days(2));
    const document = await people.documentOf(id);
    expect(document.dueOn).toBeUndefined();
    expect(JSON.stringify(document)).not.toMatch(/example\.test|Nordmann/);
  });

  test('that staff leave lying ends when the longest term is over', async () => {
    const phone = '+4722000051';
    await receiveNumber(phone);
    const id = await people.typeIn('portability', { phone }, { identity });
    await chaseIn(days(60));
    expect((await people.documentOf(id)).contact).toEqual({ phone });
    await chaseIn(days(130));
    expect(JSON.stringify(await people.documentOf(id))).not.toContain('22000051');
  });
});

describe('an objection by phone', () => {
  test('is remembered at the number, known or unknown', async () => {
    const [known, unknown] = ['+4722000052', '+4722000053'];
    await receiveNumber(known);
    await people.typeIn('objection', { phone: known }, { identity });
    await people.typeIn('objection', { phone: unknown });
    for (const phone of [known, unknown]) {
      const { suppressed } = await findPerson(world, phoneIdentifier(phone));
      expect(suppressed).toMatchObject({ 'quality-evaluation': expect.any(String) });
    }
  });

  test('says nothing of others at the number, once it is shown who objects', async () => {
    const phone = '+4722000054';
    const email = 'shares-a-number@example.test';
    const about = await office.receive(email, { phone });
    await people.typeIn('objection', { phone }, { identity, about });
    expect((await findPerson(world, phoneIdentifier(phone))).suppressed).toBeUndefined();
  });
});

describe('an answer that cannot be delivered', () => {
  test('is shown to staff, with whom to reach, for two weeks', async () => {
    const email = 'turned-away@example.test';
    const id = await people.ask('objection', email);
    await confirmRequest(world, linkIn(letterOf('confirm-request', mailTo(email)).page));
    await database.deliver({ ...world, mailer: { send: async () => 'refused' as const } });
    expect(await people.documentOf(id)).toMatchObject({ state: 'fulfilled', contact: { email } });
    const mine = async () => (await listRequests(world)).find(({ requestId }) => requestId === id);
    expect(await mine()).toMatchObject({ undelivered: true, waitsFor: 'staff' });
    await chaseIn(days(13));
    expect((await people.documentOf(id)).contact).toEqual({ email });
    await chaseIn(days(16));
    expect(JSON.stringify(await people.documentOf(id))).not.toContain('example.test');
    expect(await mine()).toBeUndefined();
  });
});

describe('corrections of which some is not held', () => {
  test('are made as far as they are held, and left to staff for the rest', async () => {
    const email = 'half-held@example.test';
    const subjectId = await office.receive(email, { name: 'Kari' });
    const corrections = { name: 'Kari Nordmann', phone: '+4722000055' };
    const id = await people.askAndConfirm('rectification', email, { corrections });
    const link = linkIn(letterOf('request-accepted', mailTo(email)).page);
    expect(await applyCorrections(world, link)).toEqual({ outcome: 'left-to-staff' });
    await database.deliver();
    expect((await world.subjects.holdings(subjectId)).records).toMatchObject([
      { document: { name: 'Kari Nordmann' } },
    ]);
    expect(await people.documentOf(id)).toMatchObject({ state: 'in-progress', toStaff: 'not-held' });
    expect((await openRequest(world, { requestId: id, by: 'key' }))?.offers).toEqual(['fulfil', 'extend']);
    const input = { outcome: 'partly-fulfilled', ground: 'excessive' };
    await fulfilByStaff(world, { requestId: id, input, by });
    expect((await people.documentOf(id)).state).toBe('partly-fulfilled');
  });
});

async function textOf(bytes: AsyncIterable<Uint8Array> | undefined): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes ?? []) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}
