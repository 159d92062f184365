/**
 * Why a field is refused: one sentence each, in both languages. None has room for the value that was sent,
 * so no answer can repeat it.
 */
export const reasons = {
  'not-valid': { nb: 'Er ikke gyldig.', en: 'Is not valid.' },
  'not-readable': { nb: 'Kan ikke leses.', en: 'Cannot be read.' },
  'not-text': { nb: 'Må være tekst.', en: 'Must be text.' },
  'not-an-object': { nb: 'Må være et objekt.', en: 'Must be an object.' },
  'too-long': { nb: 'Er for langt.', en: 'Is too long.' },
  'control-characters': {
    nb: 'Inneholder tegn som ikke kan vises eller ikke er hele.',
    en: 'Contains characters that cannot be shown or are not whole.',
  },
  'email-or-phone-missing': {
    nb: 'Oppgi e-postadresse eller telefonnummer.',
    en: 'Give an e-mail address or a phone number.',
  },
  'not-an-email-address': { nb: 'Er ikke en e-postadresse.', en: 'Is not an e-mail address.' },
  'not-a-phone-number': { nb: 'Er ikke et telefonnummer.', en: 'Is not a phone number.' },
  'unknown-channel': {
    nb: 'Er ikke en kanal som kan brukes her.',
    en: 'Is not a channel that can be used here.',
  },
  'unknown-locale': { nb: 'Må være nb eller en.', en: 'Must be nb or en.' },
  'not-a-choice': { nb: 'Må være avkrysset eller ikke.', en: 'Must be true or false.' },
  'must-be-empty': { nb: 'Skal stå tomt.', en: 'Must be left empty.' },
  'not-a-date': {
    nb: 'Er ikke en dato som finnes, skrevet ÅÅÅÅ-MM-DD.',
    en: 'Is not a date that exists, written YYYY-MM-DD.',
  },
  'not-an-instant': {
    nb: 'Er ikke et tidspunkt etter RFC 3339.',
    en: 'Is not a time by RFC 3339.',
  },
  'in-the-future': { nb: 'Ligger fram i tid.', en: 'Lies in the future.' },
  'past-its-retention': {
    nb: 'Er eldre enn tiden opplysningene kan beholdes.',
    en: 'Is longer ago than the data may be kept.',
  },
  'too-far-away': { nb: 'Ligger for langt unna i tid.', en: 'Is too far away in time.' },
  'redirect-not-allowed': {
    nb: 'Er ikke en adresse skjemaet kan sende videre til.',
    en: 'Is not an address that the form may lead on to.',
  },
  'file-not-accepted': { nb: 'Filer tas ikke imot.', en: 'Files are not accepted.' },
  'given-twice': { nb: 'Er oppgitt flere ganger.', en: 'Is given more than once.' },
  missing: { nb: 'Mangler.', en: 'Is missing.' },
  'not-a-context-attribute': {
    nb: 'Er ikke en gyldig CloudEvents-attributt.',
    en: 'Is not a valid CloudEvents attribute.',
  },
  'unsupported-version': { nb: 'Må være 1.0.', en: 'Must be 1.0.' },
  'unknown-event-type': {
    nb: 'Er ikke en hendelsestype som tas imot her.',
    en: 'Is not an event type that is taken in here.',
  },
  'not-json-data': { nb: 'Må være JSON.', en: 'Must be JSON.' },
  'not-a-licence-id': {
    nb: 'Må være 1–100 bokstaver, sifre og tegnene . _ : / - i blanding.',
    en: 'Must be 1–100 letters, digits and the characters . _ : / - in any mixture.',
  },
  'not-a-period': {
    nb: 'Må være en periode etter ISO 8601, for eksempel P6M, på høyst 100 år, eller en dato.',
    en: 'Must be an ISO 8601 period such as P6M, of 100 years at most, or a date.',
  },
  'before-it-was-issued': {
    nb: 'Ligger før lisensen ble utstedt.',
    en: 'Lies before the licence was issued.',
  },
  'licence-erased': {
    nb: 'Lisensens opplysninger er slettet; utsted den på nytt.',
    en: 'The data of this licence has been erased; issue it anew.',
  },
  'time-needed-after-erasure': {
    nb: 'Må oppgis: lisensens opplysninger er slettet, og en gammel hendelse skal ikke hente dem tilbake.',
    en: 'Is needed: the data of this licence has been erased, and an old event must not bring it back.',
  },
  'one-of-email-and-phone': {
    nb: 'Oppgi enten e-postadresse eller telefonnummer.',
    en: 'Give either an e-mail address or a phone number.',
  },
  'never-recorded': {
    nb: 'Kunne ikke lagres på tre dager; se etter feilen og send på nytt.',
    en: 'Could not be recorded in three days; look for the fault and send again.',
  },
  'not-an-id': { nb: 'Er ikke en id fra et oppslag.', en: 'Is not an id from a lookup.' },
  'unknown-record': {
    nb: 'Er ikke en av personens opplysninger.',
    en: 'Is not one of the records of this person.',
  },
  'not-held': {
    nb: 'Finnes ikke blant opplysningene, så det er ingenting å rette.',
    en: 'Is not among the data, so there is nothing to correct.',
  },
  'not-confirmed': { nb: 'Kryss av for at du er sikker.', en: 'Tick to say that you are sure.' },
  'not-in-records': { nb: 'Finnes ikke i disse opplysningene.', en: 'Is not in these records.' },
  'belongs-to-another': {
    nb: 'Er allerede registrert på noen andre.',
    en: 'Is registered with somebody else already.',
  },
  'in-the-past': { nb: 'Ligger bakover i tid.', en: 'Lies in the past.' },
  'names-the-person': {
    nb: 'Skal ikke inneholde personens adresse eller nummer; oppgi heller et saksnummer.',
    en: 'Must not contain the address or number of the person; give a case number instead.',
  },
  'not-a-decision': {
    nb: 'Må være done, nothing-held, exception eller ask-again.',
    en: 'Must be done, nothing-held, exception or ask-again.',
  },
  'unknown-purpose': {
    nb: 'Er ikke et formål i registeret.',
    en: 'Is not a purpose of the register.',
  },
  'unknown-version': {
    nb: 'Er ikke en versjon av personvernerklæringen.',
    en: 'Is not a version of the privacy policy.',
  },
  'not-a-larger-change': {
    nb: 'Er en mindre endring, og den kunngjøres ikke.',
    en: 'Is a smaller change, which is not announced.',
  },
  'unknown-consent': { nb: 'Må være marketing eller storage.', en: 'Must be marketing or storage.' },
  'unknown-right': {
    nb: 'Må være access, rectification, erasure, restriction, portability eller objection.',
    en: 'Must be access, rectification, erasure, restriction, portability or objection.',
  },
  'unknown-ground': {
    nb: 'Er ikke en grunn i registeret til å avslå.',
    en: 'Is not a ground of the register to refuse.',
  },
  'unknown-extension-reason': {
    nb: 'Må være complexity eller many-requests.',
    en: 'Must be complexity or many-requests.',
  },
  'not-an-outcome': {
    nb: 'Må være fulfilled eller partly-fulfilled.',
    en: 'Must be fulfilled or partly-fulfilled.',
  },
  'several-people': {
    nb: 'Nummeret fører til flere personer; oppgi hvem av dem det gjelder.',
    en: 'The number leads to several people; state which of them it is.',
  },
  'not-a-dead-letter': {
    nb: 'Må være slik listen over dødbrev sier det; redrive eller discard.',
    en: 'Must be as the list of dead letters says it; redrive or discard.',
  },
  'too-many': { nb: 'Er for mange på én gang.', en: 'Are too many at once.' },
} as const satisfies Record<string, { readonly nb: string; readonly en: string }>;

export type Reason = keyof typeof reasons;
