import type { RecordDocument } from '../domain/document.ts';
import { identifiersOfRecord } from '../domain/erasure-scope.ts';
import type { SubjectId } from '../domain/id.ts';
import { emailIdentifier, type Identifier } from '../domain/identifier.ts';
import { mayUse } from '../domain/use.ts';
import type { PurposeId } from '../policy/purposes.ts';
import type { UseReason } from '../policy/use-reasons.ts';
import type { PersonHoldings, World } from '../ports.ts';
import { documentsOf } from './documents-of.ts';
import { findPerson } from './find-person.ts';

export interface UseAnswer {
  readonly allowed: boolean;
  /** UTC timestamp. */
  readonly since?: string;
  readonly because: UseReason;
}

/** Answers "may I use this address, for this purpose, now?" from the register and the state (policy rows P5, P6). */
export async function checkConsent(
  world: World,
  { purpose, email }: { readonly purpose: PurposeId; readonly email: string },
): Promise<UseAnswer> {
  const address = emailIdentifier(email);
  const { subjectId, suppressed } = await findPerson(world, address);
  const held = documentsOf(await holdingsOf(world, subjectId));
  const records = isCorrected(held.records, address) ? [] : held.records;
  const person = { ...held, records, suppressed };
  const verdict = mayUse(purpose, person, world.clock.now());
  const { allowed, because } = verdict;
  return verdict.allowed ? { allowed, since: verdict.since, because } : { allowed, because };
}

async function holdingsOf(
  { subjects }: World,
  subjectId: SubjectId | undefined,
): Promise<Pick<PersonHoldings, 'records' | 'holds' | 'notices'>> {
  const nothing = { records: [], holds: [], notices: [] };
  return subjectId === undefined ? nothing : subjects.holdings(subjectId);
}

/** An address that was corrected leads to the person until every processor has answered; it is not to be used (Art. 16). */
function isCorrected(records: readonly RecordDocument[], { value }: Identifier): boolean {
  const addresses = records.flatMap(identifiersOfRecord).filter(({ type }) => type === 'email');
  return addresses.length > 0 && !addresses.some((address) => address.value === value);
}
