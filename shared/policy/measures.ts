interface Measure {
  readonly dpv: string;
  readonly nb: string;
  readonly en: string;
}

/**
 * The technical and organisational measures of this pipeline, in general terms (GDPR Art. 30(1)(g), Art. 32(1)). Only
 * what it does itself; what the platform and the house do beside it is for others to state.
 */
export const measures = {
  minimisation: {
    dpv: 'dpv:PrivacyByDesign',
    nb: 'Bare feltene i personvernerklæringens rad P2 lagres, i få, merkede dokumenter. Logger, meldinger, nettadresser, nøkler og telemetri inneholder ikke noe om personen; en test søker gjennom alle lagrene.',
    en: 'Only the fields of policy row P2 are stored, in few, marked documents. Logs, messages, web addresses, keys and telemetry hold nothing of the person; a test searches every store.',
  },
  pseudonymisation: {
    dpv: 'dpv:Pseudonymisation',
    nb: 'Personer finnes igjen ved avtrykk laget med en hemmelig nøkkel (HMAC-SHA-256), og id-ene er tilfeldige: av dem kan ingenting leses.',
    en: 'People are found by fingerprints made with a secret key (HMAC-SHA-256), and ids are random: nothing can be read from either.',
  },
  erasure: {
    dpv: 'dpv:DataErasurePolicy',
    nb: 'Hver opplysning bærer sin egen slutt, og hver time slettes det som er over tiden. Databehandlerne spørres til de har svart, og etterpå søker en annen del av systemet etter rester.',
    en: 'Every record carries its own end, and each hour what is past it is erased. Processors are asked until they have answered, and afterwards another part of the system searches for what may be left.',
  },
  access: {
    dpv: 'dpv:AccessControlMethod',
    nb: 'Ansatte logger inn med Entra ID og har en av tre roller; hver handling krever den laveste rollen som trenger den.',
    en: 'Staff sign in with Entra ID and hold one of three roles; each operation takes the least role that needs it.',
  },
  traceability: {
    dpv: 'dpv:ActivityMonitoring',
    nb: 'Hver endring, og hver gang ansatte slår opp en person, skrives som en hendelse uten personopplysninger, i samme omgang som endringen selv.',
    en: 'Every change, and every time staff look up a person, is written as an event without personal data, at one with the change itself.',
  },
  identity: {
    dpv: 'dpv:CryptographicAuthentication',
    nb: 'Før noe gis ut, rettes eller slettes på forespørsel, må den det gjelder, vise at opplysningene er hennes eller hans: med en lenke som bare virker én gang, eller overfor en saksbehandler.',
    en: 'Before anything is handed out, corrected or erased on request, the person has to show that the data is theirs: by a link that works once, or to a case worker.',
  },
  processors: {
    dpv: 'dpv:ThirdPartySecurityProcedures',
    nb: 'En databehandler får bare de feltene tjenesten trenger, og er bundet av avtale om taushet.',
    en: 'A processor gets only the fields that its service needs, and is bound by an agreement of confidentiality.',
  },
  transfer: {
    dpv: 'dpv:EncryptionInTransfer',
    nb: 'E-post overleveres bare over krypterte forbindelser.',
    en: 'Mail is handed over on encrypted connections only.',
  },
  web: {
    dpv: 'dpv:WebBrowserSecurity',
    nb: 'Sidene for ansatte og for den enkelte kjører ikke skript og henter ingenting fra andre; nettleseren håndhever det.',
    en: 'The pages for staff and for each person run no script and fetch nothing from others; the browser enforces it.',
  },
  resilience: {
    dpv: 'dpv:FailSafeProtocols',
    nb: 'En endring skjer helt eller ikke. Det som dør halvveis, eller ikke når fram, tas opp igjen til det er gjort.',
    en: 'A change happens whole or not at all. What dies half-way, or does not get through, is taken up again until it is done.',
  },
} as const satisfies Record<string, Measure>;
