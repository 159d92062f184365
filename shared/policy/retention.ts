interface Words {
  readonly nb: string;
  readonly en: string;
}

/** An ISO 8601 calendar period of days, months or years. */
export type Period = `P${number}${'D' | 'M' | 'Y'}`;

/** The day from which a period is counted. */
export const countedFrom = {
  submission: { nb: 'dagen det ble sendt inn', en: 'the day of submission' },
  'end of the licence': { nb: 'dagen lisensavtalen tok slutt', en: 'the day the licence agreement ended' },
  receipt: { nb: 'dagen det kom', en: 'the day of receipt' },
  confirmation: { nb: 'dagen det ble bekreftet', en: 'the day of confirmation' },
  withdrawal: { nb: 'dagen det ble avslått eller trukket', en: 'the day of refusal or withdrawal' },
} as const satisfies Record<string, Words>;

/** How long something is kept, from which day, and what says so. */
export interface RetentionRule {
  readonly period: Period;
  readonly from: keyof typeof countedFrom;
  readonly source: string;
  /** Which records it ends, and what they are called. */
  readonly of: 'registration' | 'licence' | 'consent' | 'request';
  readonly title: Words;
  /** The source in Norwegian. */
  readonly nb: { readonly source: string };
}

/**
 * Every `eraseAfter` in the database comes from a line of this table. Data is kept through the whole last
 * day, in Europe/Oslo, and goes from the first instant of the next.
 */
export const retention = {
  registration: {
    period: 'P5Y',
    from: 'submission',
    source: 'policy row P9',
    of: 'registration',
    title: { nb: 'Registreringer', en: 'Registrations' },
    nb: { source: 'personvernerklæringen, rad P9' },
  },
  licence: {
    period: 'P3M',
    from: 'end of the licence',
    source: 'policy row P10; the agreement may say otherwise',
    of: 'licence',
    title: { nb: 'Kontaktperson for en lisens', en: 'The contact person of a licence' },
    nb: { source: 'personvernerklæringen, rad P10; avtalen kan si noe annet' },
  },
  licenceWithoutContact: {
    period: 'P1Y',
    from: 'receipt',
    source:
      'an end that arrived before the licence was issued waits for it; it names no person (GDPR Art. 5(1)(e))',
    of: 'licence',
    title: {
      nb: 'Slutt på en lisens som ikke er meldt utstedt',
      en: 'The end of a licence not reported as issued',
    },
    nb: {
      source:
        'en slutt som kom før lisensen ble utstedt, venter på den og navngir ingen (personvernforordningen art. 5 nr. 1 bokstav e)',
    },
  },
  unconfirmedConsent: {
    period: 'P14D',
    from: 'receipt',
    source:
      'a request for Markedsnyheter that nobody confirms ends, and a newsletter sign-up with it (GDPR Art. 5(1)(c), Art. 7(1))',
    of: 'consent',
    title: { nb: 'Samtykke som det er bedt om å bekrefte', en: 'A consent that was asked to be confirmed' },
    nb: {
      source:
        'et ønske om Markedsnyheter som ingen bekrefter, tar slutt, og påmeldingen til nyhetsbrevet med det (art. 5 nr. 1 bokstav c, art. 7 nr. 1)',
    },
  },
  consent: {
    period: 'P5Y',
    from: 'confirmation',
    source:
      'a consent is as good as the registration it came with (policy rows P6, P9); confirming again renews it',
    of: 'consent',
    title: { nb: 'Samtykke som gjelder', en: 'A consent that holds' },
    nb: {
      source:
        'et samtykke er så godt som registreringen det kom med (personvernerklæringen, rad P6 og P9); bekreftes det igjen, fornyes det',
    },
  },
  endedConsent: {
    period: 'P5Y',
    from: 'withdrawal',
    source:
      'what was refused or withdrawn, without name and address; goes sooner with the last record of the person (GDPR Art. 7(1))',
    of: 'consent',
    title: { nb: 'Samtykke som er avslått eller trukket', en: 'A consent refused or withdrawn' },
    nb: {
      source:
        'det som er avslått eller trukket, uten navn og adresse; går før det med den siste opplysningen om personen (art. 7 nr. 1)',
    },
  },
  unconfirmedRequest: {
    period: 'P3D',
    from: 'receipt',
    source:
      'the address of a request that nobody confirms by the link; one by phone, or of whom more proof is asked, waits a month for staff (GDPR Art. 5(1)(c), Art. 12(6))',
    of: 'request',
    title: { nb: 'Forespørsel som ikke er bekreftet', en: 'A request that is not confirmed' },
    nb: {
      source:
        'adressen i en forespørsel som ingen bekrefter med lenken; kom den på telefon, eller er det bedt om mer bevis, venter den en måned på saksbehandler (art. 5 nr. 1 bokstav c, art. 12 nr. 6)',
    },
  },
  request: {
    period: 'P4M',
    from: 'receipt',
    source:
      'the address and the corrections of an open request; they go as soon as the answer is mailed, so a month after the longest term at the latest (policy row P7, GDPR Art. 12(3))',
    of: 'request',
    title: { nb: 'Åpen forespørsel', en: 'An open request' },
    nb: {
      source:
        'adressen og rettelsene i en åpen forespørsel; de går så snart svaret er sendt, altså senest en måned etter at den lengste fristen er ute (personvernerklæringen, rad P7, art. 12 nr. 3)',
    },
  },
} as const satisfies Record<string, RetentionRule>;

export interface MemoryRule {
  readonly period: Period;
  readonly why: string;
  readonly title: Words;
  /** Why, in Norwegian. */
  readonly nb: { readonly why: string };
}

/**
 * How long the pipeline remembers what is not about a person: that a request came before, that a licence was
 * erased, that a subject was closed. Cosmos DB's own time to live removes these; a link carries its own end.
 */
export const memory = {
  idempotencyKey: {
    period: 'P7D',
    why: 'a web form or its proxy repeats a post within days',
    title: { nb: 'Nøkkelen til en innsending', en: 'The key of a submission' },
    nb: { why: 'et skjema eller en mellomtjener sender det samme igjen innen noen dager' },
  },
  cloudEvent: {
    period: 'P1Y',
    why: 'the licence system delivers again, and late by months',
    title: { nb: 'Nummeret på en lisenshendelse', en: 'The number of a licence event' },
    nb: { why: 'lisenssystemet leverer på nytt, og måneder for sent' },
  },
  erasedLicence: {
    period: 'P5Y',
    why: 'an old "issued" delivered again must not bring the person back',
    title: { nb: 'At en lisens er slettet', en: 'That a licence was erased' },
    nb: { why: 'en gammel melding om utstedelse skal ikke hente personen tilbake' },
  },
  suppression: {
    period: 'P5Y',
    why: 'who withdrew or was erased stays un-mailed when an old list is imported again; no list may be older',
    title: { nb: 'At noen ikke vil ha e-post', en: 'That somebody does not want mail' },
    nb: {
      why: 'den som har trukket seg eller er slettet, får ikke e-post om en gammel liste leses inn igjen; ingen liste kan være eldre',
    },
  },
  notice: {
    period: 'P1Y',
    why: 'what every processor answered, without the person: for the person who asks, and the authority',
    title: { nb: 'Hva databehandlerne svarte', en: 'What the processors answered' },
    nb: { why: 'hva hver databehandler svarte, uten personen: til den som spør, og til tilsynet' },
  },
  disclosure: {
    period: 'P5Y',
    why: 'which records and fields an authority was handed, never what they say: a person may ask to whom data went (GDPR Art. 15(1)(c)), and we must be able to show on what ground (Art. 5(2))',
    title: { nb: 'Utleveringer til myndigheter', en: 'Disclosures to authorities' },
    nb: {
      why: 'hvilke opplysninger og felter en myndighet fikk, aldri hva de sier: en person kan spørre hvem som har fått noe (art. 15 nr. 1 bokstav c), og vi må kunne vise på hvilket grunnlag (art. 5 nr. 2)',
    },
  },
  request: {
    period: 'P1Y',
    why: 'that a right was asked for, when, and how it was answered, without the person: for the authority (GDPR Art. 5(2)), and to tell repetitive requests (Art. 12(5))',
    title: { nb: 'Forespørsler som er besvart', en: 'Requests that are answered' },
    nb: {
      why: 'at det ble bedt om noe, når, og hva svaret var, uten personen: for tilsynet (art. 5 nr. 2), og for å se gjentakelser (art. 12 nr. 5)',
    },
  },
  closedSubject: {
    period: 'P7D',
    why: 'an intake that found the subject just before it closed must see so',
    title: { nb: 'At en person er ferdig slettet', en: 'That nothing is left of a person' },
    nb: { why: 'en innsending som fant personen rett før det siste ble slettet, må se det' },
  },
  cookieChoice: {
    period: 'P1Y',
    why: 'shows that visitors were asked and what they answered; it is of nobody in particular (policy row P4)',
    title: { nb: 'Valg av informasjonskapsler', en: 'Choices of cookies' },
    nb: {
      why: 'viser at besøkende ble spurt, og hva de svarte; det hører ikke til noen bestemt (personvernerklæringen, rad P4)',
    },
  },
  announcedPolicy: {
    period: 'P1Y',
    why: 'an announcement that was interrupted goes on without telling anybody twice (policy row P12)',
    title: { nb: 'At noen er fortalt om en endring', en: 'That somebody was told of a change' },
    nb: {
      why: 'en kunngjøring som ble avbrutt, går videre uten å fortelle noen det to ganger (personvernerklæringen, rad P12)',
    },
  },
  preferencesLink: {
    period: 'P30D',
    why: 'whoever comes upon an old mail must not open the page of the person it was written to',
    title: { nb: 'Lenken til egen side', en: 'The link to one’s own page' },
    nb: {
      why: 'den som kommer over en gammel e-post, skal ikke komme inn på siden til den den var skrevet til',
    },
  },
} as const satisfies Record<string, MemoryRule>;

/** How processors that have not answered are reminded, and staff given time: ISO 8601 periods. */
export const chase = {
  /** A message may be lost, or whoever took it died. */
  unanswered: 'PT30M',
  /** The mail that tells the person waits in a queue of its own when it cannot be sent: no hurry to ask for another. */
  telling: 'PT6H',
  accepted: 'PT6H',
  /** By attempt; the last one repeats. */
  unreachable: ['PT1M', 'PT5M', 'PT15M', 'PT1H', 'PT3H', 'PT6H'],
  /** After so long without an answer, somebody has to ask the processor by another way. */
  silent: 'PT72H',
  /** Days staff have for what is done by hand. */
  task: 'P7D',
  /** After a search that found something left. */
  contradicted: 'PT1H',
  /**
   * From the beginning of an erasure to its completion: a processor's silence (three days) and then staff's time (seven). Later is
   * overdue, well before the month of GDPR Art. 12(3).
   */
  answered: 'PT240H',
} as const;
