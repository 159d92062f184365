import type { ActName } from './acts.ts';

/** What nobody knows before the product has run for a year. Change a line and run `node docs/costs.ts`. */
export const assumptions = {
  /** How often each act happens, for each person held, in a year. */
  aYear: {
    registrationOfSomebodyNew: 0.2,
    registrationOfSomebodyKnown: 0.1,
    tickedBox: 0.12,
    confirmation: 0.08,
    consentCheck: 4,
    licenceIssued: 0.025,
    licenceEnded: 0.025,
    /** As many leave as come: people are held for about five years (policy row P9). */
    erasure: 0.2,
    accessRequest: 0.002,
    cookieChoice: 2,
  } as const satisfies Readonly<Record<ActName, number>>,
  /** Pages of the privacy centre, the policy and the API that read no database, likewise. */
  pagesAYear: 5,
  /** Documents that lie there for each person held: head, records, consent, identifier entries. */
  documentsHeld: 4,
  /** Years for which events have gathered: they are kept. */
  yearsOfEvents: 5,
  /** Of a document, with the index and what Cosmos DB adds. */
  kilobytesADocument: 1,
  /** Pages and JSON of one copy of a person's data, for fourteen days. */
  kilobytesACopy: 100,
  /** A run of a function, while nothing else runs in its scale group; Azure counts no less. */
  secondsARun: 1,
  instanceGigabytes: 2,
  /** Of the Functions host's own telemetry: the request, and what it traces of a run. */
  kilobytesARun: 3,
  /** Of a business event, a call to a processor or a metric. */
  kilobytesAnItem: 1,
  /** Of a storage account's log and the like: as the host's timers and locks ask for it. */
  blobOperationsARun: 4,
} as const;

/** Request units, from Microsoft's documentation; the embedded endpoint's own are not Azure's. */
export const requestUnits = {
  /** A document of 1 KB read by its id: 1.00 (learn.microsoft.com/azure/cosmos-db/understand-request-unit-consumption). */
  point: 1,
  /** The same written: 4.95. */
  document: 5,
  /** A query of one partition that finds little. Assumed: the documentation gives no number. */
  query: 3,
  /** A look into the change feed that finds nothing. Assumed, likewise. */
  poll: 1,
  /** One of many documents that are read in pages: 128 KB cost 9.95 (same page). */
  scanned: 0.1,
} as const;

/** Of the Cosmos DB trigger, where host.json says nothing else: seconds between its looks at its lease. */
export const leases = { renewSeconds: 17, acquireSeconds: 13 } as const;

/** A physical partition of Cosmos DB holds up to so much and serves up to so many RU/s. */
export const partition = { gigabytes: 50, requestUnitsASecond: 10_000 } as const;

/** Seconds that a search for leftovers takes for a document (docs/decisions/what-verified-means.md). */
export const secondsADocumentSearched = 80e-6;
