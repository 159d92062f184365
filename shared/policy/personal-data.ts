import type { RetentionRule } from './retention.ts';

/** The fields of policy row P2, in DPV's words for categories of personal data. */
export const fields = {
  name: { dpv: 'pd:Name', nb: 'navn', en: 'name' },
  company: { dpv: 'pd:CurrentEmployment', nb: 'firma', en: 'company' },
  email: { dpv: 'pd:EmailAddress', nb: 'e-postadresse', en: 'e-mail address' },
  phone: { dpv: 'pd:TelephoneNumber', nb: 'telefonnummer', en: 'phone number' },
} as const;

export type FieldId = keyof typeof fields;

interface Category {
  readonly dpv: string;
  /** The records in which they are found, and so the rules by which they are kept. */
  readonly records: readonly RetentionRule['of'][];
  readonly nb: string;
  readonly en: string;
}

/** The categories of data subjects (GDPR Art. 30(1)(c)): whose data a purpose uses. */
export const people = {
  consented: {
    dpv: 'dpv:Subscriber',
    records: ['consent'],
    nb: 'de som har bedt om Markedsnyheter',
    en: 'those who asked for Market news',
  },
  customers: {
    dpv: 'dpv:Customer',
    records: ['licence'],
    nb: 'kontaktpersoner for lisenser i bruk',
    en: 'contact persons of licences in use',
  },
  known: {
    dpv: 'dpv:User',
    records: ['registration', 'licence'],
    nb: 'de som har gitt oss kontaktopplysninger, og kontaktpersoner for lisenser',
    en: 'those who left their contact details with us, and contact persons of licences',
  },
  everybody: {
    dpv: 'dpv:DataSubject',
    records: ['registration', 'licence', 'consent'],
    nb: 'alle vi har opplysninger om',
    en: 'everybody whose data we hold',
  },
  requesters: {
    dpv: 'dpv:DataSubject',
    records: ['request'],
    nb: 'de som ber om noe etter personvernforordningen',
    en: 'those who ask for something under the GDPR',
  },
} as const satisfies Record<string, Category>;

export type PeopleId = keyof typeof people;
