import { type PolicyVersion, versions as policyVersions } from '../policy/versions.ts';
import type { World } from '../ports.ts';
import { type AnnouncementEntry, readAnnouncements } from './read-announcements.ts';

/** A larger change of the policy, with its announcement if there is one. */
export interface AnnounceableVersion {
  readonly version: PolicyVersion;
  readonly announcement: AnnouncementEntry | undefined;
}

/** What can be announced and what was, the newest first; and about how many people anything is held of. */
export async function listAnnounceable(
  world: Pick<World, 'subjects'>,
  versions: readonly PolicyVersion[] = policyVersions,
): Promise<{ readonly versions: readonly AnnounceableVersion[]; readonly people: number }> {
  const [announcements, people] = await Promise.all([
    readAnnouncements(world, versions),
    world.subjects.countPeople(),
  ]);
  const larger = versions.filter(({ weight }) => weight === 'larger').toReversed();
  const withTheirs = larger.map((version) => ({
    version,
    announcement: announcements.find(({ policyVersion }) => policyVersion === version.date),
  }));
  return { versions: withTheirs, people };
}
