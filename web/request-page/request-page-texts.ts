import type { Locale } from '../../shared/policy/register.ts';
import type { Right } from '../../shared/policy/rights.ts';

type Words = Readonly<Record<Locale, string>>;

/** The sentences of the page on which a person follows a request, in both languages; `{…}` is filled in. */
export const requestPageTexts = {
  title: { nb: 'Forespørselen din om {right}', en: 'Your request for {right}' },

  confirmLead: {
    nb: 'Noen, trolig du, har bedt om {right} med adressen eller nummeret ditt. Bekreft at det er deg, så begynner vi.',
    en: 'Somebody, probably you, asked for {right} with your address or number. Confirm that it is you, and we begin.',
  },
  willHappen: { nb: 'Dette skjer når du bekrefter', en: 'What happens when you confirm' },
  dueOn: {
    nb: 'Du får svar senest {due}.',
    en: 'You get an answer by {due} at the latest.',
  },
  confirmNot: {
    nb: 'Var det ikke deg, kan du lukke siden. Da skjer det ingenting, og det som ble skrevet, slettes.',
    en: 'If it was not you, close this page. Then nothing happens, and what was written is erased.',
  },
  goes: { nb: 'Dette slettes', en: 'This is erased' },
  goesItems: {
    nb: 'Alt du har sendt inn, samtykkene dine, og det databehandlerne våre kan ha fått av det. Har du bedt om en kopi, slettes den også: hent den først.',
    en: 'All you have sent us, your consents, and what our processors may have had of it. If you asked for a copy, it is erased too: fetch it first.',
  },
  stays: { nb: 'Dette blir', en: 'This stays' },
  staysLicence: {
    nb: 'Det som hører til en lisens, til {period} etter at avtalen er slutt.',
    en: 'What belongs to a licence, until {period} after the agreement ends.',
  },
  staysHold: {
    nb: 'Det en lov, en domstol eller et krav sier at vi må beholde for nå.',
    en: 'What a law, a court or a claim says that we must keep for now.',
  },
  staysFingerprint: {
    nb: 'Et avtrykk av adressen, så en gammel liste ikke fører til ny reklame. Ingen kan lese adressen ut av det.',
    en: 'A fingerprint of the address, so that no old list leads to new advertising. Nobody can read the address from it.',
  },
  final: { nb: 'Det kan ikke gjøres om.', en: 'This cannot be undone.' },

  correctLead: {
    nb: 'Slik står det nå, og slik blir det. Stemmer det, retter vi det her og hos dem som har fått det gamle.',
    en: 'This is how it stands, and how it will be. If that is right, we correct it here and with those who had the old data.',
  },
  checkedFirst: {
    email: {
      nb: 'Den nye e-postadressen retter vi ikke med en gang: Først skriver vi til den, så ingen andre får det som er ditt.',
      en: 'We do not correct the e-mail address at once: first we write to the new one, so that nobody else gets what is yours.',
    },
    phone: {
      nb: 'Det nye nummeret retter vi ikke med en gang: Først ringer vi det, så ingen andre får det som er ditt.',
      en: 'We do not correct the number at once: first we call the new one, so that nobody else gets what is yours.',
    },
  },
  before: { nb: 'Nå:', en: 'Now:' },
  after: { nb: 'Blir:', en: 'Becomes:' },
  notHeld: {
    nb: 'Dette har vi ikke, så her er det ingenting å rette.',
    en: 'We do not hold this, so there is nothing to correct here.',
  },
  correct: { nb: 'Ja, rett dette', en: 'Yes, correct this' },

  waitLead: {
    nb: 'Vi er i gang. Du trenger ikke gjøre noe; vi skriver til deg når svaret er klart.',
    en: 'We are on it. You need not do anything; we write to you when the answer is ready.',
  },
  extended: {
    nb: 'Det er mer å gjøre enn vanlig, og fristen er forlenget. Grunnen står i e-posten vi sendte deg.',
    en: 'There is more to do than usual, and the time has been extended. The reason is in the mail we sent you.',
  },
  how: { nb: 'Slik står det', en: 'How it stands' },
  again: { nb: 'Se hvordan det står nå', en: 'See how it stands now' },
  received: { nb: 'Mottatt', en: 'Received' },
  confirmed: { nb: 'Bekreftet', en: 'Confirmed' },
  working: { nb: 'Under arbeid', en: 'In progress' },
  answerBy: { nb: 'Svar', en: 'Answer' },
  by: { nb: 'senest {due}', en: 'by {due} at the latest' },

  progress: { nb: 'Hos dem som kan ha fått opplysninger', en: 'With those who may have been given data' },
  processor: { nb: 'Databehandler', en: 'Processor' },
  state: { nb: 'Svar', en: 'Answer' },
  since: { nb: 'Siden', en: 'Since' },

  cancelTitle: { nb: 'Ombestemt deg?', en: 'Changed your mind?' },
  cancelLead: {
    nb: 'Så lenge vi ikke har slettet eller rettet noe, kan du trekke forespørselen.',
    en: 'As long as we have not erased or corrected anything, you can take the request back.',
  },
  cancel: { nb: 'Trekk forespørselen', en: 'Take the request back' },

  answered: { nb: 'Svaret er fra {on}.', en: 'The answer is of {on}.' },
  nothingHeld: {
    nb: 'Vi har ingen opplysninger som hører til adressen eller nummeret du skrev.',
    en: 'We hold no data that belongs to the address or number you gave.',
  },
  nothingHeldObjection: {
    nb: 'Vi har ingen opplysninger som hører til adressen eller nummeret du skrev. Vi husker likevel at du protesterer.',
    en: 'We hold no data that belongs to the address or number you gave. We remember all the same that you object.',
  },
  copyGone: {
    nb: 'Kopien er slettet: tiden den kunne hentes, er ute, eller opplysningene er slettet siden. Du kan be om en ny.',
    en: 'The copy has been erased: the time to fetch it is over, or the data has been erased since. You can ask for a new one.',
  },
  fetch: { nb: 'Hent opplysningene', en: 'Fetch your data' },
  fetchUntil: {
    nb: 'Du kan hente dem til {until}. Da slettes filene hos oss. Ta vare på dem som på andre viktige papirer.',
    en: 'You can fetch it until {until}. Then the files are erased with us. Keep them as you would other important papers.',
  },
  fetchPage: { nb: 'Åpne som side', en: 'Open as a page' },
  fetchFile: { nb: 'Last ned som fil (JSON)', en: 'Download as a file (JSON)' },
  grounds: { nb: 'Det vi ikke kan gjøre, og hvorfor', en: 'What we cannot do, and why' },
  exceptions: {
    nb: 'Hos disse er det avgjort at noe blir værende: {names}.',
    en: 'With these it was decided that some of it stays: {names}.',
  },
  disagree: { nb: 'Er du ikke enig?', en: 'Do you disagree?' },
  disagreeHow: {
    nb: 'Skriv til oss, så ser vi på det på nytt:',
    en: 'Write to us and we look at it again:',
  },
  complain: {
    nb: 'Du kan også klage til tilsynsmyndigheten, eller gå til domstolene (personvernforordningen art. 77 og 79):',
    en: 'You may also complain to the supervisory authority, or go to court (GDPR Art. 77 and 79):',
  },
  more: { nb: 'Be om noe annet', en: 'Ask for something else' },
  closedUntil: {
    nb: 'Denne siden virker i {period} etter at saken er avsluttet.',
    en: 'This page works for {period} after the matter is closed.',
  },
} as const satisfies Record<string, Words | Readonly<Record<'email' | 'phone', Words>>>;

/** The button that confirms, by right. */
export const confirmButtons: Readonly<Record<Right, Words>> = {
  access: { nb: 'Ja, gi meg innsyn', en: 'Yes, give me access' },
  rectification: { nb: 'Ja, vis meg hva som rettes', en: 'Yes, show me what is corrected' },
  erasure: { nb: 'Ja, slett opplysningene mine', en: 'Yes, erase my data' },
  restriction: { nb: 'Ja, stans bruken', en: 'Yes, put the use on hold' },
  portability: { nb: 'Ja, gi meg opplysningene', en: 'Yes, give me my data' },
  objection: { nb: 'Ja, jeg protesterer', en: 'Yes, I object' },
};

/** What was done, in one sentence, when all of it was. */
export const fulfilledTexts: Readonly<Record<Right, Words>> = {
  access: { nb: 'Her er en kopi av det vi har om deg.', en: 'Here is a copy of what we hold about you.' },
  rectification: { nb: 'Opplysningene er rettet.', en: 'The data is corrected.' },
  erasure: { nb: 'Opplysningene dine er slettet.', en: 'Your data is erased.' },
  restriction: {
    nb: 'Opplysningene dine er sperret hos oss: vi lagrer dem og bruker dem ikke.',
    en: 'Your data is restricted with us: we keep it and do not use it.',
  },
  portability: {
    nb: 'Her er opplysningene dine, klare til å tas med.',
    en: 'Here is your data, ready to be taken along.',
  },
  objection: {
    nb: 'Vi har sluttet å bruke opplysningene dine til markedsføring og til det vi gjør i egen interesse.',
    en: 'We have stopped using your data for marketing and for what we do in our own interest.',
  },
};

/** How it ended, where not all was done. */
export const endTexts = {
  'partly-fulfilled': {
    nb: 'Vi har gjort det vi kan, men ikke alt.',
    en: 'We have done what we can, but not all of it.',
  },
  refused: { nb: 'Vi kan ikke gjøre det du ba om.', en: 'We cannot do what you asked for.' },
  expired: {
    nb: 'Tiden gikk ut før det ble gjort, og det du skrev, er slettet. Spør gjerne på nytt.',
    en: 'Its time was over before it was done, and what you wrote is erased. You are welcome to ask again.',
  },
  cancelled: {
    nb: 'Du har trukket forespørselen. Ingenting er gjort.',
    en: 'You have taken the request back. Nothing was done.',
  },
} as const satisfies Record<string, Words>;

export const progressTexts = {
  waiting: { nb: 'venter på svar', en: 'waiting for an answer' },
  done: { nb: 'gjort', en: 'done' },
  'nothing-held': { nb: 'hadde ingenting', en: 'had nothing' },
  exception: { nb: 'noe blir værende', en: 'some of it stays' },
} as const satisfies Record<string, Words>;

/** What has just been done, said at the top of the page. */
export const requestNotices = {
  confirmed: {
    nb: 'Takk, du har bekreftet. Ta vare på denne siden, eller kom tilbake med lenken i den neste e-posten fra oss.',
    en: 'Thank you, you have confirmed. Keep this page, or come back by the link in the next mail from us.',
  },
  corrected: { nb: 'Takk, vi retter det nå.', en: 'Thank you, we are correcting it now.' },
  'left-to-staff': {
    nb: 'Takk. Det som krever at noen hos oss ser på det, gjør vi så snart vi kan, og så får du svar.',
    en: 'Thank you. What somebody with us has to look at, we do as soon as we can, and then you get an answer.',
  },
  cancelled: { nb: 'Forespørselen er trukket.', en: 'The request has been taken back.' },
  'not-possible': {
    nb: 'Det gikk ikke, for saken har kommet lenger siden du åpnet siden. Slik står det nå:',
    en: 'That was not possible, since the matter has moved on since you opened the page. This is how it stands:',
  },
} as const satisfies Record<string, Words>;
