import { Temporal } from 'temporal-polyfill';
import { timestamp } from '../shared/domain/calendar.ts';
import { headId } from '../shared/domain/document.ts';
import { emailIdentifier } from '../shared/domain/identifier.ts';
import { registered } from '../shared/domain/registration.ts';
import { type LoadedPerson, type LoadTarget, loadPeople } from './load-people.ts';
import { newPerson } from './person.ts';

type Person = ReturnType<typeof newPerson>;

/** Adds registrations that are due, and some that are not: each of another person, as an intake leaves it. */
export async function loadRegistrations(
  { containers, world }: LoadTarget,
  { due, kept }: { readonly due: number; readonly kept: number },
): Promise<void> {
  await loadPeople(containers, made());

  function* made(): Generator<LoadedPerson> {
    for (let each = 0; each < due; each += 1) yield loaded(world, newPerson(), dueAge(each));
    for (let each = 0; each < kept; each += 1) yield loaded(world, newPerson(), each % (4 * 365));
  }
}

/** Adds a registration of each of these people that is due. */
export async function loadDue({ containers, world }: LoadTarget, people: readonly Person[]): Promise<void> {
  await loadPeople(
    containers,
    people.map((person, index) => loaded(world, person, dueAge(index))),
  );
}

/** Days since the submission: five years to six. */
function dueAge(index: number): number {
  return 5 * 366 + (index % 365);
}

/** The documents that `receiveRegistration` writes for somebody new, so many days ago. */
function loaded({ ids, keys }: LoadTarget['world'], person: Person, daysAgo: number): LoadedPerson {
  const at = Temporal.Now.instant().subtract({ hours: 24 * daysAgo });
  const subjectId = ids.subject();
  const salt = keys.salt();
  const { document, event } = registered({
    registration: { ...person, marketing: false, locale: 'nb', submittedOn: at.toString().slice(0, 10) },
    id: ids.registration(),
    eventId: ids.event(at),
    subjectId,
    at,
    salt,
    commit: (content) => keys.commitment(salt, content),
  });
  return {
    entry: {
      id: keys.identifierKey(emailIdentifier(person.email)),
      subjectId,
      mentionedBy: {},
      touchedAt: timestamp(at),
    },
    documents: [
      { id: headId, kind: 'subject', subjectId, changes: 1 },
      document,
      { id: event.id, kind: 'event', subjectId, event },
    ],
  };
}
