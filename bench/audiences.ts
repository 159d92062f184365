import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { megabytes } from '../infra/sizes.ts';
import { loadConsents } from './load-consents.ts';
import { type Figures, type Measurement, mustHold, type Row } from './measurement.ts';
import { count, percent, times } from './number-text.ts';
import { newPerson } from './person.ts';
import { type Product, startProduct } from './product.ts';
import { peakMemory } from './resident-memory.ts';
import { median } from './statistics.ts';
import { type Subscriber, subscribe } from './topic.ts';

const plans = {
  full: { few: 1_000, many: 100_000, rounds: 3 },
  quick: { few: 100, many: 1_000, rounds: 1 },
} as const;

/** Whether a list of people is as fast as its documents can be read, and takes no more memory when it is long. */
export const audiences: Measurement = {
  name: 'audiences',
  work: '`GET /api/audiences/marketing` of people who have consented, each with head, registration, consent and identifier entry, read to its end as often as makes 100,000 lines; beside the same documents queried with the SDK alone, by turns. The list of few and the list of many are each served by a host that has just started.',
  async run(effort) {
    const { few, many, rounds } = plans[effort];
    await using product = await startProduct();
    await using subscriber = subscribe(product.bus);
    const small = await measure({ product, subscriber }, { people: few, readings: many / few, rounds });
    const large = await measure({ product, subscriber }, { people: many, readings: 1, rounds });
    return figuresOf(small, large);
  },
};

interface Stage {
  readonly product: Product;
  readonly subscriber: Subscriber;
}

interface Plan {
  /** In the database, all on the list. */
  readonly people: number;
  /** How often the list is read in one round. */
  readonly readings: number;
  readonly rounds: number;
}

interface Listing {
  readonly people: number;
  readonly lines: number;
  readonly turns: readonly Turn[];
}

interface Turn {
  readonly listSeconds: number;
  readonly querySeconds: number;
  /** Bytes. */
  readonly peak: number;
}

async function measure(stage: Stage, { people, readings, rounds }: Plan): Promise<Listing> {
  const { product } = stage;
  await loadConsents(product, people - (await listed(product)));
  await caughtUp(stage);
  await product.stack.restart('functions');
  await takeTurn(product, { people, readings: 1 });
  const turns: Turn[] = [];
  for (let round = 0; round < rounds; round += 1) turns.push(await takeTurn(product, { people, readings }));
  return { people, lines: people * readings, turns };
}

/** Resolves when the relay has passed everything that was loaded. */
async function caughtUp({ product, subscriber }: Stage): Promise<void> {
  const before = subscriber.arrivals('registration.received').size;
  await fetch(product.registrationsUrl, { method: 'POST', body: new URLSearchParams(newPerson()) });
  await subscriber.reached('registration.received', before + 1);
}

async function takeTurn(product: Product, { people, readings }: Omit<Plan, 'rounds'>): Promise<Turn> {
  let listSeconds = 0;
  const peak = await peakMemory(product.stack.pid('functions'), async () => {
    const began = performance.now();
    for (let reading = 0; reading < readings; reading += 1) {
      mustHold('everybody is on the list once', (await listed(product)) === people);
    }
    listSeconds = (performance.now() - began) / 1000;
  });
  const began = performance.now();
  for (let reading = 0; reading < readings; reading += 1) await queryAll(product);
  return { listSeconds, querySeconds: (performance.now() - began) / 1000, peak };
}

/** Reads the list to its end; resolves with the number of people on it. */
async function listed({ stack }: Product): Promise<number> {
  const { url, key } = stack.addresses.functions;
  const response = await fetch(`${url}/api/audiences/marketing`, { headers: { 'x-functions-key': key } });
  mustHold('the list is there', response.status === 200 && response.body !== null);
  const people = new Set<string>();
  for await (const line of createInterface({ input: Readable.fromWeb(response.body) })) {
    const { subjectId, email, unsubscribe } = JSON.parse(line) as Record<string, string | undefined>;
    mustHold('each line says whom to mail', subjectId !== undefined && email !== undefined);
    mustHold('each line says how to leave the list', unsubscribe !== undefined);
    mustHold('nobody is on the list twice', !people.has(subjectId));
    people.add(subjectId);
  }
  return people.size;
}

/** What the list is made from, read by the SDK and dropped. */
async function queryAll({ containers }: Product): Promise<void> {
  const kinds = `'registration', 'licence', 'consent', 'hold'`;
  const query = `SELECT * FROM c WHERE c.kind IN (${kinds}) ORDER BY c.subjectId`;
  const pages = containers.subjects.items.query(query, { maxItemCount: 500 });
  while (pages.hasMoreResults()) await pages.fetchNext();
}

function figuresOf(few: Listing, many: Listing): Figures {
  const more = times(peakOf(many) / peakOf(few));
  return {
    rows: [rowOf(few), rowOf(many)],
    findings: [
      `Median of ${many.turns.length} rounds; every line was read and had its person, address and link.`,
      `With ${count(many.people / few.people)} times the people, the memory of the Functions host reaches ${more} what it reaches with the few.`,
    ],
  };
}

function peakOf({ turns }: Listing): number {
  return median(turns.map(({ peak }) => peak));
}

function rowOf(listing: Listing): Row {
  const { people, lines, turns } = listing;
  const middle = (figure: (turn: Turn) => number) => median(turns.map(figure));
  return {
    people: count(people),
    lines: count(lines),
    'lines/s': count(middle(({ listSeconds }) => lines / listSeconds)),
    'people/s by the SDK alone': count(middle(({ querySeconds }) => lines / querySeconds)),
    'of the SDK alone': percent(middle((turn) => turn.querySeconds / turn.listSeconds)),
    'peak MB': megabytes(peakOf(listing)),
  };
}
