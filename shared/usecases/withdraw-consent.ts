import type { ConsentAct } from '../domain/consent.ts';
import { endConsent } from '../domain/consent-answer.ts';
import type { RecordDocument } from '../domain/document.ts';
import { keepsSubject } from '../domain/erasure-scope.ts';
import type { ErasureId, SubjectId } from '../domain/id.ts';
import { isUnconfirmed } from '../domain/registration.ts';
import type { World } from '../ports.ts';
import { helpNotices } from './advance-notice.ts';
import { Contended, rounds } from './contended.ts';
import { requestErasure } from './request-erasure.ts';

interface Withdrawal {
  readonly subjectId: SubjectId;
  readonly by: ConsentAct['by'];
}

export interface WithdrawalReceipt {
  /** `unchanged`: it was said before. `no-consent`: none is known, or nobody. */
  readonly outcome: 'withdrawn' | 'refused' | 'unchanged' | 'no-consent';
  /** What was erased because nothing keeps it any more. */
  readonly erasures: readonly ErasureId[];
}

/**
 * The person leaves Markedsnyheter, and no other list (policy row P6, GDPR Art. 7(3)). It goes out at once, to
 * those too who may have been given the address. To say it again changes nothing, and finishes what somebody died in.
 *
 * @throws Contended when others keep changing the subject.
 */
export async function withdrawConsent(world: World, withdrawal: Withdrawal): Promise<WithdrawalReceipt> {
  const outcome = await endOfConsent(world, withdrawal);
  if (outcome === 'no-consent') return { outcome, erasures: [] };
  return { outcome, erasures: await eraseWhatIsLeft(world, withdrawal) };
}

async function endOfConsent(
  world: World,
  { subjectId, by }: Withdrawal,
): Promise<WithdrawalReceipt['outcome']> {
  const { clock, ids, keys, subjects, telemetry } = world;
  for (let round = 0; round < rounds; round += 1) {
    const stored = await subjects.read(subjectId, 'consent', 'consent:marketing');
    if (stored === undefined) return 'no-consent';
    const { document: known, etag } = stored;
    const at = clock.now();
    const ended = endConsent({
      known,
      by,
      at,
      withdrawalId: ids.withdrawal(),
      newEventId: () => ids.event(at),
      commit: (content) => keys.commitment(known.salt, content),
    });
    if (ended === undefined) return 'unchanged';
    const { outcome, document, notice, events } = ended;
    const committed = await subjects.commit({
      subjectId,
      head: { expect: 'open' },
      create: notice === undefined ? [] : [notice],
      replace: [{ document, etag }],
      events,
    });
    if (committed === 'committed') {
      telemetry.count('consents-changed', { state: outcome, by });
      return outcome;
    }
    if (committed === 'not-open') await helpNotices(world, subjectId);
  }
  throw new Contended();
}

/**
 * Newsletter sign-ups that nobody will confirm go with the no; and where nothing else is held of the person, so does
 * the evidence: what stays is the word, at the keyed address, not to write there again.
 */
async function eraseWhatIsLeft(world: World, { subjectId }: Withdrawal): Promise<readonly ErasureId[]> {
  const { records } = await world.subjects.holdings(subjectId);
  const held = records.map(({ document }) => document);
  const waiting = held.some(isWaiting);
  const kept = held.filter((record) => keepsSubject(record) && !isWaiting(record));
  if (kept.length > 0 && !waiting) return [];
  const wanted = waiting
    ? ({ cause: 'retention', select: isWaiting } as const)
    : ({ cause: 'withdrawal', select: (record: RecordDocument) => !keepsSubject(record) } as const);
  const begun = await requestErasure(world, { subjectId, ...wanted });
  return begun.map(({ erasureId }) => erasureId);
}

function isWaiting(record: RecordDocument): boolean {
  return record.kind === 'registration' && isUnconfirmed(record);
}
