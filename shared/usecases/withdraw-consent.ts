import type { ConsentAct } from '../domain/consent.ts';
import { type Ended, endConsent } from '../domain/consent-answer.ts';
import type { ConsentDocument, RecordDocument } from '../domain/document.ts';
import { holdsOver, keepsSubject } from '../domain/erasure-scope.ts';
import type { ErasureId, SubjectId } from '../domain/id.ts';
import { isUnconfirmed } from '../domain/registration.ts';
import { contactIn } from '../domain/use.ts';
import type { Holdings, Stored, World } from '../ports.ts';
import { helpNotices } from './advance-notice.ts';
import { consentIn } from './consent-in.ts';
import { Contended, rounds } from './contended.ts';
import { begin, type RequestedErasure, requestErasure } from './request-erasure.ts';
import { suppressAddress } from './suppress-address.ts';

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
 * Where there is no consent, the address remembers the no.
 *
 * @throws Contended when others keep changing the subject.
 */
export async function withdrawConsent(
  world: World,
  { subjectId, by }: Withdrawal,
): Promise<WithdrawalReceipt> {
  for (let round = 0; round < rounds; round += 1) {
    const holdings = await world.subjects.holdings(subjectId);
    const known = consentIn(holdings);
    if (known === undefined) {
      await rememberRefusal(world, holdings);
      return { outcome: 'no-consent', erasures: [] };
    }
    const ended = end(world, known.document, by);
    if (ended === undefined) {
      return { outcome: 'unchanged', erasures: await eraseSignUps(world, subjectId) };
    }
    const erasures = isAllThereIs(holdings, known.document)
      ? await endWithEverything(world, holdings, ended)
      : await endAlone(world, holdings, { known, ended });
    if (erasures === 'changed') continue;
    world.telemetry.event('consent-changed', { state: ended.outcome, by });
    return { outcome: ended.outcome, erasures: erasures.map(({ erasureId }) => erasureId) };
  }
  throw new Contended();
}

function end({ clock, ids, keys }: World, known: ConsentDocument, by: ConsentAct['by']): Ended | undefined {
  const at = clock.now();
  return endConsent({
    known,
    by,
    at,
    withdrawalId: ids.withdrawal(),
    newEventId: () => ids.event(at),
    commit: (content) => keys.commitment(known.salt, content),
  });
}

/** The consent ends, those who may have been given the address are told, and sign-ups nobody will confirm go. */
async function endAlone(
  world: World,
  { subjectId }: Holdings,
  { known, ended }: { readonly known: Stored<ConsentDocument>; readonly ended: Ended },
): Promise<readonly RequestedErasure[] | 'changed'> {
  const { document, notice, event } = ended;
  const outcome = await world.subjects.commit({
    subjectId,
    head: { expect: 'open' },
    create: notice === undefined ? [] : [notice.document],
    replace: [{ document, etag: known.etag }],
    events: [event, ...(notice?.events ?? [])],
  });
  if (outcome === 'not-open') await helpNotices(world, subjectId);
  if (outcome !== 'committed') return 'changed';
  return requestErasure(world, { subjectId, cause: 'retention', select: isSignUp });
}

/**
 * Nothing but the consent, and what waits for it, is held of the person: so it goes with the no, in one batch, and
 * whoever had the address is asked to erase it. What stays is the word, at the keyed address, not to write there.
 */
async function endWithEverything(
  world: World,
  holdings: Holdings,
  { event }: Ended,
): Promise<readonly RequestedErasure[] | 'changed'> {
  const begun = await begin(world, holdings, {
    subjectId: holdings.subjectId,
    cause: 'withdrawal',
    select: () => true,
    refuses: ['marketing'],
    announce: () => [event],
  });
  return begun === 'changed' ? 'changed' : begun.erasures;
}

async function eraseSignUps(world: World, subjectId: SubjectId): Promise<readonly ErasureId[]> {
  const begun = await requestErasure(world, { subjectId, cause: 'retention', select: isSignUp });
  return begun.map(({ erasureId }) => erasureId);
}

async function rememberRefusal(world: World, { records }: Holdings): Promise<void> {
  const { email } = contactIn(records.map(({ document }) => document));
  if (email !== undefined) await suppressAddress(world, { email, purposes: ['marketing'] });
}

function isAllThereIs({ records, holds }: Holdings, consent: ConsentDocument): boolean {
  const orders = holds.map(({ document }) => document);
  if (holdsOver(consent, orders).length > 0) return false;
  return records.every(
    ({ document }) => document.id === consent.id || isSignUp(document) || !keepsSubject(document),
  );
}

/** A newsletter sign-up that waits for the consent. */
function isSignUp(record: RecordDocument): boolean {
  return record.kind === 'registration' && isUnconfirmed(record);
}
