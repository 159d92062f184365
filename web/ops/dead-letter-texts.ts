import type { Locale } from '../../shared/policy/register.ts';

/** The page of messages that were given up, in both languages; `{…}` is filled in. */
export const deadLetterTexts = {
  title: { nb: 'Dødbrev', en: 'Dead letters' },
  lead: {
    nb: 'Meldinger som ble gitt opp etter mange forsøk. Finn ut hvorfor, rett det, og send dem på nytt: de kommer bare dit de ble gitt opp.',
    en: 'Messages that were given up after many attempts. Find out why, mend it, and send them again: they come only to where they were given up.',
  },
  none: { nb: 'Ingen meldinger er gitt opp.', en: 'No message has been given up.' },
  many: {
    nb: 'Av hvert sted står her de første {count}.',
    en: 'Of each place, these are the first {count}.',
  },
  away: {
    nb: 'Meldingstjenesten svarer ikke, så vi vet ikke hva som ligger der. Prøv igjen om litt.',
    en: 'The broker does not answer, so we do not know what lies there. Try again in a while.',
  },
  entity: { nb: 'Sted', en: 'Place' },
  event: { nb: 'Hendelse', en: 'Event' },
  reason: { nb: 'Grunn', en: 'Reason' },
  tries: { nb: 'Forsøk', en: 'Tries' },
  age: { nb: 'Sendt', en: 'Sent' },
  act: { nb: 'Hva du kan gjøre', en: 'What you can do' },
  unknownEvent: { nb: 'ikke oppgitt', en: 'not stated' },
  noReason: { nb: 'ikke oppgitt', en: 'not stated' },
  refused: {
    nb: 'Lisenshendelse med feil i {fields}. Be avsenderen rette den og sende på nytt; denne kan så fjernes.',
    en: 'A licence event with errors in {fields}. Ask the sender to mend it and send it anew; this one can then be removed.',
  },
  redrive: { nb: 'Send på nytt', en: 'Send again' },
  discard: { nb: 'Fjern', en: 'Remove' },
  redriveOf: {
    nb: 'Send på nytt: melding {number} fra {entity}',
    en: 'Send again: message {number} of {entity}',
  },
  discardOf: { nb: 'Fjern: melding {number} fra {entity}', en: 'Remove: message {number} of {entity}' },
} as const satisfies Record<string, Record<Locale, string>>;

/** The broker's own words for why it gave up; whatever else a receiver says is shown as it is. */
export const deadLetterReasons: Readonly<Record<string, Record<Locale, string>>> = {
  MaxDeliveryCountExceeded: { nb: 'Mislyktes ved hvert forsøk', en: 'Failed at every attempt' },
  TTLExpiredException: { nb: 'Lå lenger enn meldinger får', en: 'Lay longer than a message may' },
  HeaderSizeExceeded: { nb: 'For store egenskaper', en: 'Properties too large' },
};

/** What was just done. */
export const deadLetterDone: Readonly<Record<string, Record<Locale, string>>> = {
  sent: {
    nb: 'Meldingen er sendt på nytt. Mislykkes den igjen, kommer den tilbake hit.',
    en: 'The message has been sent again. If it fails again, it comes back here.',
  },
  discarded: { nb: 'Meldingen er fjernet.', en: 'The message has been removed.' },
  absent: {
    nb: 'Meldingen er ikke her lenger. Noen andre har tatt hånd om den.',
    en: 'The message is not here any more. Somebody else has dealt with it.',
  },
};
