import type { RecordDocument } from '../domain/document.ts';
import { identifiersOfRecord } from '../domain/erasure-scope.ts';
import type { RectificationId, SubjectId } from '../domain/id.ts';
import { emailIdentifier, type Identifier, phoneIdentifier } from '../domain/identifier.ts';
import { type Invalid, invalid } from '../domain/invalid.ts';
import { fieldsNotHeld, type Rectification, rectified, rectifiedEvents } from '../domain/rectification.ts';
import { rectificationNotice } from '../domain/rectification-notice.ts';
import type { Holdings, Stored, World } from '../ports.ts';
import { finishHalfWay } from './advance-notice.ts';
import { Contended, rounds } from './contended.ts';

/** Records that one batch of 100 operations corrects at most: each costs two operations. */
const recordsPerBatch = 40;

export type RectificationReceipt =
  | { readonly outcome: 'rectified'; readonly rectificationId: RectificationId; readonly records: number }
  | { readonly outcome: 'nothing-to-correct' }
  | Invalid;

/**
 * Corrects a person's data wherever we hold it, and tells whoever else may (GDPR Art. 16, Art. 19, policy row P7).
 * The notice goes out with the first batch; more than 40 records take several. To send the same again corrects
 * what a crash left.
 */
export async function rectifyPerson(
  world: World,
  { subjectId, corrections }: Rectification,
): Promise<RectificationReceipt> {
  const id = world.ids.rectification();
  let corrected = 0;
  for (let round = 0; round < rounds; round += 1) {
    const holdings = await world.subjects.holdings(subjectId);
    const { head, notices } = holdings;
    if (head === undefined || head.document.closedAt !== undefined) {
      return invalid({ pointer: '/subjectId', reason: 'not-an-id' });
    }
    if ((await finishHalfWay(world, subjectId, notices)) > 0) continue;
    const records = holdings.records.map(({ document }) => document);
    const missing = fieldsNotHeld(records, corrections);
    if (missing.length > 0) {
      return invalid(
        ...missing.map((field) => ({ pointer: `/corrections/${field}`, reason: 'not-held' as const })),
      );
    }
    const taken = await leadHere(world, { subjectId, records, corrections });
    if (taken !== undefined)
      return invalid({ pointer: `/corrections/${taken}`, reason: 'belongs-to-another' });
    const wrong = holdings.records.filter(
      ({ document }) => rectified(document, corrections).fields.length > 0,
    );
    if (wrong.length === 0) {
      return corrected === 0
        ? { outcome: 'nothing-to-correct' }
        : { outcome: 'rectified', rectificationId: id, records: corrected };
    }
    const batch = wrong.slice(0, recordsPerBatch);
    const notice = corrected === 0 ? records : undefined;
    const outcome = await commitCorrections(world, holdings, { id, corrections, batch, notice });
    if (outcome === 'committed') corrected += batch.length;
  }
  throw new Contended();
}

/**
 * Makes the corrected address and number lead to this subject: what identifies the person must lead to nobody
 * else. Returns the field that does.
 */
async function leadHere(
  world: World,
  {
    subjectId,
    records,
    corrections: { email, phone },
  }: Rectification & { readonly records: readonly RecordDocument[] },
): Promise<'email' | 'phone' | undefined> {
  const isKnownByAddress = records.flatMap(identifiersOfRecord).some(({ type }) => type === 'email');
  if (email !== undefined && !(await identify(world, subjectId, emailIdentifier(email)))) return 'email';
  if (phone === undefined) return undefined;
  const number = phoneIdentifier(phone);
  if (isKnownByAddress) await world.identifiers.mention(world.keys.identifierKey(number), subjectId);
  else if (!(await identify(world, subjectId, number))) return 'phone';
  return undefined;
}

/** Makes the identifier identify the subject; false when it identifies another. */
async function identify(
  { identifiers, keys }: World,
  subjectId: SubjectId,
  identifier: Identifier,
): Promise<boolean> {
  for (const key of keys.identifierKeys(identifier).slice(1)) {
    const holder = (await identifiers.find(key))?.document.subjectId;
    if (holder !== undefined) return holder === subjectId;
  }
  const { document, etag } = await identifiers.claim(keys.identifierKey(identifier), subjectId);
  if (document.subjectId !== undefined) return document.subjectId === subjectId;
  const { ttl: _, ...entry } = document;
  if ((await identifiers.write({ ...entry, subjectId }, etag)) === 'changed') throw new Contended();
  return true;
}

async function commitCorrections(
  world: World,
  { subjectId, head }: Holdings,
  {
    id,
    corrections,
    batch,
    notice,
  }: Pick<Rectification, 'corrections'> & {
    readonly id: RectificationId;
    readonly batch: readonly Stored<RecordDocument>[];
    /** The person's records as they were, if the recipients are still to be told. */
    readonly notice: readonly RecordDocument[] | undefined;
  },
) {
  if (head === undefined) return 'changed';
  const { clock, ids, keys, subjects } = world;
  const at = clock.now();
  const telling = { subjectId, at, newEventId: () => ids.event(at) };
  const corrected = batch.map(({ document, etag }) => ({ ...rectified(document, corrections), etag }));
  const told = notice && rectificationNotice(notice, { ...telling, id, corrections });
  return subjects.commit({
    subjectId,
    head: {
      expect: 'unmoved',
      etag: head.etag,
      head: { ...head.document, changes: head.document.changes + 1 },
    },
    create: told === undefined ? [] : [told.document],
    replace: corrected.map(({ document, etag }) => ({ document, etag })),
    events: [
      ...corrected.flatMap(({ document, fields }) =>
        rectifiedEvents(document, fields, {
          ...telling,
          rectificationId: id,
          commit: (salt, content) => keys.commitment(salt, content),
        }),
      ),
      ...(told?.events ?? []),
    ],
  });
}
