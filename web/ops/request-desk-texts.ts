import type { OpenedRequest, RequestEntry, StaffStep } from '../../shared/domain/request-view.ts';
import type { Locale } from '../../shared/policy/register.ts';

type Words = Readonly<Record<Locale, string>>;

/** The desk at which staff deal with people's requests, in both languages; `{…}` is filled in. */
export const deskTexts = {
  title: { nb: 'Forespørsler', en: 'Requests' },
  lead: {
    nb: 'Det folk ber om etter personvernforordningen, den som haster mest først. Her står ingen navn.',
    en: 'What people ask for under the GDPR, the most urgent first. No names stand here.',
  },
  new: { nb: 'Skriv inn en forespørsel', en: 'Type in a request' },
  show: { nb: 'Vis', en: 'Show' },
  all: { nb: 'Alle åpne ({count})', en: 'All open ({count})' },
  ours: { nb: 'Venter på oss ({count})', en: 'Waiting for us ({count})' },
  overdue: { nb: 'Over fristen ({count})', en: 'Overdue ({count})' },
  none: { nb: 'Ingen forespørsler her.', en: 'No requests here.' },
  many: {
    nb: 'Her står de første {count}. Er det flere, må noen finne ut hvorfor.',
    en: 'These are the first {count}. If there are more, somebody has to find out why.',
  },
  right: { nb: 'Gjelder', en: 'About' },
  number: { nb: 'Nummer', en: 'Number' },
  due: { nb: 'Frist', en: 'Due' },
  received: { nb: 'Kom', en: 'Received' },
  identity: { nb: 'Identitet', en: 'Identity' },
  waitsFor: { nb: 'Venter på', en: 'Waits for' },
  state: { nb: 'Tilstand', en: 'State' },
  nothing: { nb: 'ingenting', en: 'nothing' },
  undelivered: { nb: 'oss: svaret kom ikke fram', en: 'us: the answer did not arrive' },

  back: { nb: 'Til alle forespørsler', en: 'To all requests' },
  oneTitle: { nb: 'Forespørsel om {right}', en: 'Request for {right}' },
  goneTitle: { nb: 'Forespørselen finnes ikke', en: 'There is no such request' },
  gone: {
    nb: 'Det er ingen forespørsel med dette nummeret. Den kan ha blitt borte fordi den ble avsluttet for lenge siden.',
    en: 'There is no request by this number. It may be gone because it was closed long ago.',
  },
  facts: { nb: 'Saken', en: 'The matter' },
  article: { nb: 'Rettighet', en: 'Right' },
  contact: { nb: 'Hvem som spør', en: 'Who asks' },
  undeliveredHow: {
    nb: 'E-posten med svaret ble avvist. Finn en annen vei til personen; adressen slettes her etter {period}.',
    en: 'The mail with the answer was turned away. Find another way to the person; the address is erased here after {period}.',
  },
  contactGone: {
    nb: 'Ingenting av personen er igjen her.',
    en: 'Nothing of the person is left here.',
  },
  language: { nb: 'Svares på', en: 'Answered in' },
  person: { nb: 'Person', en: 'Person' },
  nobodyHeld: { nb: 'Vi har ingenting om personen.', en: 'Nothing is held of the person.' },
  package: { nb: 'Kopien', en: 'The copy' },
  packageUntil: {
    nb: 'Ligger til henting på personens side til {until}, og slettes så.',
    en: 'Can be fetched on the person’s page until {until}, and is then erased.',
  },
  packageToHandOver: {
    nb: 'Ligger her til {until}. Gi den bare til den det gjelder.',
    en: 'Lies here until {until}. Hand it only to the person it is about.',
  },
  packagePage: { nb: 'Åpne som side', en: 'Open as a page' },
  packageFile: { nb: 'Last ned som fil (JSON)', en: 'Download as a file (JSON)' },
  toStaff: { nb: 'Overlatt til deg', en: 'Left to you' },

  how: { nb: 'Gangen', en: 'How it went' },
  typedIn: { nb: '{day}, skrevet inn av en ansatt', en: '{day}, typed in by staff' },
  fromPerson: { nb: '{day}, fra skjemaet', en: '{day}, from the form' },
  shown: { nb: 'Identiteten er vist', en: 'Identity shown' },
  byLink: { nb: 'Med lenken, {at}', en: 'By the link, {at}' },
  byStaff: { nb: 'Til {who}, {at}: {evidence}', en: 'To {who}, {at}: {evidence}' },
  identityWaits: { nb: 'Vise hvem som spør', en: 'Showing who asks' },
  proofAsked: { nb: 'Det er bedt om mer bevis, {at}', en: 'More proof was asked for, {at}' },
  extended: { nb: 'Fristen er forlenget', en: 'Time extended' },
  answered: { nb: 'Svart', en: 'Answered' },
  answer: { nb: 'Svar', en: 'Answer' },
  by: { nb: 'Senest {due}', en: 'By {due} at the latest' },
  closed: { nb: 'Avsluttet', en: 'Closed' },

  changes: { nb: 'Rettelser', en: 'Corrections' },
  changesLead: {
    nb: 'Det som står nå, og det som skal stå.',
    en: 'What is there now, and what shall be.',
  },
  changesLater: {
    nb: 'Slik skal det stå. Det som står nå, vises når det er vist hvem som spør.',
    en: 'This is how it shall be. What is there now is shown once it is shown who asks.',
  },
  notHeld: { nb: 'Dette har vi ikke.', en: 'We do not hold this.' },
  answerTitle: { nb: 'Svaret', en: 'The answer' },
  answeredOn: { nb: '{state}, {on}.', en: '{state}, {on}.' },
  wrote: { nb: 'Dette ble skrevet til personen:', en: 'This was written to the person:' },
  stays: {
    nb: 'Her er det avgjort at noe blir: {names}.',
    en: 'Here it was decided that some of it stays: {names}.',
  },

  actions: { nb: 'Hva du kan gjøre', en: 'What you can do' },
  nothingToDo: {
    nb: 'Akkurat nå er det ingenting å gjøre her.',
    en: 'Just now there is nothing to do here.',
  },
  pipelineWorks: {
    nb: 'Systemet arbeider med den. Se igjen om litt.',
    en: 'The system is working on it. Look again in a while.',
  },
  notPossible: {
    nb: 'Ingenting er gjort. {obstacle} Slik står den nå.',
    en: 'Nothing was done. {obstacle} This is how it stands now.',
  },
  wrong: { nb: 'Feil', en: 'Error' },
} as const satisfies Record<string, Words>;

/** The forms of the desk: what each decision needs and leads to. */
export const decisionTexts = {
  evidence: { nb: 'Hva det kan ses av', en: 'By what it can be seen' },
  evidenceHint: {
    nb: 'For eksempel «ringte tilbake på nummeret vi har» eller et saksnummer. Det blir stående: ingen navn, adresser eller numre.',
    en: 'Such as “called back on the number we hold” or a case number. It stays: no names, addresses or numbers.',
  },
  subjectId: { nb: 'Person-id', en: 'Person id' },
  subjectIdHint: {
    nb: 'Bare når nummeret fører til flere, eller personen er kjent under en annen adresse. Den står på personens side.',
    en: 'Only where the number leads to several people, or the person is known by another address. It stands on the person’s page.',
  },
  verifyLead: {
    nb: 'Når du bekrefter, går systemet i gang med det personen ba om.',
    en: 'Once you confirm, the system begins with what the person asked for.',
  },
  verifyErasure: {
    nb: 'Når du bekrefter, slettes alt vi kan slette om personen, med en gang og for godt.',
    en: 'Once you confirm, all that we may erase of the person is erased, at once and for good.',
  },
  proofLead: {
    nb: 'Er du i tvil om hvem som spør, får personen en e-post om å vise det til deg. Lenken som er sendt, virker ikke lenger (art. 12 nr. 6).',
    en: 'If you doubt who asks, the person gets a mail that asks to show it to you. The link that is out works no more (Art. 12(6)).',
  },
  fulfilHandedOver: {
    nb: 'Når kopien er gitt til personen. Det går ingen e-post: fortell selv det som skal sies.',
    en: 'When the copy was handed to the person. No mail is sent: say yourself what is to be said.',
  },
  fulfilLead: {
    nb: 'Når du har gjort det selv, eller det som kan gjøres. Personen får svaret på e-post.',
    en: 'When you have done it yourself, or what can be done. The person is mailed the answer.',
  },
  fulfilRectification: {
    nb: 'Velger du «alt», gjøres rettelsene på denne siden, her og hos databehandlerne. Personen får svaret på e-post.',
    en: 'If you choose “all of it”, the corrections on this page are made, here and at the processors. The person is mailed the answer.',
  },
  outcome: { nb: 'Hva er gjort', en: 'What was done' },
  fulfilled: { nb: 'Alt', en: 'All of it' },
  partly: { nb: 'En del', en: 'A part of it' },
  groundOfRest: { nb: 'Grunn for det som ikke er gjort', en: 'Ground for what was not done' },
  groundHint: { nb: 'Bare når det er en del.', en: 'Only for a part of it.' },
  noGround: { nb: 'Velg en grunn', en: 'Choose a ground' },
  ground: { nb: 'Grunn', en: 'Ground' },
  note: { nb: 'Ord til personen', en: 'Words to the person' },
  noteHint: {
    nb: 'Valgfritt. De sendes som du skriver dem, på språket personen bruker ({language}), og blir stående: ingen navn, adresser eller numre.',
    en: 'Optional. They are sent as you write them, in the language the person uses ({language}), and stay: no names, addresses or numbers.',
  },
  extendLead: {
    nb: 'Gir tid til {until}, tre måneder fra den kom. Det kan bare gjøres én gang, og bare i den første måneden. Personen får vite hvorfor (art. 12 nr. 3).',
    en: 'Gives time until {until}, three months from its receipt. It can be done only once, and only in the first month. The person is told why (Art. 12(3)).',
  },
  reason: { nb: 'Grunn, som personen får vite', en: 'Reason, as the person is told' },
  refuseLead: {
    nb: 'Personen får grunnen nedenfor, og hvor det kan klages (art. 12 nr. 4). Det kan ikke gjøres om.',
    en: 'The person is given the ground below, and where to complain (Art. 12(4)). It cannot be undone.',
  },
  cancelLead: {
    nb: 'Når personen har sagt at den skal trekkes. Det som ble skrevet, slettes med en gang.',
    en: 'When the person has said to take it back. What was written is erased at once.',
  },
} as const satisfies Record<string, Words>;

/** What is done by each form: on its summary, on its button, and when it is done. */
export const stepTexts: Readonly<Record<StaffStep, { title: Words; button: Words; done: Words }>> = {
  verify: {
    title: { nb: 'Bekreft hvem som spør', en: 'Confirm who asks' },
    button: { nb: 'Ja, det er vist', en: 'Yes, it was shown' },
    done: {
      nb: 'Det er skrevet ned at identiteten er vist. Nå gjøres det som ble bedt om.',
      en: 'It is recorded that the identity was shown. What was asked for is now being done.',
    },
  },
  'ask-for-proof': {
    title: { nb: 'Be om mer bevis', en: 'Ask for more proof' },
    button: { nb: 'Send e-posten', en: 'Send the mail' },
    done: {
      nb: 'Personen blir bedt om å vise hvem det er.',
      en: 'The person is being asked to show who it is.',
    },
  },
  fulfil: {
    title: { nb: 'Svar for hånd', en: 'Answer by hand' },
    button: { nb: 'Send svaret', en: 'Send the answer' },
    done: { nb: 'Forespørselen er besvart.', en: 'The request is answered.' },
  },
  extend: {
    title: { nb: 'Forleng fristen', en: 'Extend the time' },
    button: { nb: 'Forleng', en: 'Extend' },
    done: {
      nb: 'Fristen er forlenget, og personen får vite det.',
      en: 'The time is extended, and the person is told.',
    },
  },
  refuse: {
    title: { nb: 'Avslå', en: 'Refuse' },
    button: { nb: 'Avslå forespørselen', en: 'Refuse the request' },
    done: {
      nb: 'Forespørselen er avslått, og personen får vite hvorfor.',
      en: 'The request is refused, and the person is told why.',
    },
  },
  cancel: {
    title: { nb: 'Trekk tilbake', en: 'Take back' },
    button: { nb: 'Trekk forespørselen tilbake', en: 'Take the request back' },
    done: { nb: 'Forespørselen er trukket tilbake.', en: 'The request was taken back.' },
  },
};

export const receivedDone: Words = {
  nb: 'Forespørselen er skrevet inn.',
  en: 'The request has been taken in.',
};

export const identityNames: Readonly<Record<RequestEntry['identity'], Words>> = {
  shown: { nb: 'vist', en: 'shown' },
  'link-out': { nb: 'lenke sendt', en: 'link sent' },
  'proof-asked': { nb: 'bedt om bevis', en: 'proof asked for' },
  'to-be-shown': { nb: 'må vises til oss', en: 'to be shown to us' },
};

export const waitingNames: Readonly<Record<NonNullable<OpenedRequest['waitsFor']>, Words>> = {
  person: { nb: 'personen', en: 'the person' },
  staff: { nb: 'oss', en: 'us' },
  processors: { nb: 'databehandlerne', en: 'the processors' },
  pipeline: { nb: 'systemet', en: 'the system' },
};

export const languageNamesIn = {
  nb: { nb: 'norsk', en: 'Norwegian' },
  en: { nb: 'engelsk', en: 'English' },
} as const satisfies Record<Locale, Words>;
