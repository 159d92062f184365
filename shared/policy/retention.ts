/** How long something is kept, from which day, and what says so. Periods are ISO 8601 calendar periods. */
export interface RetentionRule {
  readonly period: string;
  /** The day the period is counted from. */
  readonly from: 'submission' | 'end of the licence' | 'receipt' | 'confirmation' | 'withdrawal';
  readonly source: string;
}

/**
 * Every `eraseAfter` in the database comes from a line of this table. Data is kept through the whole last
 * day, in Europe/Oslo, and goes from the first instant of the next.
 */
export const retention = {
  registration: { period: 'P5Y', from: 'submission', source: 'policy row P9' },
  licence: { period: 'P3M', from: 'end of the licence', source: 'policy row P10' },
  licenceWithoutContact: {
    period: 'P1Y',
    from: 'receipt',
    source:
      'an end that arrived before the licence was issued waits for it; it names no person (GDPR Art. 5(1)(e))',
  },
  unconfirmedConsent: {
    period: 'P14D',
    from: 'receipt',
    source:
      'a request for Markedsnyheter that nobody confirms ends, and a newsletter sign-up with it (GDPR Art. 5(1)(c), Art. 7(1))',
  },
  consent: {
    period: 'P5Y',
    from: 'confirmation',
    source:
      'a consent is as good as the registration it came with (policy rows P6, P9); confirming again renews it',
  },
  endedConsent: {
    period: 'P5Y',
    from: 'withdrawal',
    source:
      'what was refused or withdrawn, without name and address; goes sooner with the last record of the person (GDPR Art. 7(1))',
  },
} as const satisfies Record<string, RetentionRule>;

/**
 * How long the pipeline remembers what is not about a person: that a request came before, that a licence was
 * erased, that a subject was closed. Cosmos DB's own time to live removes these; a link carries its own end.
 */
export const memory = {
  idempotencyKey: { period: 'P7D', why: 'a web form or its proxy repeats a post within days' },
  cloudEvent: { period: 'P1Y', why: 'the licence system delivers again, and late by months' },
  erasedLicence: { period: 'P5Y', why: 'an old "issued" delivered again must not bring the person back' },
  suppression: {
    period: 'P5Y',
    why: 'who withdrew or was erased stays un-mailed when an old list is imported again; no list may be older',
  },
  notice: {
    period: 'P1Y',
    why: 'what every processor answered, without the person: for the person who asks, and the authority',
  },
  closedSubject: { period: 'P7D', why: 'an intake that found the subject just before it closed must see so' },
  preferencesLink: {
    period: 'P30D',
    why: 'whoever comes upon an old mail must not open the page of the person it was written to',
  },
} as const;

/** How processors that have not answered are reminded, and staff given time: ISO 8601 periods. */
export const chase = {
  /** A message may be lost, or whoever took it died. */
  unanswered: 'PT30M',
  /** The mail that tells the person waits in a queue of its own when it cannot be sent: no hurry to ask for another. */
  telling: 'PT6H',
  accepted: 'PT6H',
  /** By attempt; the last one repeats. */
  unreachable: ['PT1M', 'PT5M', 'PT15M', 'PT1H', 'PT3H', 'PT6H'],
  /** Days staff have for what is done by hand. */
  task: 'P7D',
  /** After a search that found something left. */
  contradicted: 'PT1H',
} as const;
