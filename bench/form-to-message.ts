import { setTimeout as pause } from 'node:timers/promises';
import { type Figures, type Measurement, mustHold, type Row } from './measurement.ts';
import { count, short } from './number-text.ts';
import { newPerson } from './person.ts';
import { type Product, startProduct } from './product.ts';
import { median, quantile } from './statistics.ts';
import { type Subscriber, subscribe } from './topic.ts';

const plans = {
  full: { forms: 200, warmUp: 50, longestGap: 150 },
  quick: { forms: 20, warmUp: 5, longestGap: 100 },
} as const;

/** How long a form takes to become a message that a subscriber has in hand. */
export const formToMessage: Measurement = {
  name: 'form-to-message',
  work: `New people's web forms (URL-encoded), one at a time at moments that nothing else keeps time with, on the idle stack; timed from before the post until its answer is read, and until a subscriber of the topic has the event.`,
  async run(effort) {
    await using product = await startProduct();
    await using subscriber = subscribe(product.bus);
    return await measure(product, subscriber, plans[effort]);
  },
};

async function measure(
  product: Product,
  subscriber: Subscriber,
  { forms, warmUp, longestGap }: (typeof plans)[keyof typeof plans],
): Promise<Figures> {
  for (let form = 0; form < warmUp; form += 1) await postForm(product);
  await subscriber.reached('registration.received', warmUp);

  const posted: Posted[] = [];
  for (let form = 0; form < forms; form += 1) {
    // The relay polls the change feed: posting at random spreads the posts evenly over its period.
    await pause(Math.random() * longestGap);
    posted.push(await postForm(product));
  }
  await subscriber.reached('registration.received', warmUp + forms);

  const arrivals = subscriber.arrivals('registration.received');
  mustHold(
    'each form became exactly one message',
    posted.every(({ id }) => arrivals.has(id)),
  );
  mustHold('no message came twice', subscriber.repetitions() === 0);
  return {
    rows: [
      rowOf(
        'answer',
        posted.map(({ at, answered }) => answered - at),
      ),
      rowOf(
        'message',
        posted.map(({ at, id }) => (arrivals.get(id) ?? Number.NaN) - at),
      ),
    ],
    findings: [`${count(forms)} forms, each exactly one message.`],
  };
}

interface Posted {
  readonly id: string;
  readonly at: number;
  readonly answered: number;
}

async function postForm({ registrationsUrl }: Product): Promise<Posted> {
  const body = new URLSearchParams(newPerson());
  const at = performance.now();
  const response = await fetch(registrationsUrl, { method: 'POST', body });
  const { registrationId } = (await response.json()) as { registrationId: string };
  mustHold('a form is answered 202', response.status === 202);
  return { id: registrationId, at, answered: performance.now() };
}

function rowOf(until: string, times: readonly number[]): Row {
  return {
    'from post to': until,
    'p50 ms': short(median(times)),
    'p95 ms': short(quantile(times, 0.95)),
    'most ms': short(Math.max(...times)),
  };
}
