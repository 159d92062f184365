import type { SubjectId } from '../domain/id.ts';
import type { Identifier } from '../domain/identifier.ts';
import type { World } from '../ports.ts';
import { findPerson, peopleOf } from './find-person.ts';
import { isThere } from './open-subject.ts';

/** The people an identifier leads to, as far as they are still there: whom it identifies, and who gave it too. */
export async function peopleBehind(
  world: Pick<World, 'identifiers' | 'keys' | 'subjects'>,
  identifier: Identifier,
): Promise<SubjectId[]> {
  const leadsTo = peopleOf(await findPerson(world, identifier));
  const areThere = await Promise.all(leadsTo.map((id) => isThere(world, id)));
  return leadsTo.filter((_, index) => areThere[index]);
}
