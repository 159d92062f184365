import type { Locale } from '../../shared/policy/register.ts';
import type { RefusalGround, Right } from '../../shared/policy/rights.ts';

type Words = Readonly<Record<Locale, string>>;

/** A right in plain words. */
export interface RightInWords {
  /** What one does with it: on a card, and over its form. */
  readonly title: Words;
  /** In one sentence. */
  readonly short: Words;
  /** What one gets, each a sentence. */
  readonly get: readonly Words[];
  /** On which grounds a part of it may be refused, beside those of every right. */
  readonly grounds: readonly RefusalGround[];
  /** The name of the right, in the middle of a sentence: “a request for access”. */
  readonly name: Words;
}

export const rightTexts: Readonly<Record<Right, RightInWords>> = {
  access: {
    title: { nb: 'Se hva vi har om deg', en: 'See what we hold about you' },
    short: {
      nb: 'Få en kopi av alt vi har, hva vi bruker det til, hvor lenge, og hvem som har fått det.',
      en: 'Get a copy of all we hold, what we use it for, how long, and who has been given it.',
    },
    get: [
      {
        nb: 'Du får en side du kan lese og skrive ut, og en fil som andre systemer kan lese.',
        en: 'You get a page to read and print, and a file that other systems can read.',
      },
      {
        nb: 'Der står alt vi har om deg, hvor det kom fra, hva vi bruker det til og på hvilket grunnlag, når det slettes, og hvem som har fått det.',
        en: 'It holds everything we have about you: where it came from, what we use it for and on what ground, when it is erased, and who has been given it.',
      },
    ],
    grounds: [],
    name: { nb: 'innsyn', en: 'access' },
  },
  rectification: {
    title: { nb: 'Rett det som er feil', en: 'Correct what is wrong' },
    short: {
      nb: 'Nytt navn, ny adresse, en skrivefeil: si hva som er riktig, så retter vi det.',
      en: 'A new name, a new address, a slip of the pen: tell us what is right and we correct it.',
    },
    get: [
      {
        nb: 'Når du har bekreftet, ser du hva som står der nå og hva det blir, og godkjenner det.',
        en: 'Once you have confirmed, you see what is there now and what it becomes, and approve it.',
      },
      {
        nb: 'Databehandlerne som kan ha fått det gamle, får beskjed om å rette det også.',
        en: 'The processors who may have had the old data are told to correct it too.',
      },
    ],
    grounds: [],
    name: { nb: 'retting', en: 'rectification' },
  },
  erasure: {
    title: { nb: 'Slett det vi har om deg', en: 'Erase what we hold about you' },
    short: {
      nb: 'Vi sletter det vi kan hos oss og hos databehandlerne våre, og sier fra når det er gjort.',
      en: 'We erase what we can, with us and at our processors, and tell you when it is done.',
    },
    get: [
      {
        nb: 'Det du har sendt inn, og samtykkene dine, slettes. Det kan ikke gjøres om.',
        en: 'What you sent us, and your consents, are erased. That cannot be undone.',
      },
      {
        nb: 'Databehandlerne som kan ha fått noe av det, må slette det også, og du ser på siden din hva hver av dem har svart.',
        en: 'The processors who may have had some of it must erase it too, and your page shows what each of them answered.',
      },
    ],
    grounds: ['active-licence', 'retention-duty', 'hold'],
    name: { nb: 'sletting', en: 'erasure' },
  },
  restriction: {
    title: { nb: 'Stans bruken', en: 'Put the use on hold' },
    short: {
      nb: 'Vi beholder opplysningene, men bruker dem ikke så lenge noe er uavklart.',
      en: 'We keep the data but do not use it while something is unresolved.',
    },
    get: [
      {
        nb: 'Opplysningene dine beholdes, men brukes ikke til annet enn å lagre dem.',
        en: 'Your data is kept, and used for nothing but keeping it.',
      },
      {
        nb: 'Det passer når du mener at noe er feil, når du har protestert og venter på svar, eller når du trenger opplysningene til et krav.',
        en: 'This fits when you think that something is wrong, when you have objected and await an answer, or when you need the data for a claim.',
      },
      {
        nb: 'Vi sier fra før bruken begynner igjen.',
        en: 'We tell you before the use begins again.',
      },
    ],
    grounds: [],
    name: { nb: 'begrensning', en: 'restriction' },
  },
  portability: {
    title: { nb: 'Ta med deg opplysningene', en: 'Take your data with you' },
    short: {
      nb: 'Få det du har gitt oss, som en fil du kan ta med til noen andre.',
      en: 'Get what you gave us as a file that you can take to somebody else.',
    },
    get: [
      {
        nb: 'Du får det du har gitt oss med samtykke eller for en avtale, som en JSON-fil, og som en side du kan lese.',
        en: 'You get what you gave us by consent or for an agreement as a JSON file, and as a page that you can read.',
      },
    ],
    grounds: [],
    name: { nb: 'dataportabilitet', en: 'data portability' },
  },
  objection: {
    title: { nb: 'Protester mot bruken', en: 'Object to the use' },
    short: {
      nb: 'Si nei til markedsføring, kvalitetsvurdering og bruksanalyse.',
      en: 'Say no to marketing, quality evaluation and use analysis.',
    },
    get: [
      {
        nb: 'Vi slutter å bruke opplysningene dine til markedsføring og til det vi gjør i egen interesse: kvalitetsvurdering og bruksanalyse.',
        en: 'We stop using your data for marketing and for what we do in our own interest: quality evaluation and use analysis.',
      },
      {
        nb: 'Er du kunde, får du fortsatt tekniske varsler og hjelp, fordi avtalen krever det.',
        en: 'If you are a customer, you still get technical alerts and support, because the agreement requires it.',
      },
    ],
    grounds: [],
    name: { nb: 'protest', en: 'objection' },
  },
};

/** Grounds on which any right may be refused, by law. */
export const groundsOfEveryRight = [
  'identity-not-shown',
  'manifestly-unfounded',
  'excessive',
] as const satisfies readonly RefusalGround[];
