import type { Temporal } from 'temporal-polyfill';
import { secondsOf } from '../domain/calendar.ts';
import type { ErasureDocument } from '../domain/document.ts';
import { event, type PrivacyEvent } from '../domain/event.ts';
import type { ErasureId, EventId } from '../domain/id.ts';
import { searchForLeftovers } from '../domain/leftover.ts';
import { exceptionsIn } from '../domain/recipient.ts';
import { contradictedErasure, searchedAgainLater, verifiedErasure } from '../domain/verification.ts';
import { memory } from '../policy/retention.ts';
import { type StoreKind, storeKinds } from '../policy/signals.ts';
import type { Stored, World } from '../ports.ts';
import { askWhetherGone } from './ask-whether-gone.ts';
import { replaceNotice } from './record-answer.ts';

const pageSize = 100;
/** Erasures that one run searches for; the next run takes more. */
const mostAtOnce = 1000;

export interface VerificationReceipt {
  readonly verified: number;
  readonly contradicted: number;
  /** A processor could not be asked: the next run does. */
  readonly putOff: number;
  /** Texts that were searched. */
  readonly texts: number;
  /** The places where something was found, which no erasure should have left. */
  readonly leftovers: readonly string[];
}

/**
 * Whether completed erasures have left anything: reads every store once, for all of them, and asks each processor
 * that gave numbers of what it deleted. An erasure is verified when nothing is found; one that is contradicted says
 * so in an event, and is searched for again until whatever lies there is gone.
 *
 * Safe to repeat, and to run twice at once: the erasures' ETags let one through.
 *
 * @throws when a store cannot be read, before anything is written: half a search verifies nothing.
 */
export async function verifyErasures(world: World): Promise<VerificationReceipt> {
  const waiting = await collect(world);
  if (waiting.length === 0) return { verified: 0, contradicted: 0, putOff: 0, texts: 0, leftovers: [] };
  const { texts, found } = await searchStores(world, waiting);
  const leftovers = new Set<string>();
  const counts = { verified: 0, contradicted: 0, putOff: 0, changed: 0 };
  for (const erasure of waiting) {
    const says = await askWhetherGone(world, erasure.document);
    const places = [...(found.get(erasure.document.id) ?? []), ...says.left];
    const searched = [...world.search.places, ...says.gone];
    const isAnyAway = says.unreachable.length > 0;
    const outcome = await conclude(world, {
      erasure,
      finding: findingOf({ places, isAnyAway, searched, texts }),
    });
    counts[outcome] += 1;
    if (outcome === 'contradicted') for (const place of places) leftovers.add(place);
  }
  for (const store of storesOf(leftovers)) world.telemetry.event('leftover-found', { store });
  const { verified, contradicted, putOff } = counts;
  return { verified, contradicted, putOff, texts, leftovers: [...leftovers] };
}

/** The kind of store that a place is part of: `blob/packages`, `processor/zendesk`. */
function storesOf(places: Iterable<string>): StoreKind[] {
  return [...places].flatMap((place) => storeKinds.find((kind) => place.startsWith(`${kind}/`)) ?? []);
}

async function collect({ clock, subjects }: World): Promise<readonly Stored<ErasureDocument>[]> {
  const waiting: Stored<ErasureDocument>[] = [];
  for await (const page of subjects.toVerify(clock.now(), pageSize)) {
    waiting.push(...page);
    if (waiting.length >= mostAtOnce) break;
  }
  return waiting;
}

/** One pass over everything that is stored. */
async function searchStores(
  { clock, keys, search }: World,
  waiting: readonly Stored<ErasureDocument>[],
): Promise<{ readonly texts: number; readonly found: ReadonlyMap<ErasureId, ReadonlySet<string>> }> {
  const found = new Map<ErasureId, Set<string>>();
  const erasuresLeftIn = searchForLeftovers(
    waiting.map(({ document }) => document),
    (identifier) => keys.identifierKeys(identifier),
    clock.now(),
  );
  let texts = 0;
  for await (const stored of search.texts()) {
    texts += 1;
    for (const { id } of erasuresLeftIn(stored)) {
      found.set(id, (found.get(id) ?? new Set()).add(stored.place));
    }
  }
  return { texts, found };
}

type Finding =
  | { readonly outcome: 'verified'; readonly searched: readonly string[]; readonly texts: number }
  | { readonly outcome: 'contradicted'; readonly places: readonly string[] }
  | { readonly outcome: 'putOff' };

/** What is known to be left weighs more than who could not be asked. */
function findingOf(looked: {
  readonly places: readonly string[];
  readonly isAnyAway: boolean;
  readonly searched: readonly string[];
  readonly texts: number;
}): Finding {
  const { places, isAnyAway, searched, texts } = looked;
  if (places.length > 0) return { outcome: 'contradicted', places };
  return isAnyAway ? { outcome: 'putOff' } : { outcome: 'verified', searched, texts };
}

/** Writes what was found of one erasure; `changed` if somebody else has written it meanwhile. */
async function conclude(
  world: World,
  { erasure, finding }: { readonly erasure: Stored<ErasureDocument>; readonly finding: Finding },
): Promise<Finding['outcome'] | 'changed'> {
  const { document } = erasure;
  const at = world.clock.now();
  const next = after(document, finding, at);
  const events = eventsOf(finding, document, { at, id: world.ids.event(at) });
  const committed = await replaceNotice(world, erasure, { document: next, events });
  if (committed !== 'committed') return 'changed';
  const { outcome } = finding;
  if (outcome !== 'putOff') world.telemetry.event('erasure-verified', { outcome });
  return outcome;
}

function after(erasure: ErasureDocument, finding: Finding, at: Temporal.Instant): ErasureDocument {
  switch (finding.outcome) {
    case 'verified':
      return verifiedErasure(erasure, { at, ttl: secondsOf(memory.notice, at) });
    case 'contradicted':
      return contradictedErasure(erasure, { at, places: finding.places });
    case 'putOff':
      return searchedAgainLater(erasure, at);
  }
}

function eventsOf(
  finding: Finding,
  { id: erasureId, subjectId: subject, recipients }: ErasureDocument,
  { at, id }: { readonly at: Temporal.Instant; readonly id: EventId },
): PrivacyEvent[] {
  switch (finding.outcome) {
    case 'verified': {
      const { searched, texts } = finding;
      const exceptions = exceptionsIn(recipients);
      return [
        event('erasure.verified', { id, subject, at, data: { erasureId, searched, texts, exceptions } }),
      ];
    }
    case 'contradicted': {
      const { places } = finding;
      return [event('erasure.contradicted', { id, subject, at, data: { erasureId, places } })];
    }
    case 'putOff':
      return [];
  }
}
