import { Temporal } from 'temporal-polyfill';
import { timestamp } from '../shared/domain/calendar.ts';
import { giveConsent } from '../shared/domain/consent-answer.ts';
import { askForConsent } from '../shared/domain/consent-question.ts';
import { type ConsentDocument, headId } from '../shared/domain/document.ts';
import type { SubjectId } from '../shared/domain/id.ts';
import { emailIdentifier } from '../shared/domain/identifier.ts';
import { registered } from '../shared/domain/registration.ts';
import { type LoadedPerson, type LoadTarget, loadPeople } from './load-people.ts';
import { newPerson } from './person.ts';

/** Adds people who ticked the box and confirmed the mail, as that leaves them but for their events, which no list reads. */
export async function loadConsents({ containers, world }: LoadTarget, people: number): Promise<void> {
  await loadPeople(containers, made());

  function* made(): Generator<LoadedPerson> {
    for (let each = 0; each < people; each += 1) yield loaded(world);
  }
}

function loaded({ ids, keys }: LoadTarget['world']): LoadedPerson {
  const at = Temporal.Now.instant();
  const subjectId = ids.subject();
  const person = newPerson();
  const salt = keys.salt();
  const commit = (content: object) => keys.commitment(salt, content);
  const { document } = registered({
    registration: { ...person, marketing: true, locale: 'nb', submittedOn: at.toString().slice(0, 10) },
    id: ids.registration(),
    eventId: ids.event(at),
    subjectId,
    at,
    salt,
    commit,
  });
  return {
    entry: {
      id: keys.identifierKey(emailIdentifier(person.email)),
      subjectId,
      mentionedBy: {},
      touchedAt: timestamp(at),
    },
    documents: [
      { id: headId, kind: 'subject', subjectId, changes: 3 },
      document,
      consentOf(person, { ids, keys }, { subjectId, at }),
    ],
  };
}

/** Asked for by the box, given by the button. */
function consentOf(
  { channel, name, email }: ReturnType<typeof newPerson>,
  { ids, keys }: LoadTarget['world'],
  { subjectId, at }: { readonly subjectId: SubjectId; readonly at: Temporal.Instant },
): ConsentDocument {
  const salt = keys.salt();
  const commit = (content: object) => keys.commitment(salt, content);
  const asked = askForConsent({
    subjectId,
    wish: { by: 'ticked-box', contact: { name, email }, channel, locale: 'nb' },
    known: undefined,
    suppressedAt: undefined,
    at,
    askId: ids.ask(),
    eventId: ids.event(at),
    salt,
    commit,
  });
  const known = asked?.document;
  if (known?.ask === undefined) throw new Error('whoever ticks the box is asked');
  const newEventId = () => ids.event(at);
  return giveConsent({ known, ask: known.ask, registrations: [], at, newEventId, commit }).document;
}
