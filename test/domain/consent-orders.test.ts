import fc from 'fast-check';
import type { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { questionState } from '../../shared/domain/consent-answer.ts';
import { refusedAt } from '../../shared/domain/consent-question.ts';
import type { ConsentDocument } from '../../shared/domain/document.ts';
import type { AskId } from '../../shared/domain/id.ts';
import { ask, confirm, email, end, monday } from './consent-steps.ts';

describe('whatever people, mail programs and staff do, in any order, any number of times', () => {
  type Act = 'tick' | 'type in' | 'confirm' | 'confirm an old link' | 'say no';
  const acts = fc.array(
    fc.record({
      act: fc.constantFrom<Act>('tick', 'type in', 'confirm', 'confirm an old link', 'say no'),
      minutes: fc.oneof(fc.nat(90), fc.nat(60 * 24 * 20)),
    }),
    { maxLength: 120 },
  );

  interface Played {
    readonly document: ConsentDocument | undefined;
    readonly mailed: readonly Temporal.Instant[];
    readonly last: 'yes' | 'no' | undefined;
    readonly at: Temporal.Instant;
  }

  function play(drawn: readonly { readonly act: Act; readonly minutes: number }[]): Played {
    let document: ConsentDocument | undefined;
    let at = monday;
    let last: Played['last'];
    const mailed: Temporal.Instant[] = [];
    for (const { act, minutes } of drawn) {
      at = at.add({ minutes });
      switch (act) {
        case 'tick':
        case 'type in': {
          const by = act === 'tick' ? 'ticked-box' : 'staff';
          const question = ask(document, { by, at, askId: `ask-${mailed.length}` });
          if (question?.event !== undefined) mailed.push(at);
          document = question?.document ?? document;
          break;
        }
        case 'confirm':
        case 'confirm an old link': {
          const age = act === 'confirm' ? 1 : 2;
          const state = questionState(document, `ask-${mailed.length - age}` as AskId, at);
          if (state !== 'open' || document === undefined) break;
          document = confirm(document, { at }).document;
          last = 'yes';
          break;
        }
        case 'say no': {
          const ended = end(document, at);
          document = ended?.document ?? document;
          if (ended !== undefined) last = 'no';
          break;
        }
      }
    }
    return { document, mailed, last, at };
  }

  test('a consent is given if and only if the last answer was yes', () => {
    fc.assert(
      fc.property(acts, (drawn) => {
        const { document, last } = play(drawn);
        expect(document?.state === 'given').toBe(last === 'yes');
        if (last === 'no') expect(refusedAt(document)).toBeDefined();
      }),
    );
  });

  test('nobody is mailed two questions within an hour', () => {
    fc.assert(
      fc.property(acts, (drawn) => {
        // An answer ends a question, and whoever answers reads the mailbox.
        const { mailed } = play(drawn.filter(({ act }) => act === 'tick' || act === 'type in'));
        for (const [index, at] of mailed.entries()) {
          const before = mailed[index - 1];
          if (before !== undefined) expect(before.until(at).total('minutes')).toBeGreaterThanOrEqual(60);
        }
      }),
    );
  });

  test('somebody who said no and asks for nothing is not mailed by any list', () => {
    fc.assert(
      fc.property(acts, fc.nat(50), (drawn, imports) => {
        const said = play([...drawn, { act: 'tick', minutes: 61 }, { act: 'say no', minutes: 1 }]);
        for (let again = 1; again <= imports; again += 1) {
          const at = said.at.add({ hours: 2 * again });
          expect(ask(said.document, { by: 'staff', at })).toBeUndefined();
        }
      }),
    );
  });

  test('to say no again changes nothing', () => {
    fc.assert(
      fc.property(acts, (drawn) => {
        const { document, at } = play(drawn);
        const once = end(document, at)?.document ?? document;
        expect(end(once, at.add({ hours: 1 }))).toBeUndefined();
      }),
    );
  });

  test('the evidence stays short, in order, and keeps the yes that counts', () => {
    fc.assert(
      fc.property(acts, (drawn) => {
        const { document } = play([...drawn, ...drawn, ...drawn]);
        const times = (document?.acts ?? []).map(({ at }) => at);
        expect(times.length).toBeLessThanOrEqual(50);
        expect(times).toEqual(times.toSorted());
        if (document?.state === 'given') expect(document.acts.map(({ state }) => state)).toContain('given');
      }),
    );
  });

  test('a consent that has ended names nobody; one that is asked or given says whom to mail', () => {
    fc.assert(
      fc.property(acts, (drawn) => {
        const { document } = play(drawn);
        const isOver = document?.state === 'refused' || document?.state === 'withdrawn';
        expect(document?.contact).toEqual(document === undefined || isOver ? undefined : { email });
      }),
    );
  });
});
