import { begun } from '../domain/announcement-step.ts';
import type { AnnouncementId } from '../domain/id.ts';
import { type Invalid, invalid } from '../domain/invalid.ts';
import { type PolicyVersion, versions as policyVersions } from '../policy/versions.ts';
import type { World } from '../ports.ts';

export type AnnouncementReceipt =
  | { readonly outcome: 'announced'; readonly announcementId: AnnouncementId }
  | Invalid;

/**
 * Lets a larger change of the policy be told to everybody it concerns (policy row P12). To say it again of the same
 * version changes nothing: the announcement that there is goes on, or is done. Who is told, and how far it has come, is
 * up to `announcePolicy`.
 */
export async function startAnnouncement(
  { clock, ids, subjects }: Pick<World, 'clock' | 'ids' | 'subjects'>,
  { policyVersion, by }: { readonly policyVersion: string; readonly by?: string | undefined },
  versions: readonly PolicyVersion[] = policyVersions,
): Promise<AnnouncementReceipt> {
  const version = versions.find(({ date }) => date === policyVersion);
  if (version === undefined) return invalid({ pointer: '/policyVersion', reason: 'unknown-version' });
  if (version.weight === 'smaller') {
    return invalid({ pointer: '/policyVersion', reason: 'not-a-larger-change' });
  }
  const at = clock.now();
  const { document, events } = begun(version, { at, eventId: ids.event(at), by });
  // One that is there already makes the whole change void, the event too.
  await subjects.commit({
    subjectId: document.subjectId,
    head: { expect: 'any' },
    create: [document],
    events,
  });
  return { outcome: 'announced', announcementId: document.id };
}
