import { load } from './load.ts';
import { type Figures, type Measurement, mustHold } from './measurement.ts';
import { count } from './number-text.ts';
import { newPerson } from './person.ts';
import { type Product, startProduct } from './product.ts';
import { median } from './statistics.ts';
import { type Subscriber, subscribe } from './topic.ts';

const plans = {
  full: { rounds: 3, registrations: 4_000, warmUp: 2_000 },
  quick: { rounds: 1, registrations: 200, warmUp: 100 },
} as const;
const connections = 32;

/** How many events a second go all the way: form, database, change feed, topic, subscriber. */
export const events: Measurement = {
  name: 'events',
  work: `Registrations of new people posted over ${connections} connections while a subscriber of the topic takes every event; timed from the first post to the last message.`,
  async run(effort) {
    await using product = await startProduct();
    await using subscriber = subscribe(product.bus);
    return await measure(product, subscriber, plans[effort]);
  },
};

async function measure(
  product: Product,
  subscriber: Subscriber,
  { rounds, registrations, warmUp }: (typeof plans)[keyof typeof plans],
): Promise<Figures> {
  await postAll(product, subscriber, warmUp);
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    measured.push(await postAll(product, subscriber, registrations));
  }
  mustHold('no message came twice', subscriber.repetitions() === 0);
  return {
    rows: [
      {
        registrations: count(registrations),
        'last answer s': median(measured.map(({ posted }) => posted)).toFixed(2),
        'last message s': median(measured.map(({ told }) => told)).toFixed(2),
        'events/s': count(median(measured.map(({ told }) => registrations / told))),
      },
    ],
    findings: [
      `Median of ${rounds} rounds; ${count(warmUp + rounds * registrations)} registrations, each exactly one message.`,
    ],
  };
}

/** Seconds from the first post. */
interface Round {
  readonly posted: number;
  readonly told: number;
}

async function postAll(product: Product, subscriber: Subscriber, registrations: number): Promise<Round> {
  const ids: string[] = [];
  const arrivals = subscriber.arrivals('registration.received');
  const before = arrivals.size;
  const began = performance.now();
  let posted = began;
  const { answered, failed } = await load({
    url: product.registrationsUrl,
    connections,
    until: { requests: registrations },
    body: newPerson,
    onAnswer: (_status, body) => {
      posted = performance.now();
      ids.push(JSON.parse(body).registrationId);
    },
  });
  mustHold('every registration is answered 202', answered === registrations && failed === 0);
  await subscriber.reached('registration.received', before + registrations);
  const arrived = ids.map((id) => arrivals.get(id) ?? Number.NaN);
  mustHold('each registration became a message', !arrived.some(Number.isNaN));
  return { posted: (posted - began) / 1000, told: (Math.max(...arrived) - began) / 1000 };
}
