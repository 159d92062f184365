import type { ErasureId, SubjectId } from '../domain/id.ts';
import type { Identifier } from '../domain/identifier.ts';
import { type Invalid, invalid } from '../domain/invalid.ts';
import type { World } from '../ports.ts';
import { addressHeldFor } from './find-who-asks.ts';
import { isThere } from './open-subject.ts';
import { peopleBehind } from './people-behind.ts';
import { suppressAddress } from './suppress-address.ts';
import { type WithdrawalReceipt, withdrawConsent } from './withdraw-consent.ts';
import { type StorageWithdrawalReceipt, withdrawStorage } from './withdraw-storage.ts';

/** What staff were told on the phone or by mail: by whom, and which consent is withdrawn. */
export interface WithdrawalOrder {
  readonly identifier: Identifier;
  readonly consent: 'marketing' | 'storage';
}

interface StaffWithdrawal {
  /** Absent for an address that leads to nobody. */
  readonly subjectId?: SubjectId;
  readonly consent: WithdrawalOrder['consent'];
  readonly outcome:
    | Exclude<WithdrawalReceipt['outcome'], 'no-consent'>
    | StorageWithdrawalReceipt['outcome']
    /** There was no consent to withdraw; the address is remembered all the same. */
    | 'suppressed'
    /** The number leads to several people: only an address says who it is. */
    | 'several-people';
}

export interface WithdrawalsReceipt {
  readonly withdrawals: readonly StaffWithdrawal[];
  readonly erasures: readonly ErasureId[];
}

/**
 * Withdraws a consent for a person who called or wrote (policy rows P6, P9). An address we do not know is taken off
 * Markedsnyheter all the same: no old list shall bring it back.
 */
export async function withdrawForPerson(
  world: World,
  { identifier, consent }: WithdrawalOrder,
): Promise<WithdrawalsReceipt> {
  const people = await peopleBehind(world, identifier);
  const [subjectId, ...others] = people;
  if (subjectId === undefined) return withdrawForNobody(world, { identifier, consent });
  if (others.length > 0) {
    const withdrawals = people.map((each) => ({
      subjectId: each,
      consent,
      outcome: 'several-people' as const,
    }));
    return { withdrawals, erasures: [] };
  }
  const email = identifier.type === 'email' ? identifier.value : undefined;
  return withdraw(world, { subjectId, consent, email });
}

/** Withdraws a consent for a person whose file staff have open; refused where nothing is open under that id. */
export async function withdrawForSubject(
  world: World,
  { subjectId, consent }: { readonly subjectId: SubjectId; readonly consent: WithdrawalOrder['consent'] },
): Promise<({ readonly outcome: 'taken' } & WithdrawalsReceipt) | Invalid> {
  if (!(await isThere(world, subjectId))) {
    return invalid({ pointer: '/subjectId', reason: 'not-an-id' });
  }
  return { outcome: 'taken', ...(await withdraw(world, { subjectId, consent })) };
}

async function withdraw(
  world: World,
  {
    subjectId,
    consent,
    email,
  }: {
    readonly subjectId: SubjectId;
    readonly consent: WithdrawalOrder['consent'];
    /** As it was stated; without it, the one that is held. */
    readonly email?: string | undefined;
  },
): Promise<WithdrawalsReceipt> {
  switch (consent) {
    case 'storage': {
      const { outcome, erasures } = await withdrawStorage(world, { subjectId, by: 'staff' });
      return { withdrawals: [{ subjectId, consent, outcome }], erasures };
    }
    case 'marketing': {
      const { outcome, erasures } = await withdrawConsent(world, { subjectId, by: 'staff' });
      if (outcome !== 'no-consent') return { withdrawals: [{ subjectId, consent, outcome }], erasures };
      const suppressed = await suppress(world, email ?? (await addressHeldFor(world, subjectId)));
      return { withdrawals: [{ subjectId, consent, outcome: suppressed }], erasures };
    }
  }
}

async function withdrawForNobody(
  world: World,
  { identifier, consent }: WithdrawalOrder,
): Promise<WithdrawalsReceipt> {
  if (consent === 'storage' || identifier.type !== 'email') return { withdrawals: [], erasures: [] };
  const outcome = await suppress(world, identifier.value);
  return { withdrawals: [{ consent, outcome }], erasures: [] };
}

async function suppress(world: World, email: string | undefined): Promise<'suppressed' | 'unchanged'> {
  if (email === undefined) return 'unchanged';
  await suppressAddress(world, { email, purposes: ['marketing'] });
  return 'suppressed';
}
