import type { RecordDocument } from './document.ts';
import { identifiersOfRecord } from './erasure-scope.ts';
import type { Identifier } from './identifier.ts';

/**
 * Whether what is held of a person is still held under this identifier: one that was corrected may lead there a while
 * longer, and says nothing of who has it (GDPR Art. 16). Where none of its kind is held any more, nothing names anybody.
 */
export function isStillHeld(
  { records }: { readonly records: readonly RecordDocument[] },
  { type, value }: Identifier,
): boolean {
  const held = records.flatMap(identifiersOfRecord).filter((identifier) => identifier.type === type);
  return held.length === 0 || held.some((identifier) => identifier.value === value);
}
