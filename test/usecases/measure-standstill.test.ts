import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { timestamp } from '../../shared/domain/calendar.ts';
import type { ErasureDocument, NoticeDocument } from '../../shared/domain/document.ts';
import { notified } from '../../shared/domain/recipient.ts';
import type { World } from '../../shared/ports.ts';
import { releaseHold } from '../../shared/usecases/release-hold.ts';
import { sweepRetention } from '../../shared/usecases/sweep-retention.ts';
import { later } from './consenting.ts';
import { type Database, startDatabase } from './database.ts';
import { told, toldOf } from './measuring.ts';
import { officeOver } from './office.ts';

let database: Database;
let world: World;
beforeEach(async () => {
  database = await startDatabase();
  ({ world } = database);
});
afterEach(() => database.stop());

type Kept = Partial<Omit<ErasureDocument, 'id' | 'kind' | 'subjectId'>>;

/** Writes so many erasures as a process would leave them that died. */
async function keep(erasure: Kept, count = 1): Promise<void> {
  const { subjects, ids, clock } = world;
  const perBatch = 90;
  for (let written = 0; written < count; written += perBatch) {
    const subjectId = ids.subject();
    const create = Array.from(
      { length: Math.min(perBatch, count - written) },
      (): ErasureDocument => ({
        id: ids.erasure(),
        kind: 'erasure',
        subjectId,
        state: 'waiting',
        cause: 'withdrawal',
        scope: [],
        pending: [],
        releases: [],
        requestedAt: timestamp(clock.now()),
        recipients: {},
        ...erasure,
      }),
    );
    const change = { subjectId, head: { expect: 'none' }, create, events: [] } as const;
    expect(await subjects.commit(change)).toBe('committed');
  }
}

const hoursAgo = (hours: number) => world.clock.now().subtract({ hours });
const hoursOf = (seconds: unknown) => Math.round(Number(seconds) / 3600);

describe('an erasure is overdue', () => {
  test.each(['deleting', 'waiting', 'telling', 'releasing'] as const)(
    'ten days after it began, when it stands still in %s, whoever has answered',
    async (state) => {
      await keep({ state, begunAt: timestamp(hoursAgo(239)) });
      expect(await toldOf(world, 'erasures-overdue')).toEqual([]);
      await keep({ state, begunAt: timestamp(hoursAgo(242)) });
      await keep({ state, begunAt: timestamp(hoursAgo(300)) });
      const [overdue, ...others] = await toldOf(world, 'erasures-overdue');
      expect(others).toEqual([]);
      expect(overdue).toMatchObject({ erasures: 2 });
      expect(hoursOf(overdue?.seconds)).toBe(60);
    },
  );

  test('but not when it is completed', async () => {
    for (const state of ['completed', 'completed-with-exceptions', 'verified'] as const) {
      await keep({ state, begunAt: timestamp(hoursAgo(300)) });
    }
    expect(await toldOf(world, 'erasures-overdue')).toEqual([]);
  });

  test('counted from when it began: the time under a hold is no delay', async () => {
    const office = officeOver(database);
    database.answers.set('zendesk', { answer: 'unreachable', because: 'no-answer' });
    const subjectId = await office.receive('kept@example.test', { submittedOn: '2001-01-01' });
    const holdId = await office.hold(subjectId);
    await sweepRetention(world);
    const released = later(world, { hours: 24 * 400 });
    expect(await toldOf(released, 'erasures-overdue')).toEqual([]);
    await releaseHold(released, holdId);
    await database.deliver(released);
    expect(await toldOf(later(released, { hours: 239 }), 'erasures-overdue')).toEqual([]);
    const [overdue] = await toldOf(later(released, { hours: 242 }), 'erasures-overdue');
    expect(overdue).toMatchObject({ erasures: 1 });
    expect(hoursOf(overdue?.seconds)).toBe(2);
  });
});

describe('the notices that processors have not answered', () => {
  test('are those of each, however many older ones wait for another', async () => {
    const asked = (hours: number) => ({
      requestedAt: timestamp(hoursAgo(hours)),
      recipients: { zendesk: notified(hoursAgo(hours)) },
    });
    await keep(asked(90), 600);
    await keep({ ...asked(80), recipients: { teamviewer: notified(hoursAgo(80)) } });
    const unanswered = await toldOf(world, 'processors-unanswered');
    expect(
      unanswered.map(({ processor, notices, seconds }) => [processor, notices, hoursOf(seconds)]),
    ).toEqual([
      ['zendesk', 600, 90],
      ['teamviewer', 1, 80],
    ]);
  });

  test('are ten thousand at most', async () => {
    let read = 0;
    const notice: Pick<NoticeDocument, 'recipients'> = { recipients: { goto: notified(hoursAgo(1)) } };
    const standing: World['standing'] = {
      ...world.standing,
      async *recipients(pageSize) {
        for (;;) {
          read += pageSize;
          yield Array.from({ length: pageSize }, () => notice);
        }
      },
    };
    const said = await told({ ...world, standing }, 'processors-unanswered');
    expect(said.map(({ notices }) => notices)).toEqual([0, 0, 0, 10_000]);
    expect(read).toBe(10_000);
  });
});
