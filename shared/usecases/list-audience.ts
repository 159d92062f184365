import type { Contact } from '../domain/contact.ts';
import type { Suppression } from '../domain/document.ts';
import type { SubjectId } from '../domain/id.ts';
import { identifiersIn } from '../domain/identifier.ts';
import { contactIn, mayUse } from '../domain/use.ts';
import { type PurposeId, purposes } from '../policy/purposes.ts';
import type { PersonHoldings, World } from '../ports.ts';
import { documentsOf } from './documents-of.ts';
import { findPerson } from './find-person.ts';

/** People whose entries are looked up at the same time. */
const width = 16;

/** Somebody who may be contacted, with the data the purpose needs and nothing more. */
export interface AudienceLine extends Contact {
  readonly subjectId: SubjectId;
  /** UTC timestamp. */
  readonly since: string;
  /** Of Markedsnyheter: what the sender puts into `List-Unsubscribe` (RFC 8058), and the person's own page. */
  readonly unsubscribe?: string;
  readonly preferences?: string;
}

/**
 * The people who may be contacted for a purpose now (policy rows P5, P6), one after the other: each once, however
 * many licences; nobody who is restricted or said no. Holds one page of people in memory, whatever their number.
 */
export async function* listAudience(world: World, purpose: PurposeId): AsyncGenerator<AudienceLine> {
  for await (const page of world.subjects.everybody()) {
    for (let start = 0; start < page.length; start += width) {
      const people = page.slice(start, start + width);
      const lines = await Promise.all(people.map((person) => lineFor(world, purpose, person)));
      yield* lines.filter((line) => line !== undefined);
    }
  }
}

async function lineFor(
  world: World,
  purpose: PurposeId,
  { subjectId, ...holdings }: PersonHoldings,
): Promise<AudienceLine | undefined> {
  const at = world.clock.now();
  const person = documentsOf(holdings);
  const first = mayUse(purpose, { ...person, suppressed: undefined }, at);
  if (!first.allowed) return undefined;
  const suppressed = await suppressedFor(world, purpose, contactIn(person.records));
  const verdict = mayUse(purpose, { ...person, suppressed }, at);
  // Who left only a number cannot be reached for a purpose that may not use it.
  if (!verdict.allowed || Object.keys(verdict.contact).length === 0) return undefined;
  const { contact, since } = verdict;
  const line = { subjectId, ...contact, since };
  if (purpose !== 'marketing') return line;
  return {
    ...line,
    unsubscribe: world.links.unsubscribe({ subjectId }),
    preferences: world.links.preferences({ subjectId, at }),
  };
}

/** A consent says itself whether it was withdrawn; what else can be refused, the person's entry remembers. */
async function suppressedFor(
  world: World,
  purpose: PurposeId,
  contact: Contact,
): Promise<Suppression | undefined> {
  const { people, refusable } = purposes[purpose];
  const [identifier] = identifiersIn(contact);
  if (people === 'consented' || !refusable || identifier === undefined) return undefined;
  return (await findPerson(world, identifier)).suppressed;
}
