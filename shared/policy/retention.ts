/** How long something is kept, from which day, and what says so. Periods are ISO 8601 calendar periods. */
export interface RetentionRule {
  readonly period: string;
  /** The day the period is counted from. */
  readonly from: 'submission' | 'end of the licence' | 'receipt';
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
} as const satisfies Record<string, RetentionRule>;

/**
 * How long the pipeline remembers what is not about a person: that a request came before, that a licence was
 * erased, that a subject was closed. Cosmos DB's own time to live removes these.
 */
export const memory = {
  idempotencyKey: { period: 'P7D', why: 'a web form or its proxy repeats a post within days' },
  cloudEvent: { period: 'P1Y', why: 'the licence system delivers again, and late by months' },
  erasedLicence: { period: 'P5Y', why: 'an old "issued" delivered again must not bring the person back' },
  closedSubject: { period: 'P7D', why: 'an intake that found the subject just before it closed must see so' },
} as const;
