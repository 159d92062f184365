import type { Locale } from '../../shared/policy/register.ts';

/** The register of disclosures and its form, in both languages; `{…}` is filled in. */
export const disclosureTexts = {
  title: { nb: 'Utleveringer', en: 'Disclosures' },
  lead: {
    nb: 'Hva en myndighet har fått etter en kjennelse, en lov eller en forskrift. Registeret sier hvilke opplysninger, aldri hva de sier, og blir stående i {period}, også når personen er slettet.',
    en: 'What a public authority was given by court order, law or regulation. The register says which data, never what it says, and stays for {period}, also when the person is erased.',
  },
  none: { nb: 'Ingenting er utlevert.', en: 'Nothing has been handed over.' },
  many: {
    nb: 'Her står de siste {count}.',
    en: 'These are the last {count}.',
  },
  list: { nb: 'Utleveringer, den siste øverst', en: 'Disclosures, the latest first' },
  person: { nb: 'Person', en: 'Person' },
  counted: { nb: 'Opplysninger', en: 'Records' },
  recorded: { nb: 'Skrevet ned', en: 'Recorded' },

  recordTitle: { nb: 'Skriv ned en utlevering', en: 'Record a disclosure' },
  record: { nb: 'Skriv ned', en: 'Record' },
  subjectId: { nb: 'Personens id', en: 'Id of the person' },
  subjectIdHint: { nb: 'Fra et oppslag.', en: 'From a lookup.' },
  records: { nb: 'Hvilke opplysninger', en: 'Which records' },
  allRecords: {
    nb: 'Gjelder alt vi har av personen. Er det bare en del, åpne mappen og velg der.',
    en: 'About all we hold of the person. If it is only a part, open the file and choose there.',
  },
  consent: { nb: 'samtykket til Markedsnyheter', en: 'the consent to Market news' },
  fields: { nb: 'Hvilke felter', en: 'Which fields' },
  authority: { nb: 'Myndighet', en: 'Authority' },
  authorityHint: {
    nb: 'Uten personens navn, adresse eller nummer: det blir stående.',
    en: 'Without the name, address or number of the person: it stays.',
  },
  legalBasis: { nb: 'Hjemmel', en: 'Legal basis' },
  legalBasisHint: {
    nb: 'Loven, kjennelsen eller forskriften som pålegger det.',
    en: 'The law, order or regulation that obliges us.',
  },
  reference: { nb: 'Saksnummer hos myndigheten', en: 'Case number of the authority' },
  referenceHint: { nb: 'For eksempel 26-123456TVI-TOSL/04.', en: 'For example 26-123456TVI-TOSL/04.' },
  disclosedOn: { nb: 'Utlevert dato', en: 'Day it was handed over' },
} as const satisfies Record<string, Record<Locale, string>>;

/** What was just done. */
export const disclosureDone: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  recorded: { nb: 'Utleveringen er skrevet ned.', en: 'The disclosure is recorded.' },
};
