import type { Locale } from '../shared/policy/register.ts';

/** Every sentence people see on the pages, in both languages. */
export const texts = {
  skip: { nb: 'Gå til innholdet', en: 'Go to the content' },
  privacy: { nb: 'Personvern', en: 'Privacy' },
  thankYouTitle: { nb: 'Takk – vi har fått det', en: 'Thank you – we have it' },
  thankYouLead: {
    nb: 'Opplysningene dine er mottatt. Vi bruker dem bare til det du sendte dem inn for.',
    en: 'We have received your details. We use them only for what you sent them for.',
  },
  keptHowLong: {
    nb: 'Vi sletter dem senest fem år etter i dag. Du kan be oss slette dem før.',
    en: 'We erase them five years from today at the latest. You can ask us to erase them sooner.',
  },
  marketingIsAsked: {
    nb: 'Ba du om Markedsnyheter, får du nå en e-post der du bekrefter det.',
    en: 'If you asked for Market news, you will now get a mail in which to confirm it.',
  },
  questions: {
    nb: 'Har du spørsmål om personvern, skriv til',
    en: 'If you have questions about privacy, write to',
  },
  help: { nb: 'Trenger du hjelp, skriv til', en: 'If you need help, write to' },
  problemTitle: { nb: 'Noe må rettes', en: 'Please check the form' },
  problemLead: {
    nb: 'Ingenting er lagret ennå. Gå tilbake til skjemaet, rett dette og send på nytt:',
    en: 'Nothing has been stored yet. Go back to the form, correct this, and send again:',
  },
  problemUnreadable: {
    nb: 'Skjemaet kunne ikke leses, og ingenting er lagret. Gå tilbake og send på nytt.',
    en: 'The form could not be read, and nothing has been stored. Go back and send again.',
  },
  awayTitle: { nb: 'Vi kan ikke ta imot akkurat nå', en: 'We cannot take this just now' },
  awayLead: {
    nb: 'Vi vet ikke om det du gjorde, kom fram. Prøv på nytt om et øyeblikk; det gjør ingen skade.',
    en: 'We do not know whether what you did arrived. Try again in a moment; it does no harm.',
  },
} as const satisfies Record<string, Record<Locale, string>>;

/** What the data of policy row P2 is called. */
export const contactFieldNames = {
  name: { nb: 'Navn', en: 'Name' },
  company: { nb: 'Firma', en: 'Company' },
  email: { nb: 'E-post', en: 'E-mail' },
  phone: { nb: 'Telefon', en: 'Phone' },
} as const satisfies Record<string, Record<Locale, string>>;

/** What the fields of a registration form are called. */
export const fieldNames: Readonly<Record<string, Record<Locale, string>>> = {
  ...contactFieldNames,
  channel: { nb: 'Kanal', en: 'Channel' },
  marketing: { nb: 'Markedsnyheter', en: 'Market news' },
  policyVersion: { nb: 'Personvernerklæringens dato', en: 'Date of the privacy policy' },
  submittedOn: { nb: 'Innsendt dato', en: 'Date of submission' },
  locale: { nb: 'Språk', en: 'Language' },
  redirect: { nb: 'Neste side', en: 'Next page' },
  website: { nb: 'Skjult felt', en: 'Hidden field' },
};
