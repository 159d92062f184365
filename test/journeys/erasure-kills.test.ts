import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsOn } from './acts.ts';
import { processorsOf } from './at-processors.ts';
import { eventually, nameOf, type Product, startProduct } from './product.ts';

let product: Product;
let acts: Acts;
let at: ReturnType<typeof processorsOf>;
beforeAll(async () => {
  product = await startProduct();
  acts = actsOn(product);
  at = processorsOf(product);
});
afterAll(() => product.stop());

interface Person {
  readonly email: string;
  readonly subjectId: string;
}

async function known(email: string): Promise<Person> {
  await at.zendesk.add({ name: 'Kari Nordmann', email });
  await at.teamviewer.add(email);
  const subjectId = await acts.register({ email });
  await eventually(() => expect(product.told(subjectId)).toHaveLength(1));
  return { email, subjectId };
}

const statesOf = async ({ subjectId }: Person) =>
  (await product.lookUpSubject(subjectId)).erasures.map(({ state }) => state);

/** What staff do whose request died with the host: they send it again until it is answered. */
const withdraw = ({ email }: Person) =>
  eventually(async () => expect((await acts.withdraw(email, 'storage')).status).toBe(200));

async function killHost(): Promise<void> {
  await product.stack.kill('functions');
  await product.stack.restart('functions');
}

/** Whoever has not answered is asked again after half an hour, whoever had begun after six, whatever became of messages. */
async function goOn(): Promise<void> {
  await product.stack.kill('functions');
  const later = Temporal.Instant.from(product.stack.clock.now()).add({ hours: 7 });
  await product.stack.clock.set(later.toString());
  await product.stack.restart('functions');
  await product.runTimer('chase-processors');
}

async function expectVerified(people: readonly Person[]): Promise<void> {
  for (const person of people) {
    await eventually(async () => expect(await statesOf(person)).toEqual(['completed']));
  }
  await product.runTimer('verify-erasures');
  for (const person of people) {
    const { email, subjectId } = person;
    expect(await statesOf(person)).toEqual(['verified']);
    expect(await product.lookUp({ email })).toEqual([]);
    expect(await at.zendesk.find(email)).toEqual([]);
    expect(await at.teamviewer.find(email)).toEqual([]);
    expect(product.mails(email).length).toBeGreaterThanOrEqual(1);
    await eventually(() => expect(namesOf(subjectId)).toContain('erasure.verified'));
    const once = ['requested', 'started', 'completed', 'verified'].map((name) => `erasure.${name}`);
    expect(namesOf(subjectId).filter((name) => once.includes(name))).toEqual(once);
  }
}

/** An event may be told again hours later, under the id it has: whoever reads counts it once. */
const namesOf = (subjectId: string) =>
  [...new Map(product.told(subjectId).map((event) => [event.id, event])).values()].map(nameOf);

const steps = [
  'erasure.requested',
  'processor.notified',
  'processor.answered',
  'erasure.answered',
  'erasure.completed',
];

describe('an erasure whose host is killed', () => {
  test('as soon as a step has been told, whichever, is verified in the end, and told of once', async () => {
    const people = await Promise.all(steps.map((step) => known(`killed-at-${step}@example.test`)));
    for (const [index, person] of people.entries()) {
      await withdraw(person);
      await eventually(() => expect(namesOf(person.subjectId)).toContain(steps[index]));
      await killHost();
    }
    await goOn();
    await expectVerified(people);
  });

  test('at any moment, again and again, is verified in the end, and told of once', async () => {
    const people = await Promise.all(
      Array.from({ length: 8 }, (_, number) => known(`killed-${number}@example.test`)),
    );
    // Each kill meets one erasure that is just being asked for, and others on their way.
    for (const [number, person] of people.entries()) {
      const asked = acts.withdraw(person.email, 'storage').catch(() => undefined);
      if (number % 2 === 0) continue;
      await Promise.race([asked, product.fetch('/api/health')]);
      await killHost();
    }
    await Promise.all(people.map(withdraw));
    await goOn();
    await expectVerified(people);
  });
});
