import type { Temporal } from 'temporal-polyfill';
import { type PolicyVersion, versions as policyVersions } from '../policy/versions.ts';
import { dayOf, parseInstant } from './calendar.ts';
import type { ConsentDocument } from './document.ts';

/**
 * Whether a consent that was given does not hold any more, because a version of the policy that is in force by now
 * touches what it rests on and asks for it again (policy row P12, GDPR Art. 4(11)): it counts from the day when the person says yes to
 * that version or a later one.
 */
export function isAskedAgain(
  consent: GivenConsent,
  at: Temporal.Instant,
  versions: readonly PolicyVersion[] = policyVersions,
): boolean {
  const today = dayOf(at).toString();
  return versions.some((version) => version.date <= today && asksAgainFor(consent, version));
}

/** Whether a version, in force or listed for a day to come, asks again for a consent that was given to an older one. */
export function asksAgainFor(consent: GivenConsent, { date, asksAgain }: PolicyVersion): boolean {
  return asksAgain.includes(consent.purpose) && seenIn(consent) < date;
}

type GivenConsent = Pick<ConsentDocument, 'purpose' | 'since' | 'acts'>;

/** The version that the person last said yes to; the day, where the evidence names none. */
function seenIn({ acts, since }: GivenConsent): string {
  const yes = acts.findLast(({ state }) => state === 'given');
  if (yes?.policyVersion !== undefined) return yes.policyVersion;
  const at = parseInstant(yes?.at ?? since);
  return at === undefined ? '' : dayOf(at).toString();
}
