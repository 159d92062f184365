import { type ActName, acts, idleRequests } from './acts.ts';
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
  const times = timesOf(people);
  const sum = (value: (name: ActName) => number) =>
    Object.entries(times).reduce((total, [name, count]) => total + count * value(name as ActName), 0);

  const held = people * assumptions.documentsHeld;
  const events = sum(messagesOf) * 12 * assumptions.yearsOfEvents;
  const documents = held + events;
  const gigabytes = (count: number) => (count * assumptions.kilobytesADocument) / 1024 ** 2;
  const timers = [...runsADay.values()].reduce((total, runs) => total + runs, 0) * days;

  // A pass serves all erasures that wait, and there is one a quarter of an hour at most.
  const opportunities = search === 'as built' ? days * (runsADay.get('verify-erasures') ?? 0) : days;
  const passSeconds = Math.max(1, documents * secondsADocumentSearched);
  const passes = Math.min(times.erasure, opportunities, Math.floor(secondsAMonth / passSeconds));

  const ofPeople = sum(requestUnitsOf);
  const partitions = partitionsFor({ gigabytes: gigabytes(documents), requestUnits: ofPeople });
  const polls = pollsASecond * secondsAMonth * partitions;
  const runs = runsOf(times, { polls });
  const calls = sum((name) => acts[name].calls) + (people * assumptions.aYear.pages) / 12;
  const executions = { 'HTTP calls': calls, 'change feed': runs.feed, messages: runs.messages, timers };
  const items = sum(messagesOf) + (runsADay.get('measure') ?? 0) * days * gaugeSeries;

  return {
    executions,
    gigabyteSeconds: {
      ...gigabyteSecondsOf({ 'HTTP calls': calls, 'change feed': runs.feed, timers }),
      messages: runs.bySubscription.reduce((total, count) => total + busy(count), 0),
      'search for leftovers': passes * passSeconds * assumptions.instanceGigabytes,
    },
    requestUnits: {
      'what people do': ofPeople,
      'change feed, idle': polls * requestUnits.poll + leaseUnits(partitions),
      'timers, idle': idleUnits(partitions),
      'search for leftovers': passes * documents * requestUnits.scanned,
    },
    gigabytesStored: { 'people held': gigabytes(held), 'events of five years': gigabytes(events) },
    operations: { sent: sum(messagesOf), 'received and completed': 2 * sum(deliveries) },
    gigabytesIngested: {
      'the host’s own': (totalOf(executions) * assumptions.kilobytesARun) / 1024 ** 2,
      'events and measurements': (items * assumptions.kilobytesAnItem) / 1024 ** 2,
    },
    blobOperations: { timers: timers * assumptions.blobOperationsARun, copies: times.accessRequest * 6 },
    blobGigabytes: { copies: (times.accessRequest * assumptions.kilobytesACopy) / 2 / 1024 ** 2 },
    mails: { mails: sum((name) => acts[name].mails) },
    search: { seconds: passSeconds, passes },
  };
}

export function totalOf(parts: Parts): number {
  return Object.values(parts).reduce((total, part) => total + part, 0);
}

/** How often each act happens in a month. */
function timesOf(people: number): Readonly<Record<ActName, number>> {
  const { aYear } = assumptions;
  const monthly = (rate: number) => (people * rate) / 12;
  return {
    registrationOfSomebodyNew: monthly(aYear.newPeople),
    registrationOfSomebodyKnown: monthly(aYear.furtherRegistrations),
    tickedBox: monthly(aYear.tickedBoxes),
    confirmation: monthly(aYear.confirmations),
    consentCheck: monthly(aYear.consentChecks),
    licenceIssued: monthly(aYear.licencesIssued),
    licenceEnded: monthly(aYear.licencesEnded),
    erasure: monthly(aYear.erasures),
    accessRequest: monthly(aYear.accessRequests),
    cookieChoice: monthly(aYear.cookieChoices),
  };
}

/** Request units of one act: what it reads and writes, and its events read from the change feed. */
function requestUnitsOf(name: ActName): number {
  const { points, queries, documents } = acts[name];
  const { point, query, document, scanned } = requestUnits;
  return points * point + queries * query + documents * (document + scanned);
}

function messagesOf(name: ActName): number {
  return totalOf(acts[name].messages);
}

function deliveries(name: ActName): number {
  return [...deliveriesOf(acts[name].messages).values()].reduce((total, count) => total + count, 0);
}

function partitionsFor(load: { readonly gigabytes: number; readonly requestUnits: number }): number {
  const bySize = load.gigabytes / partition.gigabytes;
  const byLoad = load.requestUnits / secondsAMonth / partition.requestUnitsASecond;
  return Math.max(1, Math.ceil(bySize), Math.ceil(byLoad));
}

/** Runs of the functions that the feed and the topic start; a batch of the feed takes what has gathered since the last. */
function runsOf(times: Readonly<Record<ActName, number>>, { polls }: { readonly polls: number }) {
  const given = new Map<string, number>();
  let batches = 0;
  for (const [name, count] of Object.entries(times)) {
    const act = acts[name as ActName];
    batches += count * act.batches;
    for (const [subscription, copies] of deliveriesOf(act.messages)) {
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
