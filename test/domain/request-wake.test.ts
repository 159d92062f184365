import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { timestamp } from '../../shared/domain/calendar.ts';
import type { ErasureId } from '../../shared/domain/id.ts';
import type { RequestDocument } from '../../shared/domain/request.ts';
import { requestEntry } from '../../shared/domain/request-entry.ts';
import { toldAnswer, withoutLink, withReminded } from '../../shared/domain/request-upkeep.ts';
import { reminderAt } from '../../shared/domain/request-wake.ts';
import { after, commands, received, start } from './request-steps.ts';

const { 'ask-for-proof': askForProof, verify, begin, fulfil } = commands;
const corrections = { name: 'Kari Nordmann' };
const phone = { phone: '+4722334455' };
const at = (text: string) => Temporal.Instant.from(text);
const waitingForPress = after(received({ right: 'rectification', corrections }), verify, begin);

describe('a request is looked after again', () => {
  test.each<[string, RequestDocument, string]>([
    ['when its link ends', received(), '2026-11-23T10:00:00Z'],
    [
      'when it is overdue, if staff know of it',
      withReminded(received({}, 'staff'), { reminded: [7, 3, 1], at: start }),
      '2026-12-21T23:00:00Z',
    ],
    [
      'when it is overdue, if there is nowhere to mail the link',
      withReminded(withoutLink(received({ contact: phone }), start), { reminded: [7, 3, 1], at: start }),
      '2026-12-21T23:00:00Z',
    ],
    ['soon, while it is the pipeline’s turn', after(received(), verify), '2026-11-20T10:15:00Z'],
    [
      'a day later, while it waits for the person, who may be erased',
      waitingForPress,
      '2026-11-21T10:00:00Z',
    ],
    ['when the mail has had some days', after(received(), verify, fulfil), '2026-11-24T23:00:00Z'],
    [
      'when staff have had two weeks to call, where there is no address',
      after(received({ contact: phone }), verify, fulfil),
      '2026-12-04T23:00:00Z',
    ],
    [
      'when its package ends',
      toldAnswer(
        after(received(), verify, {
          ...fulfil,
          work: { package: { id: 'p', endsAt: '2026-12-04T10:00:00Z' } },
        }),
        start,
      ),
      '2026-12-04T10:00:00Z',
    ],
  ])('%s', (_, { wakeAt }, expected) => {
    expect(wakeAt).toBe(expected);
  });

  test('never, once it is closed and the person is told', () => {
    const told = toldAnswer(after(received(), verify, fulfil), start);
    expect(told).not.toHaveProperty('wakeAt');
    expect(told).not.toHaveProperty('contact');
  });
});

describe('staff are reminded of a last day', () => {
  const document = { ...waitingForPress, dueOn: '2026-12-21' };

  test.each([
    ['2026-12-13T22:59:59Z', undefined],
    ['2026-12-13T23:00:00Z', 7],
    ['2026-12-17T23:00:00Z', 3],
    ['2026-12-19T23:00:00Z', 1],
    ['2026-12-21T22:59:59Z', 0],
    ['2026-12-21T23:00:00Z', -1],
  ])('at %s with %j days left', (instant, daysLeft) => {
    expect(reminderAt(document, at(instant))?.daysLeft).toBe(daysLeft);
  });

  test('once for each day, and of all that passed at once', () => {
    let now: RequestDocument = document;
    const said: number[] = [];
    for (let hour = 0; hour < 24 * 40; hour += 1) {
      const instant = start.add({ hours: hour });
      const reminder = reminderAt(now, instant);
      if (reminder === undefined) continue;
      said.push(reminder.daysLeft);
      now = withReminded(now, { reminded: reminder.reminded, at: instant });
    }
    expect(said).toEqual([7, 3, 1, -1]);
    const late = reminderAt(document, at('2026-12-20T12:00:00Z'));
    expect(late).toEqual({ daysLeft: 1, reminded: [7, 3, 1] });
  });

  test('and again in each run when it is over', () => {
    const over = withReminded(document, { reminded: [7, 3, 1, 0], at: at('2026-12-23T10:00:00Z') });
    expect(over.wakeAt).toBe('2026-12-21T23:00:00Z');
  });
});

describe('an open request waits for', () => {
  const erasing = after(received({ right: 'erasure' }), verify, {
    ...begin,
    work: { erasures: ['e' as ErasureId] },
  });
  test.each<[string, RequestDocument, object]>([
    ['the person, while the link is out', received(), { waitsFor: 'person', identity: 'link-out' }],
    [
      'the person, of whom proof was asked',
      after(received(), askForProof),
      { waitsFor: 'person', identity: 'proof-asked' },
    ],
    [
      'staff, where no link could be mailed',
      withoutLink(received({ contact: phone }), start),
      { waitsFor: 'staff', identity: 'to-be-shown' },
    ],
    ['the pipeline for moments', after(received(), verify), { waitsFor: 'pipeline', identity: 'shown' }],
    ['processors, while it is being erased', erasing, { waitsFor: 'processors' }],
    ['the person, who is to see the corrections', waitingForPress, { waitsFor: 'person' }],
    [
      'staff, where the person cannot be sent the page',
      after(received({ right: 'rectification', corrections, contact: phone }), verify, begin),
      { waitsFor: 'staff' },
    ],
    [
      'staff, where a correction is left to them',
      after(waitingForPress, { ...begin, toStaff: 'belongs-to-another' }),
      { waitsFor: 'staff' },
    ],
  ])('%s', (_, document, expected) => {
    expect(requestEntry(document, start)).toMatchObject(expected);
  });

  test('nobody, when it is closed', () => {
    expect(requestEntry(after(received(), verify, fulfil), start)).toMatchObject({
      waitsFor: undefined,
      daysLeft: undefined,
    });
  });

  test('staff again, when a link of theirs has ended unused', () => {
    const typedIn = received({}, 'staff');
    expect(requestEntry(typedIn, at(typedIn.link?.endsAt ?? ''))).toMatchObject({
      waitsFor: 'staff',
      identity: 'to-be-shown',
    });
  });
});

test('what is told of the time is of whole seconds, so that the order of the texts is that of the instants', () => {
  expect(received().wakeAt).toBe(timestamp(start.add({ hours: 72 })));
});
