import type { Temporal } from 'temporal-polyfill';
import { secondsOf } from '../domain/calendar.ts';
import type { RecordDocument } from '../domain/document.ts';
import { identifiersOfRecord } from '../domain/erasure-scope.ts';
import type { RectificationId } from '../domain/id.ts';
import { emailIdentifier, type Identifier, identifiersIn } from '../domain/identifier.ts';
import { type Invalid, invalid } from '../domain/invalid.ts';
import { type MovedConsent, movedConsent } from '../domain/moved-consent.ts';
import { identifiersOfNotice } from '../domain/notice-step.ts';
import { fieldsNotHeld, type Rectification, rectified, rectifiedEvents } from '../domain/rectification.ts';
import { draftRectification, isDraft, rectificationNotice } from '../domain/rectification-notice.ts';
import { memory } from '../policy/retention.ts';
import type { Holdings, Stored, World } from '../ports.ts';
import { finishHalfWay } from './advance-notice.ts';
import { Contended, rounds } from './contended.ts';
import { findPerson } from './find-person.ts';
import { leadHere } from './lead-here.ts';
import { isOpenSubject } from './open-subject.ts';

/** Records that one batch of 100 operations corrects at most: each costs two operations, and a consent that moves some more. */
const recordsPerBatch = 38;

export type RectificationReceipt =
  | { readonly outcome: 'rectified'; readonly rectificationId: RectificationId; readonly records: number }
  | { readonly outcome: 'nothing-to-correct' }
  | Invalid;

/**
 * Corrects a person's data wherever we hold it, and tells whoever else may (GDPR Art. 16, Art. 19, policy row P7).
 * The notice goes out with the first batch; more than 38 records take several. To send the same again corrects
 * what a crash left; with the same `id` it is the same rectification.
 * A new address is made to lead here by a draft of the notice, which lets go of it if nothing follows. The old one leads
 * here no more right after the last batch, since somebody else may have it; the notice's end sees to it after a crash. Who
 * registers with it in the moments between is taken for the person.
 */
export async function rectifyPerson(
  world: World,
  {
    subjectId,
    corrections,
    id = world.ids.rectification(),
  }: Rectification & { readonly id?: RectificationId | undefined },
): Promise<RectificationReceipt> {
  let corrected = 0;
  for (let round = 0; round < rounds; round += 1) {
    const holdings = await world.subjects.holdings(subjectId);
    const { head, notices } = holdings;
    if (!isOpenSubject(head)) {
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
    const wrong = holdings.records.filter(
      ({ document }) => rectified(document, corrections).fields.length > 0,
    );
    const isTold = notices.some(({ document }) => document.id === id && !isDraft(document));
    if (wrong.length === 0) {
      if (corrected === 0 && !isTold) return { outcome: 'nothing-to-correct' };
      await releaseCorrected(world, holdings, id);
      return { outcome: 'rectified', rectificationId: id, records: corrected };
    }
    const isPrepared = corrected > 0 || notices.some(({ document }) => document.id === id);
    if (!isPrepared && identifiersIn(corrections).length > 0) {
      const draft = draftRectification({ id, subjectId, corrections, at: world.clock.now() });
      await world.subjects.commit({ subjectId, head: { expect: 'open' }, create: [draft], events: [] });
      continue;
    }
    const taken = await leadHere(world, { subjectId, records, corrections });
    if (taken !== undefined) {
      await world.subjects.commit({ subjectId, head: { expect: 'any' }, remove: [id], events: [] });
      return invalid({ pointer: `/corrections/${taken}`, reason: 'belongs-to-another' });
    }
    const batch = wrong.slice(0, recordsPerBatch);
    const notice = isTold ? undefined : records;
    const outcome = await commitCorrections(world, holdings, { id, corrections, batch, notice });
    if (outcome === 'committed') corrected += batch.length;
  }
  throw new Contended();
}

async function commitCorrections(
  world: World,
  { subjectId, head, notices }: Holdings,
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
  const moved = await movedIn(world, batch, { corrections, at });
  const isMoved = corrected.some(({ fields }) => fields.includes('email'));
  // What lies there was handed to whoever read mails at the old address.
  const packages = head.document.packages ?? [];
  if (isMoved) for (const made of packages) await world.packages.remove(made.id);
  const told = notice && rectificationNotice(notice, { ...telling, id, corrections });
  const draft = notices.find(({ document }) => document.id === id);
  return subjects.commit({
    subjectId,
    head: { expect: 'unmoved', head, note: isMoved ? { packages: undefined } : undefined },
    create: [
      ...(told === undefined || draft !== undefined ? [] : [told.document]),
      ...(moved?.withdrawal === undefined ? [] : [moved.withdrawal]),
    ],
    replace: [
      ...corrected.map(({ document, etag }) => ({
        document: moved?.document.id === document.id ? moved.document : document,
        etag,
      })),
      ...(told === undefined || draft === undefined ? [] : [{ document: told.document, etag: draft.etag }]),
    ],
    events: [
      ...corrected.flatMap(({ document, fields }) =>
        rectifiedEvents(document, fields, {
          ...telling,
          rectificationId: id,
          commit: (salt, content) => keys.commitment(salt, content),
        }),
      ),
      ...(told?.events ?? []),
      ...(moved?.events ?? []),
    ],
  });
}

/** What becomes of the consent in a batch whose address is corrected. */
async function movedIn(
  world: World,
  batch: readonly Stored<RecordDocument>[],
  { corrections, at }: Pick<Rectification, 'corrections'> & { readonly at: Temporal.Instant },
): Promise<MovedConsent | undefined> {
  const { email } = corrections;
  const before = batch.map(({ document }) => document).find((document) => document.kind === 'consent');
  if (email === undefined || before === undefined) return undefined;
  const { ids, keys } = world;
  const { suppressed } = await findPerson(world, emailIdentifier(email));
  return movedConsent({
    before,
    after: rectified(before, corrections).document,
    suppressedAt: suppressed?.marketing,
    at,
    askId: ids.ask(),
    withdrawalId: ids.withdrawal(),
    newEventId: () => ids.event(at),
    commit: (content) => keys.commitment(before.salt, content),
  });
}

/** What was the person's before the correction, and is not any more, leads here no more; what was refused there stays known. */
async function releaseCorrected(
  { clock, identifiers, keys }: World,
  { subjectId, records, notices }: Holdings,
  id: RectificationId,
): Promise<void> {
  const keysOf = (given: readonly Identifier[]) =>
    given.flatMap((identifier) => keys.identifierKeys(identifier));
  const notice = notices.find(({ document }) => document.id === id)?.document;
  const held = new Set(keysOf(records.flatMap(({ document }) => identifiersOfRecord(document))));
  const ttl = secondsOf(memory.suppression, clock.now());
  for (const key of keysOf(notice === undefined ? [] : identifiersOfNotice(notice))) {
    if (!held.has(key)) await identifiers.release(key, subjectId, { ttl });
  }
}
