import type { Temporal } from 'temporal-polyfill';
import { secondsOf, timestamp } from '../domain/calendar.ts';
import type { IssuedLicence, LicenceDocument, MarkerDocument } from '../domain/document.ts';
import type { SubjectId } from '../domain/id.ts';
import { type Invalid, invalid } from '../domain/invalid.ts';
import { decideLicence, type LicenceFacts, licenceChanged, licenceDocument } from '../domain/licence.ts';
import type { LicenceEvent } from '../domain/licence-event.ts';
import { memory } from '../policy/retention.ts';
import type { CommitOutcome, HeadChange, Stored, World } from '../ports.ts';
import { helpNotices } from './advance-notice.ts';
import { commitForPerson } from './commit-for-person.ts';
import { Contended, rounds } from './contended.ts';
import { LicenceTurn } from './licence-turn.ts';
import { requestErasure } from './request-erasure.ts';

/** Between two looks at a licence whose turn is somebody else's, milliseconds: longer each time, 10 s in all. */
const shortestPause = 5;
const longestPause = 200;

export type LicenceReceipt = { readonly outcome: 'recorded' | 'nothing-new' } | Invalid;

/**
 * Records what the licence system tells (policy row P10). Order, repetition and delay change nothing; what
 * contradicts the facts is refused. A licence lives with its contact person: an end that arrives first waits
 * with a subject of its own, and a new contact takes the licence over from the one before.
 */
export async function receiveLicenceEvent(world: World, incoming: LicenceEvent): Promise<LicenceReceipt> {
  for (let round = 0; round < rounds; round += 1) {
    const receipt = await takeTurn(world, incoming);
    if (receipt !== 'changed') {
      world.telemetry.event('licence-event-received', { type: incoming.name, outcome: receipt.outcome });
      return receipt;
    }
    await world.clock.pause(Math.min(longestPause, shortestPause * 2 ** round));
  }
  throw new Contended();
}

async function takeTurn(world: World, incoming: LicenceEvent): Promise<LicenceReceipt | 'changed'> {
  const turn = await LicenceTurn.take(world, incoming.licenceId);
  if (turn === undefined) return 'changed';
  try {
    return await record(world, incoming, turn);
  } finally {
    await turn.end();
  }
}

async function record(
  world: World,
  incoming: LicenceEvent,
  turn: LicenceTurn,
): Promise<LicenceReceipt | 'changed'> {
  if (!(await finishTakeover(world, turn))) return 'changed';
  if (turn.historyUntil !== undefined) {
    const verdict = afterErasure(incoming, turn.historyUntil);
    if (verdict !== 'issued-anew') return verdict;
  }
  const { holder } = turn;
  const known = holder && (await world.subjects.read(holder, 'licence', turn.key));
  // The record went, and the erasure that took it has not left its word yet.
  if (holder !== undefined && known === undefined && (await leftBehind(world, turn, holder)))
    return 'changed';

  const decision = decideLicence(known?.document ?? {}, incoming);
  switch (decision.outcome) {
    case 'invalid':
      return decision;
    case 'unchanged':
      return { outcome: 'nothing-new' };
    case 'changed': {
      const { facts } = decision;
      const { issued } = facts;
      const decidesContact = incoming.name === 'issued' && issued?.contact === incoming.contact;
      return decidesContact
        ? recordWithContact(world, { incoming, facts, issued, turn, known })
        : recordWithHolder(world, { incoming, facts, turn, known });
    }
  }
}

/** The licence's data has been erased: old news is let pass, and only a new issue begins anew. */
function afterErasure(incoming: LicenceEvent, historyUntil: string): LicenceReceipt | 'issued-anew' {
  if (incoming.timed && incoming.at <= historyUntil) return { outcome: 'nothing-new' };
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

/** Helps an erasure that took the record; true when there was one, or the subject is closed. */
async function leftBehind(world: World, turn: LicenceTurn, holder: SubjectId): Promise<boolean> {
  const state = await helpNotices(world, holder);
  if (state === 'closed') await turn.note({ holder: undefined });
  return state !== 'open';
}

interface Recording {
  readonly incoming: LicenceEvent;
  readonly facts: LicenceFacts;
  readonly turn: LicenceTurn;
  /** The record as the holder has it. */
  readonly known: Stored<LicenceDocument> | undefined;
}

/** Keeps the licence with the contact person it now has; takes it over from whoever held it before. */
async function recordWithContact(
  world: World,
  { incoming, facts, issued, turn, known }: Recording & { readonly issued: IssuedLicence },
): Promise<LicenceReceipt | 'changed'> {
  const { holder } = turn;
  const { outcome } = await commitForPerson(world, issued.contact, async (subject, head) => {
    if (subject === holder)
      return commitLicence(world, { incoming, facts, subject, head, turn, present: known });
    if (subject !== turn.next && !(await turn.note({ holder, next: subject }))) return 'changed';
    const present = await world.subjects.read(subject, 'licence', turn.key);
    return commitLicence(world, { incoming, facts, subject, head, turn, present });
  });
  if (outcome === 'changed' || !(await finishTakeover(world, turn))) return 'changed';
  return { outcome: 'recorded' };
}

/**
 * If a takeover is on its way: once the next holder has the record, the one before is left, and the entry leads
 * to the next; else it is called off. False when the turn has been lost.
 */
async function finishTakeover(world: World, turn: LicenceTurn): Promise<boolean> {
  const { holder, next, key } = turn;
  if (next === undefined) return true;
  const arrived = await world.subjects.read(next, 'licence', key);
  if (arrived === undefined) return turn.note({ holder });
  if (holder !== undefined) await leave(world, holder, key);
  return turn.note({ holder: next });
}

/** The licence has gone to another contact: what the former one's subject had of it is no longer needed. */
async function leave(world: World, subjectId: SubjectId, key: LicenceDocument['id']): Promise<void> {
  await requestErasure(world, { subjectId, cause: 'contact-replaced', select: ({ id }) => id === key });
}

/** Keeps the facts where the licence is held; where nobody holds it, with a new subject. */
async function recordWithHolder(
  world: World,
  { incoming, facts, turn, known }: Recording,
): Promise<LicenceReceipt | 'changed'> {
  const subject = turn.holder ?? world.ids.subject();
  if (turn.holder === undefined && !(await turn.note({ holder: subject }))) return 'changed';
  const common = { incoming, facts, subject, turn, present: known };
  let outcome = await commitLicence(world, { ...common, head: { expect: 'open' } });
  if (outcome === 'no-subject') outcome = await commitLicence(world, { ...common, head: { expect: 'none' } });
  switch (outcome) {
    case 'committed':
      return { outcome: 'recorded' };
    case 'repeated':
      return { outcome: 'nothing-new' };
    case 'not-open':
      await leftBehind(world, turn, subject);
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
  readonly turn: LicenceTurn;
  /** The licence's record in this very subject, if there is one. */
  readonly present: Stored<LicenceDocument> | undefined;
}

function commitLicence(world: World, given: LicenceCommit): Promise<CommitOutcome> {
  const { incoming, facts, subject, head, turn, present } = given;
  const { clock, ids, keys, subjects } = world;
  const at = clock.now();
  const base = present?.document ?? {
    id: turn.key,
    subjectId: subject,
    licenceId: incoming.licenceId,
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
  return subjects.commit({
    subjectId: subject,
    head,
    marker: markerOf(world, incoming, subject, at),
    ...(present === undefined ? { create: [document] } : { replace: [{ document, etag: present.etag }] }),
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
