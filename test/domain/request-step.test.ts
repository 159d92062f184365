import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ErasureId, RectificationId } from '../../shared/domain/id.ts';
import type { RequestDocument, RequestState } from '../../shared/domain/request.ts';
import type { RequestCommand } from '../../shared/domain/request-step.ts';
import { isOpen } from '../../shared/domain/request-wake.ts';
import { after, commands, received, start, step } from './request-steps.ts';

const { 'ask-for-proof': askForProof, verify, begin, extend, fulfil, refuse, expire, cancel } = commands;
const corrections = { name: 'Kari Nordmann' };
const ofStates: Readonly<Record<RequestState, RequestDocument>> = {
  received: received(),
  verified: after(received(), verify),
  'in-progress': after(received(), verify, begin),
  extended: after(received(), verify, extend),
  fulfilled: after(received(), verify, fulfil),
  'partly-fulfilled': after(received(), verify, commands['fulfil-in-part']),
  refused: after(received(), refuse),
  expired: after(received(), expire),
  cancelled: after(received(), cancel),
};

describe('a request', () => {
  const open: readonly RequestCommand['step'][] = [
    'begin',
    'fulfil',
    'fulfil-in-part',
    'refuse',
    'expire',
    'cancel',
  ];
  test.each<[RequestState, readonly RequestCommand['step'][]]>([
    ['received', ['ask-for-proof', 'verify', 'refuse', 'expire', 'cancel']],
    ['verified', [...open, 'extend']],
    ['in-progress', [...open, 'extend']],
    ['extended', open],
    ['fulfilled', []],
    ['partly-fulfilled', []],
    ['refused', []],
    ['expired', []],
    ['cancelled', []],
  ])('that is %s can take these steps and no other: %j', (state, steps) => {
    const document = ofStates[state];
    expect(document.state).toBe(state);
    const possible = Object.values(commands).filter((each) => step(document, each).outcome === 'stepped');
    expect(possible.map((command) => command.step).toSorted()).toEqual([...steps].toSorted());
  });

  test.each<[RequestState, RequestCommand, string]>([
    ['received', fulfil, 'identity-not-shown'],
    ['received', extend, 'identity-not-shown'],
    ['verified', verify, 'identity-shown'],
    ['in-progress', askForProof, 'identity-shown'],
    ['extended', extend, 'extended-before'],
    ['fulfilled', cancel, 'closed'],
    ['expired', verify, 'closed'],
  ])('that is %s says why it cannot do what it is told: %j', (state, command, because) => {
    expect(step(ofStates[state], command)).toEqual({ outcome: 'not-possible', because });
  });

  test('is answered by the month’s end, and extended once, in the first month, to three months', () => {
    expect(received().dueOn).toBe('2026-12-21');
    expect(ofStates.extended).toMatchObject({
      dueOn: '2027-02-22',
      extension: { reason: 'complexity', on: '2026-11-20' },
    });
    const onTheLastDay = start.add({ hours: 24 * 31 });
    expect(step(ofStates.verified, extend, onTheLastDay)).toMatchObject({ outcome: 'stepped' });
    expect(step(ofStates.verified, extend, onTheLastDay.add({ hours: 24 }))).toEqual({
      outcome: 'not-possible',
      because: 'first-month-over',
    });
  });

  test.each([
    ['erasure', { erasures: ['e' as ErasureId] }],
    ['rectification', { rectification: 'r' as RectificationId }],
    ['objection', { begun: true }],
  ] as const)('of which an %s has begun can neither be taken back nor refused by staff', (_, work) => {
    const begun = after(ofStates.verified, { step: 'begin', work });
    const refusedByStaff = { ...refuse, answer: { ...refuse.answer, by: 'staff' } };
    for (const command of [cancel, refusedByStaff]) {
      expect(step(begun, command)).toEqual({ outcome: 'not-possible', because: 'work-begun' });
    }
  });

  test('that is answered keeps whom to answer, and nothing else of the person', () => {
    const asked = received({ right: 'rectification', corrections });
    const answered = after(asked, verify, fulfil);
    expect(answered.contact).toEqual({ email: 'kari@example.test' });
    expect(JSON.stringify(answered)).not.toContain('Nordmann');
    expect(answered).toMatchObject({ ttl: 60, page: { nonce: 'page', endsAt: expect.any(String) } });
  });

  test.each([
    ['expires', expire],
    ['is taken back', cancel],
  ] as const)('that %s keeps nothing of the person', (_, command) => {
    const left = after(received({ right: 'rectification', corrections }), command);
    expect(JSON.stringify(left)).not.toMatch(/kari@|Nordmann/);
  });

  test('of which proof is asked has no link any more', () => {
    expect(after(received(), askForProof)).not.toHaveProperty('link');
  });

  test('tells of each step by one event that names ids, dates and grounds', () => {
    const told = Object.values(ofStates).flatMap((document) =>
      Object.values(commands).flatMap((command) => {
        const stepped = step(document, command);
        return stepped.outcome === 'stepped' ? [[command.step, stepped.events] as const] : [];
      }),
    );
    for (const [name, events] of told) expect(events).toHaveLength(name === 'begin' ? 0 : 1);
    expect(JSON.stringify(told)).not.toContain('example.test');
  });
});

describe('in whatever order it is told what to do, a request', () => {
  const anyCommands = fc.array(fc.constantFrom(...Object.values(commands)), { maxLength: 12 });
  const anyRequest = fc.constantFrom(
    received(),
    received({ contact: { phone: '+4722334455' } }, 'staff'),
    received({ right: 'rectification', corrections }),
  );

  /** Every state that it goes through. */
  function walk(document: RequestDocument, all: readonly RequestCommand[]): readonly RequestDocument[] {
    return all.reduce<RequestDocument[]>(
      (seen, command, index) => {
        const now = seen.at(-1) ?? document;
        const stepped = step(now, command, start.add({ hours: 24 * index * 5 }));
        return stepped.outcome === 'stepped' ? [...seen, stepped.document] : seen;
      },
      [document],
    );
  }

  test('never changes once it is closed, and is open until then', () => {
    fc.assert(
      fc.property(anyRequest, anyCommands, (document, all) => {
        const seen = walk(document, all);
        const closedAt = seen.findIndex((each) => !isOpen(each));
        if (closedAt !== -1) expect(closedAt).toBe(seen.length - 1);
        for (const { dueOn, ttl } of seen) expect(dueOn === undefined).toBe(ttl !== undefined);
      }),
    );
  });

  test('is not done before it is shown who asks, and is extended once', () => {
    fc.assert(
      fc.property(anyRequest, anyCommands, (document, all) => {
        const seen = walk(document, all);
        for (const { state, identity } of seen) {
          if (state === 'fulfilled' || state === 'partly-fulfilled') expect(identity).toBeDefined();
        }
        const days = new Set(seen.map(({ dueOn }) => dueOn).filter((day) => day !== undefined));
        expect(days.size).toBeLessThanOrEqual(2);
      }),
    );
  });

  test('is looked after again for as long as anything of the person, or its last day, lies ahead', () => {
    fc.assert(
      fc.property(anyRequest, anyCommands, (document, all) => {
        for (const { contact, dueOn, wakeAt } of walk(document, all)) {
          if (contact !== undefined || dueOn !== undefined) expect(wakeAt).toBeDefined();
        }
      }),
    );
  });
});
