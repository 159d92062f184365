import type { Locale } from '../../shared/policy/register.ts';

/** Every sentence of the letters to people, in both languages; `{…}` is filled in. */
export const letterTexts = {
  greeting: { nb: 'Hei!', en: 'Hello,' },

  confirmSubject: {
    nb: 'Vil du ha Markedsnyheter? Bekreft her',
    en: 'Would you like Market news? Please confirm',
  },
  confirmWhy: {
    nb: 'Noen, trolig du, ba om Markedsnyheter fra oss til denne adressen. Vi sender ingenting før du har bekreftet.',
    en: 'Somebody, probably you, asked for Market news from us at this address. We send nothing until you have confirmed.',
  },
  confirmButton: { nb: 'Bekreft Markedsnyheter', en: 'Confirm Market news' },
  confirmHow: {
    nb: 'Lenken går til en side der du leser hva du sier ja til, og bekrefter med en knapp.',
    en: 'The link leads to a page where you read what you say yes to, and confirm with a button.',
  },
  confirmIgnore: {
    nb: 'Var det ikke deg, eller vil du ikke? Da trenger du ikke gjøre noe: spørsmålet, og det som bare ble lagret for det, slettes av seg selv etter {period}.',
    en: 'Was it not you, or would you rather not? Then you need not do anything: the question, and what was stored only for it, is erased by itself after {period}.',
  },
  confirmRefuse: { nb: 'Si nei takk med en gang', en: 'Say no right away' },

  welcomeSubject: { nb: 'Du får nå Markedsnyheter', en: 'You are now on Market news' },
  welcomeLead: {
    nb: 'Takk for at du bekreftet. Fra nå av får du Markedsnyheter fra oss på denne adressen.',
    en: 'Thank you for confirming. From now on you get Market news from us at this address.',
  },
  welcomeFree: {
    nb: 'Du bestemmer selv hvor lenge. På din egen side ser du hvilke lister du står på, og kan gå av, eller be oss slette det du har sendt inn.',
    en: 'You decide for how long. Your own page shows which lists you are on; there you can leave, or ask us to erase what you have sent us.',
  },
  welcomeButton: { nb: 'Åpne din egen side', en: 'Open your own page' },
  welcomeKeep: {
    nb: 'Lenken virker i {period}. Den som har den, kommer inn på siden din, så send den ikke videre.',
    en: 'The link works for {period}. Whoever has it can open your page, so please do not pass it on.',
  },
  welcomeHelp: {
    nb: 'Trenger du hjelp, skriv til {help}.',
    en: 'If you need help, write to {help}.',
  },
  unsubscribe: { nb: 'Meld deg av Markedsnyheter', en: 'Unsubscribe from Market news' },

  erasedSubject: {
    nb: 'Det du har sendt inn til oss, er slettet',
    en: 'What you sent us has been erased',
  },
  erasedLead: {
    nb: 'Du ba oss slette det du har sendt inn til oss. Registreringene dine er nå slettet hos oss.',
    en: 'You asked us to erase what you sent us. Your registrations have now been erased with us.',
  },
  erasedSubjectExceptions: {
    nb: 'Det du har sendt inn til oss, er slettet, med unntak',
    en: 'What you sent us has been erased, with exceptions',
  },
  erasedProcessors: {
    nb: 'Vi har også spurt disse, som kan ha fått noe av det. Der er det borte:',
    en: 'We have also asked these, who may have had some of it. It is gone there:',
  },
  erasedExceptions: {
    nb: 'Her er ikke alt slettet:',
    en: 'Here not everything has been erased:',
  },
  erasedExceptionsRights: {
    nb: 'Skriv til {rights}, så forteller vi hvorfor. Du kan også klage til {authority}.',
    en: 'Write to {rights} and we will tell you why. You may also complain to {authority}.',
  },
  erasedHeld: {
    nb: 'Noe av det må vi beholde for nå, fordi en lov, en domstol eller et krav sier det. Vi bruker det ikke til noe annet, og sletter det når vi kan; da skriver vi til deg igjen. Spør gjerne: {rights}.',
    en: 'Some of it we must keep for now, because a law, a court or a claim says so. We use it for nothing else, and erase it when we may; then we will write to you again. Do ask: {rights}.',
  },
  erasedLicence: {
    nb: 'Har du en lisens hos oss, beholder vi det som hører til den i {period} etter at avtalen er slutt, hvis avtalen ikke sier noe annet.',
    en: 'If you hold a licence from us, we keep what belongs to it for {period} after the agreement ends, unless the agreement says otherwise.',
  },
  erasedRemembered: {
    nb: 'For at en gammel liste ikke skal føre til ny reklame, husker vi et avtrykk av adressen din. Ingen kan lese adressen ut av det.',
    en: 'So that no old list leads to new advertising, we remember a fingerprint of your address. Nobody can read the address from it.',
  },

  sender: {
    nb: '{name}, Norge, er behandlingsansvarlig.',
    en: '{name}, Norway, is the controller.',
  },
  contacts: {
    nb: 'Rettighetene dine: {rights}. Trekke et samtykke: {withdrawal}. Hjelp: {help}.',
    en: 'Your rights: {rights}. To withdraw a consent: {withdrawal}. Help: {help}.',
  },
} as const satisfies Record<string, Record<Locale, string>>;

/** The sentences of a letter to staff about a task. */
export const taskTexts = {
  subject: {
    nb: 'Oppgave: {notice} hos {processor}, frist {due}',
    en: 'Task: {notice} at {processor}, due {due}',
  },
  erasure: {
    lead: {
      nb: 'Opplysninger om en person skal slettes hos {processor}, og det gikk ikke av seg selv.',
      en: 'Data of a person is to be erased at {processor}, and that did not happen by itself.',
    },
    name: { nb: 'sletting', en: 'erasure' },
    article: { nb: 'artikkel 17 og 19', en: 'Art. 17, Art. 19' },
  },
  rectification: {
    lead: {
      nb: 'Opplysninger om en person skal rettes hos {processor}, og det gikk ikke av seg selv.',
      en: 'Data of a person is to be rectified at {processor}, and that did not happen by itself.',
    },
    name: { nb: 'retting', en: 'rectification' },
    article: { nb: 'artikkel 16 og 19', en: 'Art. 16, Art. 19' },
  },
  withdrawal: {
    lead: {
      nb: 'En person har trukket et samtykke. {processor} skal slutte å bruke opplysningene, og det gikk ikke av seg selv.',
      en: 'A person has withdrawn a consent. {processor} is to stop using the data, and that did not happen by itself.',
    },
    name: { nb: 'tilbaketrekking', en: 'withdrawal' },
    article: { nb: 'artikkel 7 nr. 3', en: 'Art. 7(3)' },
  },
  because: { nb: 'Hva som skjedde', en: 'What happened' },
  legalGround: { nb: 'Personvernforordningen', en: 'GDPR' },
  due: { nb: 'Frist', en: 'Due' },
  task: { nb: 'Oppgave', en: 'Task' },
  see: { nb: 'Åpne oppgaven', en: 'Open the task' },
  how: {
    nb: 'Der står hvem den gjelder, og der svarer du: hva som ble gjort, og hva det kan ses av. Først da kan saken avsluttes.',
    en: 'There you see whom it is about, and answer: what was done, and by what it can be seen. Only then can the case be closed.',
  },
  foot: {
    nb: 'E-posten nevner ingen person. Send heller ikke opplysninger om noen i svar på den.',
    en: 'This mail names no person. Please send nobody’s data in reply to it either.',
  },
} as const;
