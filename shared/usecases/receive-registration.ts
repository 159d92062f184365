import { secondsOf } from '../domain/calendar.ts';
import type { MarkerDocument } from '../domain/document.ts';
import type { RegistrationId, SubjectId } from '../domain/id.ts';
import { type Registration, registered } from '../domain/registration.ts';
import { memory } from '../policy/retention.ts';
import type { Keys, World } from '../ports.ts';
import { commitForPerson } from './commit-for-person.ts';
import { Contended } from './contended.ts';

export type RegistrationReceipt =
  | { readonly outcome: 'received'; readonly registrationId: RegistrationId }
  /** The idempotency key came before, with something else. */
  | { readonly outcome: 'key-reused' };

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
): Promise<RegistrationReceipt> {
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
    // It has expired since: to answer with an id that leads nowhere would say more than is known.
    if (first === undefined) throw new Contended();
    const { answer, content } = first.document;
    if (content !== contentOf(keys, registration)) return { outcome: 'key-reused' };
    return { outcome: 'received', registrationId: answer as RegistrationId };
  }
  telemetry.count('registrations-received', { channel: registration.channel });
  return { outcome: 'received', registrationId: id };

  function markerOf(subject: SubjectId): MarkerDocument {
    return {
      id: `idempotency-key:${keys.fingerprint(idempotencyKey ?? '')}`,
      kind: 'marker',
      subjectId: subject,
      answer: id,
      content: contentOf(keys, registration),
      ttl: secondsOf(memory.idempotencyKey, at),
    };
  }
}

/** What a repeated post says again; its day may be another. */
function contentOf(keys: Keys, registration: Registration): string {
  const { channel, name, company, email, phone, marketing, policyVersion, locale } = registration;
  const said = [channel, name, company, email, phone, marketing, policyVersion, locale];
  return keys.fingerprint(JSON.stringify(said));
}
