import type { SubjectId } from '../domain/id.ts';
import { emailIdentifier } from '../domain/identifier.ts';
import { isStillHeld } from '../domain/still-held.ts';
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
  const records = isStillHeld(held, address) ? held.records : [];
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
