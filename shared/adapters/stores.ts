import type { World } from '../ports.ts';
import { systemClock } from './clock.ts';
import type { Containers } from './cosmos/container.ts';
import { createCookieChoiceStore } from './cosmos/cookie-choice-store.ts';
import { createIdentifierStore } from './cosmos/identifier-store.ts';
import { createLimitStore } from './cosmos/limit-store.ts';
import { createStanding } from './cosmos/standing.ts';
import { createSubjectStore } from './cosmos/subject-store.ts';
import { createHolidays } from './holidays.ts';
import { ids } from './ids.ts';
import { createKeys } from './keys.ts';
import type { Settings } from './settings.ts';

/** The part of the world that keeps things: the stores over these containers, and what they are written with. */
export function createStores(
  { identifierPeppers }: Pick<Settings, 'identifierPeppers'>,
  containers: Containers,
): Pick<
  World,
  'clock' | 'ids' | 'keys' | 'identifiers' | 'subjects' | 'standing' | 'limits' | 'cookieChoices' | 'holidays'
> {
  return {
    clock: systemClock,
    ids,
    keys: createKeys(identifierPeppers),
    identifiers: createIdentifierStore(containers.identifiers, systemClock),
    subjects: createSubjectStore(containers.subjects),
    standing: createStanding(containers.subjects),
    limits: createLimitStore(containers.identifiers, systemClock),
    cookieChoices: createCookieChoiceStore(containers['cookie-choices']),
    holidays: createHolidays(),
  };
}
