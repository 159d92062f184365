import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { ErasureId, SubjectId } from '../../shared/domain/id.ts';
import type { RequestDocument } from '../../shared/domain/request.ts';
import { offersOf } from '../../shared/domain/request-offers.ts';
import type { StaffStep } from '../../shared/domain/request-view.ts';
import { after, commands, received, start, step } from './request-steps.ts';

const later = Temporal.Instant.from('2026-12-18T10:00:00Z');
const overdue = Temporal.Instant.from('2026-12-23T10:00:00Z');

const rectification = received({ right: 'rectification', corrections: { name: 'Kari Hansen' } });
const shown = { ...commands.verify, about: 'kari' as SubjectId };
const begun: RequestDocument = {
  ...after(received({ right: 'erasure' }), shown, commands.begin),
  work: { erasures: ['an-erasure' as ErasureId] },
};

describe('staff are offered', () => {
  test.each<readonly [string, RequestDocument, Temporal.Instant, readonly StaffStep[]]>([
    ['of one that came in', received(), start, ['verify', 'ask-for-proof', 'refuse', 'cancel']],
    [
      'of one whose proof was asked for',
      after(received(), commands['ask-for-proof']),
      start,
      ['verify', 'refuse', 'cancel'],
    ],
    [
      'of one by number, whom no mail reaches',
      received({ contact: { phone: '+4741234567' } }),
      start,
      ['verify', 'refuse', 'cancel'],
    ],
    [
      'of one that the pipeline is working on',
      after(received(), shown),
      start,
      ['extend', 'refuse', 'cancel'],
    ],
    [
      'of one that the pipeline has not done in the last days',
      after(received(), shown),
      later,
      ['fulfil', 'extend', 'refuse', 'cancel'],
    ],
    [
      'of a correction that waits for the person',
      after(rectification, shown, commands.begin),
      start,
      ['fulfil', 'extend', 'refuse', 'cancel'],
    ],
    [
      'of one that was extended',
      after(rectification, shown, commands.extend),
      start,
      ['fulfil', 'refuse', 'cancel'],
    ],
    [
      'of one that is overdue',
      after(rectification, shown, commands.begin),
      overdue,
      ['fulfil', 'refuse', 'cancel'],
    ],
    ['of an erasure that has begun', begun, start, ['extend']],
    ['of one that is closed', after(received(), shown, commands.refuse), start, []],
  ])('%s, what its state allows', (_, document, at, offers) => {
    expect(offersOf(document, at)).toEqual(offers);
  });

  test('only what is then possible, whatever came before', () => {
    const steps = fc.array(fc.constantFrom(...Object.values(commands)), { maxLength: 6 });
    const moment = fc.constantFrom(start, later, overdue);
    fc.assert(
      fc.property(steps, moment, (taken, at) => {
        let document = received();
        for (const command of taken) {
          const stepped = step(document, command, at);
          if (stepped.outcome === 'stepped') ({ document } = stepped);
        }
        const offers = offersOf(document, at);
        const possible = offers.filter((each) => step(document, commands[each], at).outcome === 'stepped');
        expect(offers).toEqual(possible);
      }),
    );
  });
});
