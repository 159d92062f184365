import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { timestamp } from '../../shared/domain/calendar.ts';
import type { ErasureDocument } from '../../shared/domain/document.ts';
import type { ErasureId, SubjectId } from '../../shared/domain/id.ts';
import { answered, notified, type Recipients } from '../../shared/domain/recipient.ts';
import {
  age,
  deadLettersByEntity,
  erasureOverdueBefore,
  notHeld,
  overdueBefore,
  peopleWaiting,
  recordsHeld,
  unanswered,
} from '../../shared/domain/standing.ts';

const at = Temporal.Instant.from('2026-11-22T10:00:00Z');
const hoursAgo = (hours: number) => at.subtract({ hours });

/** An erasure that waits for these recipients. */
function waitingFor(recipients: Recipients, rest: Partial<ErasureDocument> = {}): ErasureDocument {
  return {
    id: 'e' as ErasureId,
    kind: 'erasure',
    subjectId: 's' as SubjectId,
    state: 'waiting',
    cause: 'retention',
    scope: [],
    pending: [],
    releases: [],
    requestedAt: timestamp(hoursAgo(1)),
    recipients,
    ...rest,
  };
}

describe('what is due', () => {
  const due = (subjectId: string, id: string, hours = 5) => ({
    subjectId,
    id,
    eraseAfter: timestamp(hoursAgo(hours)),
  });
  const held = (subjectId: string, ...ids: string[]) =>
    waitingFor(
      {},
      {
        state: 'held',
        subjectId: subjectId as SubjectId,
        scope: ids.map((id) => ({ kind: 'consent', id })),
      },
    );

  test('and held is no delay, where it is that person’s record', () => {
    const all = [due('one', 'consent:marketing'), due('other', 'consent:marketing'), due('one', 'r')];
    const kept = recordsHeld([held('one', 'consent:marketing', 'l'), held('one', 'x')]);
    expect(notHeld(all, kept)).toEqual([all[1], all[2]]);
    expect(notHeld(all, recordsHeld([]))).toEqual(all);
  });

  test('counts people, not records, and says for how long the first waits', () => {
    const all = [due('one', 'a', 7), due('one', 'b', 9), due('other', 'a')];
    expect(peopleWaiting(all, at)).toEqual({ count: 2, seconds: 9 * 3600 });
    expect(peopleWaiting([], at)).toEqual({ count: 0, seconds: 0 });
  });

  test('is overdue when a sweep has come by: each hour one begins, and it may take a third of one', () => {
    expect(overdueBefore(at)).toEqual(hoursAgo(2));
  });

  test('and begun is overdue after ten days: three for a processor, and seven for staff', () => {
    expect(erasureOverdueBefore(at)).toEqual(hoursAgo(240));
  });
});

describe('what stands open', () => {
  test('is counted for each processor, tasks and answers aside', () => {
    const refused = answered(notified(hoursAgo(9)), { answer: 'failed', because: 'refused' }, hoursAgo(8));
    const begun = answered(notified(hoursAgo(4)), { answer: 'accepted', references: ['1'] }, hoursAgo(3));
    const waiting = [
      waitingFor({ zendesk: notified(hoursAgo(2)), goto: refused }),
      waitingFor({ zendesk: begun }),
    ];
    expect(unanswered(waiting, at)).toEqual([
      { processor: 'azure-monitor', count: 0, seconds: 0 },
      { processor: 'zendesk', count: 2, seconds: 4 * 3600 },
      { processor: 'teamviewer', count: 0, seconds: 0 },
      { processor: 'goto', count: 0, seconds: 0 },
    ]);
  });

  test('is counted of every kind of notice', () => {
    const { state: _, kind: __, ...rest } = waitingFor({ zendesk: notified(hoursAgo(300)) });
    const correction = { ...rest, kind: 'withdrawal', state: 'waiting', purpose: 'marketing' } as const;
    expect(unanswered([correction], at)).toContainEqual({
      processor: 'zendesk',
      count: 1,
      seconds: 300 * 3600,
    });
  });

  test('has dead letters where they lie, and none elsewhere', () => {
    const letters = ['mail-later', 'privacy-events/goto', 'mail-later'].map((entity) => ({ entity }));
    expect(deadLettersByEntity(letters).filter(({ messages }) => messages > 0)).toEqual([
      { entity: 'mail-later', messages: 2 },
      { entity: 'privacy-events/goto', messages: 1 },
    ]);
  });

  test('has an age of whole seconds, none for nothing, and none below zero', () => {
    const ages = [[], ['2026-11-22T10:00:09Z'], ['2026-11-22T09:59:58.5Z', '2026-11-22T10:00:00Z']];
    expect(ages.map((timestamps) => age(timestamps, at))).toEqual([0, 0, 1]);
  });
});
