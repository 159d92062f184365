import { Temporal } from 'temporal-polyfill';
import type { EventName } from '../shared/domain/event.ts';
import { load } from './load.ts';
import { loadDue } from './load-registrations.ts';
import { type Figures, type Measurement, mustHold } from './measurement.ts';
import { count, percent } from './number-text.ts';
import { newPerson } from './person.ts';
import { type Product, startProduct } from './product.ts';
import { median } from './statistics.ts';
import { type Subscriber, subscribe } from './topic.ts';
import { type ZendeskUsers, zendeskUsers } from './zendesk-users.ts';

/** Half of the people in all rounds have to stay below the 700 users that Zendesk deletes in ten minutes. */
const plans = {
  full: { rounds: 3, people: 400, warmUp: 100 },
  quick: { rounds: 1, people: 40, warmUp: 40 },
} as const;
const connections = 32;

/** On average: of the half that it knows, Zendesk first says that it has begun. */
const messagesPerErasure = {
  'erasure.requested': 1,
  'registration.erased': 1,
  'erasure.started': 1,
  'processor.notified': 4,
  'processor.answered': 4 + 1 / 2,
  'erasure.completed': 1,
} as const satisfies Partial<Record<EventName, number>>;
const names = Object.keys(messagesPerErasure) as (keyof typeof messagesPerErasure)[];

/** How many erasures a second go all the way: sweep, topic, four processors, answers, completion. */
export const erasures: Measurement = {
  name: 'erasures',
  work: `People whose one registration is due, half of them users of Zendesk and unknown to the other three processors: timed from the start of the sweep until the topic has the last \`erasure.completed\`, beside the product's own intake of as many new people over ${connections} connections, by turns.`,
  async run(effort) {
    const { rounds, people, warmUp } = plans[effort];
    await using product = await startProduct();
    await using subscriber = subscribe(product.bus);
    await keepTimersAway(product);
    const stage = { product, subscriber, zendesk: zendeskUsers(product) };
    await takeTurn(stage, warmUp);
    const turns: Turn[] = [];
    for (let round = 0; round < rounds; round += 1) turns.push(await takeTurn(stage, people));
    mustHold('no message came twice', subscriber.repetitions() === 0);
    return figuresOf(turns, people);
  },
};

/** To a minute in which no timer is due for seven more: the measurement starts the sweep itself. */
async function keepTimersAway({ stack }: Product): Promise<void> {
  const hour = Temporal.Now.instant().round({ smallestUnit: 'hour', roundingMode: 'ceil' });
  await stack.clock.set(hour.add({ minutes: 8 }).toString());
}

interface Stage {
  readonly product: Product;
  readonly subscriber: Subscriber;
  readonly zendesk: ZendeskUsers;
}

/** So many people taken in, so many erased. */
interface Turn {
  readonly intakeSeconds: number;
  readonly erasureSeconds: number;
  readonly requests: number;
}

async function takeTurn(stage: Stage, people: number): Promise<Turn> {
  const { product, subscriber, zendesk } = stage;
  const intakeSeconds = await takeIn(stage, people);
  const users = await makeDue(stage, people);

  const completed = subscriber.arrivals('erasure.completed').size + people;
  const requestsBefore = await product.requests();
  const began = performance.now();
  await product.startTimer('sweep-retention');
  await subscriber.reached('erasure.completed', completed);
  const ended = Math.max(...subscriber.arrivals('erasure.completed').values());
  const requests = (await product.requests()) - requestsBefore;

  for (const name of names) {
    const messages = completed * messagesPerErasure[name];
    await subscriber.reached(name, messages);
    mustHold(`no erasure has more of ${name}`, subscriber.arrivals(name).size === messages);
  }
  const erased = await Promise.all(users.map((id) => zendesk.isErased(id)));
  mustHold('nobody is left at Zendesk', erased.every(Boolean));
  await mustBeGone(product, subscriber);
  await product.stack.command('cosmos', 'compact');
  return { intakeSeconds, erasureSeconds: (ended - began) / 1000, requests };
}

/** Posts new people; resolves with the seconds it took, when everything is told of. */
async function takeIn({ product, subscriber }: Stage, people: number): Promise<number> {
  const known = subscriber.arrivals('registration.received').size;
  const began = performance.now();
  let ended = began;
  const { answered } = await load({
    url: product.registrationsUrl,
    connections,
    until: { requests: people },
    body: newPerson,
    onAnswer: () => {
      ended = performance.now();
    },
  });
  mustHold('every registration is answered 202', answered === people);
  await subscriber.reached('registration.received', known + people);
  return (ended - began) / 1000;
}

/** Puts in people whose registrations are due; resolves with the numbers that half of them have at Zendesk. */
async function makeDue({ product, subscriber, zendesk }: Stage, people: number): Promise<readonly number[]> {
  const known = subscriber.arrivals('registration.received').size;
  const due = Array.from({ length: people }, newPerson);
  const users: number[] = [];
  for (const person of due.slice(people / 2)) users.push(await zendesk.add(person));
  await loadDue(product, due);
  await subscriber.reached('registration.received', known + people);
  return users;
}

/** Of all who came, only those are left, and can be found, who were not due. */
async function mustBeGone({ containers }: Product, subscriber: Subscriber): Promise<void> {
  const came = subscriber.arrivals('registration.received').size;
  const gone = subscriber.arrivals('registration.erased').size;
  const total = async (query: string, container: 'subjects' | 'identifiers') =>
    (await containers[container].items.query<number>(query).fetchAll()).resources[0] ?? 0;
  const records = await total(`SELECT VALUE COUNT(1) FROM c WHERE c.kind = 'registration'`, 'subjects');
  const entries = await total('SELECT VALUE COUNT(1) FROM c', 'identifiers');
  mustHold('what was due is gone and what was not is there', records === came - gone);
  mustHold('no identifier leads to anybody erased', entries === came - gone);
}

function figuresOf(turns: readonly Turn[], people: number): Figures {
  const middle = (figure: (turn: Turn) => number) => median(turns.map(figure));
  return {
    rows: [
      {
        people: count(people),
        'completed s': middle(({ erasureSeconds }) => erasureSeconds).toFixed(2),
        'erasures/s': count(middle(({ erasureSeconds }) => people / erasureSeconds)),
        'registrations/s': count(middle(({ intakeSeconds }) => people / intakeSeconds)),
        'of the intake': percent(middle((turn) => turn.intakeSeconds / turn.erasureSeconds)),
        'requests per erasure': middle(({ requests }) => requests / people).toFixed(1),
        'messages per erasure': names.reduce((sum, name) => sum + messagesPerErasure[name], 0).toFixed(1),
      },
    ],
    findings: [
      `Median of ${turns.length} rounds. In each every erasure was completed once, without exceptions; the records, the entries and the users at Zendesk are gone, and those who were not due are there.`,
      'Requests are all that Cosmos DB answered meanwhile: those of the change feed and the relay too, and the repeated ones of answers that met in one document.',
    ],
  };
}
