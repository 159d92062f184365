import { consentTexts } from './consent-texts.ts';
import { cookies } from './cookies.ts';
import { duties, otherRecipients } from './duties.ts';
import { measures } from './measures.ts';
import { fields, people } from './personal-data.ts';
import { processors } from './processors.ts';
import { lists, purposes } from './purposes.ts';
import { memory, retention } from './retention.ts';
import { safeguards } from './safeguards.ts';
import { versions } from './versions.ts';

/** How data comes in (policy row P1). The last two are typed in by staff, with the date of submission. */
export const publicChannels = ['profile', 'newsletter', 'event', 'contact-form', 'software'] as const;
export const staffChannels = ['phone', 'email'] as const;

export const locales = ['nb', 'en'] as const;
export type Locale = (typeof locales)[number];

/** Where a person turns (policy row P13). */
const contacts = {
  help: 'kontakt@contracting.works',
  withdrawal: 'privacy@contracting.works',
  rights: 'privacy@mworker.no',
} as const;

/** The privacy policy as data: what every part of the pipeline decides by, and what `/api/policy` shows. */
export const register = {
  controller: {
    name: 'Contracting AS',
    country: 'NO',
    /** The policy says so of both. */
    roles: ['controller', 'processor'],
    authority: 'Datatilsynet',
    authoritySite: 'https://www.datatilsynet.no',
    timeZone: 'Europe/Oslo',
    /** Where a registration form may send the browser afterwards. */
    sites: ['https://contracting.works', 'https://www.contracting.works'],
  },
  contacts,
  versions,
  channels: [...publicChannels, ...staffChannels],
  purposes,
  duties,
  people,
  fields,
  lists,
  consentTexts,
  retention,
  memory,
  processors,
  otherRecipients,
  safeguards,
  measures,
  cookies,
} as const;
