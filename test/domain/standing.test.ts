import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { timestamp } from '../../shared/domain/calendar.ts';
import type { ErasureDocument } from '../../shared/domain/document.ts';
import type { ErasureId, SubjectId } from '../../shared/domain/id.ts';
import { answered, notified, type Recipients } from '../../shared/domain/recipient.ts';
import {
  age,
  contradictions,
  erasuresOverdue,
  lettersByEntity,
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

describe('an erasure is overdue', () => {
  const silent = (hours: number) => ({ zendesk: notified(hoursAgo(hours)) });

  test('ten days after the first question, and not a moment before', () => {
    expect(erasuresOverdue([waitingFor(silent(240))], at)).toEqual({ count: 0, seconds: 0 });
    expect(erasuresOverdue([waitingFor(silent(241))], at)).toEqual({ count: 1, seconds: 3600 });
  });

  test('by the one that is longest over it', () => {
    const all = [241, 250, 12].map((hours) => waitingFor(silent(hours)));
    expect(erasuresOverdue(all, at)).toEqual({ count: 2, seconds: 10 * 3600 });
  });

  test('however often it was asked about, and also when it is left to staff', () => {
    const away = { answer: 'unreachable', because: 'no-answer' } as const;
    const asked = notified(hoursAgo(250));
    const again = notified(hoursAgo(2), answered(asked, away, hoursAgo(249)));
    const refused = answered(again, { answer: 'failed', because: 'refused' }, hoursAgo(1));
    for (const zendesk of [again, refused]) {
      expect(erasuresOverdue([waitingFor({ zendesk })], at)).toEqual({ count: 1, seconds: 10 * 3600 });
    }
  });

  test('also when the first of several has answered, and no more when all have', () => {
    const done = answered(notified(hoursAgo(241)), { answer: 'done' }, hoursAgo(240));
    expect(erasuresOverdue([waitingFor({ zendesk: done, goto: notified(hoursAgo(5)) })], at).count).toBe(1);
    expect(erasuresOverdue([waitingFor({ zendesk: done, goto: done })], at).count).toBe(0);
  });

  test('counted from the question, not from before a hold was released', () => {
    const requestedAt = timestamp(hoursAgo(24 * 400));
    expect(erasuresOverdue([waitingFor(silent(5), { requestedAt })], at).count).toBe(0);
  });

  test('and a correction is not', () => {
    const { state: _, kind: __, ...rest } = waitingFor(silent(300));
    const correction = { ...rest, kind: 'withdrawal', state: 'waiting', purpose: 'marketing' } as const;
    const notice = { ...correction, id: correction.id as never };
    expect(erasuresOverdue([notice], at).count).toBe(0);
    expect(unanswered([notice], at)).toContainEqual({ processor: 'zendesk', count: 1, seconds: 300 * 3600 });
  });
});

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

  test('is known for as long as its oldest part is', () => {
    const found = (hours: number) =>
      waitingFor({}, { contradicted: { since: timestamp(hoursAgo(hours)), places: [] } });
    expect(contradictions([found(1), found(30), found(2)], at)).toEqual({ count: 3, seconds: 30 * 3600 });
    expect(contradictions([], at)).toEqual({ count: 0, seconds: 0 });
  });

  test('has dead letters where they lie, and none elsewhere', () => {
    const letters = ['mail-later', 'privacy-events/goto', 'mail-later'].map((entity) => ({ entity }));
    expect(lettersByEntity(letters).filter(({ messages }) => messages > 0)).toEqual([
      { entity: 'mail-later', messages: 2 },
      { entity: 'privacy-events/goto', messages: 1 },
    ]);
  });

  test('has an age of whole seconds, none for nothing, and none below zero', () => {
    const ages = [[], ['2026-11-22T10:00:09Z'], ['2026-11-22T09:59:58.5Z', '2026-11-22T10:00:00Z']];
    expect(ages.map((timestamps) => age(timestamps, at))).toEqual([0, 0, 1]);
  });
});
