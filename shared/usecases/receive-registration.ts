import { secondsOf } from '../domain/calendar.ts';
import { wishIn } from '../domain/consent-question.ts';
import type { MarkerDocument } from '../domain/document.ts';
import type { RegistrationId, SubjectId } from '../domain/id.ts';
import { type Registration, registered } from '../domain/registration.ts';
import { memory } from '../policy/retention.ts';
import type { Keys, World } from '../ports.ts';
import { askForMarketing, noQuestion } from './ask-for-marketing.ts';
import { commitForPerson, type PersonCommit } from './commit-for-person.ts';
import { Contended, rounds } from './contended.ts';

export type RegistrationReceipt =
  | { readonly outcome: 'received'; readonly registrationId: RegistrationId }
  /** The idempotency key came before, with something else. */
  | { readonly outcome: 'key-reused' };

/**
 * Keeps a registration and tells of it (policy rows P1, P2, P9); one that asks for Markedsnyheter asks in the same
 * batch (P6). With an idempotency key the same post of the same person counts once, and is answered alike each time.
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
  const wish = wishIn(registration, id);

  const { subjectId, outcome } = await commitUntilDecided(() =>
    commitForPerson(world, registration, async (subject, head, entry) => {
      const { document, event } = registered({
        registration,
        id,
        eventId: ids.event(at),
        subjectId: subject,
        at,
        salt,
        commit: (content) => keys.commitment(salt, content),
      });
      const asks = wish !== undefined && head.expect === 'open';
      const stored = asks ? await subjects.read(subject, 'consent', 'consent:marketing') : undefined;
      const asking = wish
        ? await askForMarketing(world, { subjectId: subject, wish, stored, entry, at })
        : noQuestion;
      if (asking === 'changed') return 'changed';
      return subjects.commit({
        subjectId: subject,
        head,
        marker: idempotencyKey === undefined ? undefined : markerOf(subject),
        create: [document, ...asking.create],
        replace: asking.replace,
        events: [event, ...asking.events],
      });
    }),
  );

  if (outcome === 'repeated' && idempotencyKey !== undefined) {
    const first = await subjects.read(subjectId, 'marker', markerOf(subjectId).id);
    // It has expired since: to answer with an id that leads nowhere would say more than is known.
    if (first === undefined) throw new Contended();
    const { answer, content } = first.document;
    if (content !== contentOf(keys, registration)) return { outcome: 'key-reused' };
    return { outcome: 'received', registrationId: answer as RegistrationId };
  }
  telemetry.event('registration-received', { channel: registration.channel });
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

/** Two forms of one person at once meet at the consent: the second decides again by what the first made of it. */
async function commitUntilDecided(commit: () => Promise<PersonCommit>): Promise<PersonCommit> {
  for (let round = 0; round < rounds; round += 1) {
    const committed = await commit();
    if (committed.outcome !== 'changed') return committed;
  }
  throw new Contended();
}

/** What a repeated post says again; its day may be another. */
function contentOf(keys: Keys, registration: Registration): string {
  const { channel, name, company, email, phone, marketing, policyVersion, locale } = registration;
  const said = [channel, name, company, email, phone, marketing, policyVersion, locale];
  return keys.fingerprint(JSON.stringify(said));
}
