import type { ProcessorId } from './processors.ts';

/** What personal data is used for (policy row P5), on which legal basis (GDPR Art. 6), in DPV 2.3 terms. */
export interface Purpose {
  readonly title: { readonly nb: string; readonly en: string };
  readonly legalBasis: 'Art. 6(1)(a)' | 'Art. 6(1)(b)' | 'Art. 6(1)(f)';
  readonly dpvLegalBasis: string;
  readonly dpvPurposes: readonly string[];
  /** The data the purpose needs: fields of policy row P2. */
  readonly data: readonly ('name' | 'company' | 'email' | 'phone')[];
  readonly recipients: readonly ProcessorId[];
  /** Whose data may be used: those who gave consent, those with an active licence, or all who are known. */
  readonly people: 'consented' | 'customers' | 'known';
  /** Whether somebody can say no and stay (policy row P6, GDPR Art. 7(3), Art. 21). */
  readonly refusable: boolean;
}

export const purposes = {
  marketing: {
    title: { nb: 'Markedsnyheter', en: 'Market news' },
    legalBasis: 'Art. 6(1)(a)',
    dpvLegalBasis: 'eu-gdpr:A6-1-a',
    dpvPurposes: ['dpv:DirectMarketing'],
    data: ['name', 'company', 'email'],
    recipients: ['azure-monitor', 'goto'],
    people: 'consented',
    refusable: true,
  },
  'technical-notices': {
    title: { nb: 'Tekniske varsler og status', en: 'Technical alerts and status' },
    legalBasis: 'Art. 6(1)(b)',
    dpvLegalBasis: 'eu-gdpr:A6-1-b-contract-performance',
    dpvPurposes: ['dpv:FulfilmentOfContractualObligation'],
    data: ['name', 'company', 'email'],
    recipients: ['azure-monitor'],
    people: 'customers',
    refusable: false,
  },
  support: {
    title: { nb: 'Kundeservice og brukerstøtte', en: 'Customer service and support' },
    legalBasis: 'Art. 6(1)(b)',
    dpvLegalBasis: 'eu-gdpr:A6-1-b-contract-performance',
    dpvPurposes: ['dpv:CommunicationForCustomerCare', 'dpv:RequestedServiceProvision'],
    data: ['name', 'company', 'email', 'phone'],
    recipients: ['azure-monitor', 'zendesk', 'teamviewer'],
    people: 'known',
    refusable: false,
  },
  'quality-evaluation': {
    title: { nb: 'Kvalitetsvurdering', en: 'Quality evaluation' },
    legalBasis: 'Art. 6(1)(f)',
    dpvLegalBasis: 'eu-gdpr:A6-1-f-controller',
    dpvPurposes: ['dpv:ImproveExistingProductsAndServices'],
    data: ['company', 'email'],
    recipients: ['azure-monitor'],
    people: 'known',
    refusable: true,
  },
  'usage-analysis': {
    title: { nb: 'Bruksanalyse og forebygging av feil', en: 'Use analysis and prevention of faults' },
    legalBasis: 'Art. 6(1)(f)',
    dpvLegalBasis: 'eu-gdpr:A6-1-f-controller',
    dpvPurposes: ['dpv:ServiceUsageAnalytics', 'dpv:ServiceMonitoring'],
    data: ['company'],
    recipients: ['azure-monitor'],
    people: 'customers',
    refusable: true,
  },
} as const satisfies Record<string, Purpose>;

export type PurposeId = keyof typeof purposes;
export const purposeIds = Object.keys(purposes) as PurposeId[];

/** The two lists of policy row P6. */
export const lists = {
  marketing: {
    title: { nb: 'Markedsnyheter', en: 'Market news' },
    purpose: 'marketing',
    membership: 'given by an act of consent, confirmed by e-mail; left at any time',
    refusable: true,
  },
  technical: {
    title: { nb: 'Teknisk og administrativ liste', en: 'Technical and administrative list' },
    purpose: 'technical-notices',
    membership: 'while a licence is active',
    refusable: false,
  },
} as const;
