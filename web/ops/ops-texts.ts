import type { Locale } from '../../shared/policy/register.ts';
import type { Role } from '../../shared/policy/roles.ts';

/** The frame of the operations pages, in both languages. */
export const opsTexts = {
  part: { nb: 'Drift', en: 'Operations' },
  nav: { nb: 'Sidene for drift', en: 'Operations pages' },
  language: { nb: 'Språk', en: 'Language' },
  signedInAs: { nb: 'Innlogget som', en: 'Signed in as' },
  signOut: { nb: 'Logg ut', en: 'Sign out' },
  developmentKey: { nb: 'utviklingsnøkkelen', en: 'the development key' },
  today: { nb: 'I dag', en: 'Today' },
  requests: { nb: 'Forespørsler', en: 'Requests' },
  people: { nb: 'Personer', en: 'People' },
  registrations: { nb: 'Registreringer', en: 'Registrations' },
  tasks: { nb: 'Oppgaver', en: 'Tasks' },
  holds: { nb: 'Sperrer', en: 'Holds' },
  disclosures: { nb: 'Utleveringer', en: 'Disclosures' },
  announcements: { nb: 'Kunngjøringer', en: 'Announcements' },
  deadLetters: { nb: 'Dødbrev', en: 'Dead letters' },
  register: { nb: 'Protokoll', en: 'Register' },
} as const satisfies Record<string, Record<Locale, string>>;

/** Each language in its own words. */
export const languageNames = { nb: 'Norsk', en: 'English' } as const satisfies Record<Locale, string>;

export const roleNames = {
  reader: { nb: 'leser', en: 'reader' },
  'case-worker': { nb: 'saksbehandler', en: 'case worker' },
  administrator: { nb: 'administrator', en: 'administrator' },
} as const satisfies Record<Role, Record<Locale, string>>;

/** What somebody sees who does not get in, or not this far. */
export const refusedTexts = {
  closedTitle: { nb: 'Ikke åpnet', en: 'Not open' },
  closedLead: {
    nb: 'Her slipper ingen inn: innlogging er ikke satt opp.',
    en: 'Nobody gets in here: signing in is not set up.',
  },
  signedOutTitle: { nb: 'Du er ikke innlogget', en: 'You are not signed in' },
  signedOutLead: {
    nb: 'Ingenting er gjort. Logg inn og prøv på nytt.',
    en: 'Nothing has been done. Sign in and try again.',
  },
  elsewhereTitle: { nb: 'Dette ble ikke gjort', en: 'This was not done' },
  elsewhereLead: {
    nb: 'Skjemaet kom ikke fra en av våre egne sider, så ingenting er gjort.',
    en: 'The form did not come from one of our own pages, so nothing has been done.',
  },
  toSignIn: { nb: 'Til innloggingen', en: 'Sign in' },
  toToday: { nb: 'Til driftssidene', en: 'To the operations pages' },
  forbiddenTitle: { nb: 'Rollen din rekker ikke hit', en: 'Your role does not reach this far' },
  forbiddenLead: {
    nb: 'Dette krever rollen {role}. Du har: {held}. Be den som styrer tilgang hos dere om rollen.',
    en: 'This takes the role {role}. You have: {held}. Ask whoever manages access where you work for it.',
  },
  noRole: { nb: 'ingen', en: 'none' },
} as const satisfies Record<string, Record<Locale, string>>;

/** The page that asks for the development key. */
export const signInTexts = {
  title: { nb: 'Logg inn på driftssidene', en: 'Sign in to the operations pages' },
  key: { nb: 'Utviklingsnøkkelen', en: 'The development key' },
  keyHint: {
    nb: 'Den står der tjenesten ble startet. På Azure logger ansatte inn med Entra ID i stedet.',
    en: 'It is printed where the service was started. On Azure, staff sign in with Entra ID instead.',
  },
  role: { nb: 'Rolle', en: 'Role' },
  signIn: { nb: 'Logg inn', en: 'Sign in' },
  wrong: { nb: 'Nøkkelen er ikke riktig.', en: 'The key is not right.' },
} as const satisfies Record<string, Record<Locale, string>>;
