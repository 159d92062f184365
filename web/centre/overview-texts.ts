import type { PurposeId, purposes } from '../../shared/policy/purposes.ts';
import type { Locale, register } from '../../shared/policy/register.ts';
import type { retention } from '../../shared/policy/retention.ts';

type Words = Readonly<Record<Locale, string>>;
type ValueOf<Of> = Of[keyof Of];

/** The sentences around what the overview takes from the register, in both languages; `{…}` is filled in. */
export const overviewTexts = {
  title: { nb: 'Opplysningene dine hos oss', en: 'Your data with us' },
  lead: {
    nb: 'Her ser du hva {name} har av personopplysninger, hva vi bruker dem til, hvor lenge vi har dem, og hva du kan be om.',
    en: 'Here you see what personal data {name} holds, what we use it for, how long we keep it, and what you can ask for.',
  },
  generated: {
    nb: 'Siden lages av det samme registeret som systemene våre følger. Endres registeret, endres siden med det samme.',
    en: 'This page is made from the same register that our systems follow. When the register changes, so does the page, at once.',
  },
  contents: { nb: 'På denne siden', en: 'On this page' },

  rights: { nb: 'Dette kan du be om', en: 'What you can ask for' },
  rightsLead: {
    nb: 'Det koster ingenting, du trenger ingen konto, og du får svar senest etter {due}.',
    en: 'It costs nothing, you need no account, and you get an answer within {due} at the latest.',
  },
  marketing: {
    nb: 'Vil du bare ut av Markedsnyheter? Bruk lenken nederst i en av e-postene, eller skriv til {withdrawal}. Det du en gang har samtykket til, kan du trekke når som helst.',
    en: 'Only want off Market news? Use the link at the foot of one of the mails, or write to {withdrawal}. What you once consented to, you can withdraw at any time.',
  },

  data: { nb: 'Hva vi har, og hvor det kommer fra', en: 'What we hold, and where it comes from' },
  dataWhat: {
    nb: 'Dette er det meste vi har av kontaktopplysninger. Dessuten vet vi når og hvordan de kom inn, hva du har samtykket til, hvilken lisens de hører til, og hva du har bedt oss om:',
    en: 'These are the most contact details we hold. Beside them we know when and how they came in, what you consented to, which licence they belong to, and what you asked us for:',
  },
  dataFrom: {
    nb: 'Det kommer fra deg, eller fra firmaet ditt når det får en lisens:',
    en: 'It comes from you, or from your company when it is issued a licence:',
  },
  dataNotMore: {
    nb: 'IP-adresser, nettleseren din og informasjonskapsler lagrer vi ikke sammen med noen person. Vi tar ingen avgjørelser om deg bare ved hjelp av maskiner, og du trenger ikke å gi oss noe; men uten en adresse eller et nummer kan vi ikke svare deg.',
    en: 'IP addresses, your browser and cookies we do not store with any person. No decision about you is made by machines alone, and you need not give us anything; but without an address or a number we cannot answer you.',
  },

  purposes: { nb: 'Hva vi bruker det til', en: 'What we use it for' },
  purposesLead: {
    nb: 'Til dette og ikke noe annet. Hvert formål bruker bare det som trengs.',
    en: 'For this and nothing else. Each purpose uses only what it needs.',
  },
  ground: { nb: 'Grunnlag', en: 'Legal basis' },
  whose: { nb: 'Gjelder', en: 'Concerns' },
  dataUsed: { nb: 'Opplysninger', en: 'Data' },
  sentTo: { nb: 'Mottakere', en: 'Recipients' },
  refusable: { nb: 'Du kan si nei', en: 'You can say no' },
  notRefusable: { nb: 'Følger avtalen', en: 'Goes with the agreement' },

  lists: { nb: 'E-postlistene', en: 'The mailing lists' },
  marketingList: {
    nb: 'Nyheter og tilbud, bare til den som har bedt om det og bekreftet det i en e-post. Du går av når du vil, nederst i hver e-post.',
    en: 'News and offers, only to those who asked for it and confirmed it in a mail. You leave when you like, at the foot of each mail.',
  },
  technicalList: {
    nb: 'Produktoppdateringer, driftsvarsler, ordrebekreftelser og svar fra brukerstøtten, så lenge du er kunde. Den hører til lisensen og kan ikke velges bort; når lisensen er slutt, er du av listen.',
    en: 'Product updates, system alerts, order confirmations and answers from support, while you are a customer. It belongs to the licence and cannot be turned off; when the licence ends, you are off the list.',
  },

  retention: { nb: 'Hvor lenge vi har det', en: 'How long we keep it' },
  retentionLead: {
    nb: 'Når tiden er ute, slettes det av seg selv. Trekker du samtykket til det du har sendt inn, slettes det med en gang.',
    en: 'When the time is up it is erased by itself. If you withdraw the consent to what you sent us, it is erased at once.',
  },
  kept: { nb: 'Hva', en: 'What' },
  howLong: { nb: 'Hvor lenge', en: 'How long' },
  holds: {
    nb: 'Sier en lov, en domstol eller et krav at noe må beholdes lenger, beholder vi bare det, bruker det ikke til noe annet, og sletter det når det ikke gjelder lenger.',
    en: 'If a law, a court or a claim says that something must be kept longer, we keep only that, use it for nothing else, and erase it when that ends.',
  },
  memory: {
    nb: 'Det vi husker uten å ha navn eller adresse',
    en: 'What we remember without a name or an address',
  },
  why: { nb: 'Hvorfor', en: 'Why' },

  recipients: { nb: 'Hvem som får det', en: 'Who is given it' },
  recipientsLead: {
    nb: 'Disse behandler opplysninger for oss, etter avtale, og får bare det tjenesten trenger. Sletter eller retter vi noe, må de gjøre det samme.',
    en: 'These process data for us under an agreement, and get only what their service needs. When we erase or correct something, they have to do the same.',
  },
  recipient: { nb: 'Mottaker', en: 'Recipient' },
  service: { nb: 'Tjeneste', en: 'Service' },
  country: { nb: 'Land', en: 'Country' },
  transfer: { nb: 'Grunnlag for overføring', en: 'Transfer basis' },
  authorities: {
    nb: 'En domstol, en lov eller en forskrift kan pålegge oss å gi opplysninger til offentlige myndigheter. Da noterer vi hva, til hvem og på hvilket grunnlag, og du får vite det når du ber om innsyn.',
    en: 'A court, a law or a regulation may oblige us to hand data to public authorities. Then we record what, to whom and on what ground, and you learn of it when you ask for access.',
  },
  scroll: { nb: 'Mottakere, kan rulles sideveis', en: 'Recipients, scrolls sideways' },

  more: { nb: 'Mer', en: 'More' },
  cookies: { nb: 'Informasjonskapsler', en: 'Cookies' },
  cookiesWhat: {
    nb: 'Tredjeparter på nettstedene våre: {services}. De er slått av til du sier ja.',
    en: 'Third parties on our sites: {services}. They are off until you say yes.',
  },
  versions: { nb: 'Versjoner av personvernerklæringen', en: 'Versions of the privacy policy' },
  versionsWhat: {
    nb: 'Den som gjelder nå, er fra {date}. Større endringer sier vi fra om.',
    en: 'The one in force is of {date}. We announce larger changes.',
  },

  contacts: { nb: 'Hvem du kan snakke med', en: 'Whom you can talk to' },
  controller: { nb: 'Behandlingsansvarlig', en: 'Controller' },
  norway: { nb: '{name}, Norge', en: '{name}, Norway' },
  askRights: { nb: 'Rettighetene dine', en: 'Your rights' },
  withdraw: { nb: 'Trekke et samtykke', en: 'Withdrawing a consent' },
  help: { nb: 'Hjelp med alt annet', en: 'Help with anything else' },
  complain: { nb: 'Klage', en: 'Complaints' },
  complainHow: {
    nb: 'Mener du at vi bryter reglene, kan du klage til {authority}. Si gjerne fra til oss først.',
    en: 'If you think that we break the rules, you may complain to {authority}. Do tell us first if you like.',
  },
} as const satisfies Record<string, Words>;

/** The parts of the page, in a word or two. */
export const partNames = {
  rights: { nb: 'Rettigheter', en: 'Rights' },
  data: { nb: 'Opplysninger', en: 'Data' },
  purposes: { nb: 'Formål', en: 'Purposes' },
  lists: { nb: 'E-postlister', en: 'Mailing lists' },
  retention: { nb: 'Lagringstid', en: 'Retention' },
  recipients: { nb: 'Mottakere', en: 'Recipients' },
  contacts: { nb: 'Kontakt', en: 'Contact' },
} as const satisfies Record<string, Words>;

/** How data comes in (policy row P1). */
export const channelNames: Readonly<Record<(typeof register.channels)[number], Words>> = {
  profile: { nb: 'profilen din på nettstedet', en: 'your profile on the web site' },
  newsletter: { nb: 'påmelding til nyhetsbrev', en: 'a sign-up for the newsletter' },
  event: { nb: 'påmelding til arrangementer', en: 'a sign-up for an event' },
  'contact-form': { nb: 'kontaktskjemaet', en: 'the contact form' },
  software: { nb: 'programvaren vår', en: 'our software' },
  phone: { nb: 'telefon', en: 'phone' },
  email: { nb: 'e-post', en: 'e-mail' },
};

/** What a purpose comes down to (policy row P5). */
export const purposeTexts: Readonly<Record<PurposeId, Words>> = {
  marketing: {
    nb: 'Nyheter og tilbud om produkter, tjenester, kurs og webinarer på e-post.',
    en: 'News and offers about products, services, courses and webinars by e-mail.',
  },
  'technical-notices': {
    nb: 'Beskjeder om det du har lisens på: oppdateringer, driftsstans, ordrer.',
    en: 'Messages about what you hold a licence for: updates, outages, orders.',
  },
  support: {
    nb: 'Svar når du spør, og hjelp når noe ikke virker.',
    en: 'Answers when you ask, and help when something does not work.',
  },
  'quality-evaluation': {
    nb: 'Å finne ut om produktene og hjelpen vår er gode nok.',
    en: 'Finding out whether our products and our help are good enough.',
  },
  'usage-analysis': {
    nb: 'Å se hvordan programvaren brukes, og oppdage tekniske feil før de rammer noen.',
    en: 'Seeing how the software is used, and noticing technical faults before they hit anybody.',
  },
};

export const legalBasisTexts: Readonly<Record<ValueOf<typeof purposes>['legalBasis'], Words>> = {
  'Art. 6(1)(a)': { nb: 'du har samtykket', en: 'you have consented' },
  'Art. 6(1)(b)': {
    nb: 'det trengs for en avtale, eller for det du ber oss om',
    en: 'it is needed for an agreement, or for what you ask of us',
  },
  'Art. 6(1)(f)': {
    nb: 'vi har en berettiget interesse av gode og feilfrie produkter',
    en: 'we have a legitimate interest in good products without faults',
  },
};

export const peopleTexts: Readonly<Record<ValueOf<typeof purposes>['people'], Words>> = {
  consented: { nb: 'dem som har sagt ja', en: 'those who said yes' },
  customers: { nb: 'kunder med lisens', en: 'customers with a licence' },
  known: { nb: 'alle som har kontaktet oss', en: 'all who have been in touch' },
};

/** The day a period is counted from, after the period: “5 years from the day it was sent in”. */
export const countedFrom: Readonly<Record<ValueOf<typeof retention>['from'], Words>> = {
  submission: { nb: 'fra dagen det ble sendt inn', en: 'from the day it was sent in' },
  'end of the licence': {
    nb: 'fra dagen lisensavtalen er slutt, hvis avtalen ikke sier noe annet',
    en: 'from the day the licence agreement ends, unless the agreement says otherwise',
  },
  receipt: { nb: 'fra vi fikk det', en: 'from when we got it' },
  confirmation: { nb: 'fra du bekreftet', en: 'from when you confirmed' },
  withdrawal: { nb: 'fra du sa nei', en: 'from when you said no' },
};
