import type { Tally } from './access-package.ts';
import type { SubjectDocument } from './document.ts';

/** How much is held, by list of a package. */
export interface Held {
  readonly registrations: Tally;
  readonly licences: Tally;
  readonly consents: Tally;
  readonly holds: number;
  readonly disclosures: number;
  readonly notices: number;
  readonly requests: number;
}

/** Nothing but the requests that were made. */
export function onlyRequests(requests: number): Held {
  const none: Tally = { count: 0, withoutEnd: 0 };
  return {
    registrations: none,
    licences: none,
    consents: none,
    holds: 0,
    disclosures: 0,
    notices: 0,
    requests,
  };
}

/** What is held, with one document more. */
export function withDocument(held: Held, document: SubjectDocument): Held {
  switch (document.kind) {
    case 'registration':
      return { ...held, registrations: oneMore(held.registrations, document.eraseAfter) };
    case 'licence':
      return { ...held, licences: oneMore(held.licences, document.eraseAfter) };
    case 'consent':
      return { ...held, consents: oneMore(held.consents, document.eraseAfter) };
    case 'hold':
      return { ...held, holds: held.holds + 1 };
    case 'disclosure':
      return { ...held, disclosures: held.disclosures + 1 };
    case 'erasure':
    case 'rectification':
    case 'withdrawal':
      return { ...held, notices: held.notices + 1 };
    case 'subject':
    case 'request':
    case 'announcement':
    case 'event':
    case 'marker':
    case 'heartbeat':
      return held;
  }
}

function oneMore({ count, firstEnd, lastEnd, withoutEnd }: Tally, end: string | null): Tally {
  if (end === null) return { count: count + 1, firstEnd, lastEnd, withoutEnd: withoutEnd + 1 };
  return {
    count: count + 1,
    firstEnd: firstEnd === undefined || end < firstEnd ? end : firstEnd,
    lastEnd: lastEnd === undefined || end > lastEnd ? end : lastEnd,
    withoutEnd,
  };
}
