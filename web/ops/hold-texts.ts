import type { Locale } from '../../shared/policy/register.ts';

/** The page of holds and its forms, in both languages; `{…}` is filled in. */
export const holdTexts = {
  title: { nb: 'Sperrer', en: 'Holds' },
  lead: {
    nb: 'Det en domstol, en lov eller et krav sier må bli stående, slettes ikke før sperren oppheves. Ingen sperre skal vare fordi den ble glemt: se på hver til dagen som står der.',
    en: 'What a court, a law or a claim says must stay is not erased until the hold is released. No hold shall last because it was forgotten: look at each by the day stated.',
  },
  none: { nb: 'Ingenting er sperret.', en: 'Nothing is on hold.' },
  many: {
    nb: 'Her står de første {count}. Er det flere, må noen finne ut hvorfor.',
    en: 'These are the first {count}. If there are more, somebody has to find out why.',
  },
  list: { nb: 'Sperrer, den som først skal ses på øverst', en: 'Holds, the earliest review first' },
  review: { nb: 'Ses på igjen', en: 'Reviewed on' },
  due: { nb: 'se på den nå', en: 'look at it now' },
  covers: { nb: 'Hva den gjelder', en: 'What it is over' },
  everything: { nb: 'alt av personen', en: 'everything of the person' },
  record: { nb: 'én opplysning', en: 'one record' },
  consent: { nb: 'samtykket til Markedsnyheter', en: 'the consent to Market news' },
  restricted: { nb: 'skal ikke brukes', en: 'not to be used' },
  placed: { nb: 'Satt', en: 'Placed' },
  what: { nb: 'Hva kan gjøres', en: 'What can be done' },
  person: { nb: 'Person', en: 'Person' },

  place: { nb: 'Sett sperren', en: 'Place the hold' },
  placeTitle: { nb: 'Sett en sperre', en: 'Place a hold' },
  subjectId: { nb: 'Personens id', en: 'Id of the person' },
  subjectIdHint: { nb: 'Fra et oppslag.', en: 'From a lookup.' },
  recordId: { nb: 'Id til én opplysning', en: 'Id of one record' },
  recordIdHint: {
    nb: 'Står det tomt, gjelder sperren alt av personen.',
    en: 'Left empty, the hold is over everything of the person.',
  },
  reason: { nb: 'Grunn', en: 'Reason' },
  reasonHint: {
    nb: 'Hvorfor det må bli stående. Skriv et saksnummer heller enn navn.',
    en: 'Why it must stay. A case number is better than a name.',
  },
  authority: { nb: 'Hjemmel', en: 'Authority' },
  authorityHint: {
    nb: 'Domstolen, loven eller kravet den bygger på.',
    en: 'The court, the law or the claim it rests on.',
  },
  reviewOn: { nb: 'Dagen den ses på igjen', en: 'The day on which it is reviewed' },
  reviewOnHint: {
    nb: 'I dag eller senere, høyst ti år fram.',
    en: 'Today or later, ten years ahead at most.',
  },
  restricts: { nb: 'Skal ikke brukes heller', en: 'Must not be used either' },
  restrictsHint: {
    nb: 'Begrenset behandling (art. 18): ingen utsendelser, ingen lister, bare oppbevaring.',
    en: 'Restriction of processing (Art. 18): no mails, no lists, storage only.',
  },

  prolong: { nb: 'Forleng', en: 'Prolong' },
  prolongTo: { nb: 'Ses på igjen den', en: 'Reviewed next on' },
  release: { nb: 'Opphev', en: 'Release' },
  tellBefore: {
    nb: 'Er det personen selv som ba om at bruken stanses, skal personen få beskjed før den begynner igjen (GDPR art. 18 nr. 3). Skriv til personen først.',
    en: 'If it was the person who asked to have the use put on hold, the person is to be told before it begins again (GDPR Art. 18(3)). Write to the person first.',
  },
  releaseFinal: {
    nb: 'Det den holdt igjen, slettes med en gang hvis tiden er ute eller personen har bedt om det.',
    en: 'What it kept is erased at once if its time is over or the person has asked for it.',
  },
  sure: { nb: 'Ja, sperren trengs ikke lenger', en: 'Yes, the hold is needed no longer' },
  wrong: {
    nb: 'Kryss av for at sperren ikke trengs lenger. Ingenting er gjort.',
    en: 'Tick to say that the hold is needed no longer. Nothing has been done.',
  },
  wrongDay: {
    nb: 'Dagen må være en dato fra i dag av, høyst ti år fram. Ingenting er gjort.',
    en: 'The day must be a date from today on, ten years ahead at most. Nothing has been done.',
  },
  gone: {
    nb: 'Sperren er ikke der lenger: noen har opphevet den.',
    en: 'The hold is not there any more: somebody has released it.',
  },
} as const satisfies Record<string, Record<Locale, string>>;

/** What was just done. */
export const holdDone: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  placed: { nb: 'Sperren er satt.', en: 'The hold is placed.' },
  released: {
    nb: 'Sperren er opphevet. Det den holdt igjen, kan gå.',
    en: 'The hold is released. What it kept may go.',
  },
  prolonged: { nb: 'Sperren er forlenget.', en: 'The hold is prolonged.' },
};
