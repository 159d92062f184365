/**
 * The rights of a data subject that somebody may ask for (policy row P7), by article of the GDPR, in the order in
 * which pages list them.
 */
export const rights = {
  access: { article: 'Art. 15', dpv: 'eu-gdpr:A15' },
  rectification: { article: 'Art. 16', dpv: 'eu-gdpr:A16' },
  erasure: { article: 'Art. 17', dpv: 'eu-gdpr:A17' },
  restriction: { article: 'Art. 18', dpv: 'eu-gdpr:A18' },
  portability: { article: 'Art. 20', dpv: 'eu-gdpr:A20' },
  objection: { article: 'Art. 21', dpv: 'eu-gdpr:A21' },
} as const satisfies Record<string, { readonly article: string; readonly dpv: string }>;

export type Right = keyof typeof rights;
export const rightNames = Object.keys(rights) as Right[];

/** Why a right is refused, whole or in part: the article it rests on, and what the person is told. */
export const refusalGrounds = {
  'retention-duty': {
    article: 'Art. 17(3)(b)',
    row: 'P10',
    dpv: 'eu-gdpr:JustificationA17LegallyRequired',
    nb: 'Opplysningene hører til en lisensavtale og skal beholdes en tid etter at avtalen er slutt. Da slettes de av seg selv.',
    en: 'The data belongs to a licence agreement and has to be kept for a time after the agreement ends. Then it is erased by itself.',
  },
  'active-licence': {
    article: 'Art. 6(1)(b), Art. 17(1)(a)',
    dpv: 'eu-gdpr:JustificationA17LegallyRequired',
    nb: 'Dere har en lisens som er i bruk, og uten opplysningene kan vi ikke oppfylle avtalen.',
    en: 'You have a licence in use, and without the data we cannot keep the agreement.',
  },
  hold: {
    article: 'Art. 17(3)(b) and (e)',
    row: 'P8',
    dpv: 'eu-gdpr:JustificationA17LegalClaims',
    nb: 'En lov, en domstol eller et rettskrav sier at opplysningene må beholdes for nå. De slettes når det ikke gjelder lenger.',
    en: 'A law, a court or a legal claim says that the data must be kept for now. It is erased when that ends.',
  },
  'identity-not-shown': {
    article: 'Art. 12(2) and (6)',
    dpv: 'eu-gdpr:JustificationA12IdentityFailure',
    nb: 'Vi har ikke fått vist at det er deg det gjelder, og kan ikke gi opplysninger til eller om noen andre.',
    en: 'It has not been shown that the data is yours, and we cannot act on the data of somebody else.',
  },
  'manifestly-unfounded': {
    article: 'Art. 12(5)(b)',
    dpv: 'eu-gdpr:JustificationA12ManifestlyUnfounded',
    nb: 'Vi mener at forespørselen er åpenbart grunnløs.',
    en: 'We find that the request is manifestly unfounded.',
  },
  excessive: {
    article: 'Art. 12(5)(b)',
    dpv: 'eu-gdpr:JustificationA12ManifestlyExcessive',
    nb: 'Vi mener at det samme er bedt om så ofte at forespørselen er overdreven.',
    en: 'We find that the same has been asked for so often that the request is excessive.',
  },
} as const satisfies Record<
  string,
  {
    readonly article: string;
    /** Of the policy: counted for us, not for people. */
    readonly row?: string;
    readonly dpv: string;
    readonly nb: string;
    readonly en: string;
  }
>;

export type RefusalGround = keyof typeof refusalGrounds;
export const refusalGroundNames = Object.keys(refusalGrounds) as RefusalGround[];

/** Why an answer takes up to two months more (GDPR Art. 12(3)). */
export const extensionReasons = {
  complexity: {
    dpv: 'eu-gdpr:JustificationA12Complexity',
    nb: 'Forespørselen er sammensatt.',
    en: 'The request is complex.',
  },
  'many-requests': {
    dpv: 'eu-gdpr:JustificationA12HighVolume',
    nb: 'Vi har fått mange forespørsler.',
    en: 'We have received many requests.',
  },
} as const satisfies Record<string, { readonly dpv: string; readonly nb: string; readonly en: string }>;

export type ExtensionReason = keyof typeof extensionReasons;
export const extensionReasonNames = Object.keys(extensionReasons) as ExtensionReason[];

/** How long things about a request last, and when staff are reminded. ISO 8601 periods. */
export const requestRules = {
  /** One calendar month from the day of receipt (GDPR Art. 12(3), policy row P7). */
  due: 'P1M',
  /** With the one extension, from the day of receipt. */
  extended: 'P3M',
  /** From the day of receipt: by then it has been overdue for a month at least, and has said so each day. */
  longestOpen: 'P4M',
  /** The link that shows that an address is the person's; it works once. */
  identityLink: 'P3D',
  /** For staff to ask for proof and get it, where no link can be mailed. */
  identityByStaff: 'P1M',
  /** A package can be fetched, and is erased after it. */
  package: 'P14D',
  /** The person's page of a request that is closed. */
  closedPage: 'P30D',
  /**
   * In a day for one address, whoever asks: so many links are mailed; beyond them a request is kept for staff all the
   * same, lest others could use up somebody's rights. Beyond the second number it is a flood, and nothing is kept.
   */
  aDay: { mails: 10, requests: 50 },
  /** Days before the due day on which staff are reminded. */
  remindBefore: [7, 3, 1],
  /** A step whose event was lost, or in which somebody died, is taken again. */
  again: 'PT15M',
  /** An answer whose mail never went keeps the address no longer; where there is only a number, staff have to call. */
  answerUnsent: { email: 'P4D', phone: 'P14D', undelivered: 'P14D' },
  /** Of a request that waits for somebody: whether the person is still there, or was erased meanwhile. */
  lookAgain: 'PT24H',
  /** When somebody looks whether a restriction that was asked for is still needed (GDPR Art. 18(3)). */
  restrictionReview: 'P3M',
} as const;
