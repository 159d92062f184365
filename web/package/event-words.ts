import type { Locale } from '../../shared/policy/register.ts';

/** What an entry of the log about a person says, in both languages; the event's own name where there are no words. */
export function eventInWords(name: string, locale: Locale): string {
  return words[name]?.[locale] ?? name;
}

const words: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  'registration.received': { nb: 'En registrering kom inn', en: 'A registration came in' },
  'registration.rectified': { nb: 'En registrering ble rettet', en: 'A registration was corrected' },
  'registration.erased': { nb: 'En registrering ble slettet', en: 'A registration was erased' },
  'licence.issued': { nb: 'En lisens ble utstedt', en: 'A licence was issued' },
  'licence.terminated': { nb: 'En lisens tok slutt', en: 'A licence ended' },
  'licence.reinstated': { nb: 'En lisens går videre likevel', en: 'A licence goes on after all' },
  'licence.rectified': {
    nb: 'Kontaktpersonen for en lisens ble rettet',
    en: 'The contact person of a licence was corrected',
  },
  'consent.requested': { nb: 'Du ble spurt om et samtykke', en: 'You were asked for a consent' },
  'consent.given': { nb: 'Du ga et samtykke', en: 'You gave a consent' },
  'consent.refused': { nb: 'Du sa nei til et samtykke', en: 'You refused a consent' },
  'consent.withdrawn': { nb: 'Du trakk et samtykke', en: 'You withdrew a consent' },
  'consent.expired': { nb: 'Et samtykke gikk ut', en: 'A consent ran out' },
  'erasure.requested': { nb: 'En sletting ble bestemt', en: 'An erasure was decided' },
  'erasure.held': { nb: 'En sletting må vente', en: 'An erasure has to wait' },
  'erasure.started': { nb: 'Noe ble slettet hos oss', en: 'Something was erased with us' },
  'erasure.answered': { nb: 'Alle har svart om en sletting', en: 'Everybody has answered about an erasure' },
  'erasure.completed': { nb: 'En sletting er ferdig', en: 'An erasure is complete' },
  'erasure.verified': { nb: 'En sletting er etterkontrollert', en: 'An erasure was verified' },
  'erasure.contradicted': {
    nb: 'En etterkontroll fant noe som skulle vært slettet',
    en: 'A search found something that should have been erased',
  },
  'processor.notified': { nb: 'En databehandler fikk beskjed', en: 'A processor was told' },
  'processor.answered': { nb: 'En databehandler svarte', en: 'A processor answered' },
  'hold.placed': { nb: 'Noe må beholdes', en: 'Something must be kept' },
  'hold.released': { nb: 'Noe må ikke beholdes lenger', en: 'Something need not be kept any more' },
  'hold.reviewed': {
    nb: 'Det ble sett på om noe fortsatt må beholdes',
    en: 'It was looked at whether something must still be kept',
  },
  'hold.due': {
    nb: 'Tid for å se på om noe fortsatt må beholdes',
    en: 'Time to see if something must still be kept',
  },
  'person.looked-up': {
    nb: 'En saksbehandler så på hva vi har',
    en: 'Somebody of our staff looked at what we hold',
  },
  'disclosure.recorded': {
    nb: 'Noe ble utlevert til en myndighet',
    en: 'Something was handed to a public authority',
  },
  'policy.announced': {
    nb: 'Du ble fortalt om en endring i personvernerklæringen',
    en: 'You were told of a change of the privacy policy',
  },
};
