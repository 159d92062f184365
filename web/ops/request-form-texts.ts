import type { Locale } from '../../shared/policy/register.ts';

/** The form with which staff type in a request, in both languages. */
export const staffRequestTexts = {
  title: { nb: 'Skriv inn en forespørsel', en: 'Type in a request' },
  lead: {
    nb: 'For den som skrev eller ringte. Fristen regnes fra dagen den kom.',
    en: 'For somebody who wrote or called. The time is counted from the day it came.',
  },
  right: { nb: 'Hva personen ber om', en: 'What the person asks for' },
  who: { nb: 'Hvem som spør', en: 'Who asks' },
  whoLead: {
    nb: 'Én av dem: den personen har brukt hos oss.',
    en: 'One of the two: the one that the person has used with us.',
  },
  email: { nb: 'E-postadresse', en: 'E-mail address' },
  phone: { nb: 'Telefonnummer', en: 'Phone number' },
  phoneHint: {
    nb: 'Uten landkode leses det som norsk.',
    en: 'Without a country code it is read as Norwegian.',
  },
  receivedOn: { nb: 'Dagen den kom', en: 'The day it came' },
  receivedOnHint: {
    nb: 'Dagen personen skrev eller ringte, ikke dagen du skriver den inn.',
    en: 'The day the person wrote or called, not the day you type it in.',
  },
  locale: { nb: 'Språk til personen', en: 'Language to the person' },
  corrections: { nb: 'Slik skal det være', en: 'As it should be' },
  correctionsHint: {
    nb: 'Bare når noe skal rettes: fyll ut det som er feil, slik det er riktig.',
    en: 'Only where something is to be corrected: fill in what is wrong, as it is right.',
  },
  correctionsMissing: {
    nb: 'Fyll ut minst ett av feltene.',
    en: 'Fill in at least one of the fields.',
  },
  newName: { nb: 'Riktig navn', en: 'Correct name' },
  newCompany: { nb: 'Riktig firma', en: 'Correct company' },
  newEmail: { nb: 'Riktig e-postadresse', en: 'Correct e-mail address' },
  newPhone: { nb: 'Riktig telefonnummer', en: 'Correct phone number' },
  identity: { nb: 'Er det allerede vist hvem som spør?', en: 'Has it been shown already who asks?' },
  identityLead: {
    nb: 'Skriv hva det kan ses av, så begynner systemet med en gang, og en sletting kan ikke gjøres om. La feltet stå tomt, så får personen en lenke og bekrefter selv.',
    en: 'Write by what it can be seen, and the system begins at once; an erasure cannot be undone. Leave it empty, and the person gets a link and confirms.',
  },
  send: { nb: 'Skriv inn', en: 'Take it in' },
} as const satisfies Record<string, Record<Locale, string>>;
