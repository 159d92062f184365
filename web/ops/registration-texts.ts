import type { Locale } from '../../shared/policy/register.ts';

/** The form for what came by phone or e-mail, in both languages. */
export const registrationTexts = {
  title: { nb: 'Registreringer', en: 'Registrations' },
  lead: {
    nb: 'Skriv inn det som kom på telefon eller e-post. Det beholdes i {period} fra dagen det ble sendt inn.',
    en: 'Type in what came by phone or e-mail. It is kept for {period} from the day it was submitted.',
  },
  channel: { nb: 'Hvordan det kom', en: 'How it came' },
  phoneCall: { nb: 'på telefon', en: 'by phone' },
  mail: { nb: 'på e-post', en: 'by e-mail' },
  submittedOn: { nb: 'Dagen det kom', en: 'The day it came' },
  submittedOnHint: { nb: 'Tiden regnes fra den.', en: 'The time is counted from it.' },
  reach: {
    nb: 'Minst én av e-post og telefon.',
    en: 'At least one of e-mail and phone.',
  },
  locale: { nb: 'Personens språk', en: 'Language of the person' },
  marketing: { nb: 'Vil ha Markedsnyheter', en: 'Would like Market news' },
  marketingHint: {
    nb: 'Personen får en e-post og må bekrefte der selv. Før det sendes ingen nyheter.',
    en: 'The person gets a mail and has to confirm there. No news is sent before that.',
  },
  save: { nb: 'Registrer', en: 'Register' },
} as const satisfies Record<string, Record<Locale, string>>;

/** What was just done. */
export const registrationDone: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  registered: {
    nb: 'Det er registrert. Den neste kan skrives inn nå.',
    en: 'It is registered. The next one can be typed in now.',
  },
};
