import type { RequestDocument } from '../domain/request.ts';
import { isBegun } from '../domain/request-step.ts';
import { addressOf, isOpen } from '../domain/request-wake.ts';
import type { World } from '../ports.ts';
import { ownerOf } from './find-who-asks.ts';
import { isThere } from './open-subject.ts';

/**
 * Whether an open request may still show or change anything of whom it is about: the address whose link showed who asks
 * may have been corrected since, and then somebody else may have it. What was begun goes on, and of somebody who is gone
 * there is nothing to show.
 */
export async function isStillTheirs(
  world: Pick<World, 'identifiers' | 'keys' | 'subjects'>,
  document: RequestDocument,
): Promise<boolean> {
  const { about, identity, work, toStaff } = document;
  const address = addressOf(document);
  if (!isOpen(document) || about === undefined || identity?.shown !== 'link') return true;
  if (isBegun(work) && toStaff === undefined) return true;
  if (address === undefined || !(await isThere(world, about))) return true;
  return (await ownerOf(world, address)) === about;
}
