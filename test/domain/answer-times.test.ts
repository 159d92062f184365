import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { answerTimesIn, awaitedIn } from '../../shared/domain/answer-times.ts';
import { answered, notified, type ProcessorAnswer, type Recipients } from '../../shared/domain/recipient.ts';

const at = Temporal.Instant.from('2026-11-22T10:00:00Z');
const since = at.subtract({ hours: 30 * 24 });
const before = (duration: Temporal.DurationLike) => at.subtract(duration);

/** Zendesk, first asked so long ago and answering after so many seconds. */
function answeringAfter(seconds: number, answer: ProcessorAnswer = { answer: 'done' }): Recipients {
  const asked = before({ hours: 48 });
  return { zendesk: answered(notified(asked), answer, asked.add({ seconds })) };
}

const timesOfZendesk = (all: readonly Recipients[]) => {
  const times = answerTimesIn(
    all.map((recipients) => ({ recipients })),
    { since, at },
  );
  return times.find(({ processor }) => processor === 'zendesk');
};

describe('how soon a processor answers', () => {
  test('is the time in the middle and the longest', () => {
    expect(timesOfZendesk([answeringAfter(9), answeringAfter(1), answeringAfter(5)])).toEqual({
      processor: 'zendesk',
      answered: 3,
      median: 5,
      slowest: 9,
      waiting: 0,
      waitingSince: undefined,
      silent: false,
    });
  });

  test('is a time that was really taken, of two the lower', () => {
    expect(timesOfZendesk([answeringAfter(7), answeringAfter(3)])).toMatchObject({ median: 3, slowest: 7 });
  });

  test('is counted from the first message, however often it was reminded', () => {
    const asked = before({ hours: 10 });
    const away = answered(
      notified(asked),
      { answer: 'unreachable', because: 'no-answer' },
      asked.add({ minutes: 1 }),
    );
    const again = notified(asked.add({ hours: 1 }), away);
    const zendesk = answered(again, { answer: 'done' }, asked.add({ hours: 2 }));
    expect(timesOfZendesk([{ zendesk }])).toMatchObject({ answered: 1, slowest: 7200 });
  });

  test('counts a refusal, and not what staff decided on it', () => {
    const refused = answeringAfter(4, { answer: 'failed', because: 'refused' });
    expect(timesOfZendesk([refused])).toMatchObject({ answered: 1, median: 4, waiting: 0 });
    const asked = before({ hours: 5 });
    const decision = {
      decision: 'done',
      evidence: 'a case',
      by: 'somebody',
      on: '2026-11-22T09:00:00Z',
    } as const;
    const manual = answered(notified(asked), { answer: 'manual', because: 'by-hand' }, asked);
    expect(timesOfZendesk([{ zendesk: { ...manual, decision } }])).toMatchObject({ answered: 0 });
  });

  test('counts no answer from before the time asked about', () => {
    const long = before({ hours: 31 * 24 });
    const zendesk = answered(notified(long), { answer: 'done' }, long.add({ seconds: 1 }));
    expect(timesOfZendesk([{ zendesk }])).toMatchObject({
      answered: 0,
      median: undefined,
      slowest: undefined,
    });
  });
});

describe('a processor that has not answered', () => {
  test('is waited for since it was first asked, and silent after three days', () => {
    const waiting = (hours: number): Recipients => ({ zendesk: notified(before({ hours })) });
    expect(timesOfZendesk([waiting(72), waiting(1)])).toMatchObject({
      waiting: 2,
      waitingSince: '2026-11-19T10:00:00Z',
      silent: false,
    });
    expect(timesOfZendesk([waiting(1), waiting(73)])).toMatchObject({ silent: true });
  });

  test('is waited for while it has only begun, or could not be asked', () => {
    const begun = answered(notified(at), { answer: 'accepted', references: ['1'] }, at);
    const away = answered(notified(at), { answer: 'unreachable', because: 'no-answer' }, at);
    const refused = answered(notified(at), { answer: 'manual', because: 'by-hand' }, at);
    const done = answered(notified(at), { answer: 'nothing-held' }, at);
    const recipients = { zendesk: begun, goto: away, teamviewer: refused, 'azure-monitor': done };
    expect(awaitedIn({ recipients }).map(({ processor }) => processor)).toEqual(['zendesk', 'goto']);
  });
});
