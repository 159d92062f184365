/** Why something cannot be done with a request as it stands: one sentence each, in both languages. */
export const requestObstacles = {
  closed: { nb: 'Forespørselen er avsluttet.', en: 'The request is closed.' },
  'identity-not-shown': {
    nb: 'Det er ikke vist ennå hvem som spør.',
    en: 'It has not been shown yet who asks.',
  },
  'identity-shown': { nb: 'Det er allerede vist hvem som spør.', en: 'It has been shown already who asks.' },
  'extended-before': {
    nb: 'Fristen er allerede forlenget, og det kan den bare bli én gang.',
    en: 'The time has been extended already, and that can be done only once.',
  },
  'first-month-over': {
    nb: 'Fristen kan bare forlenges i den første måneden.',
    en: 'The time can only be extended in the first month.',
  },
  'work-begun': {
    nb: 'Arbeidet er i gang, kan ikke gjøres om og avsluttes av seg selv.',
    en: 'The work has begun, cannot be undone and ends by itself.',
  },
  'not-reachable': {
    nb: 'Vi har ingen e-postadresse å skrive til.',
    en: 'There is no e-mail address to write to.',
  },
  'belongs-to-another': {
    nb: 'Adressen eller nummeret hører til noen andre hos oss. Avklar det, rett opplysningene og lukk forespørselen.',
    en: 'The address or number belongs to somebody else with us. Clear that up, correct the data and close the request.',
  },
  'not-held': {
    nb: 'Noe av det som skal rettes, har vi ikke; det vi har, er rettet. Avklar det og lukk forespørselen.',
    en: 'Some of what is to be corrected we do not hold; what we do hold is corrected. Clear that up and close the request.',
  },
  'to-hand-over': {
    nb: 'Det er ingen e-postadresse å sende kopien til. Hent den på denne siden, gi den til personen, og lukk forespørselen.',
    en: 'There is no e-mail address to send the copy to. Fetch it on this page, hand it to the person, and close the request.',
  },
  'new-address': {
    nb: 'Personen ber om en ny adresse eller et nytt nummer. Skriv eller ring dit først, og se at det er personen som svarer. Velg så «alt», så rettes det.',
    en: 'The person asks for a new address or number. Write to it or call it first, and see that it is the person who answers. Then choose “all of it”, and it is corrected.',
  },
  'address-changed': {
    nb: 'Adressen som viste hvem som spør, er rettet siden, så det kan være noen andre. Siden til den som spør, er stengt. Avklar hvem det er, og lukk forespørselen.',
    en: 'The address that showed who asks has been corrected since, so it may be somebody else. The page of whoever asks is closed. Clear up who it is, and close the request.',
  },
} as const satisfies Record<string, { readonly nb: string; readonly en: string }>;

export type RequestObstacle = keyof typeof requestObstacles;
