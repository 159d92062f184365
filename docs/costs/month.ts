import { type ActName, actNames, acts, idleRequests } from './acts.ts';
import { assumptions, leases, partition, requestUnits, secondsADocumentSearched } from './assumptions.ts';
import { deliveriesOf, gaugeSeries, pollsASecond, runsADay } from './from-the-code.ts';

const days = 30;
export const secondsAMonth = days * 24 * 60 * 60;

/** One kind of unit, by what asks for it. */
export type Parts = Readonly<Record<string, number>>;

/** What a month takes of Azure, in the units of its price list. */
export interface Month {
  /** Functions, Flex Consumption, on demand. */
  readonly executions: Parts;
  readonly gigabyteSeconds: Parts;
  /** Cosmos DB. */
  readonly requestUnits: Parts;
  readonly gigabytesStored: Parts;
  /** Service Bus: sends, deliveries and completions. */
  readonly operations: Parts;
  /** Log Analytics. */
  readonly gigabytesIngested: Parts;
  /** Blob storage. */
  readonly blobOperations: Parts;
  readonly blobGigabytes: Parts;
  readonly mails: Parts;
  /** How the search for leftovers goes: seconds that one pass takes, and passes. */
  readonly search: { readonly seconds: number; readonly passes: number };
}

/** How often the search for leftovers may begin. */
export type Searches = 'as built' | 'once a night';

/** A month with so many people held. */
export function monthOf(people: number, search: Searches): Month {
  const sum = (value: (act: ActName) => number) => sumOfActs(people, value);
  const { held, events } = documentsOf(people);
  const documents = held + events;
  const pass = searchOf({ documents, erasures: timesOf('erasure', people), search });
  const timers = [...runsADay.values()].reduce((total, runs) => total + runs, 0) * days;

  const ofPeople = sum(requestUnitsOf);
  const partitions = partitionsFor({ gigabytes: gigabytesOf(documents), requestUnits: ofPeople });
  const polls = pollsASecond * secondsAMonth * partitions;
  const runs = runsOf(people, { polls });
  const calls = sum((act) => acts[act].calls) + (people * assumptions.pagesAYear) / 12;
  const executions = { 'HTTP calls': calls, 'change feed': runs.feed, messages: runs.messages, timers };
  const copies = timesOf('accessRequest', people);
  const items = sum(messagesOf) + (runsADay.get('measure') ?? 0) * days * gaugeSeries;

  return {
    executions,
    gigabyteSeconds: {
      ...gigabyteSecondsOf({ 'HTTP calls': calls, 'change feed': runs.feed, timers }),
      messages: runs.bySubscription.reduce((total, count) => total + busy(count), 0),
      'search for leftovers': pass.passes * pass.seconds * assumptions.instanceGigabytes,
    },
    requestUnits: {
      'what people do': ofPeople,
      'change feed, idle': polls * requestUnits.poll + leaseUnits(partitions),
      'timers, idle': idleUnits(partitions),
      'search for leftovers': pass.passes * documents * requestUnits.scanned,
    },
    gigabytesStored: { 'people held': gigabytesOf(held), 'events of five years': gigabytesOf(events) },
    operations: { sent: sum(messagesOf), 'received and completed': 2 * sum(deliveriesOfAct) },
    gigabytesIngested: {
      'the host’s own': (totalOf(executions) * assumptions.kilobytesARun) / 1024 ** 2,
      'events and measurements': (items * assumptions.kilobytesAnItem) / 1024 ** 2,
    },
    blobOperations: { timers: timers * assumptions.blobOperationsARun, copies: copies * 6 },
    blobGigabytes: { copies: (copies * assumptions.kilobytesACopy) / 2 / 1024 ** 2 },
    mails: { mails: sum((act) => acts[act].mails) },
    search: pass,
  };
}

export function totalOf(parts: Parts): number {
  return Object.values(parts).reduce((total, part) => total + part, 0);
}

/** Documents of the people held, and events that have gathered. */
function documentsOf(people: number) {
  const events = sumOfActs(people, messagesOf) * 12 * assumptions.yearsOfEvents;
  return { held: people * assumptions.documentsHeld, events };
}

/** A pass serves all erasures that wait, and there is one each time the search may begin at most. */
function searchOf({
  documents,
  erasures,
  search,
}: {
  readonly documents: number;
  readonly erasures: number;
  readonly search: Searches;
}): Month['search'] {
  const opportunities = search === 'as built' ? days * (runsADay.get('verify-erasures') ?? 0) : days;
  const seconds = Math.max(1, documents * secondsADocumentSearched);
  return { seconds, passes: Math.min(erasures, opportunities, Math.floor(secondsAMonth / seconds)) };
}

/** What all acts of a month take of something. */
function sumOfActs(people: number, value: (act: ActName) => number): number {
  return actNames.reduce((total, act) => total + timesOf(act, people) * value(act), 0);
}

/** How often an act happens in a month. */
function timesOf(act: ActName, people: number): number {
  return (people * assumptions.aYear[act]) / 12;
}

/** Request units of one act: what it reads and writes, and its events read from the change feed. */
function requestUnitsOf(act: ActName): number {
  const { points, queries, documents } = acts[act];
  const { point, query, document, scanned } = requestUnits;
  return points * point + queries * query + documents * (document + scanned);
}

function messagesOf(act: ActName): number {
  return totalOf(acts[act].messages);
}

/** What all subscriptions together are given of one act. */
export function deliveriesOfAct(act: ActName): number {
  return [...deliveriesOf(acts[act].messages).values()].reduce((total, count) => total + count, 0);
}

function gigabytesOf(documents: number): number {
  return (documents * assumptions.kilobytesADocument) / 1024 ** 2;
}

function partitionsFor(load: { readonly gigabytes: number; readonly requestUnits: number }): number {
  const bySize = load.gigabytes / partition.gigabytes;
  const byLoad = load.requestUnits / secondsAMonth / partition.requestUnitsASecond;
  return Math.max(1, Math.ceil(bySize), Math.ceil(byLoad));
}

/** Runs of the functions that the feed and the topic start; a batch of the feed takes what has gathered since the last. */
function runsOf(people: number, { polls }: { readonly polls: number }) {
  const given = new Map<string, number>();
  let batches = 0;
  for (const act of actNames) {
    const count = timesOf(act, people);
    batches += count * acts[act].batches;
    for (const [subscription, copies] of deliveriesOf(acts[act].messages)) {
      given.set(subscription, (given.get(subscription) ?? 0) + copies * count);
    }
  }
  // The licence system takes its own.
  given.delete('licence-system');
  const bySubscription = [...given.values()];
  return {
    feed: Math.min(batches, polls),
    messages: bySubscription.reduce((total, count) => total + count, 0),
    bySubscription,
  };
}

function gigabyteSecondsOf(runs: Parts): Parts {
  return Object.fromEntries(Object.entries(runs).map(([name, count]) => [name, busy(count)]));
}

/** One scale group: each run for itself while they are few; an instance that never rests when they are many. */
function busy(runs: number): number {
  return Math.min(runs * assumptions.secondsARun, secondsAMonth) * assumptions.instanceGigabytes;
}

function leaseUnits(partitions: number): number {
  const renewals = (secondsAMonth / leases.renewSeconds) * requestUnits.document;
  return partitions * renewals + (secondsAMonth / leases.acquireSeconds) * requestUnits.query;
}

function idleUnits(partitions: number): number {
  const requests = Object.entries(idleRequests).map(([name, each]) => each * (runsADay.get(name) ?? 0));
  return requests.reduce((total, each) => total + each, 0) * days * partitions * requestUnits.query;
}
