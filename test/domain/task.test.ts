import { describe, expect, test } from 'vitest';
import { parseTaskAnswer } from '../../shared/domain/task.ts';

const known = {
  emails: ['kari@example.test'],
  phones: ['+4722334455'],
  corrections: { name: 'Kari Nordmann', company: 'Eksempel AS', phone: '+4722334466' },
};
const outcomeOf = (evidence: string) => parseTaskAnswer({ answer: 'done', evidence }, known).outcome;

describe('the evidence that staff type in', () => {
  test.each([
    'sent to kari@example.test',
    'sent to Somebody.Else@example.test',
    'called 22 33 44 55',
    'called 0047-22334455',
    'called the new number, 22.33.44.66',
    'KARI NORDMANN is gone from the list',
    'eksempel as, case 12',
  ])('may not name the person: %s', (evidence) => {
    expect(outcomeOf(evidence)).toBe('invalid');
  });

  test.each(['case 4711', 'ticket 2026-11-22/17, closed by support'])('may be a number: %s', (evidence) => {
    expect(outcomeOf(evidence)).toBe('valid');
  });
});
