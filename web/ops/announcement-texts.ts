import type { Locale } from '../../shared/policy/register.ts';

/** The page of announcements, in both languages; `{…}` is filled in. */
export const announcementTexts = {
  title: { nb: 'Kunngjøringer', en: 'Announcements' },
  lead: {
    nb: 'Større endringer i personvernerklæringen fortelles til alle det gjelder, én gang (rad P12).',
    en: 'Larger changes of the privacy policy are told to everybody they concern, once (row P12).',
  },
  none: { nb: 'Ingen større endring står i registeret.', en: 'There is no larger change in the register.' },
  version: { nb: 'Versjonen fra {date}', en: 'The version of {date}' },
  asksAgain: {
    nb: 'De som har sagt ja til Markedsnyheter, blir spurt på nytt.',
    en: 'Those who said yes to Market news are asked again.',
  },
  started: { nb: 'Startet', en: 'Started' },
  done: { nb: 'Ferdig', en: 'Done' },
  told: { nb: 'fått e-post', en: 'mailed' },
  askedAgain: { nb: 'av dem spurt på nytt', en: 'of those asked again' },
  withoutAddress: { nb: 'nås bare på nettsidene', en: 'reached on the web site only' },
  notContacted: { nb: 'skal ikke kontaktes', en: 'not to be contacted' },
  toTryAgain: { nb: 'prøves igjen', en: 'tried again' },
  progress: { nb: 'Omtrent {percent} % er gjort', en: 'About {percent} % is done' },
  refresh: { nb: 'Se hvor langt det er kommet', en: 'See how far it has come' },
  start: { nb: 'Kunngjør', en: 'Announce' },
  startLead: {
    nb: 'Vi har opplysninger om omtrent {people} personer. De som har en e-postadresse og ikke kjenner denne versjonen, får en e-post hver. Nettsidene viser et banner i {banner}.',
    en: 'We hold data of about {people} people. Those with an e-mail address who do not know this version get one mail each. The web sites show a banner for {banner}.',
  },
  final: { nb: 'Det kan ikke stanses eller gjøres om.', en: 'It can be neither stopped nor undone.' },
  sure: {
    nb: 'Ja, send e-post om denne versjonen til alle det gjelder',
    en: 'Yes, mail everybody concerned about this version',
  },
  startButton: { nb: 'Start kunngjøringen', en: 'Start the announcement' },
  onlyAdministrators: {
    nb: 'Den som har rollen administrator, kan kunngjøre den.',
    en: 'Whoever holds the role administrator can announce it.',
  },
} as const satisfies Record<string, Record<Locale, string>>;

export const announcementStates = {
  'not-announced': { words: { nb: 'ikke kunngjort', en: 'not announced' }, badge: 'quiet' },
  running: { words: { nb: 'pågår', en: 'running' }, badge: '' },
  done: { words: { nb: 'ferdig', en: 'done' }, badge: 'ok' },
} as const;

/** What was just done. */
export const announcementDone: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  announced: {
    nb: 'Kunngjøringen er startet. De første e-postene går innen et minutt.',
    en: 'The announcement has been started. The first mails go within a minute.',
  },
};
