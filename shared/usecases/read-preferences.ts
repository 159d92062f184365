import type { RecordDocument } from '../domain/document.ts';
import { keptUnused } from '../domain/held-erasure.ts';
import type { SubjectId } from '../domain/id.ts';
import { localeIn, mayUse } from '../domain/use.ts';
import type { Locale } from '../policy/register.ts';
import type { World } from '../ports.ts';
import { documentsOf } from './documents-of.ts';

/** What a person's own page shows: what is so, and no name and no address. */
export interface Preferences {
  readonly locale: Locale | undefined;
  readonly marketing: 'given' | 'requested' | 'none';
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
): Promise<Preferences> {
  const person = documentsOf(await subjects.holdings(subjectId));
  const held = person.records;
  const leaving = keptUnused(person.notices);
  const consent = held.find((record) => record.kind === 'consent');
  return {
    locale: localeIn(held),
    marketing: marketingIn(consent?.state),
    since: consent?.state === 'given' ? consent.since : undefined,
    customer: mayUse('technical-notices', { ...person, suppressed: undefined }, clock.now()).allowed,
    registered: held.some(({ kind, id }) => kind === 'registration' && !leaving.has(id)),
    leaving: leaving.size > 0,
  };
}

type ConsentState = Extract<RecordDocument, { readonly kind: 'consent' }>['state'];

function marketingIn(state: ConsentState | undefined): Preferences['marketing'] {
  switch (state) {
    case 'given':
    case 'requested':
      return state;
    case 'refused':
    case 'withdrawn':
    case undefined:
      return 'none';
  }
}
