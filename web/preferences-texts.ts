import type { Locale } from '../shared/policy/register.ts';

/** The sentences of a person's own page, in both languages; `{…}` is filled in. */
export const preferencesTexts = {
  leaving: {
    nb: 'Du har trukket samtykket. En lov, en domstol eller et krav sier at vi må beholde noe for nå. Vi bruker det ikke til noe annet, og sletter det når vi kan.',
    en: 'You have withdrawn your consent. A law, a court or a claim says that we must keep some of it for now. We use it for nothing else, and erase it when we may.',
  },
  title: { nb: 'Siden din hos oss', en: 'Your page with us' },
  lead: {
    nb: 'Her ser du hva du får fra oss, og kan endre det.',
    en: 'Here you see what you get from us, and can change it.',
  },

  given: { nb: 'Du får Markedsnyheter på e-post.', en: 'You get Market news by e-mail.' },
  givenSince: {
    nb: 'Du har fått Markedsnyheter på e-post siden {since}.',
    en: 'You have been getting Market news by e-mail since {since}.',
  },
  requested: {
    nb: 'Du har bedt om Markedsnyheter. Åpne lenken i e-posten vi sendte deg, og bekreft, så kommer de.',
    en: 'You have asked for Market news. Open the link in the mail we sent you and confirm, and it will come.',
  },
  askedAgain: {
    nb: 'Personvernerklæringen er endret, og vi har spurt deg på nytt om Markedsnyheter. Åpne lenken i e-posten og bekreft, så kommer de igjen.',
    en: 'The privacy policy has changed, and we have asked you again about Market news. Open the link in the mail and confirm, and it will come again.',
  },
  none: { nb: 'Du får ikke Markedsnyheter.', en: 'You do not get Market news.' },
  leave: { nb: 'Meld meg av Markedsnyheter', en: 'Unsubscribe me from Market news' },
  takeBack: { nb: 'Nei takk likevel', en: 'No thanks after all' },
  join: { nb: 'Be om Markedsnyheter', en: 'Ask for Market news' },
  joinAgain: { nb: 'Send meg e-posten på nytt', en: 'Send me the mail again' },
  joinHow: {
    nb: 'Ber du om dem, får du først en e-post der du bekrefter.',
    en: 'If you ask for it, you first get a mail in which you confirm.',
  },

  technical: {
    nb: 'Så lenge du er kunde, får du produktoppdateringer, varsler om drift, ordrebekreftelser og svar fra brukerstøtten. Denne listen hører til lisensen og kan ikke velges bort. Når lisensen er slutt, er du av listen.',
    en: 'While you are a customer, you get product updates, system alerts, order confirmations and answers from support. This list belongs to the licence and cannot be turned off. When the licence ends, you are off the list.',
  },

  eraseTitle: { nb: 'Slett det jeg har sendt inn', en: 'Erase what I have sent you' },
  eraseWhat: {
    nb: 'Det du har sendt oss på nettsidene, i programvaren, på telefon eller e-post, beholder vi i {period} fordi du har samtykket til det. Trekker du samtykket, slettes det med en gang hos oss, databehandlerne som kan ha fått noe av det, må gjøre det samme, og du får ikke Markedsnyheter lenger.',
    en: 'What you sent us on the web site, in the software, by phone or by e-mail, we keep for {period} because you consented to it. If you withdraw that consent, it is erased at once with us, the processors who may have had some of it must do the same, and you get no more Market news.',
  },
  eraseFinal: { nb: 'Det kan ikke gjøres om.', en: 'This cannot be undone.' },
  eraseLicence: {
    nb: 'Det som hører til lisensen din, blir værende til {period} etter at avtalen er slutt, hvis avtalen ikke sier noe annet.',
    en: 'What belongs to your licence stays until {period} after the agreement ends, unless the agreement says otherwise.',
  },
  sure: { nb: 'Ja, slett det jeg har sendt inn', en: 'Yes, erase what I have sent you' },
  erase: { nb: 'Trekk samtykket og slett', en: 'Withdraw the consent and erase' },

  moreTitle: { nb: 'Alt annet', en: 'Anything else' },
  more: {
    nb: 'Du kan også be om innsyn, retting og mer.',
    en: 'You can also ask for access, rectification and more.',
  },
  moreLink: { nb: 'Rettighetene dine', en: 'Your rights' },

  nothing: {
    nb: 'Vi har ikke noe fra deg som du kan endre her.',
    en: 'We hold nothing of yours that you could change here.',
  },
} as const satisfies Record<string, Record<Locale, string>>;

/** What has just been done, said at the top of the page. */
export const preferencesNotices = {
  left: {
    nb: 'Du er meldt av. Vi sender deg ikke flere Markedsnyheter.',
    en: 'You are unsubscribed. We will send you no more Market news.',
  },
  asked: {
    nb: 'Vi har sendt deg en e-post. Åpne lenken i den og bekreft, så får du Markedsnyheter.',
    en: 'We have sent you a mail. Open the link in it and confirm, and you will get Market news.',
  },
  withdrawn: {
    nb: 'Samtykket er trukket. Når alt er slettet, også hos databehandlerne som kan ha fått noe av det, får du en e-post om det.',
    en: 'The consent is withdrawn. When all is erased, also at the processors who may have had some of it, you get a mail that says so.',
  },
  restricted: {
    nb: 'Opplysningene dine er sperret, så vi kan ikke skrive til deg om dette nå. Skriv til oss hvis du vil at vi skal åpne for det.',
    en: 'Your data is restricted, so we cannot write to you about this now. Write to us if you would like us to lift that.',
  },
  'not-sure': {
    nb: 'Ingenting er slettet. Kryss av for at du er sikker, og trykk på knappen en gang til.',
    en: 'Nothing has been erased. Tick the box to say that you are sure, and press the button again.',
  },
} as const satisfies Record<string, Record<Locale, string>>;
