import type { SubjectId } from '../domain/id.ts';
import { contactIn } from '../domain/use.ts';
import type { World } from '../ports.ts';
import { refusablePurposes, suppressAddress } from './suppress-address.ts';
import { withdrawConsent } from './withdraw-consent.ts';

/**
 * Stops all use that somebody may object to (GDPR Art. 21(2), (3)): the address remembers it, known or unknown, so that no
 * old list brings it back; and the consent ends, which those hear of who may have been given the address. To do it
 * again changes nothing.
 *
 * @throws Contended when others keep changing the entry or the subject.
 */
export async function stopUse(
  world: World,
  { email, about }: { readonly email: string | undefined; readonly about: SubjectId | undefined },
): Promise<void> {
  const { records } = about === undefined ? { records: [] } : await world.subjects.holdings(about);
  const held = contactIn(records.map(({ document }) => document)).email;
  for (const address of new Set([email, held])) {
    if (address === undefined) continue;
    await suppressAddress(world, { email: address, purposes: refusablePurposes });
  }
  if (about !== undefined) await withdrawConsent(world, { subjectId: about, by: 'request' });
}
