import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Act, type ActName, acts, idleRequests, requestsOf } from '../../docs/costs/acts.ts';
import { deliveriesOf, pollsASecond, runsADay } from '../../docs/costs/from-the-code.ts';
import { allMonth, autoscaleMeter, meters } from '../../docs/costs/meters.ts';
import { monthOf, totalOf } from '../../docs/costs/month.ts';
import { costs, textOfPage, withTables } from '../../docs/costs.ts';
import type { PrivacyEvent } from '../../shared/domain/event.ts';
import type { SubjectId } from '../../shared/domain/id.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import { announcePolicy } from '../../shared/usecases/announce-policy.ts';
import { chaseDeadlines } from '../../shared/usecases/chase-deadlines.ts';
import { chaseProcessors } from '../../shared/usecases/chase-processors.ts';
import { checkConsent } from '../../shared/usecases/check-consent.ts';
import { chooseCookies } from '../../shared/usecases/choose-cookies.ts';
import { confirmConsent, readQuestion } from '../../shared/usecases/confirm-consent.ts';
import { confirmRequest } from '../../shared/usecases/confirm-request.ts';
import { fulfilRequest } from '../../shared/usecases/fulfil-request.ts';
import { measure } from '../../shared/usecases/measure.ts';
import { receiveLicenceEvent } from '../../shared/usecases/receive-licence-event.ts';
import { receiveRegistration } from '../../shared/usecases/receive-registration.ts';
import { receiveRequest } from '../../shared/usecases/receive-request.ts';
import { takeMailEvent } from '../../shared/usecases/send-mail.ts';
import { sweepIdentifiers } from '../../shared/usecases/sweep-identifiers.ts';
import { sweepPackages } from '../../shared/usecases/sweep-packages.ts';
import { sweepRetention } from '../../shared/usecases/sweep-retention.ts';
import { verifyErasures } from '../../shared/usecases/verify-erasures.ts';
import { linkIn } from '../usecases/asking.ts';
import { consentingOver, letterOf } from '../usecases/consenting.ts';
import { type Database, startDatabase } from '../usecases/database.ts';
import { costOfErasure } from '../usecases/erasure-cost.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
  // The first requests also read what the SDK remembers of the containers.
  await costOfErasure(database, { email: 'first@example.test', registrations: 1 });
  await issue('first');
});
afterAll(() => database.stop());

/** What was counted of an act: requests to Cosmos DB, and messages by name. */
interface Counted {
  readonly requests: number;
  readonly messages: Act['messages'];
}

describe('what the page counts with is what the product does', () => {
  test.each<readonly [ActName, () => Promise<Counted>]>([
    ['registrationOfSomebodyNew', () => registered('new@example.test')],
    [
      'registrationOfSomebodyKnown',
      async () => {
        await register('known@example.test');
        return registered('known@example.test');
      },
    ],
    ['tickedBox', tickedBox],
    ['confirmation', confirmation],
    [
      'consentCheck',
      async () => {
        await register('checked@example.test');
        const check = { purpose: 'marketing', email: 'checked@example.test' } as const;
        return { requests: await database.requests(() => checkConsent(database.world, check)), messages: {} };
      },
    ],
    ['licenceIssued', () => counted(() => issue('counted'), 'counted@example.test')],
    [
      'licenceEnded',
      async () => {
        await issue('ended');
        return counted(() => end('ended'), 'ended@example.test');
      },
    ],
    [
      'erasure',
      async () => {
        const { sweep, answers, messages } = await costOfErasure(database, {
          email: 'erased@example.test',
          registrations: 1,
        });
        // A hundred people share the question who is due.
        const question = 1;
        return { requests: answers.reduce((sum, each) => sum + each, sweep - question), messages };
      },
    ],
    ['accessRequest', accessRequest],
    [
      'cookieChoice',
      async () => {
        const choice = {
          choices: { analytics: false, marketing: false },
          source: 'visitor',
          gpc: false,
          policyVersion: '2021-02-19',
        } as const;
        return {
          requests: await database.requests(() => chooseCookies(database.world, choice)),
          messages: {},
        };
      },
    ],
  ])('%s', async (name, count) => {
    const act: Act = acts[name];
    expect(await count()).toEqual({ requests: requestsOf(act), messages: act.messages });
  });

  test('of the timers, when there is nothing to do', async () => {
    const { world } = database;
    const timers: Readonly<Record<keyof typeof idleRequests, () => Promise<unknown>>> = {
      'sweep-retention': () => sweepRetention(world),
      'chase-processors': () => chaseProcessors(world),
      'chase-deadlines': () => chaseDeadlines(world),
      'verify-erasures': () => verifyErasures(world),
      'announce-policy': () => announcePolicy(world),
      'sweep-packages': () => sweepPackages(world),
      'sweep-identifiers': () => sweepIdentifiers(world),
      measure: () => measure(world),
    };
    // What is left to do is done first.
    await verifyErasures(world);
    const requests: Record<string, number> = {};
    for (const [name, run] of Object.entries(timers)) requests[name] = await database.requests(run);
    expect(requests).toEqual(idleRequests);
  });
});

describe('what the code says by itself', () => {
  test('every timer has its runs, and the change feed is asked five times a second', () => {
    expect([...runsADay.keys()].toSorted()).toEqual(Object.keys(idleRequests).toSorted());
    expect(Object.fromEntries(runsADay)).toMatchObject({ 'sweep-retention': 24, 'verify-erasures': 96 });
    expect(pollsASecond).toBe(5);
  });

  test('a message goes where the filters let it', () => {
    expect(Object.fromEntries(deliveriesOf(acts.erasure.messages))).toEqual({
      zendesk: 1,
      goto: 1,
      teamviewer: 1,
      'azure-monitor': 1,
      mail: 4,
      requests: 1,
      'licence-system': 3,
    });
  });
});

describe('the page', () => {
  test('is up to date: node docs/costs.ts would change nothing', () => {
    expect(withTables(textOfPage())).toBe(textOfPage());
  });

  test('tells the truth about what dominates', () => {
    const share = (people: number, part: string) => {
      const { requestUnits } = monthOf(people, 'once a night');
      return (requestUnits[part] ?? 0) / totalOf(requestUnits);
    };
    expect(share(1e4, 'change feed, idle')).toBeGreaterThan(0.8);
    expect(share(1e6, 'search for leftovers')).toBeGreaterThan(0.5);
    const asBuilt = monthOf(1e6, 'as built').requestUnits;
    expect((asBuilt['search for leftovers'] ?? 0) / totalOf(asBuilt)).toBeGreaterThan(0.95);
  });

  test.each(['dev', 'prod'] as const)('works out what %s costs from a price for each unit', (environment) => {
    const table = costs({ currency: 'NOK', prices: pricesOf(environment) }, environment);
    const lines = table.split('\n');
    expect(lines.at(-1)).toMatch(/^\| together \|/);
    const columns = lines.map((line) => Number(line.split('|')[2])).slice(2);
    const [together = 0, ...parts] = columns.toReversed();
    expect(parts.reduce((sum, each) => sum + each, 0)).toBeCloseTo(together, 0);
  });

  test('takes no list with a price missing, or one too many', () => {
    const { executions: _, ...missing } = pricesOf('dev');
    expect(() => costs({ currency: 'NOK', prices: missing }, 'dev')).toThrow('executions');
    const more = { ...pricesOf('dev'), autoscale: 1 };
    expect(() => costs({ currency: 'NOK', prices: more }, 'dev')).toThrow('autoscale');
  });
});

/** Two of a currency for each unit there is. */
function pricesOf(environment: 'dev' | 'prod'): Readonly<Record<string, number>> {
  const ids = [
    ...meters.filter(({ only = environment }) => only === environment).map(({ id }) => id),
    ...allMonth.filter((each) => each[environment] > 0).map(({ id }) => id),
    ...(environment === 'prod' ? [autoscaleMeter.id] : []),
  ];
  return Object.fromEntries(ids.map((id) => [id, 2]));
}

const register = (email: string, rest: Partial<Registration> = {}) =>
  receiveRegistration(database.world, {
    registration: {
      channel: 'contact-form',
      marketing: false,
      locale: 'nb',
      submittedOn: '2026-11-22',
      email,
      ...rest,
    },
  });

const registered = (email: string) => counted(() => register(email), email);

const licence = (licenceId: string) => ({ source: '/licences', timed: true, licenceId }) as const;

function issue(name: string): Promise<unknown> {
  const at = '2026-01-01T00:00:00.000Z';
  const contact = { email: `${name}@example.test` };
  return receiveLicenceEvent(database.world, {
    ...licence(name),
    id: `issued-${name}`,
    name: 'issued',
    at,
    contact,
  });
}

function end(name: string): Promise<unknown> {
  const at = '2026-11-01T00:00:00.000Z';
  return receiveLicenceEvent(database.world, {
    ...licence(name),
    id: `ended-${name}`,
    name: 'terminated',
    at,
    endedOn: '2026-11-01',
  });
}

/** Counts while `work` runs; its messages are those of the person with the address. */
async function counted(work: () => Promise<unknown>, email: string): Promise<Counted> {
  const people = consentingOver(database);
  const isKnown = (await people.entryOf(email)) !== undefined;
  const before = isKnown ? await database.eventsOf(await people.subjectOf(email)) : [];
  const requests = await database.requests(work);
  const after = await database.eventsOf(await people.subjectOf(email));
  return { requests, messages: byName(after.slice(before.length)) };
}

/** What the box adds to a registration: its part of the batch, and the mail that asks. */
async function tickedBox(): Promise<Counted> {
  const email = 'ticked@example.test';
  const form = await counted(() => register(email, { marketing: true }), email);
  const { 'registration.received': _, ...messages } = form.messages;
  const mail = await mailed(await consentingOver(database).subjectOf(email), 'consent.requested');
  return { requests: form.requests - requestsOf(acts.registrationOfSomebodyNew) + mail, messages };
}

async function confirmation(): Promise<Counted> {
  const email = 'confirms@example.test';
  const people = consentingOver(database);
  await people.signUp(email);
  const asked = people.questionTo(email);
  const page = await database.requests(() => readQuestion(database.world, asked));
  const button = await counted(() => confirmConsent(database.world, asked), email);
  const mail = await mailed(await people.subjectOf(email), 'consent.given');
  return { ...button, requests: page + button.requests + mail };
}

async function accessRequest(): Promise<Counted> {
  const { world, sent } = database;
  const email = 'asks@example.test';
  await register(email);
  let id: SubjectId | undefined;
  let total = await database.requests(async () => {
    const stated = { right: 'access', contact: { email }, locale: 'nb', receivedOn: '2026-11-22' } as const;
    id = (await receiveRequest(world, stated)).requestId as string as SubjectId;
  });
  const requestId = id ?? expect.unreachable('no request');
  total += await mailed(requestId, 'request.received');
  const { page } = letterOf(
    'confirm-request',
    sent.filter(({ to }) => to === email),
  );
  total += await database.requests(() => confirmRequest(world, linkIn(page)));
  total += await database.requests(() => fulfilRequest(world, requestId));
  total += await mailed(requestId, 'request.verified');
  total += await mailed(requestId, 'request.fulfilled');
  return { requests: total, messages: byName(await database.eventsOf(requestId)) };
}

/** Requests that the letter takes which the event causes. */
async function mailed(subjectId: SubjectId, name: string): Promise<number> {
  const event = (await database.eventsOf(subjectId)).find((each) => nameOf(each) === name);
  if (event === undefined) throw new Error(`no ${name}`);
  return database.requests(() => takeMailEvent(database.world, { event, attempt: 0 }));
}

function byName(events: readonly PrivacyEvent[]): Record<string, number> {
  const names = Map.groupBy(events.map(nameOf), (name) => name);
  return Object.fromEntries([...names].map(([name, all]) => [name, all.length]));
}

function nameOf({ type }: PrivacyEvent): string {
  return type.replace('works.contracting.privacy.', '').replace('.v1', '');
}
