import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { PrivacyEvent } from '../../shared/domain/event.ts';
import type { SubjectId } from '../../shared/domain/id.ts';
import type { World } from '../../shared/ports.ts';
import { askProcessor } from '../../shared/usecases/ask-processor.ts';
import { lookUp } from '../../shared/usecases/look-up-person.ts';
import { rectifyPerson } from '../../shared/usecases/rectify-person.ts';
import { sweepRetention } from '../../shared/usecases/sweep-retention.ts';
import { withdrawConsent } from '../../shared/usecases/withdraw-consent.ts';
import { withdrawStorage } from '../../shared/usecases/withdraw-storage.ts';
import { type Consenting, consentingOver, later } from './consenting.ts';
import { Crash, crash, dyingAtRelease } from './crash.ts';
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
afterEach(() => database.answers.clear());
afterAll(() => database.stop());

type Message = PrivacyEvent<'processor.notified'>;
/** The last message of each of two notices. */
type LastMessages = readonly [Message, Message];

/** Takes every message of a person to its processor, but for the last of each of two notices. */
async function allButTheLast(subjectId: SubjectId): Promise<LastMessages> {
  const messages = Map.groupBy(await office.messagesOf(subjectId), ({ data }) => data.notice.id);
  const last: Message[] = [];
  for (const ofNotice of messages.values()) {
    for (const message of ofNotice.slice(0, -1)) await askProcessor(world, message);
    last.push(...ofNotice.slice(-1));
  }
  const [first, second] = last;
  if (first === undefined || second === undefined) throw new Error('there are no two notices');
  return [first, second];
}

/** Two processes that both have an answer, and what to do next by it, before either of them does it. */
function meeting(): readonly [World, World] {
  const both = Promise.withResolvers<void>();
  let missing = 2;
  const party = (): World => {
    let commits = 0;
    return {
      ...world,
      subjects: {
        ...world.subjects,
        commit: async (change) => {
          commits += 1;
          // The first is the answer.
          if (commits === 2) {
            missing -= 1;
            if (missing === 0) both.resolve();
            await both.promise;
          }
          return world.subjects.commit(change);
        },
      },
    };
  };
  return [party(), party()];
}

/** How the last two answers come. */
const ways: [string, (last: LastMessages) => Promise<unknown>][] = [
  [
    'at once',
    async ([one, other]) => {
      const [here, there] = meeting();
      await Promise.all([askProcessor(here, one), askProcessor(there, other)]);
    },
  ],
  [
    'at once, the other way round',
    async ([one, other]) => {
      const [here, there] = meeting();
      await Promise.all([askProcessor(here, other), askProcessor(there, one)]);
    },
  ],
  [
    'one after the other, and whoever took the first died at its release',
    async ([one, other]) => {
      await expect(askProcessor(dyingAtRelease(world), one)).rejects.toThrow(Crash);
      await askProcessor(world, other);
    },
  ],
];

/** Nobody is found by the number. */
const phone = '+4722556677';
const isPhoneFree = async () =>
  (await lookUp(world, { lookup: { type: 'phone', value: phone }, by: 'key' })).length === 0;

describe('two erasures of one person, whose last answers come', () => {
  test.each(ways)('%s, are both completed, and the subject closes', async (way, answer) => {
    const email = `${way.replaceAll(/\W+/g, '-')}@two.example.test`;
    const licenceId = `L-${email}`;
    const subjectId = await office.receive(email, { phone, submittedOn: '2001-01-01' });
    await office.issueLicence(licenceId, { email });
    await office.endLicence(licenceId, '2001-02-01');
    await sweepRetention(world);

    await answer(await allButTheLast(subjectId));
    const erasures = await office.noticesOf(subjectId, 'erasure');
    expect(erasures.map(({ state }) => state)).toEqual(['completed', 'completed']);
    const head = await office.headOf(subjectId);
    expect(head?.closedAt).toBeDefined();
    expect(head).not.toHaveProperty('releasing');
    expect(await people.entryOf(email)).toBeUndefined();
    expect(await isPhoneFree()).toBe(true);
  });
});

describe('the erasure of a part and the correction of the address, whose last answers come', () => {
  const orders = { 'erased first': true, 'corrected first': false };
  const cases = Object.entries(orders).flatMap(([order, erasedFirst]) =>
    ways.map(([way, answer]) => ({ order, way, erasedFirst, answer })),
  );

  test.each(cases)('$way ($order), are both completed, and the subject goes on', async (given) => {
    const { order, way, erasedFirst, answer } = given;
    const name = `${order} ${way}`.replaceAll(/\W+/g, '-');
    const [before, after] = [`${name}@old.example.test`, `${name}@new.example.test`];
    const subjectId = await office.receive(before, { phone, submittedOn: '2001-01-01' });
    await office.issueLicence(`L-${name}`, { email: before });
    const correct = () => rectifyPerson(world, { subjectId, corrections: { email: after } });
    for (const act of erasedFirst
      ? [() => sweepRetention(world), correct]
      : [correct, () => sweepRetention(world)])
      await act();

    await answer(await allButTheLast(subjectId));
    expect(await office.noticesOf(subjectId, 'erasure')).toMatchObject([{ state: 'completed' }]);
    expect(await office.noticesOf(subjectId, 'rectification')).toMatchObject([{ state: 'completed' }]);
    const head = await office.headOf(subjectId);
    expect(head).not.toHaveProperty('releasing');
    expect(head).not.toHaveProperty('closedAt');
    expect(await office.leadsTo(before)).toBeUndefined();
    expect(await office.leadsTo(after)).toBe(subjectId);
    expect(await isPhoneFree()).toBe(true);
  });
});

describe('a withdrawal of Markedsnyheter that everything of the person is erased before', () => {
  /** GoTo erases when it is asked to; to stop using the address takes it its time. */
  const slow = (withdraw: World['connectors']['goto']['withdraw']): World => ({
    ...world,
    connectors: { ...world.connectors, goto: { ...world.connectors.goto, withdraw } },
  });
  const begun = () => slow(async () => ({ answer: 'accepted', references: [] }));

  test('takes no answer that comes late, and is not sent to anybody again', async () => {
    const subjectId = await people.join('superseded@example.test');
    await withdrawConsent(world, { subjectId, by: 'one-click' });
    const toGoto = (await office.messagesOf(subjectId)).find(({ data }) => data.processor === 'goto');
    if (toGoto === undefined) throw new Error('GoTo was not told');
    const erasedMeanwhile = slow(async () => {
      await database.deliver(begun());
      await withdrawStorage(world, { subjectId, by: 'staff' });
      await database.deliver(begun());
      return { answer: 'done' };
    });
    await askProcessor(erasedMeanwhile, toGoto);

    const [withdrawal] = await office.noticesOf(subjectId, 'withdrawal');
    expect(withdrawal).toMatchObject({ state: 'superseded', recipients: { goto: { answer: 'accepted' } } });
    expect(withdrawal).not.toHaveProperty('dossier');
    expect(await askProcessor(world, toGoto)).toEqual({ outcome: 'nothing-to-ask' });
    const events = await database.eventsOf(subjectId);
    await office.timers(later(world, { hours: 24 }));
    expect(await database.eventsOf(subjectId)).toEqual(events);
    expect(await office.noticesOf(subjectId, 'withdrawal')).toEqual([withdrawal]);
    expect(await office.noticesOf(subjectId, 'erasure')).toMatchObject([{ state: 'completed' }]);
  });
});

test('whoever comes second at a release does not take the release after it for done', async () => {
  const email = 'second-at-release@example.test';
  const subjectId = await office.receive(email);
  await office.issueLicence('L-second', { email, phone });
  await office.endLicence('L-second', '2001-02-01');
  /** Releases the licence, and dies at the number. */
  const dying: World = {
    ...world,
    identifiers: {
      ...world.identifiers,
      release: (key, ...rest) =>
        key.startsWith('licence:') ? world.identifiers.release(key, ...rest) : crash(),
    },
  };
  let overtaken = false;
  const overtakenAtRelease: World = {
    ...world,
    identifiers: {
      ...world.identifiers,
      async release(...given) {
        const outcome = await world.identifiers.release(...given);
        if (!overtaken) {
          overtaken = true;
          await expect(sweepRetention(dying)).rejects.toThrow('could not be erased');
        }
        return outcome;
      },
    },
  };
  await sweepRetention(overtakenAtRelease);
  expect(overtaken).toBe(true);
  expect(await office.noticesOf(subjectId, 'erasure')).toMatchObject([{ state: 'completed' }]);
  expect(await isPhoneFree()).toBe(true);
  expect(await office.leadsTo(email)).toBe(subjectId);
});
