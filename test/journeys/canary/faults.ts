import { expect, vi } from 'vitest';
import { type Product, runsOf } from '../product.ts';
import { wishes } from './consent-paths.ts';
import { intakePaths } from './intake-paths.ts';
import { eventForNobody, eventsForLater, licencePaths } from './licence-paths.ts';
import type { MailGate } from './mail-gate.ts';
import { messagePlaces } from './places.ts';
import { rightsAsked, strangerAsks } from './request-paths.ts';
import { search } from './search.ts';
import type { Walk } from './walk.ts';

interface Faulty {
  readonly product: Product;
  readonly walk: Walk;
  /** Messages that were refused before. */
  readonly refused: number;
}

const forms = intakePaths.slice(0, 3);
/** Each is followed by a mail to the canary. */
const mailed = [...wishes.slice(0, 1), strangerAsks];

/** A mail server that puts off, is away, refuses, and quotes the address each time. */
export async function mailAway({ product, walk }: Faulty, gate: MailGate): Promise<void> {
  gate.mood = 'puts-off';
  await walk.moveClock(0.1);
  await walk.goAll(mailed);
  await walk.mailPutOff(mailed.length);
  expect(search(await messagePlaces(product.stack))).toEqual([]);
  gate.mood = 'away';
  await walk.moveClock(0.2);
  await walk.logged('"what":"mail","outcome":"put-off"', 2 * mailed.length);
  gate.mood = 'takes';
  const before = walk.mailsSoFar();
  await walk.moveClock(0.4);
  await walk.mail(before + mailed.length);
  gate.mood = 'refuses';
  await walk.moveClock(0.5);
  await walk.goAll(mailed);
  await walk.logged('"what":"mail","outcome":"refused"', mailed.length);
  gate.mood = 'takes';
}

/** A database that is away: posts, messages and the sweep come to it in vain. */
export async function databaseAway({ product, walk, refused }: Faulty): Promise<void> {
  await product.faults({ cosmos: { status: 503, next: 100_000 } });
  await walk.send([...eventsForLater]);
  for (const path of [...forms, ...rightsAsked]) expect(await walk.go(path)).toBe(503);
  for (const path of licencePaths.slice(0, 3)) expect(await walk.go(path)).toBe(503);
  await product.post('/admin/functions/sweep-retention', { input: '' });
  await walk.logged('"what":"licence-message","outcome":"put-off"', eventsForLater.length);
  await vi.waitFor(async () => {
    expect((await runsOf(product.stack, 'sweep-retention')).lastOutcome).toBe('failed');
  }, 20_000);
  const waiting = search(await messagePlaces(product.stack));
  await product.faults({ cosmos: { status: 503, next: 0 } });
  await walk.moveClock(1);
  await walk.everythingIsDone(refused);
  expect(waiting.length).toBeGreaterThanOrEqual(1);
  expect(waiting.filter((found) => !found.startsWith('licence-events: body: '))).toEqual([]);
}

/** A broker that is away: the events wait for it. */
export async function brokerAway({ product, walk, refused }: Faulty): Promise<void> {
  await product.faults({ serviceBus: 'down' });
  await walk.goAll([...forms, strangerAsks]);
  await product.faults({ serviceBus: 'up' });
  await walk.everythingIsDone(refused);
}

/** A host that is killed while it takes posts. */
export async function hostKilled({ product, walk }: Faulty): Promise<void> {
  const posts = Array.from({ length: 40 }, () =>
    forms.map((path) => walk.go(path).catch(() => 'no answer')),
  ).flat();
  await Promise.race(posts);
  await product.stack.kill('functions');
  expect(await Promise.all(posts)).toContain('no answer');
  await product.stack.restart('functions');
}

/** A message that outlives its time before the host is back. */
export async function hostAwayForLong({ product, walk, refused }: Faulty): Promise<void> {
  await product.stack.kill('functions');
  await walk.send(eventForNobody);
  await walk.moveClock(20);
  await product.stack.restart('functions');
  // The events on the topic outlive their time as well; they are in the database all the same.
  await walk.queuesAreDone(refused);
}
