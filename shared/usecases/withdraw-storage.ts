import type { ConsentAct } from '../domain/consent.ts';
import type { RecordDocument } from '../domain/document.ts';
import { event } from '../domain/event.ts';
import { keptUnused } from '../domain/held-erasure.ts';
import type { ErasureId, SubjectId } from '../domain/id.ts';
import { contactIn, localeIn } from '../domain/use.ts';
import type { Holdings, World } from '../ports.ts';
import { eraseConsented, isKeptByConsent } from './erase-consented.ts';

export interface StorageWithdrawalReceipt {
  /** `unchanged`: nothing is kept by consent, or its erasure waits already. */
  readonly outcome: 'withdrawn' | 'unchanged';
  readonly erasures: readonly ErasureId[];
}

/**
 * The person withdraws the consent to be kept (policy row P9): registrations and consents are erased at once, here
 * and at the processors, and the person is told when that is done. What belongs to a licence stays its time (P10).
 *
 * @throws Contended when others keep changing the subject.
 */
export async function withdrawStorage(
  world: World,
  { subjectId, by }: { readonly subjectId: SubjectId; readonly by: ConsentAct['by'] },
): Promise<StorageWithdrawalReceipt> {
  const { clock, ids, subjects, telemetry } = world;
  const holdings = await subjects.holdings(subjectId);
  const kept = keptByConsent(holdings);
  if (kept.length === 0) return { outcome: 'unchanged', erasures: [] };
  const { email } = contactIn(holdings.records.map(({ document }) => document));
  const begun = await eraseConsented(world, {
    subjectId,
    by,
    email,
    cause: 'withdrawal',
    tell: email === undefined ? undefined : { email, locale: localeIn(kept) ?? 'nb' },
    announce() {
      const at = clock.now();
      const data = { purpose: 'storage', act: by } as const;
      return [event('consent.withdrawn', { id: ids.event(at), subject: subjectId, at, data })];
    },
  });
  telemetry.event('consent-changed', { state: 'storage-withdrawn', by });
  return { outcome: 'withdrawn', erasures: begun.map(({ erasureId }) => erasureId) };
}

/** What is kept by consent, but for what is to be erased as soon as a hold lets go of it. */
function keptByConsent({ records, notices }: Holdings): RecordDocument[] {
  const waiting = keptUnused(notices.map(({ document }) => document));
  return records
    .map(({ document }) => document)
    .filter((record) => isKeptByConsent(record) && !waiting.has(record.id));
}
