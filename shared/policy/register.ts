import { consentTexts } from './consent-texts.ts';
import { cookies } from './cookies.ts';
import { processors } from './processors.ts';
import { lists, purposes } from './purposes.ts';
import { memory, retention } from './retention.ts';

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

/** The versions of the policy, newest last (policy row P12). */
const versions = [{ date: '2021-02-19', weight: 'larger', summary: 'the policy now in force' }] as const;

/** The privacy policy as data: what every part of the pipeline decides by, and what `/api/policy` shows. */
export const register = {
  controller: {
    name: 'Contracting AS',
    country: 'NO',
    authority: 'Datatilsynet',
    timeZone: 'Europe/Oslo',
    /** Where a registration form may send the browser afterwards. */
    sites: ['https://contracting.works', 'https://www.contracting.works'],
  },
  contacts,
  versions,
  channels: [...publicChannels, ...staffChannels],
  purposes,
  lists,
  consentTexts,
  retention,
  memory,
  processors,
  cookies,
} as const;
