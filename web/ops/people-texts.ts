import type { Locale } from '../../shared/policy/register.ts';

/** The pages of lookups, corrections and withdrawals, in both languages; `{…}` is filled in. */
export const peopleTexts = {
  title: { nb: 'Personer', en: 'People' },
  lead: {
    nb: 'Slå opp hva vi har av en person, og hvor lenge. Oppslaget skrives ned i personens mappe. Siden viser hvilke opplysninger vi har, aldri hva de sier.',
    en: 'Look up what we hold of a person, and for how long. Each lookup is recorded in the file of the person. The page shows which data there is, never what it says.',
  },
  lookUp: { nb: 'Slå opp', en: 'Look up' },
  lookUpLead: {
    nb: 'Fyll ut ett av feltene. Et telefonnummer kan føre til flere. Id-en står på andre sider her, og virker også når adressen er slettet.',
    en: 'Fill in one of the fields. A phone number may lead to several people. The id stands on other pages here, and works when the address is erased, too.',
  },
  email: { nb: 'E-postadresse', en: 'E-mail address' },
  phone: { nb: 'Telefonnummer', en: 'Phone number' },
  subjectId: { nb: 'Personens id', en: 'Id of the person' },
  again: { nb: 'Nytt oppslag', en: 'Look up somebody else' },
  foundTitle: { nb: 'Oppslag', en: 'Lookup' },
  nobody: {
    nb: 'Vi har ingenting av noen med dette. Er det slettet, fører adressen ikke hit lenger.',
    en: 'We hold nothing of anybody with this. If it was erased, the address leads here no more.',
  },
  several: {
    nb: 'Dette fører til {count} personer: et telefonnummer kan være delt. Se etter at du har den rette.',
    en: 'This leads to {count} people: a phone number may be shared. Make sure that you have the right one.',
  },
  openFile: { nb: 'Åpne mappen', en: 'Open the file' },

  withdraw: { nb: 'Noen vil trekke et samtykke', en: 'Somebody withdraws a consent' },
  withdrawLead: {
    nb: 'På telefon eller e-post, med adressen de oppgir. Også en adresse vi ikke kjenner, huskes som avmeldt.',
    en: 'By phone or e-mail, with the address they state. An address we do not know is remembered as unsubscribed, too.',
  },
  withdrawHere: { nb: 'Trekk et samtykke', en: 'Withdraw a consent' },
  withdrawHereLead: {
    nb: 'Når personen har bedt om det.',
    en: 'When the person has asked for it.',
  },
  consent: { nb: 'Hvilket samtykke', en: 'Which consent' },
  marketing: {
    nb: 'Markedsnyheter: ingen flere, fra nå av',
    en: 'Market news: no more, from now on',
  },
  storage: {
    nb: 'Å være registrert: registreringene slettes med en gang, her og hos databehandlerne',
    en: 'To be kept: the registrations are erased at once, here and at the processors',
  },
  sure: { nb: 'Ja, personen har bedt om dette', en: 'Yes, the person has asked for this' },
  withdrawButton: { nb: 'Trekk samtykket', en: 'Withdraw the consent' },

  correct: { nb: 'Rett det som er feil', en: 'Correct what is wrong' },
  correctLead: {
    nb: 'Skriv slik det skal være, bare i feltene som er feil. Det rettes i alt vi har, og databehandlerne får beskjed.',
    en: 'Write it as it should be, in the fields that are wrong only. It is corrected in all we hold, and the processors are told.',
  },
  correctButton: { nb: 'Rett', en: 'Correct' },
  of: { nb: 'Gjelder {id}.', en: 'About {id}.' },
  back: { nb: 'Til oppslag', en: 'To the lookup' },
} as const satisfies Record<string, Record<Locale, string>>;

interface Done {
  readonly text: Readonly<Record<Locale, string>>;
  readonly wrong?: true;
}

/** What was just done. */
export const peopleDone: Readonly<Record<string, Done>> = {
  corrected: {
    text: {
      nb: 'Det er rettet her, og databehandlerne får beskjed.',
      en: 'It is corrected here, and the processors are being told.',
    },
  },
  'nothing-to-correct': {
    text: { nb: 'Det sto slik fra før. Ingenting er endret.', en: 'It was so already. Nothing was changed.' },
  },
  withdrawn: {
    text: {
      nb: 'Samtykket er trukket, og de som kan ha fått noe av det, får beskjed.',
      en: 'The consent is withdrawn, and whoever may have had some of it is being told.',
    },
  },
  refused: {
    text: {
      nb: 'Spørsmålet om Markedsnyheter er besvart med nei.',
      en: 'The question about Market news is answered with no.',
    },
  },
  suppressed: {
    text: {
      nb: 'Det var ikke noe samtykke. Adressen er husket som avmeldt.',
      en: 'There was no consent. The address is remembered as unsubscribed.',
    },
  },
  unchanged: {
    text: {
      nb: 'Det var ikke noe å trekke: det er trukket fra før, eller det venter bak en sperre.',
      en: 'There was nothing to withdraw: it was withdrawn before, or waits behind a hold.',
    },
  },
  nobody: {
    text: {
      nb: 'Vi har ingen med dette, så det var ikke noe å trekke.',
      en: 'We hold nobody with this, so there was nothing to withdraw.',
    },
  },
  'several-people': {
    text: {
      nb: 'Nummeret fører til flere personer. Ingenting er gjort: be om e-postadressen.',
      en: 'The number leads to several people. Nothing was done: ask for the e-mail address.',
    },
    wrong: true,
  },
};
