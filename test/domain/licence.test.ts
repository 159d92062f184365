import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { decideLicence, type LicenceFacts, licenceEnd } from '../../shared/domain/licence.ts';
import { type LicenceEvent, parseLicenceEvent } from '../../shared/domain/licence-event.ts';

const base = { id: 'e1', source: '/licences', licenceId: 'L-1', timed: true };
const issued = (at: string, email = 'a@example.test'): LicenceEvent => ({
  ...base,
  name: 'issued',
  at: `${at}T08:00:00.000Z`,
  contact: { email },
});
const terminated = (at: string, endedOn: string): LicenceEvent => ({
  ...base,
  name: 'terminated',
  at: `${at}T08:00:00.000Z`,
  endedOn,
});
const reinstated = (at: string): LicenceEvent => ({ ...base, name: 'reinstated', at: `${at}T08:00:00.000Z` });

function fold(events: readonly LicenceEvent[]): LicenceFacts {
  let facts: LicenceFacts = {};
  for (const event of events) {
    const decision = decideLicence(facts, event);
    expect(decision.outcome).not.toBe('invalid');
    if (decision.outcome === 'changed') facts = decision.facts;
  }
  return facts;
}

const received = Temporal.Instant.from('2026-11-22T08:00:00Z');
const end = (facts: LicenceFacts) => licenceEnd(facts, received)?.toString() ?? null;

describe('the data of a licence', () => {
  test('has no end while the licence is active', () => {
    expect(end(fold([issued('2026-01-01')]))).toBeNull();
  });

  test('ends three months after the licence', () => {
    const facts = fold([issued('2026-01-01'), terminated('2026-11-22', '2026-11-30')]);
    expect(end(facts)).toBe('2027-02-28T23:00:00Z');
  });

  test('ends when the agreement says so', () => {
    const first = { ...issued('2026-01-01'), retentionAfterEnd: 'P6M' };
    expect(end(fold([first, terminated('2026-11-22', '2026-11-22')]))).toBe('2027-05-22T22:00:00Z');
  });

  test.each([
    ['on the day that the agreement names', '2027-12-31', '2027-12-31T23:00:00Z'],
    ['with the licence, when that day is over by then', '2026-06-30', '2026-11-22T23:00:00Z'],
  ])('ends %s', (_, retentionAfterEnd, expected) => {
    const first = { ...issued('2026-01-01'), retentionAfterEnd };
    expect(end(fold([first]))).toBeNull();
    expect(end(fold([first, terminated('2026-11-22', '2026-11-22')]))).toBe(expected);
  });

  test('has no end any more when the licence is reinstated', () => {
    const facts = fold([
      issued('2026-01-01'),
      terminated('2026-03-01', '2026-03-01'),
      reinstated('2026-04-01'),
    ]);
    expect(end(facts)).toBeNull();
  });

  test('waits a year for the issue when an end arrives first', () => {
    expect(end(fold([terminated('2026-11-22', '2026-11-20')]))).toBe('2027-11-22T23:00:00Z');
  });
});

describe('licence events', () => {
  const history = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 8 }).chain((days) => {
    const at = (day: number) => Temporal.PlainDate.from('2025-01-01').add({ days: day }).toString();
    const later = fc.tuple(
      ...days.map((day) =>
        fc.constantFrom(
          issued(at(day), `${day}@example.test`),
          issued(at(day), `other-${day}@example.test`),
          terminated(at(day), '2026-06-30'),
          reinstated(at(day)),
        ),
      ),
    );
    return later.map((events): LicenceEvent[] => [issued('2025-01-01'), ...events]);
  });

  test('give the same facts in any order, however often they are repeated', () => {
    fc.assert(
      fc.property(
        history.chain((events) =>
          fc.record({
            events: fc.constant(events),
            shuffled: fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
          }),
        ),
        ({ events, shuffled }) => {
          expect(fold(shuffled)).toEqual(fold(events));
        },
      ),
    );
  });

  test('an end before the issue is refused, whichever arrives first', () => {
    const early = terminated('2026-05-01', '2025-12-31');
    expect(decideLicence(fold([issued('2026-01-01')]), early)).toMatchObject({
      errors: [{ pointer: '/data/endedOn', reason: 'before-it-was-issued' }],
    });
    expect(decideLicence(fold([early]), issued('2026-01-01'))).toMatchObject({
      errors: [{ pointer: '/time', reason: 'before-it-was-issued' }],
    });
  });

  test('without a time of their own are not news when they say the same again', () => {
    const again = { ...terminated('2026-06-01', '2026-03-01'), timed: false };
    const facts = fold([issued('2026-01-01'), terminated('2026-03-01', '2026-03-01')]);
    expect(decideLicence(facts, again).outcome).toBe('unchanged');
  });
});

describe('a licence event that came in', () => {
  const at = Temporal.Instant.from('2026-11-22T10:00:00Z');
  const event = (type: string, data: unknown, time?: string) => ({
    id: '1',
    source: '/l',
    type,
    data,
    time: time === undefined ? undefined : Temporal.Instant.from(time),
  });
  const type = (name: string) => `works.contracting.licence.${name}.v1`;
  const contact = { email: 'a@example.test' };

  test.each([
    ['an unknown type', event(type('sold'), {}), '/type', 'unknown-event-type'],
    ['an unknown version', event('works.contracting.licence.issued.v2', {}), '/type', 'unknown-event-type'],
    ['no data', event(type('issued'), undefined), '/data', 'not-an-object'],
    ['no licence', event(type('reinstated'), {}), '/data/licenceId', 'not-a-licence-id'],
    [
      'an address for a licence id',
      event(type('reinstated'), { licenceId: 'a@b' }),
      '/data/licenceId',
      'not-a-licence-id',
    ],
    [
      'nobody to contact',
      event(type('issued'), { licenceId: 'L', contact: { name: 'x' } }),
      '/data/contact/email',
      'email-or-phone-missing',
    ],
    [
      'a period of days gone by',
      event(type('issued'), { licenceId: 'L', contact, retentionAfterEnd: '-P1D' }),
      '/data/retentionAfterEnd',
      'not-a-period',
    ],
    [
      'a period of nothing',
      event(type('issued'), { licenceId: 'L', contact, retentionAfterEnd: 'P0D' }),
      '/data/retentionAfterEnd',
      'not-a-period',
    ],
    [
      'a day to keep to that does not exist',
      event(type('issued'), { licenceId: 'L', contact, retentionAfterEnd: '2027-02-30' }),
      '/data/retentionAfterEnd',
      'not-a-period',
    ],
    [
      'a day to keep to that is centuries away',
      event(type('issued'), { licenceId: 'L', contact, retentionAfterEnd: '2527-01-01' }),
      '/data/retentionAfterEnd',
      'too-far-away',
    ],
    [
      'a period of hours',
      event(type('issued'), { licenceId: 'L', contact, retentionAfterEnd: 'PT3H' }),
      '/data/retentionAfterEnd',
      'not-a-period',
    ],
    [
      'an end that does not exist',
      event(type('terminated'), { licenceId: 'L', endedOn: '2026-02-30' }),
      '/data/endedOn',
      'not-a-date',
    ],
    [
      'an end in another millennium',
      event(type('terminated'), { licenceId: 'L', endedOn: '3026-11-22' }),
      '/data/endedOn',
      'too-far-away',
    ],
    [
      'a time next week',
      event(type('reinstated'), { licenceId: 'L' }, '2026-11-29T00:00:00Z'),
      '/time',
      'in-the-future',
    ],
  ])('with %s is refused', (_, incoming, pointer, reason) => {
    expect(parseLicenceEvent(incoming, at)).toEqual({ outcome: 'invalid', errors: [{ pointer, reason }] });
  });
});
