import type { RecordDocument, Suppression } from '../domain/document.ts';
import { identifiersOfRecord } from '../domain/erasure-scope.ts';
import type { SubjectId } from '../domain/id.ts';
import { emailIdentifier, type Identifier, phoneIdentifier } from '../domain/identifier.ts';
import type { Rectification } from '../domain/rectification.ts';
import { allRefused } from '../domain/suppression.ts';
import type { World } from '../ports.ts';
import { Contended } from './contended.ts';
import { findPerson } from './find-person.ts';

/**
 * Makes a person's corrected address and number lead to the person: what identifies somebody must lead to nobody
 * else. What was refused at the address before is refused at the new one.
 *
 * @returns the field that leads to somebody else; undefined when all is well.
 */
export async function leadHere(
  world: World,
  {
    subjectId,
    records,
    corrections: { email, phone },
  }: Rectification & { readonly records: readonly RecordDocument[] },
): Promise<'email' | 'phone' | undefined> {
  const addresses = records.flatMap(identifiersOfRecord).filter(({ type }) => type === 'email');
  if (email !== undefined) {
    const before = await Promise.all(addresses.map((address) => findPerson(world, address)));
    const suppressed = withoutLifted(allRefused(before.map((found) => found.suppressed)), records);
    const address = { subjectId, identifier: emailIdentifier(email), suppressed };
    if (!(await identify(world, address))) return 'email';
  }
  if (phone === undefined) return undefined;
  const identifier = phoneIdentifier(phone);
  if (addresses.length > 0) await world.identifiers.mention(world.keys.identifierKey(identifier), subjectId);
  else if (!(await identify(world, { subjectId, identifier, suppressed: undefined }))) return 'phone';
  return undefined;
}

/** A no to Markedsnyheter that a later yes lifted is none; a no said at the new address is another matter. */
function withoutLifted(
  suppressed: Suppression | undefined,
  records: readonly RecordDocument[],
): Suppression | undefined {
  const { marketing: no, ...others } = suppressed ?? {};
  const isLifted = records.some(
    (record) =>
      record.kind === 'consent' && record.state === 'given' && no !== undefined && record.since >= no,
  );
  return isLifted ? allRefused([others]) : suppressed;
}

/** Makes the identifier identify the subject; false when it identifies another. */
async function identify(
  world: World,
  {
    subjectId,
    identifier,
    suppressed,
  }: {
    readonly subjectId: SubjectId;
    readonly identifier: Identifier;
    readonly suppressed: Suppression | undefined;
  },
): Promise<boolean> {
  const { identifiers, keys } = world;
  const { subjectId: holder } = await findPerson(world, identifier);
  if (holder !== undefined && holder !== subjectId) return false;
  const { document, etag } = await identifiers.claim(keys.identifierKey(identifier), subjectId);
  if (document.subjectId !== undefined && document.subjectId !== subjectId) return false;
  const refused = allRefused([document.suppressed, suppressed]);
  if (document.subjectId === subjectId && refused === undefined) return true;
  const { ttl: _, ...entry } = document;
  const written = { ...entry, subjectId, ...(refused && { suppressed: refused }) };
  if ((await identifiers.write(written, etag)) === 'changed') throw new Contended();
  return true;
}
