import type { EventName } from '../../shared/domain/event.ts';
import type { ProcessorId } from '../../shared/policy/processors.ts';

/**
 * What one act of a person, of staff or of a timer asks of Azure when nothing disturbs it. `test/infra/costs.test.ts`
 * counts requests and messages in the product itself and holds them against this.
 */
export interface Act {
  /** Requests to Cosmos DB that read one document. */
  readonly points: number;
  /** Requests that query one partition. */
  readonly queries: number;
  /** Requests that write, and the documents that they create, replace or delete. */
  readonly batches: number;
  readonly documents: number;
  /** Messages to the topic. */
  readonly messages: Messages;
  /** Calls over HTTP. */
  readonly calls: number;
  readonly mails: number;
}

export type Messages = Partial<Readonly<Record<EventName, number>>>;

export const acts = {
  /** The entry, then head, record and event. */
  registrationOfSomebodyNew: {
    points: 0,
    queries: 0,
    batches: 2,
    documents: 4,
    messages: { 'registration.received': 1 },
    calls: 1,
    mails: 0,
  },
  registrationOfSomebodyKnown: {
    points: 0,
    queries: 0,
    batches: 2,
    documents: 3,
    messages: { 'registration.received': 1 },
    calls: 1,
    mails: 0,
  },
  /** What a ticked box adds: consent and event in the same batch, and the mail that asks. */
  tickedBox: {
    points: 1,
    queries: 1,
    batches: 0,
    documents: 2,
    messages: { 'consent.requested': 1 },
    calls: 0,
    mails: 1,
  },
  /** The page with the button and the button, and the mail that says welcome. */
  confirmation: {
    points: 3,
    queries: 2,
    batches: 1,
    documents: 3,
    messages: { 'consent.given': 1 },
    calls: 2,
    mails: 1,
  },
  consentCheck: {
    points: 2,
    queries: 1,
    batches: 0,
    documents: 0,
    messages: {},
    calls: 1,
    mails: 0,
  },
  licenceIssued: {
    points: 3,
    queries: 0,
    batches: 6,
    documents: 9,
    messages: { 'licence.issued': 1 },
    calls: 1,
    mails: 0,
  },
  licenceEnded: {
    points: 2,
    queries: 0,
    batches: 3,
    documents: 6,
    messages: { 'licence.terminated': 1 },
    calls: 1,
    mails: 0,
  },
  /** By the sweep, of a person with one registration of whom no processor holds anything; four processors are asked. */
  erasure: {
    points: 13,
    queries: 4,
    batches: 8,
    documents: 24,
    messages: {
      'erasure.requested': 1,
      'registration.erased': 1,
      'erasure.started': 1,
      'processor.notified': 4,
      'processor.answered': 4,
      'erasure.completed': 1,
    },
    calls: 0,
    mails: 0,
  },
  /** From the form to the copy, with its three mails; somebody who is held with one registration. */
  accessRequest: {
    points: 19,
    queries: 20,
    batches: 7,
    documents: 12,
    messages: { 'request.received': 1, 'request.verified': 1, 'request.fulfilled': 1 },
    calls: 6,
    mails: 3,
  },
  cookieChoice: {
    points: 0,
    queries: 0,
    batches: 1,
    documents: 1,
    messages: {},
    calls: 1,
    mails: 0,
  },
} as const satisfies Readonly<Record<string, Act>>;

export type ActName = keyof typeof acts;
export const actNames = Object.keys(acts) as ActName[];

export function requestsOf({ points, queries, batches }: Act): number {
  return points + queries + batches;
}

/**
 * Cosmos DB requests of a run of each timer that finds nothing to do: each is a query across partitions, so Azure makes
 * one for each physical partition of it.
 */
export const idleRequests = {
  'sweep-retention': 1,
  'chase-processors': 1,
  'chase-deadlines': 2,
  'verify-erasures': 1,
  'announce-policy': 1,
  'sweep-packages': 0,
  'sweep-identifiers': 1,
  measure: 38,
} as const;

/** Which processors a `processor.*` message is about, each in turn. */
export const askedProcessors: readonly ProcessorId[] = ['azure-monitor', 'zendesk', 'teamviewer', 'goto'];
