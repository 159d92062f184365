import type { Locale } from '../../shared/policy/register.ts';

type Texts = Readonly<Record<string, Record<Locale, string>>>;

/** The page of today, in both languages; `{…}` is filled in. */
export const todayTexts = {
  title: { nb: 'I dag', en: 'Today' },
  nothing: { nb: 'Ingenting haster.', en: 'Nothing is urgent.' },
  alerts: { nb: 'Haster', en: 'Urgent' },
  more: { nb: '{count} eller flere', en: '{count} or more' },
  shown: { nb: 'De første {shown} av {count}.', en: 'The first {shown} of {count}.' },
  all: { nb: 'Se alle', en: 'See all' },

  waitingNow: { nb: 'Venter', en: 'Waiting' },
  openRequests: { nb: 'åpne forespørsler', en: 'open requests' },
  waitingErasures: { nb: 'slettinger venter på svar', en: 'erasures wait for answers' },
  openTasks: { nb: 'oppgaver', en: 'tasks' },
  dueHolds: { nb: 'sperrer å vurdere', en: 'holds to review' },
  deadLetters: { nb: 'dødbrev', en: 'dead letters' },
  unknown: { nb: '?', en: '?' },

  requests: { nb: 'Forespørsler etter frist', en: 'Requests by deadline' },

  erasures: { nb: 'Slettinger som venter på svar', en: 'Erasures that wait for answers' },
  subject: { nb: 'Hvem', en: 'Who' },
  cause: { nb: 'Grunn', en: 'Cause' },
  requestedOn: { nb: 'Begynt', en: 'Begun' },
  waitsFor: { nb: 'Venter på', en: 'Waits for' },
  waitingFor: {
    nb: '{processor}, siden {since} ({attempt}. gang)',
    en: '{processor}, since {since} (attempt {attempt})',
  },

  contradicted: { nb: 'Slettinger som ikke stemmer', en: 'Erasures that are contradicted' },
  contradictedLead: {
    nb: 'Et søk etterpå fant noe som skulle vært borte. Finn ut hvordan det kom dit; det søkes igjen hver time.',
    en: 'A search afterwards found something that should be gone. Find out how it got there; it is searched for again every hour.',
  },
  places: { nb: 'Hvor', en: 'Where' },
  since: { nb: 'Siden', en: 'Since' },

  tasks: { nb: 'Oppgaver etter frist', en: 'Tasks by deadline' },

  holds: { nb: 'Sperrer som må vurderes på nytt', en: 'Holds to be reviewed' },
  reviewOn: { nb: 'Skulle vurderes', en: 'Review' },

  outlook: { nb: 'Hva som slettes når', en: 'What is erased when' },
  processors: { nb: 'Hvor fort databehandlerne svarer', en: 'How soon processors answer' },
  processorsLead: {
    nb: 'Siste 30 dager, fra første spørsmål til svar. Det ansatte har avgjort, er ikke med.',
    en: 'The last 30 days, from the first question to the answer. What staff decided is not counted.',
  },
  processor: { nb: 'Databehandler', en: 'Processor' },
  answered: { nb: 'Svar', en: 'Answers' },
  median: { nb: 'Halvparten innen', en: 'Half within' },
  slowest: { nb: 'Tregeste', en: 'Slowest' },
  waiting: { nb: 'Venter nå', en: 'Waiting now' },
  waitingSince: { nb: '{count}, den eldste siden {since}', en: '{count}, the oldest since {since}' },
  silent: { nb: 'svarer ikke', en: 'silent' },
  none: { nb: '–', en: '–' },
} as const satisfies Texts;

/** What is urgent, after its number; and where one goes to mend it. */
export const alertTexts = {
  'requests-overdue': { nb: 'forespørsler over fristen', en: 'requests overdue' },
  contradicted: { nb: 'slettinger som ikke stemmer', en: 'erasures contradicted' },
  'tasks-overdue': { nb: 'oppgaver over fristen', en: 'tasks overdue' },
  'processors-silent': { nb: 'databehandlere som ikke svarer', en: 'processors silent' },
  'dead-letters': { nb: 'dødbrev', en: 'dead letters' },
  'holds-due': { nb: 'sperrer å vurdere på nytt', en: 'holds to review' },
  'dead-letters-unknown': { nb: 'meldingstjeneste som ikke svarer', en: 'broker that does not answer' },
} as const satisfies Texts;

export const causeTexts = {
  retention: { nb: 'tiden er ute', en: 'its time is over' },
  'licence-end': { nb: 'lisensen er slutt', en: 'the licence has ended' },
  withdrawal: { nb: 'samtykket er trukket', en: 'the consent was withdrawn' },
  'data-subject': { nb: 'personen ba om det', en: 'the person asked' },
  'contact-replaced': { nb: 'lisensen har ny kontakt', en: 'the licence has another contact' },
} as const satisfies Texts;

/** The chart of what is erased when. */
export const outlookTexts = {
  title: { nb: 'Hva som slettes når', en: 'What is erased when' },
  about: {
    nb: 'Stablede søyler: en for hver av de neste 24 månedene. Tallene står i tabellen under.',
    en: 'Stacked bars: one for each of the next 24 months. The numbers are in the table below.',
  },
  chart: { nb: 'Diagram: hva som slettes når', en: 'Chart: what is erased when' },
  asTable: { nb: 'Det samme som tabell', en: 'The same as a table' },
  nothing: { nb: 'Det er ingenting å slette.', en: 'There is nothing to erase.' },
  afterwards: {
    nb: 'Etter disse månedene: {items}.',
    en: 'After these months: {items}.',
  },
  noEnd: {
    nb: 'Lisenser i bruk har ingen slutt ennå og står ikke her.',
    en: 'Licences in use have no end yet and are not shown.',
  },
  month: { nb: 'Måned', en: 'Month' },
  later: { nb: 'senere', en: 'later' },
  registration: { nb: 'Registreringer', en: 'Registrations' },
  licence: { nb: 'Lisenskontakter', en: 'Licence contacts' },
  consent: { nb: 'Samtykker', en: 'Consents' },
} as const satisfies Texts;
