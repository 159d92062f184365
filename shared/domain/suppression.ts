import type { PurposeId } from '../policy/purposes.ts';
import type { RecordDocument, Suppression } from './document.ts';

/** A no to these purposes at `at`, a UTC timestamp. */
export function refusing(purposes: readonly PurposeId[], at: string): Suppression {
  return Object.fromEntries(purposes.map((purpose) => [purpose, at])) satisfies Suppression;
}

/** Everything that was refused; of two refusals for one purpose the later one. Undefined when there is none. */
export function allRefused(suppressions: readonly (Suppression | undefined)[]): Suppression | undefined {
  const refusals = suppressions
    .flatMap((suppression) => Object.entries(suppression ?? {}))
    .toSorted(([, one], [, other]) => (one < other ? -1 : 1));
  return refusals.length === 0 ? undefined : Object.fromEntries(refusals);
}

/** What the person's consents say no to. */
export function refusedIn(records: readonly RecordDocument[]): Suppression | undefined {
  return allRefused(
    records.map((record) =>
      record.kind === 'consent' && record.refusedAt !== undefined
        ? refusing([record.purpose], record.refusedAt)
        : undefined,
    ),
  );
}
