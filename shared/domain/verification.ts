import type { Temporal } from 'temporal-polyfill';
import { chase } from '../policy/retention.ts';
import { timestamp } from './calendar.ts';
import type { ErasureDocument } from './document.ts';
import { entriesOf } from './recipient.ts';

/**
 * The erasure after a search that found nothing: what it was searched by goes, and the rest with `ttl`. One with
 * exceptions keeps its state: where somebody decided that data stays, nothing was searched.
 */
export function verifiedErasure(
  erasure: ErasureDocument,
  { at, ttl }: { readonly at: Temporal.Instant; readonly ttl: number },
): ErasureDocument {
  const { verifyAt: _, contradicted: _contradicted, recipients, ...rest } = erasure;
  const withoutReferences = entriesOf(recipients).map(([id, { references: _references, ...recipient }]) => [
    id,
    recipient,
  ]);
  return {
    ...rest,
    state: erasure.state === 'completed' ? 'verified' : erasure.state,
    recipients: Object.fromEntries(withoutReferences),
    releases: [],
    verifiedAt: timestamp(at),
    ttl,
  };
}

/** The erasure of which something was found: it says where until it is gone, and is searched for again. */
export function contradictedErasure(
  erasure: ErasureDocument,
  { at, places }: { readonly at: Temporal.Instant; readonly places: readonly string[] },
): ErasureDocument {
  const since = erasure.contradicted?.since ?? timestamp(at);
  return { ...searchedAgainLater(erasure, at), contradicted: { since, places } };
}

/** The erasure to be searched for again: somebody could not be asked. */
export function searchedAgainLater(erasure: ErasureDocument, at: Temporal.Instant): ErasureDocument {
  return { ...erasure, verifyAt: timestamp(at.add(chase.contradicted)) };
}
