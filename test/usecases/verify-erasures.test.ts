import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ErasureDocument } from '../../shared/domain/document.ts';
import { emailIdentifier } from '../../shared/domain/identifier.ts';
import type { ProcessorId } from '../../shared/policy/processors.ts';
import type { Connector, StoredText, World } from '../../shared/ports.ts';
import { verifyErasures } from '../../shared/usecases/verify-erasures.ts';
import { recordingTelemetry } from '../telemetry-double.ts';
import { type Database, startDatabase } from './database.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const completedAt = Temporal.Instant.from('2026-11-22T10:00:00Z');
/** The receipt of a run without work. */
const nothing = { verified: 0, contradicted: 0, putOff: 0, texts: 0, leftovers: [] };
const before = '2026-11-21T10:00:00Z';

/** What each processor says, what it was asked, and what was counted: set anew for each test. */
let says: Partial<Record<ProcessorId, Connector['verify']>>;
let asked: string[];
let telemetry: ReturnType<typeof recordingTelemetry>;
let now: Temporal.Instant;
beforeEach(async () => {
  says = {};
  database.lying.length = 0;
  // What an earlier test has left is out of the way.
  now = completedAt.add({ hours: 24 });
  await verifyErasures(world());
  asked = [];
  telemetry = recordingTelemetry();
  now = completedAt;
});

function world(): World {
  const { clock, connectors } = database.world;
  const connector = (processor: ProcessorId): Connector => ({
    ...connectors[processor],
    async verify(references) {
      asked.push(`${processor} ${references.join()}`);
      return says[processor]?.(references) ?? 'gone';
    },
  });
  return {
    ...database.world,
    clock: { ...clock, now: () => now },
    connectors: {
      zendesk: connector('zendesk'),
      goto: connector('goto'),
      teamviewer: connector('teamviewer'),
      'azure-monitor': connector('azure-monitor'),
    },
    telemetry,
  };
}

function worldThatBreaksOff(): World {
  return {
    ...world(),
    search: {
      places: [],
      async *texts() {
        yield left('other@example.test');
        throw new Error('a store is away');
      },
    },
  };
}

/** An erasure that was completed, of somebody with this address. */
async function erased(email: string, given: Partial<ErasureDocument> = {}): Promise<ErasureDocument> {
  const { ids, keys, subjects } = database.world;
  const subjectId = ids.subject();
  const erasure: ErasureDocument = {
    id: ids.erasure(),
    kind: 'erasure',
    subjectId,
    state: 'completed',
    cause: 'retention',
    scope: [{ kind: 'registration', id: ids.registration() }],
    pending: [],
    releases: [{ key: keys.identifierKey(emailIdentifier(email)) }],
    recipients: {},
    requestedAt: before,
    completedAt: String(completedAt),
    verifyAt: String(completedAt),
    ...given,
  };
  await subjects.commit({ subjectId, head: { expect: 'none' }, create: [erasure], events: [] });
  return erasure;
}

const told = async ({ subjectId }: ErasureDocument) =>
  (await database.eventsOf(subjectId)).map(({ type, data }) => ({
    name: type.split('.').slice(3, 5).join('.'),
    data,
  }));
const asItStands = async ({ subjectId, id }: ErasureDocument) =>
  (await database.world.subjects.read(subjectId, 'erasure', id))?.document;
const recipient = { answer: 'done', since: before, attempt: 1, references: ['1', '2'] } as const;
const left = (email: string, place = 'blob/files'): StoredText => ({
  place,
  text: `{"email":"${email}"}`,
  since: before,
});

describe('an erasure of which nothing is left', () => {
  test('is verified, by an event that says where was searched, and keeps nothing to search by', async () => {
    const erasure = await erased('gone@example.test', { recipients: { zendesk: recipient } });
    database.lying.push(left('other@example.test'), left('third@example.test'));
    expect(await verifyErasures(world())).toEqual({ ...nothing, verified: 1, texts: 2 });
    const { references: _, ...zendesk } = recipient;
    const { verifyAt: __, ...rest } = erasure;
    expect(await asItStands(erasure)).toEqual({
      ...rest,
      state: 'verified',
      verifiedAt: '2026-11-22T10:00:00Z',
      releases: [],
      recipients: { zendesk },
      ttl: 365 * 24 * 60 * 60,
    });
    const searched = ['cosmos/subjects', 'processor/zendesk'];
    expect(await told(erasure)).toEqual([
      { name: 'erasure.verified', data: { erasureId: erasure.id, searched, texts: 2, exceptions: [] } },
    ]);
    expect(telemetry.said).toEqual([{ signal: 'erasure-verified', outcome: 'verified' }]);
  });

  test('is not searched for again, and without any that waits nothing is read', async () => {
    await erased('once@example.test');
    await verifyErasures(world());
    expect(await verifyErasures(worldThatBreaksOff())).toEqual(nothing);
  });

  test('keeps its exceptions: what stays where somebody decided so was not searched', async () => {
    const erasure = await erased('except@example.test', { state: 'completed-with-exceptions' });
    await verifyErasures(world());
    expect(await asItStands(erasure)).toMatchObject({
      state: 'completed-with-exceptions',
      verifiedAt: '2026-11-22T10:00:00Z',
      releases: [],
    });
  });

  test('is verified once, though two runs find it at once', async () => {
    const erasure = await erased('twice@example.test');
    const receipts = await Promise.all([verifyErasures(world()), verifyErasures(world())]);
    expect(receipts.map(({ verified }) => verified).toSorted((one, other) => one - other)).toEqual([0, 1]);
    expect(await told(erasure)).toHaveLength(1);
  });
});

describe('an erasure of which something is left', () => {
  test('is contradicted by an event and an alert that name each place once, and not the person', async () => {
    const erasure = await erased('left@example.test');
    database.lying.push(
      left('left@example.test'),
      left('LEFT@example.test'),
      left('left@example.test', 'cosmos/leases'),
    );
    const places = ['blob/files', 'cosmos/leases'];
    expect(await verifyErasures(world())).toMatchObject({ verified: 0, contradicted: 1, leftovers: places });
    expect(await told(erasure)).toEqual([
      { name: 'erasure.contradicted', data: { erasureId: erasure.id, places } },
    ]);
    expect(telemetry.said).toEqual([
      { signal: 'erasure-verified', outcome: 'contradicted' },
      { signal: 'leftover-found', store: 'blob' },
      { signal: 'leftover-found', store: 'cosmos' },
    ]);
    expect(await asItStands(erasure)).toEqual({
      ...erasure,
      verifyAt: '2026-11-22T11:00:00Z',
      contradicted: { since: '2026-11-22T10:00:00Z', places },
    });
  });

  test('is searched for again an hour later, and verified when that is gone', async () => {
    const erasure = await erased('later@example.test');
    database.lying.push(left('later@example.test'));
    await verifyErasures(world());
    database.lying.length = 0;
    now = completedAt.add({ minutes: 59 });
    expect(await verifyErasures(world())).toMatchObject({ verified: 0 });
    now = completedAt.add({ hours: 1 });
    expect(await verifyErasures(world())).toMatchObject({ verified: 1 });
    expect(await asItStands(erasure)).toMatchObject({
      state: 'verified',
      verifiedAt: '2026-11-22T11:00:00Z',
    });
  });

  test('does not keep the others from being verified', async () => {
    const [one, other] = [await erased('one@example.test'), await erased('two@example.test')];
    database.lying.push(left('two@example.test'));
    expect(await verifyErasures(world())).toMatchObject({ verified: 1, contradicted: 1 });
    expect((await asItStands(one))?.state).toBe('verified');
    expect((await asItStands(other))?.state).toBe('completed');
  });
});

describe('a processor', () => {
  test('is asked by its numbers, if it said it was done', async () => {
    await erased('asked@example.test', {
      recipients: {
        'azure-monitor': { ...recipient, references: undefined },
        zendesk: { ...recipient, answer: 'verified', references: ['7'] },
        teamviewer: { ...recipient, answer: 'manual' },
        goto: recipient,
      },
    });
    await verifyErasures(world());
    expect(asked).toEqual(['zendesk 7', 'goto 1,2']);
  });

  test('that still has something contradicts the erasure', async () => {
    await erased('kept@example.test', { recipients: { zendesk: recipient, goto: recipient } });
    says = { zendesk: async () => 'left', goto: () => Promise.reject(new Error('away')) };
    expect(await verifyErasures(world())).toMatchObject({
      contradicted: 1,
      leftovers: ['processor/zendesk'],
    });
  });

  test('that cannot tell is not among those searched', async () => {
    const erasure = await erased('unsaid@example.test', { recipients: { zendesk: recipient } });
    says = { zendesk: async () => 'cannot-tell' };
    await verifyErasures(world());
    expect(await told(erasure)).toMatchObject([
      { name: 'erasure.verified', data: { searched: ['cosmos/subjects'] } },
    ]);
  });

  test('that cannot be reached puts the erasure off, without a word', async () => {
    const erasure = await erased('away@example.test', { recipients: { zendesk: recipient } });
    says = { zendesk: () => Promise.reject(new Error('away')) };
    expect(await verifyErasures(world())).toMatchObject({ verified: 0, contradicted: 0, putOff: 1 });
    expect(await told(erasure)).toEqual([]);
    expect(await asItStands(erasure)).toEqual({ ...erasure, verifyAt: '2026-11-22T11:00:00Z' });
    says = {};
    now = completedAt.add({ hours: 1 });
    expect(await verifyErasures(world())).toMatchObject({ verified: 1 });
  });
});

test('a search that breaks off verifies nothing, and the next one does', async () => {
  const erasure = await erased('half@example.test');
  await expect(verifyErasures(worldThatBreaksOff())).rejects.toThrow('a store is away');
  expect(await asItStands(erasure)).toEqual(erasure);
  expect(await verifyErasures(world())).toMatchObject({ verified: 1 });
});
