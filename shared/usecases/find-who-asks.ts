import type { Contact } from '../domain/contact.ts';
import type { SubjectId } from '../domain/id.ts';
import { emailIdentifier, phoneIdentifier } from '../domain/identifier.ts';
import { type Invalid, invalid } from '../domain/invalid.ts';
import { contactOf } from '../domain/rectification.ts';
import type { RequestContact } from '../domain/request.ts';
import { isStillHeld } from '../domain/still-held.ts';
import { contactIn } from '../domain/use.ts';
import type { World } from '../ports.ts';
import { documentsOf } from './documents-of.ts';
import { findPerson } from './find-person.ts';
import { isOpenSubject, isThere } from './open-subject.ts';
import { peopleBehind } from './people-behind.ts';

/** Whom a request is about, and of a number where mails about it can go. */
export interface WhoAsks {
  readonly outcome: 'found';
  /** Absent where nobody is held. */
  readonly about: SubjectId | undefined;
  readonly mailTo?: string | undefined;
}

/**
 * Whom a request is about, now that it was shown to staff who asks: whom the address identifies, the one person that the
 * number leads to, or whom staff have stated. A number that leads to several says nothing.
 */
export async function findWhoAsks(
  world: World,
  {
    contact,
    stated,
  }: { readonly contact: RequestContact | undefined; readonly stated?: SubjectId | undefined },
): Promise<WhoAsks | Invalid> {
  if (stated !== undefined && !(await isThere(world, stated))) {
    return invalid({ pointer: '/subjectId', reason: 'not-an-id' });
  }
  if (contact?.email !== undefined) {
    return { outcome: 'found', about: stated ?? (await ownerOf(world, contact.email)) };
  }
  const people = stated === undefined ? await peopleAt(world, contact?.phone) : [stated];
  if (people.length > 1) return invalid({ pointer: '/subjectId', reason: 'several-people' });
  const [about] = people;
  const mailTo = about && (await addressHeldFor(world, about));
  return { outcome: 'found', about, mailTo };
}

/** Whom an address identifies; undefined when nobody is held by it, or not any more. */
export async function ownerOf(
  world: Pick<World, 'identifiers' | 'keys' | 'subjects'>,
  email: string,
): Promise<SubjectId | undefined> {
  const address = emailIdentifier(email);
  const { subjectId } = await findPerson(world, address);
  if (subjectId === undefined) return undefined;
  const holdings = await world.subjects.holdings(subjectId);
  return isOpenSubject(holdings.head) && isStillHeld(documentsOf(holdings), address) ? subjectId : undefined;
}

/** The address held for a person. */
export async function addressHeldFor(
  { subjects }: Pick<World, 'subjects'>,
  subjectId: SubjectId,
): Promise<string | undefined> {
  const { records } = await subjects.holdings(subjectId);
  return contactIn(records.map(({ document }) => document)).email;
}

/** The people that a number leads to. */
export async function peopleAt(world: World, phone: string | undefined): Promise<readonly SubjectId[]> {
  return phone === undefined ? [] : peopleBehind(world, phoneIdentifier(phone));
}

/**
 * What is held of whom a request is about or, while that is not shown, of those that its address or number leads to: a text
 * of staff that stays may say none of it.
 */
export async function heldOfWhoAsks(
  world: World,
  {
    about,
    contact,
  }: { readonly about?: SubjectId | undefined; readonly contact?: RequestContact | undefined },
): Promise<readonly Contact[]> {
  const people = about === undefined ? await peopleAskingBy(world, contact) : [about];
  const all = await Promise.all(people.map((subjectId) => world.subjects.holdings(subjectId)));
  return all.flatMap(({ records }) => records.map(({ document }) => contactOf(document)));
}

async function peopleAskingBy(
  world: World,
  contact: RequestContact | undefined,
): Promise<readonly SubjectId[]> {
  if (contact?.email === undefined) return peopleAt(world, contact?.phone);
  const owner = await ownerOf(world, contact.email);
  return owner === undefined ? [] : [owner];
}
