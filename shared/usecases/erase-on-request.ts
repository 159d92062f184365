import type { ErasureDocument, HoldDocument, RecordDocument } from '../domain/document.ts';
import { holdsOver, identifiersOfRecord, referenceToRecord } from '../domain/erasure-scope.ts';
import type { SubjectId } from '../domain/id.ts';
import type { RequestAnswer, RequestDocument } from '../domain/request.ts';
import { erasuresFor, exceptionsAmong } from '../domain/request-progress.ts';
import type { AnswerCommand, BeginCommand } from '../domain/request-step.ts';
import { addressOf } from '../domain/request-wake.ts';
import { isActiveLicence } from '../domain/use.ts';
import type { RefusalGround } from '../policy/rights.ts';
import type { Holdings, World } from '../ports.ts';
import { documentsOf } from './documents-of.ts';
import { eraseConsented, isKeptByConsent } from './erase-consented.ts';
import { addressHeldFor } from './find-who-asks.ts';
import { liftRestrictions } from './lift-restrictions.ts';

/**
 * Erases what a person asks to be erased (GDPR Art. 17) and says what is to be done with the request: followed while
 * processors are asked, answered when all have. What belongs to a licence stays its time, and what a hold keeps stays for
 * now: both are refused, with the ground. The person's own restriction keeps nothing from it.
 *
 * @throws Contended when others keep changing the subject.
 */
export async function erasureOnRequest(
  world: World,
  { document, about }: { readonly document: RequestDocument; readonly about: SubjectId },
): Promise<BeginCommand | AnswerCommand | 'waits'> {
  const followed = document.work?.erasures;
  if (followed === undefined) await begin(world, { document, about });
  const holdings = await world.subjects.holdings(about);
  const { notices } = documentsOf(holdings);
  const isFollowed = ({ id }: ErasureDocument) => followed?.includes(id) ?? false;
  const erasures =
    followed === undefined
      ? erasuresFor(document.id, notices)
      : notices.filter((notice) => notice.kind === 'erasure').filter(isFollowed);
  if (erasures.every(({ completedAt }) => completedAt !== undefined)) {
    return answered(world, holdings, { document, erasures });
  }
  if (followed !== undefined) return 'waits';
  return { step: 'begin', work: { ...document.work, erasures: erasures.map(({ id }) => id) } };
}

async function begin(
  world: World,
  { document, about }: { readonly document: RequestDocument; readonly about: SubjectId },
): Promise<void> {
  const { id: requestId, locale } = document;
  const address = addressOf(document);
  await liftRestrictions(world, about);
  await eraseConsented(world, {
    subjectId: about,
    by: 'request',
    cause: 'data-subject',
    email: await addressHeldFor(world, about),
    requestId,
    // The answer says that it is kept for now; the request holds nobody any more when the hold is released.
    tellOfHeld: address === undefined ? undefined : { email: address, locale },
  });
}

function answered(
  { clock }: World,
  holdings: Holdings,
  {
    document,
    erasures,
  }: { readonly document: RequestDocument; readonly erasures: readonly ErasureDocument[] },
): AnswerCommand {
  const { records, holds } = documentsOf(holdings);
  const isActive = (record: RecordDocument) => isActiveLicence(record, clock.now());
  const refusals = refusalsFor(records, { holds, isActive });
  const held = erasures.length > 0 || refusals.length > 0;
  const work = { ...document.work, erasures: erasures.map(({ id }) => id) };
  const answer = { refusals, held };
  if (erasures.length === 0 && refusals.length > 0) return { step: 'refuse', answer };
  const isWhole = refusals.length === 0 && exceptionsAmong(erasures).length === 0;
  return { step: isWhole ? 'fulfil' : 'fulfil-in-part', answer, work };
}

/** What stays of the person, by the ground on which it does. What names nobody is no data of the person. */
function refusalsFor(
  records: readonly RecordDocument[],
  {
    holds,
    isActive,
  }: {
    readonly holds: readonly HoldDocument[];
    readonly isActive: (record: RecordDocument) => boolean;
  },
): RequestAnswer['refusals'] {
  const groundFor = (record: RecordDocument): RefusalGround | undefined => {
    if (isKeptByConsent(record)) return holdsOver(record, holds).length > 0 ? 'hold' : undefined;
    return isActive(record) ? 'active-licence' : 'retention-duty';
  };
  const naming = records.filter((record) => identifiersOfRecord(record).length > 0);
  const byGround = Map.groupBy(naming, groundFor);
  return [...byGround].flatMap(([ground, all]) =>
    ground === undefined ? [] : [{ ground, records: all.map(referenceToRecord) }],
  );
}
