import type { Locale } from '../../shared/policy/register.ts';
import type { Right } from '../../shared/policy/rights.ts';

type Words = Readonly<Record<Locale, string>>;

/** The sentences of the letters about a person's request, in both languages; `{…}` is filled in. */
export const requestLetterTexts = {
  confirmSubject: {
    nb: 'Bekreft forespørselen din om {right}',
    en: 'Confirm your request for {right}',
  },
  confirmWhy: {
    nb: 'Noen, trolig du, har bedt oss om {right}. Vi må vite at det er deg før vi gjør noe, så opplysninger bare går til den de gjelder.',
    en: 'Somebody, probably you, has asked us for {right}. We have to know that it is you before we do anything, so that data only goes to the person it is about.',
  },
  confirmButton: { nb: 'Se og bekreft forespørselen', en: 'See and confirm the request' },
  confirmHow: {
    nb: 'Lenken kan brukes én gang, til {until}.',
    en: 'The link can be used once, until {until}.',
  },
  confirmIgnore: {
    nb: 'Var det ikke deg? Da trenger du ikke gjøre noe: ingenting skjer, og det som ble skrevet, slettes av seg selv.',
    en: 'Was it not you? Then you need not do anything: nothing happens, and what was written is erased by itself.',
  },
  confirmAlways: {
    nb: 'Vi spør alltid slik, enten vi har opplysninger eller ikke.',
    en: 'We always ask like this, whether we hold data or not.',
  },

  acceptedSubject: {
    nb: 'Vi er i gang med forespørselen din om {right}',
    en: 'We are on your request for {right}',
  },
  acceptedLead: { nb: 'Takk, nå vet vi at det er deg.', en: 'Thank you, now we know that it is you.' },
  acceptedErasure: {
    nb: 'Vi sletter det vi kan hos oss og spør databehandlerne som kan ha fått noe av det. På siden din ser du hva hver av dem har svart. Du får svar fra oss når alle har svart, senest {due}.',
    en: 'We erase what we can with us, and ask the processors who may have had some of it. Your page shows what each of them has answered. You hear from us when all have, by {due} at the latest.',
  },
  acceptedRectification: {
    nb: 'På siden din ser du hva som står hos oss nå, og hva det blir. Trykk på knappen der, så retter vi det; til en ny adresse eller et nytt nummer tar vi kontakt først. Du får svar senest {due}.',
    en: 'Your page shows what stands with us now, and what it becomes. Press the button there and we correct it; a new address or number we contact first. You get an answer by {due} at the latest.',
  },
  acceptedDue: { nb: 'Du får svar senest {due}.', en: 'You get an answer by {due} at the latest.' },
  pageButton: { nb: 'Åpne siden din', en: 'Open your page' },
  pageKeep: {
    nb: 'Den som har lenken, kommer inn på siden, så send den ikke videre.',
    en: 'Whoever has the link can open the page, so please do not pass it on.',
  },

  proofSubject: {
    nb: 'Vi trenger å vite at det er deg som spør om {right}',
    en: 'We need to know that it is you who asks for {right}',
  },
  proofLead: {
    nb: 'Du har bedt oss om {right}. Opplysninger skal ikke havne hos noen andre, så vi trenger litt mer før vi kan svare (personvernforordningen artikkel 12 nr. 6).',
    en: 'You have asked us for {right}. Data must not end up with somebody else, so we need a little more before we can answer (GDPR Art. 12(6)).',
  },
  proofHow: {
    nb: 'Svar til {rights} senest {due}, så avtaler vi hvordan du kan vise det. Send ikke kopi av pass eller andre papirer; det trenger vi sjelden.',
    en: 'Write to {rights} by {due}, and we agree on how you can show it. Do not send a copy of a passport or other papers; we rarely need that.',
  },
  proofElse: {
    nb: 'Hører vi ikke fra deg, avslutter vi forespørselen og sletter det du skrev. Du kan alltid spørre på nytt.',
    en: 'If we do not hear from you, we close the request and erase what you wrote. You can always ask again.',
  },

  extendedSubject: {
    nb: 'Vi trenger mer tid til forespørselen din om {right}',
    en: 'We need more time for your request for {right}',
  },
  extendedLead: {
    nb: 'Vi rekker ikke å svare innen en måned. Loven gir oss inntil to måneder til når det trengs (personvernforordningen artikkel 12 nr. 3), og grunnen er denne: {reason}',
    en: 'We cannot answer within a month. The law gives us up to two months more where they are needed (GDPR Art. 12(3)), and this is the reason: {reason}',
  },

  answeredSubject: {
    nb: 'Svar på forespørselen din om {right}',
    en: 'The answer to your request for {right}',
  },
  partly: {
    nb: 'Vi har gjort det vi kan, men ikke alt.',
    en: 'We have done what we can, but not all of it.',
  },
  refused: { nb: 'Vi kan ikke gjøre det du ba om.', en: 'We cannot do what you asked for.' },
  nothingHeld: {
    nb: 'Vi har lett, og vi har ingen opplysninger om deg.',
    en: 'We have looked, and we hold no data about you.',
  },
  refusesAllTheSame: {
    nb: 'Vi husker likevel et avtrykk av adressen din, så ingen gammel liste fører til reklame. Ingen kan lese adressen ut av det.',
    en: 'We remember a fingerprint of your address all the same, so that no old list leads to advertising. Nobody can read the address from it.',
  },
  packageAllTheSame: {
    nb: 'Det står også i svaret du kan hente.',
    en: 'The answer that you can fetch says so too.',
  },
  grounds: { nb: 'Grunnen er denne:', en: 'This is why:' },
  groundItem: { nb: '{words} ({article})', en: '{words} ({article})' },
  rights: {
    nb: 'Er du ikke enig, skriv til {rights}, så ser vi på det på nytt. Du kan også klage til {authority} eller gå til domstolene (personvernforordningen artikkel 77 og 79).',
    en: 'If you do not agree, write to {rights} and we look at it again. You may also complain to {authority} or go to court (GDPR Art. 77 and 79).',
  },
  note: { nb: 'Fra den som så på saken: {note}', en: 'From whoever looked at it: {note}' },
  packageButton: { nb: 'Hent opplysningene dine', en: 'Fetch your data' },
  packageUntil: {
    nb: 'Du kan hente dem til {until}. Da slettes filene hos oss.',
    en: 'You can fetch it until {until}. Then the files are erased with us.',
  },
  answerButton: { nb: 'Se svaret på siden din', en: 'See the answer on your page' },
  forgotten: {
    nb: 'Forespørselen er avsluttet, og adressen din er ikke lagret i den lenger.',
    en: 'The request is closed, and your address is not stored in it any more.',
  },
} as const satisfies Record<string, Words>;

/** What was done, in one sentence, when all of it was. */
export const answerLeads: Readonly<Record<Right, Words>> = {
  access: {
    nb: 'En kopi av det vi har om deg, ligger klar på siden din.',
    en: 'A copy of what we hold about you is ready on your page.',
  },
  rectification: {
    nb: 'Opplysningene dine er rettet hos oss, og databehandlerne som kan ha fått det gamle, har fått beskjed.',
    en: 'Your data is corrected with us, and the processors who may have had the old data have been told.',
  },
  erasure: { nb: 'Opplysningene dine er slettet hos oss.', en: 'Your data is erased with us.' },
  restriction: {
    nb: 'Opplysningene dine er sperret hos oss: vi lagrer dem og bruker dem ikke. Vil du at databehandlerne våre skal få vite det også, så si fra til oss. Vi skriver til deg før sperren oppheves.',
    en: 'Your data is restricted with us: we keep it and do not use it. Ask us if you want our processors to be told as well. We write to you before the restriction is lifted.',
  },
  portability: {
    nb: 'Opplysningene dine ligger klare på siden din, som en fil du kan ta med til noen andre.',
    en: 'Your data is ready on your page, as a file that you can take to somebody else.',
  },
  objection: {
    nb: 'Vi har sluttet å bruke opplysningene dine til markedsføring og til det vi gjør i egen interesse.',
    en: 'We have stopped using your data for marketing and for what we do in our own interest.',
  },
};

/** The sentences of letters to staff about a last day. */
export const deadlineTexts = {
  dueSubject: {
    nb: 'Forespørsel om {right}: svar innen {due}',
    en: 'Request for {right}: answer by {due}',
  },
  overdueSubject: {
    nb: 'Over fristen: forespørsel om {right} skulle vært besvart {due}',
    en: 'Overdue: a request for {right} was to be answered by {due}',
  },
  dueLead: {
    nb: 'En forespørsel er ikke besvart, og fristen er nær (personvernforordningen artikkel 12 nr. 3).',
    en: 'A request has not been answered, and the last day is near (GDPR Art. 12(3)).',
  },
  overdueLead: {
    nb: 'En forespørsel er ikke besvart, og fristen er ute (personvernforordningen artikkel 12 nr. 3). Svar nå, og noter hvorfor det ble sent.',
    en: 'A request has not been answered, and the last day is over (GDPR Art. 12(3)). Answer now, and note why it is late.',
  },
  daysLeft: { nb: 'Dager igjen', en: 'Days left' },
  due: { nb: 'Frist', en: 'Last day' },
  right: { nb: 'Rettighet', en: 'Right' },
  request: { nb: 'Forespørsel', en: 'Request' },
  openRequest: { nb: 'Åpne forespørselen', en: 'Open the request' },
  holdSubject: { nb: 'En sperre skal vurderes {review}', en: 'A hold is to be reviewed on {review}' },
  holdLead: {
    nb: 'Noen må se om det fortsatt er grunn til å beholde eller sperre opplysningene. Hvis ikke, skal sperren oppheves. Gjelder den en begrensning som personen selv ba om, skal personen få vite det før (personvernforordningen artikkel 18 nr. 3).',
    en: 'Somebody has to look whether there is still a reason to keep or restrict the data. If not, the hold is to be released. If it is a restriction that the person asked for, the person is to be told before (GDPR Art. 18(3)).',
  },
  hold: { nb: 'Sperre', en: 'Hold' },
  review: { nb: 'Skal vurderes', en: 'To be reviewed' },
  openHolds: { nb: 'Åpne sperrene', en: 'Open the holds' },
  foot: {
    nb: 'E-posten nevner ingen person. Send heller ikke opplysninger om noen i svar på den.',
    en: 'This mail names no person. Please send nobody’s data in reply to it either.',
  },
} as const satisfies Record<string, Words>;
