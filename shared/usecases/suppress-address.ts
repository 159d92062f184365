import { secondsOf, timestamp } from '../domain/calendar.ts';
import { emailIdentifier, type Identifier } from '../domain/identifier.ts';
import { allRefused, refusing } from '../domain/suppression.ts';
import { type PurposeId, purposeIds, purposes as register } from '../policy/purposes.ts';
import { memory } from '../policy/retention.ts';
import type { IdentifierEntry, World } from '../ports.ts';
import { Contended, rounds } from './contended.ts';
import { findPerson } from './find-person.ts';

/** Everything that one may say no to. */
export const refusablePurposes = purposeIds.filter((purpose) => register[purpose].refusable);

/** Remembers at the keyed address what the person said no to. */
export function suppressAddress(
  world: World,
  { email, purposes }: { readonly email: string; readonly purposes: readonly PurposeId[] },
): Promise<void> {
  return suppress(world, { identifier: emailIdentifier(email), purposes });
}

/**
 * Remembers at the keyed address or number that the person said no to these purposes, known or unknown: as long as the entry
 * leads to somebody, and five years from now if it leads to nobody (GDPR Art. 7(3), Art. 21).
 *
 * @throws Contended when others keep writing the entry.
 */
export async function suppress(
  world: World,
  { identifier, purposes }: { readonly identifier: Identifier; readonly purposes: readonly PurposeId[] },
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const at = world.clock.now();
    const now = timestamp(at);
    const { entries } = await findPerson(world, identifier);
    const entry = entries.find(({ document }) => document.subjectId !== undefined) ?? entries[0];
    const before: IdentifierEntry = entry?.document ?? {
      id: world.keys.identifierKey(identifier),
      mentionedBy: {},
      touchedAt: now,
    };
    const suppressed = allRefused([entry?.document.suppressed, refusing(purposes, now)]);
    const leadsToNobody = before.subjectId === undefined && Object.keys(before.mentionedBy).length === 0;
    const written = await world.identifiers.write(
      {
        ...before,
        touchedAt: now,
        ...(suppressed && { suppressed }),
        ...(leadsToNobody && { ttl: secondsOf(memory.suppression, at) }),
      },
      entry?.etag,
    );
    if (written !== 'changed') return;
  }
  throw new Contended();
}
