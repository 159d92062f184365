import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareUpTo } from '../../shared/domain/announcement.ts';
import type { SubjectId } from '../../shared/domain/id.ts';

test('an announcement that has not begun is at nothing, and one that goes on comes nearer to all', () => {
  expect(shareUpTo(undefined)).toBe(0);
  expect(shareUpTo('80000000-0000-4000-8000-000000000000' as SubjectId)).toBe(0.5);
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (one, other) => {
      const [first = '', last = ''] = [one, other].toSorted();
      expect(shareUpTo(first as SubjectId)).toBeLessThanOrEqual(shareUpTo(last as SubjectId));
      expect(shareUpTo(last as SubjectId)).toBeLessThan(1);
    }),
  );
});
