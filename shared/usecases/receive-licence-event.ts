import { Temporal } from 'temporal-polyfill';
import { secondsOf, timestamp } from '../domain/calendar.ts';
import type { LicenceDocument, MarkerDocument } from '../domain/document.ts';
import type { SubjectId } from '../domain/id.ts';
import { licenceIdentifier } from '../domain/identifier.ts';
import { type Invalid, invalid } from '../domain/invalid.ts';
import { decideLicence, type LicenceFacts, licenceChanged, licenceDocument } from '../domain/licence.ts';
import type { LicenceEvent, LicenceIssued } from '../domain/licence-event.ts';
import { memory } from '../policy/retention.ts';
import type { CommitOutcome, HeadChange, IdentifierEntry, Stored, SubjectChange, World } from '../ports.ts';
import { Contended, commitForPerson } from './commit-for-person.ts';
import { eraseRecords } from './erase-records.ts';

const rounds = 64;

export type LicenceReceipt = { readonly outcome: 'recorded' | 'nothing-new' } | Invalid;

/**
 * Records what the licence system tells (policy row P10). Order, repetition and delay change nothing; what
 * contradicts the facts is refused. A licence lives with its contact person: an end that arrives first waits
 * with a subject of its own, and a new contact takes the licence over from the one before.
 */
export async function receiveLicenceEvent(world: World, incoming: LicenceEvent): Promise<LicenceReceipt> {
  for (let round = 0; round < rounds; round += 1) {
    const receipt = await attempt(world, incoming);
    if (receipt !== 'changed') {
      world.telemetry.count('licence-events-received', { type: incoming.name, outcome: receipt.outcome });
      return receipt;
    }
  }
  throw new Contended();
}

/** Where a licence stands: its entry, and its record where there is one. */
interface Standing {
  readonly entry: Stored<IdentifierEntry> | undefined;
  readonly record: Stored<LicenceDocument> | undefined;
}

async function attempt(world: World, incoming: LicenceEvent): Promise<LicenceReceipt | 'changed'> {
  const standing = await find(world, incoming.licenceId);
  const erasedAt = standing.entry?.document.erasedAt;
  if (erasedAt !== undefined) {
    const verdict = afterErasure(incoming, erasedAt);
    if (verdict !== 'issued-anew') return verdict;
  }
  const decision = decideLicence(standing.record?.document ?? {}, incoming);
  switch (decision.outcome) {
    case 'invalid':
      return decision;
    case 'unchanged':
      return { outcome: 'nothing-new' };
    case 'changed':
      return incoming.name === 'issued'
        ? recordWithContact(world, { incoming, standing, facts: decision.facts })
        : recordWithHolder(world, { incoming, standing, facts: decision.facts });
  }
}

async function find({ identifiers, keys, subjects }: World, licenceId: string): Promise<Standing> {
  for (const key of keys.identifierKeys(licenceIdentifier(licenceId))) {
    const entry = await identifiers.find(key);
    if (entry === undefined) continue;
    const holder = entry.document.subjectId;
    const record = holder && (await subjects.read(holder, 'licence', entry.document.id));
    return { entry, record };
  }
  return { entry: undefined, record: undefined };
}

/** The licence's data has been erased: old news is let pass, and only a new issue begins anew. */
function afterErasure(incoming: LicenceEvent, erasedAt: string): LicenceReceipt | 'issued-anew' {
  const older = Temporal.Instant.compare(incoming.at, erasedAt) <= 0;
  if (incoming.timed && older) return { outcome: 'nothing-new' };
  switch (incoming.name) {
    case 'issued':
      return incoming.timed
        ? 'issued-anew'
        : invalid({ pointer: '/time', reason: 'time-needed-after-erasure' });
    case 'terminated':
      return { outcome: 'nothing-new' };
    case 'reinstated':
      return invalid({ pointer: '/data/licenceId', reason: 'licence-erased' });
  }
}

interface Recording<Incoming extends LicenceEvent> {
  readonly incoming: Incoming;
  readonly standing: Standing;
  readonly facts: LicenceFacts;
}

/** Keeps the licence with its contact person; takes it over from whoever held it before. */
async function recordWithContact(
  world: World,
  { incoming, standing, facts }: Recording<LicenceIssued>,
): Promise<LicenceReceipt | 'changed'> {
  const { identifiers, keys, subjects } = world;
  const key = standing.entry?.document.id ?? keys.identifierKey(licenceIdentifier(incoming.licenceId));
  const holder = standing.entry?.document.subjectId;

  const { subjectId, outcome } = await commitForPerson(world, incoming.contact, async (subject, head) => {
    if (standing.entry === undefined) {
      const claimed = await identifiers.claim(key, subject);
      if (claimed.document.subjectId !== subject) return 'changed';
    }
    const present = subject === holder ? standing.record : await subjects.read(subject, 'licence', key);
    return commitLicence(world, { incoming, facts, subject, head, key, present });
  });
  if (outcome === 'changed') return 'changed';
  if (standing.entry === undefined || holder === subjectId) return { outcome: 'recorded' };

  if ((await identifiers.assign(standing.entry, subjectId)) === 'changed') return 'changed';
  if (holder !== undefined) await leave(world, holder, key);
  return { outcome: 'recorded' };
}

/** Keeps the end or the reinstatement where the licence is held; where nobody holds it, with a new subject. */
async function recordWithHolder(
  world: World,
  { incoming, standing, facts }: Recording<LicenceEvent>,
): Promise<LicenceReceipt | 'changed'> {
  const { identifiers, ids, keys } = world;
  const entry =
    standing.entry ??
    (await identifiers.claim(keys.identifierKey(licenceIdentifier(incoming.licenceId)), ids.subject()));
  const subject = entry.document.subjectId;
  if (subject === undefined) return 'changed';
  const common = { incoming, facts, subject, key: entry.document.id, present: standing.record };
  let outcome = await commitLicence(world, { ...common, head: { expect: 'open' } });
  if (outcome === 'no-subject') outcome = await commitLicence(world, { ...common, head: { expect: 'none' } });
  switch (outcome) {
    case 'committed':
      return { outcome: 'recorded' };
    case 'repeated':
      return { outcome: 'nothing-new' };
    case 'subject-closed':
      await identifiers.assign(entry, ids.subject());
      return 'changed';
    case 'no-subject':
    case 'subject-exists':
    case 'changed':
      return 'changed';
  }
}

interface LicenceCommit {
  readonly incoming: LicenceEvent;
  readonly facts: LicenceFacts;
  readonly subject: SubjectId;
  readonly head: HeadChange;
  readonly key: LicenceDocument['id'];
  /** The licence's record in this very subject, if there is one. */
  readonly present: Stored<LicenceDocument> | undefined;
}

function commitLicence(world: World, given: LicenceCommit): Promise<CommitOutcome> {
  const { incoming, facts, subject, head, key, present } = given;
  const { clock, ids, keys, subjects } = world;
  const at = clock.now();
  const { licenceId } = incoming;
  const base = present?.document ?? {
    id: key,
    subjectId: subject,
    licenceId,
    receivedAt: timestamp(at),
    salt: keys.salt(),
  };
  const document = licenceDocument({ base, facts });
  const change = licenceChanged({
    incoming,
    document,
    eventId: ids.event(at),
    subjectId: subject,
    at,
    commit: (content) => keys.commitment(document.salt, content),
  });
  const write: Pick<SubjectChange, 'create' | 'replace'> =
    present === undefined ? { create: [document] } : { replace: [{ document, etag: present.etag }] };
  return subjects.commit({
    subjectId: subject,
    head,
    marker: markerOf(world, incoming, subject, at),
    ...write,
    events: [change],
  });
}

function markerOf(
  { keys }: World,
  { id, source, name }: LicenceEvent,
  subjectId: SubjectId,
  at: Temporal.Instant,
): MarkerDocument {
  return {
    id: `cloud-event:${keys.fingerprint(JSON.stringify([source, id]))}`,
    kind: 'marker',
    subjectId,
    answer: name,
    ttl: secondsOf(memory.cloudEvent, at),
  };
}

/** The licence has gone to another contact: what the former holder had of it is no longer needed. */
async function leave(world: World, subjectId: SubjectId, key: LicenceDocument['id']): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const holdings = await world.subjects.holdings(subjectId);
    const erase = holdings.records.map(({ document }) => document).filter(({ id }) => id === key);
    if (erase.length === 0) return;
    if ((await eraseRecords(world, { holdings, erase, cause: 'licence-end' })) !== 'changed') return;
  }
  throw new Contended();
}
