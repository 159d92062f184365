import { type AnnouncementDocument, placeOf, shareUpTo } from '../domain/announcement.ts';
import { type PolicyVersion, versions as policyVersions } from '../policy/versions.ts';
import type { Stored, World } from '../ports.ts';

/** An announcement as staff see it in the list: how far it has come. */
export interface AnnouncementEntry
  extends Pick<AnnouncementDocument, 'policyVersion' | 'state' | 'startedAt' | 'doneAt' | 'counts'> {
  readonly announcementId: string;
  /** People whom a fault kept from being told; they are tried again. */
  readonly toTryAgain: number;
  /** How much of it is done, about: from 0 to 1. */
  readonly share: number;
}

/** The announcements there are, the newest version first. */
export async function readAnnouncements(
  world: Pick<World, 'subjects'>,
  versions: readonly PolicyVersion[] = policyVersions,
): Promise<readonly AnnouncementEntry[]> {
  const known = await announcementsOf(world, versions);
  return known.map(
    ({ document: { id, policyVersion, state, startedAt, doneAt, counts, again = [], upTo } }) => ({
      announcementId: id,
      policyVersion,
      state,
      startedAt,
      doneAt,
      counts,
      toTryAgain: again.length,
      share: state === 'done' ? 1 : shareUpTo(upTo),
    }),
  );
}

/** The announcements of these versions, newest first: their ids follow from the versions, so there is nothing to search. */
export async function announcementsOf(
  { subjects }: Pick<World, 'subjects'>,
  versions: readonly PolicyVersion[],
): Promise<readonly Stored<AnnouncementDocument>[]> {
  const larger = versions.filter(({ weight }) => weight === 'larger').toReversed();
  const found = await Promise.all(
    larger.map((version) => {
      const { id, subjectId } = placeOf(version);
      return subjects.read(subjectId, 'announcement', id);
    }),
  );
  return found.filter((each) => each !== undefined);
}
