import { secondsOf } from '../domain/calendar.ts';
import type { MarkerDocument } from '../domain/document.ts';
import type { RegistrationId, SubjectId } from '../domain/id.ts';
import { type Registration, registered } from '../domain/registration.ts';
import { memory } from '../policy/retention.ts';
import type { World } from '../ports.ts';
import { Contended, commitForPerson } from './commit-for-person.ts';

/**
 * Keeps a registration and tells of it (policy rows P1, P2, P9). With an idempotency key the same post of the
 * same person counts once, and is answered alike each time.
 */
export async function receiveRegistration(
  world: World,
  {
    registration,
    idempotencyKey,
  }: { readonly registration: Registration; readonly idempotencyKey?: string | undefined },
): Promise<{ readonly registrationId: RegistrationId }> {
  const { clock, ids, keys, subjects, telemetry } = world;
  const at = clock.now();
  const id = ids.registration();
  const salt = keys.salt();

  const { subjectId, outcome } = await commitForPerson(world, registration, (subject, head) => {
    const { document, event } = registered({
      registration,
      id,
      eventId: ids.event(at),
      subjectId: subject,
      at,
      salt,
      commit: (content) => keys.commitment(salt, content),
    });
    return subjects.commit({
      subjectId: subject,
      head,
      marker: idempotencyKey === undefined ? undefined : markerOf(subject),
      create: [document],
      events: [event],
    });
  });

  if (outcome === 'changed') throw new Contended();
  if (outcome === 'repeated' && idempotencyKey !== undefined) {
    const first = await subjects.read(subjectId, 'marker', markerOf(subjectId).id);
    return { registrationId: (first?.document.answer ?? id) as RegistrationId };
  }
  telemetry.count('registrations-received', { channel: registration.channel });
  return { registrationId: id };

  function markerOf(subject: SubjectId): MarkerDocument {
    return {
      id: `idempotency-key:${keys.fingerprint(idempotencyKey ?? '')}`,
      kind: 'marker',
      subjectId: subject,
      answer: id,
      ttl: secondsOf(memory.idempotencyKey, at),
    };
  }
}
