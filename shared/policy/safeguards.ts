/** What lets personal data go to a third country (GDPR Chapter V), by article, in DPV 2.3 terms. */
export const safeguards = {
  'data-privacy-framework': {
    article: 'Art. 45(3)',
    dpv: 'eu-gdpr:A45-3',
    nb: 'Data Privacy Framework mellom EU og USA: EU-kommisjonens vedtak om at beskyttelsen er god nok',
    en: 'EU–US Data Privacy Framework: the European Commission’s decision that protection is adequate',
  },
  'binding-corporate-rules': {
    article: 'Art. 46(2)(b)',
    dpv: 'eu-gdpr:A46-2-b',
    nb: 'bindende virksomhetsregler',
    en: 'binding corporate rules',
  },
  'standard-contractual-clauses': {
    article: 'Art. 46(2)(c)',
    dpv: 'eu-gdpr:A46-2-c',
    nb: 'EUs standardkontrakter',
    en: 'standard contractual clauses',
  },
} as const satisfies Record<
  string,
  { readonly article: string; readonly dpv: string; readonly nb: string; readonly en: string }
>;

export type SafeguardId = keyof typeof safeguards;
