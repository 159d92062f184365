import type { FieldId, PeopleId } from './personal-data.ts';
import type { ProcessorId } from './processors.ts';
import type { memory } from './retention.ts';

/**
 * What the controller does with personal data because the law obliges it to, beside the purposes of policy row P5:
 * nobody may ask to be contacted for it, but it belongs in the record of processing (GDPR Art. 30(1)).
 */
export interface Duty {
  readonly title: { readonly nb: string; readonly en: string };
  readonly legalBasis: 'Art. 6(1)(c)';
  readonly dpvLegalBasis: 'eu-gdpr:A6-1-c';
  readonly dpvPurposes: readonly string[];
  /** The duty itself. */
  readonly source: string;
  readonly people: PeopleId;
  readonly data: readonly FieldId[];
  readonly recipients: readonly (ProcessorId | OtherRecipientId)[];
  /** What is remembered of it afterwards. */
  readonly remembers: readonly (keyof typeof memory)[];
}

/** Who may get data without being a processor (GDPR Art. 4(9)). */
export const otherRecipients = {
  authorities: {
    dpv: 'dpv:Authority',
    title: { nb: 'offentlige myndigheter', en: 'public authorities' },
    why: {
      nb: 'bare når en domstol, en lov eller en forskrift pålegger det (personvernerklæringen, rad P8)',
      en: 'only where a court order, a law or a regulation obliges us to (policy row P8)',
    },
  },
} as const;

type OtherRecipientId = keyof typeof otherRecipients;

export const duties = {
  'rights-requests': {
    title: { nb: 'Svare på forespørsler om rettigheter', en: 'Answering requests about rights' },
    legalBasis: 'Art. 6(1)(c)',
    dpvLegalBasis: 'eu-gdpr:A6-1-c',
    dpvPurposes: ['dpv:RightsFulfilment'],
    source: 'Art. 12, Art. 15–21, policy row P7',
    people: 'requesters',
    data: ['name', 'company', 'email', 'phone'],
    recipients: ['azure-monitor', 'zendesk', 'teamviewer', 'goto'],
    remembers: ['request', 'notice'],
  },
  disclosures: {
    title: { nb: 'Utlevere til offentlige myndigheter', en: 'Disclosing to public authorities' },
    legalBasis: 'Art. 6(1)(c)',
    dpvLegalBasis: 'eu-gdpr:A6-1-c',
    dpvPurposes: ['dpv:LegalCompliance'],
    source: 'Art. 6(3), policy row P8',
    people: 'everybody',
    data: ['name', 'company', 'email', 'phone'],
    recipients: ['azure-monitor', 'authorities'],
    remembers: ['disclosure'],
  },
  announcements: {
    title: {
      nb: 'Fortelle om større endringer i personvernerklæringen',
      en: 'Telling of larger changes of the privacy policy',
    },
    legalBasis: 'Art. 6(1)(c)',
    dpvLegalBasis: 'eu-gdpr:A6-1-c',
    dpvPurposes: ['dpv:LegalCompliance'],
    source: 'Art. 12(1), Art. 13(3), policy row P12',
    people: 'everybody',
    data: ['email'],
    recipients: ['azure-monitor'],
    remembers: ['announcedPolicy'],
  },
  evidence: {
    title: {
      nb: 'Kunne vise hva noen har sagt ja og nei til, og holde seg til det',
      en: 'Being able to show what somebody said yes and no to, and keeping to it',
    },
    legalBasis: 'Art. 6(1)(c)',
    dpvLegalBasis: 'eu-gdpr:A6-1-c',
    dpvPurposes: ['dpv:LegalCompliance'],
    source: 'Art. 5(2), Art. 7(1), Art. 21(3)',
    people: 'consented',
    data: ['email'],
    recipients: ['azure-monitor'],
    remembers: ['suppression'],
  },
} as const satisfies Record<string, Duty>;
