import type { SubjectId } from '../domain/id.ts';
import { type ContactDetails, type Identifier, identifiersIn } from '../domain/identifier.ts';
import { contactIn } from '../domain/use.ts';
import type { World } from '../ports.ts';
import { refusablePurposes, suppress } from './suppress-address.ts';
import { withdrawConsent } from './withdraw-consent.ts';

/**
 * Stops all use that somebody may object to (GDPR Art. 21(2), (3)): the address remembers it, or the number of
 * somebody with none, known or unknown, so that no old list brings it back; and the consent ends, which those hear of who
 * may have been given the address. To do it again changes nothing.
 *
 * @throws Contended when others keep changing the entry or the subject.
 */
export async function stopUse(
  world: World,
  { contact, about }: { readonly contact: ContactDetails; readonly about: SubjectId | undefined },
): Promise<void> {
  const { records } = about === undefined ? { records: [] } : await world.subjects.holdings(about);
  const held = contactIn(records.map(({ document }) => document));
  for (const identifier of whoObjects(contact, held)) {
    await suppress(world, { identifier, purposes: refusablePurposes });
  }
  if (about !== undefined) await withdrawConsent(world, { subjectId: about, by: 'request' });
}

/** What identifies whoever objects, as stated and as held. A number says nothing of somebody who is held with an address. */
function whoObjects(contact: ContactDetails, held: ContactDetails): readonly Identifier[] {
  const [stated] = identifiersIn(contact);
  const [identifying] = identifiersIn(held);
  const isShared = stated?.type === 'phone' && identifying?.type === 'email';
  const others = isShared || stated?.value === identifying?.value ? undefined : stated;
  return [others, identifying].filter((each) => each !== undefined);
}
