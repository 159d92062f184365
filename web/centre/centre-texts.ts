import type { Locale } from '../../shared/policy/register.ts';

/** The words around every page of the privacy centre, in both languages; `{…}` is filled in. */
export const centreTexts = {
  navigation: { nb: 'Personvern', en: 'Privacy' },
  overview: { nb: 'Oversikt', en: 'Overview' },
  rights: { nb: 'Rettighetene dine', en: 'Your rights' },
  cookies: { nb: 'Informasjonskapsler', en: 'Cookies' },
  versions: { nb: 'Versjoner', en: 'Policy versions' },
  languages: { nb: 'Språk', en: 'Language' },
  help: { nb: 'Hjelp', en: 'Help' },
  withdrawal: { nb: 'Trekke et samtykke', en: 'To withdraw a consent' },
  askRights: { nb: 'Rettighetene dine', en: 'Your rights' },
  authority: { nb: 'Klage', en: 'Complaints' },
  controller: {
    nb: '{name}, Norge, er behandlingsansvarlig.',
    en: '{name}, Norway, is the controller.',
  },
} as const satisfies Record<string, Record<Locale, string>>;
