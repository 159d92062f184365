import { Temporal } from 'temporal-polyfill';
import { dayOf, lastDayOf } from '../domain/calendar.ts';
import {
  announcing,
  newestLarger,
  type PolicyVersion,
  versions as policyVersions,
} from '../policy/versions.ts';
import type { World } from '../ports.ts';
import { announcementsOf } from './read-announcements.ts';

/** What our sites show everybody for a time: that the policy changes (policy row P12). */
export interface Banner {
  readonly policyVersion: string;
  /** Days, in Norway; through the last one it is shown. */
  readonly announcedOn: string;
  readonly until: string;
  readonly summary: PolicyVersion['summary'];
  readonly link: string;
}

/** The banner of the newest larger change, from its announcement on; null when there is nothing to show. */
export async function readBanner(
  { clock, links, subjects }: Pick<World, 'clock' | 'links' | 'subjects'>,
  versions: readonly PolicyVersion[] = policyVersions,
): Promise<Banner | null> {
  const version = newestLarger(versions);
  if (version === undefined) return null;
  const [announcement] = await announcementsOf({ subjects }, [version]);
  if (announcement === undefined) return null;
  const announcedOn = dayOf(Temporal.Instant.from(announcement.document.startedAt));
  const until = lastDayOf(announcedOn, Temporal.Duration.from(announcing.banner));
  if (Temporal.PlainDate.compare(dayOf(clock.now()), until) > 0) return null;
  return {
    policyVersion: version.date,
    announcedOn: announcedOn.toString(),
    until: until.toString(),
    summary: version.summary,
    link: links.policyVersions(),
  };
}
