import type { Locale } from '../../shared/policy/register.ts';

/** The sentences around a form that asks for a right, in both languages; `{…}` is filled in. */
export const requestFormTexts = {
  allRights: { nb: 'Alle rettighetene', en: 'All rights' },
  article: { nb: 'Personvernforordningen {article}', en: 'GDPR {article}' },
  steps: { nb: 'Slik går det til', en: 'How it goes' },
  stepWrite: {
    nb: 'Du skriver e-postadressen eller telefonnummeret ditt i skjemaet.',
    en: 'You write your e-mail address or phone number in the form.',
  },
  stepLink: {
    nb: 'Vi sender en lenke til adressen. Den virker i {link} og viser oss at adressen er din. Skrev du et telefonnummer, går lenken til e-postadressen som hører til det hos oss; har vi ingen, ringer vi deg.',
    en: 'We mail a link to the address. It works for {link} and shows us that the address is yours. If you gave a phone number, the link goes to the e-mail address that belongs to it with us; if we have none, we call you.',
  },
  stepConfirm: {
    nb: 'Du åpner lenken og bekrefter med en knapp. Da får du en side der du følger saken, og der kommer svaret.',
    en: 'You open the link and confirm with a button. You then have a page on which you follow the matter and get the answer.',
  },
  stepAnswer: {
    nb: 'Du får svar så fort vi kan, og senest etter {due}. Er det mye å gjøre, kan det ta inntil {extended} til sammen; da sier vi fra og forteller hvorfor. Det koster ingenting.',
    en: 'You get an answer as soon as we can, within {due} at the latest. If there is much to do it may take up to {extended} in all; then we tell you, and why. It costs nothing.',
  },
  refusals: { nb: 'Når vi kan si nei', en: 'When we may say no' },
  refusalsLead: {
    nb: 'Loven lar oss si nei til hele eller deler av det du ber om i noen tilfeller. Da får du vite hvorfor, og du kan klage til {authority}.',
    en: 'In some cases the law lets us refuse all or part of what you ask for. Then you are told why, and you may complain to {authority}.',
  },
  form: { nb: 'Be om {right}', en: 'Ask for {right}' },
  formLead: {
    nb: 'Fyll ut én av dem, den du har brukt hos oss.',
    en: 'Fill in one of the two, the one you have used with us.',
  },
  email: { nb: 'E-postadresse', en: 'E-mail address' },
  emailHint: { nb: 'Går raskest: du får lenken med en gang.', en: 'The quickest: you get the link at once.' },
  phone: { nb: 'Telefonnummer', en: 'Phone number' },
  phoneHint: {
    nb: 'Uten landkode leses det som norsk.',
    en: 'Without a country code it is read as Norwegian.',
  },
  corrections: { nb: 'Slik skal det være', en: 'As it should be' },
  correctionsHint: {
    nb: 'Fyll bare ut det som skal rettes, slik det er riktig.',
    en: 'Fill in only what shall be corrected, as it is right.',
  },
  newName: { nb: 'Riktig navn', en: 'Correct name' },
  newCompany: { nb: 'Riktig firma', en: 'Correct company' },
  newEmail: { nb: 'Riktig e-postadresse', en: 'Correct e-mail address' },
  newPhone: { nb: 'Riktig telefonnummer', en: 'Correct phone number' },
  trap: { nb: 'La dette feltet stå tomt', en: 'Leave this field empty' },
  kept: {
    nb: 'Det du skriver her, bruker vi bare til å svare deg. Det slettes når svaret er sendt. Bekrefter ingen, slettes det når lenken har gått ut, etter {unconfirmed}; gikk det ingen lenke, som når vi bare har et telefonnummer, etter {byStaff}.',
    en: 'What you write here we use only to answer you. It is erased when the answer is sent. If nobody confirms, it is erased when the link has ended, after {unconfirmed}; where no link was sent, as when we only have a phone number, after {byStaff}.',
  },
  send: { nb: 'Send meg lenken', en: 'Send me the link' },
  otherwise: {
    nb: 'Vil du heller skrive til oss? {rights} svarer på det samme.',
    en: 'Would you rather write to us? {rights} answers the same.',
  },

  wrong: { nb: 'Feil', en: 'Error' },
  wrongTitle: { nb: 'Noe må rettes', en: 'Something needs correcting' },
  wrongLead: {
    nb: 'Ingenting er sendt ennå. Av hensyn til deg viser vi ikke igjen det du skrev.',
    en: 'Nothing has been sent yet. To protect you, we do not show again what you wrote.',
  },
  wrongForm: {
    nb: 'Skjemaet kunne ikke leses. Fyll det ut på nytt.',
    en: 'The form could not be read. Please fill it in again.',
  },

  receivedTitle: { nb: 'Se i innboksen din', en: 'Look in your mailbox' },
  receivedLead: {
    nb: 'Takk, vi har fått det. Skrev du en e-postadresse, er det nå en e-post på vei dit med en lenke.',
    en: 'Thank you, we have it. If you gave an e-mail address, a mail with a link is on its way there.',
  },
  receivedOpen: {
    nb: 'Åpne lenken og bekreft. Den virker i {link}, og bare én gang.',
    en: 'Open the link and confirm. It works for {link}, and only once.',
  },
  receivedFollow: {
    nb: 'Etterpå har du en egen side der du følger saken og får svaret.',
    en: 'After that you have a page on which you follow the matter and get the answer.',
  },
  receivedPhone: {
    nb: 'Skrev du et telefonnummer, går lenken til e-postadressen som hører til det hos oss; har vi ingen, ringer vi deg.',
    en: 'If you gave a phone number, the link goes to the e-mail address that belongs to it with us; if we have none, we call you.',
  },
  receivedNothing: { nb: 'Kommer det ingen e-post?', en: 'No mail?' },
  receivedNothingHow: {
    nb: 'Se i søppelposten, og om adressen var riktig skrevet. Vi sier det samme til alle her, enten vi kjenner adressen eller ikke, så ingen kan finne ut hvem vi har noe om. Til én adresse sender vi høyst {count} slike e-poster om dagen; er det bedt om mer, tar en saksbehandler det derfra. Skriv til {rights} hvis det ikke ordner seg.',
    en: 'Look among the spam, and whether the address was right. We say the same to everybody here, whether we know the address or not, so that nobody can find out whom we hold data about. We send at most {count} such mails a day to one address; what is asked for beyond that, our staff take from there. Write to {rights} if it does not work out.',
  },
} as const satisfies Record<string, Record<Locale, string>>;
