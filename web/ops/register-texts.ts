import type { Locale } from '../../shared/policy/register.ts';

/** The words of the record of processing as a page, in both languages; `{…}` is filled in. */
export const registerTexts = {
  title: { nb: 'Protokoll over behandlingsaktiviteter', en: 'Record of processing activities' },
  lead: {
    nb: 'Det {name} gjør med personopplysninger, etter personvernforordningen art. 30 nr. 1. Protokollen skrives ut av det samme registeret som systemet følger, så den sier alltid det som faktisk skjer.',
    en: 'What {name} does with personal data, under GDPR Art. 30(1). The record is written from the same register that the system follows, so it always says what is really done.',
  },
  asOf: { nb: 'Slik registeret var {day}.', en: 'As the register was on {day}.' },
  asData: {
    nb: 'Skriv den ut herfra; overskrifter og tabeller er laget for papir. Systemer henter den samme protokollen som JSON-LD med vokabularet DPV: {call}.',
    en: 'Print it from here; headings and tables are made for paper. Systems fetch the same record as JSON-LD in the DPV vocabulary: {call}.',
  },
  contents: { nb: 'Innhold', en: 'Contents' },

  who: { nb: 'Behandlingsansvarlig', en: 'Controller' },
  name: { nb: 'Navn', en: 'Name' },
  country: { nb: 'Land', en: 'Country' },
  norway: { nb: 'Norge', en: 'Norway' },
  rights: { nb: 'Rettigheter', en: 'Rights' },
  withdrawal: { nb: 'Trekke samtykke', en: 'Withdrawal of consent' },
  help: { nb: 'Andre spørsmål', en: 'Other questions' },
  authority: { nb: 'Tilsynsmyndighet', en: 'Supervisory authority' },
  notStated: { nb: 'Ikke oppgitt', en: 'Not stated' },
  notStatedWhat: {
    nb: 'Postadresse, organisasjonsnummer, representant og personvernombud: personvernerklæringen oppgir dem ikke, og protokollen finner ikke på noe.',
    en: 'Postal address, company number, representative and data protection officer: the policy does not state them, and the record invents nothing.',
  },
  processorToo: {
    nb: '{name} er etter personvernerklæringen også databehandler. Denne protokollen gjelder det selskapet selv er ansvarlig for; den som føres på vegne av hver kunde (art. 30 nr. 2), ligger ikke i dette systemet.',
    en: 'By its policy, {name} is a processor too. This record is of what the company itself is responsible for; the one kept on behalf of each customer (Art. 30(2)) is not in this system.',
  },

  activities: { nb: 'Del 1: Behandlingsaktiviteter', en: 'Part 1: Processing activities' },
  purposes: {
    nb: 'Formål: det opplysningene brukes til (personvernerklæringen rad P5 og P6)',
    en: 'Purposes: what the data is used for (policy rows P5 and P6)',
  },
  duties: {
    nb: 'Plikter: det loven pålegger den som har opplysningene',
    en: 'Duties: what the law obliges whoever holds the data to do',
  },
  activity: { nb: 'Behandling', en: 'Processing' },
  legalBasis: { nb: 'Grunnlag', en: 'Legal basis' },
  people: { nb: 'Hvem det gjelder', en: 'Data subjects' },
  data: { nb: 'Opplysninger', en: 'Personal data' },
  recipients: { nb: 'Mottakere', en: 'Recipients' },
  limits: { nb: 'Slettes etter (mer nedenfor)', en: 'Time limits (more below)' },
  limit: { nb: '{title}: {period}', en: '{title}: {period}' },

  limitsTitle: { nb: 'Når noe slettes', en: 'When data is erased' },
  limitsLead: {
    nb: 'Perioder regnes etter kalenderen i Norge. Noe beholdes ut den siste dagen og slettes fra den neste. Det en lov, en domstol eller et krav sier må bli, beholdes til det ikke gjelder lenger (rad P8).',
    en: 'Periods are counted by the calendar in Norway. Data is kept through the last day and erased from the next. What a law, a court or a claim says must stay is kept until that ends (row P8).',
  },
  recordsCaption: { nb: 'Opplysninger om personer', en: 'Records of people' },
  rememberedCaption: {
    nb: 'Det systemet husker etterpå, uten navn, adresse eller nummer',
    en: 'What the system remembers afterwards, without name, address or number',
  },
  what: { nb: 'Hva', en: 'What' },
  howLong: { nb: 'Hvor lenge', en: 'How long' },
  why: { nb: 'Hvorfor', en: 'Why' },
  from: { nb: '{period} fra {from}', en: '{period} from {from}' },

  measures: { nb: 'Sikring', en: 'Security measures' },
  measuresLead: {
    nb: 'I hovedtrekk (art. 30 nr. 1 bokstav g, art. 32 nr. 1): det dette systemet selv gjør.',
    en: 'In general terms (Art. 30(1)(g), Art. 32(1)): what this system itself does.',
  },

  transfers: { nb: 'Del 2: Mottakere og overføringer', en: 'Part 2: Recipients and transfers' },
  transfersLead: {
    nb: 'Hvem som får opplysninger, hvilke, og hva som verner dem utenfor EØS (art. 30 nr. 1 bokstav d og e, kapittel V).',
    en: 'Who gets data, which data, and what protects it outside the EEA (Art. 30(1)(d) and (e), Chapter V).',
  },
  recipient: { nb: 'Mottaker', en: 'Recipient' },
  place: { nb: 'Sted', en: 'Place' },
  usedFor: { nb: 'Til', en: 'For' },
  agreement: { nb: 'Avtale', en: 'Agreement' },
  transfer: { nb: 'Overføring ut av EØS', en: 'Transfer out of the EEA' },
  none: { nb: 'Ingen', en: 'None' },

  cookies: {
    nb: 'Tredjeparters informasjonskapsler settes bare når en besøkende har sagt ja til dem, og tekniske opplysninger beholdes bare anonymt (rad P3 og P4). De står i registeret over informasjonskapsler, og ikke her.',
    en: 'Third parties’ cookies are set only once a visitor has said yes to them, and technical data is kept only anonymously (rows P3 and P4). They stand in the register of cookies, and not here.',
  },

  versions: { nb: 'Versjoner av personvernerklæringen', en: 'Versions of the privacy policy' },
  version: { nb: 'Gjelder fra', en: 'In force from' },
  weight: { nb: 'Endring', en: 'Change' },
  larger: { nb: 'større', en: 'larger' },
  smaller: { nb: 'mindre', en: 'smaller' },
  summary: { nb: 'Hva', en: 'What' },
} as const satisfies Record<string, Record<Locale, string>>;
