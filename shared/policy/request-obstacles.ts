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
    nb: 'Vi har ikke de opplysningene som skal rettes. Avklar det og lukk forespørselen.',
    en: 'We do not hold the data that is to be corrected. Clear that up and close the request.',
  },
} as const satisfies Record<string, { readonly nb: string; readonly en: string }>;

export type RequestObstacle = keyof typeof requestObstacles;
