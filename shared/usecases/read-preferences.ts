import type { Temporal } from 'temporal-polyfill';
import { isAskedAgain } from '../domain/asked-again.ts';
import type { ConsentDocument } from '../domain/document.ts';
import { keptUnused } from '../domain/held-erasure.ts';
import type { SubjectId } from '../domain/id.ts';
import { localeIn, mayUse } from '../domain/use.ts';
import type { Locale } from '../policy/register.ts';
import { type PolicyVersion, versions as policyVersions } from '../policy/versions.ts';
import type { World } from '../ports.ts';
import { documentsOf } from './documents-of.ts';

/** What a person's own page shows: what is so, and no name and no address. */
export interface Preferences {
  readonly locale: Locale | undefined;
  /** `asked-again`: given to an older policy, and to be confirmed anew (policy row P12). */
  readonly marketing: 'given' | 'asked-again' | 'requested' | 'none';
  /** When Markedsnyheter was given, UTC. */
  readonly since: string | undefined;
  /** Whether the person is on the technical list (policy row P6). */
  readonly customer: boolean;
  /** Whether anything the person sent in is held (P9), but for what is to be erased as soon as a hold lets it. */
  readonly registered: boolean;
  /** Whether a hold keeps something that the person withdrew. */
  readonly leaving: boolean;
}

/** What of a person's lists and data can be seen and changed on the person's own page. Changes nothing. */
export async function readPreferences(
  { clock, subjects }: Pick<World, 'clock' | 'subjects'>,
  subjectId: SubjectId,
  versions: readonly PolicyVersion[] = policyVersions,
): Promise<Preferences> {
  const person = documentsOf(await subjects.holdings(subjectId));
  const held = person.records;
  const leaving = keptUnused(person.notices);
  const consent = held.find((record) => record.kind === 'consent');
  const at = clock.now();
  return {
    locale: localeIn(held),
    marketing: marketingIn(consent, { at, versions }),
    since: consent?.state === 'given' ? consent.since : undefined,
    customer: mayUse('technical-notices', { ...person, suppressed: undefined }, at).allowed,
    registered: held.some(({ kind, id }) => kind === 'registration' && !leaving.has(id)),
    leaving: leaving.size > 0,
  };
}

function marketingIn(
  consent: ConsentDocument | undefined,
  { at, versions }: { readonly at: Temporal.Instant; readonly versions: readonly PolicyVersion[] },
): Preferences['marketing'] {
  if (consent === undefined) return 'none';
  switch (consent.state) {
    case 'given':
      return isAskedAgain(consent, at, versions) ? 'asked-again' : 'given';
    case 'requested':
      return 'requested';
    case 'refused':
    case 'withdrawn':
      return 'none';
  }
}
