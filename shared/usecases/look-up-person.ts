import { event } from '../domain/event.ts';
import type { SubjectId } from '../domain/id.ts';
import type { Identifier } from '../domain/identifier.ts';
import type { Lookup } from '../domain/lookup.ts';
import { type PersonFile, personFile } from '../domain/person-file.ts';
import type { Holdings, World } from '../ports.ts';
import { documentsOf } from './documents-of.ts';
import { findPerson, peopleOf } from './find-person.ts';
import { isOpenSubject } from './open-subject.ts';

/** How many of the lookups made so far a file shows. */
const mostLookups = 50;

/** Who looks: the id of somebody of the staff, or `key` for a system with a function key. */
export type Looker = string;

/**
 * The files that a lookup finds; empty for nobody. Who looked is recorded in each file before it is shown (GDPR
 * Art. 5(2), Art. 32(4)): what cannot be recorded is not shown.
 */
export async function lookUp(
  world: World,
  { lookup, by }: { readonly lookup: Lookup; readonly by: Looker },
): Promise<readonly PersonFile[]> {
  const found = await find(world, lookup);
  await Promise.all(found.map(({ subjectId }) => recordLookup(world, { subjectId, by })));
  world.telemetry.event('lookup-made', {
    by: by === 'key' ? 'key' : 'staff',
    found: found.length === 0 ? 'none' : found.length === 1 ? 'one' : 'several',
  });
  return filesOf(world, found);
}

/** Who looked at somebody's data, in that person's own stream. */
export async function recordLookup(
  { clock, ids, subjects }: Pick<World, 'clock' | 'ids' | 'subjects'>,
  { subjectId, by }: { readonly subjectId: SubjectId; readonly by: Looker },
): Promise<void> {
  const at = clock.now();
  const looked = event('person.looked-up', { id: ids.event(at), subject: subjectId, at, data: { by } });
  await subjects.commit({ subjectId, head: { expect: 'any' }, events: [looked] });
}

function find(world: World, lookup: Lookup): Promise<readonly Holdings[]> {
  return lookup.type === 'subject' ? findSubject(world, lookup.subjectId) : findByIdentifier(world, lookup);
}

/** The subjects an identifier leads to. */
async function findByIdentifier(world: World, identifier: Identifier): Promise<readonly Holdings[]> {
  const people = peopleOf(await findPerson(world, identifier));
  const found = await Promise.all(people.map((id) => world.subjects.holdings(id)));
  return found.filter(({ head }) => isOpenSubject(head));
}

/** A subject by its id: what became of an erasure is there when no address leads there any more. */
async function findSubject(
  { subjects }: Pick<World, 'subjects'>,
  subjectId: SubjectId,
): Promise<readonly Holdings[]> {
  const holdings = await subjects.holdings(subjectId);
  const { head, notices, disclosures } = holdings;
  return head !== undefined || notices.length + disclosures.length > 0 ? [holdings] : [];
}

function filesOf(world: World, found: readonly Holdings[]): Promise<readonly PersonFile[]> {
  return Promise.all(found.map((holdings) => fileOf(world, holdings)));
}

async function fileOf({ subjects }: World, holdings: Holdings): Promise<PersonFile> {
  const { subjectId, disclosures } = holdings;
  const [requests, lookups] = await Promise.all([
    subjects.requestsAbout(subjectId),
    subjects.lookupsOf(subjectId, mostLookups),
  ]);
  return personFile({
    ...documentsOf(holdings),
    subjectId,
    disclosures: disclosures.map(({ document }) => document),
    requests: requests.map(({ document }) => document),
    lookups,
  });
}
