import type { ConsentAct } from '../domain/consent.ts';
import type { RecordDocument } from '../domain/document.ts';
import type { World } from '../ports.ts';
import { type ErasureWanted, type RequestedErasure, requestErasure } from './request-erasure.ts';
import { refusablePurposes, suppressAddress } from './suppress-address.ts';
import { withdrawConsent } from './withdraw-consent.ts';

/**
 * Erases what is kept by consent: registrations and consents, here and at the processors. With that the person says no
 * to all that may be refused. What belongs to a licence stays its time (policy row P10); what a hold keeps waits, and
 * is not used any more.
 *
 * @returns what was begun; empty when nothing is kept by consent, or its erasure waits already.
 * @throws Contended when others keep changing the subject.
 */
export async function eraseConsented(
  world: World,
  {
    by,
    email,
    ...wanted
  }: Pick<ErasureWanted, 'subjectId' | 'cause' | 'tell' | 'tellOfHeld' | 'requestId' | 'announce'> & {
    readonly by: ConsentAct['by'];
    /** The person's, if one is held. */
    readonly email: string | undefined;
  },
): Promise<readonly RequestedErasure[]> {
  // First the word, then the deed: an import must not meet the address in between.
  if (email !== undefined) await suppressAddress(world, { email, purposes: refusablePurposes });
  const begun = await requestErasure(world, {
    ...wanted,
    select: isKeptByConsent,
    refuses: refusablePurposes,
  });
  if (begun.some(({ state }) => state === 'held')) {
    await withdrawConsent(world, { subjectId: wanted.subjectId, by });
  }
  return begun;
}

export function isKeptByConsent({ kind }: Pick<RecordDocument, 'kind'>): boolean {
  return kind === 'registration' || kind === 'consent';
}
