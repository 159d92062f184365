import type { Locale } from '../../shared/policy/register.ts';

/** The pages of what staff have to do at processors, in both languages; `{…}` is filled in. */
export const taskTexts = {
  title: { nb: 'Oppgaver', en: 'Tasks' },
  lead: {
    nb: 'Det databehandlerne ikke kan eller ikke vil gjøre selv. Gjør det, eller avgjør det, og skriv hva det kan ses av.',
    en: 'What processors cannot or will not do by themselves. Do it, or decide on it, and say by what it can be seen.',
  },
  none: { nb: 'Ingen oppgaver venter.', en: 'No task is waiting.' },
  many: {
    nb: 'Her står de første {count}. Kommer det flere, må noen finne ut hvorfor.',
    en: 'These are the first {count}. If there are more, somebody has to find out why.',
  },
  due: { nb: 'Frist', en: 'Due' },
  processor: { nb: 'Databehandler', en: 'Processor' },
  about: { nb: 'Gjelder', en: 'About' },
  todo: { nb: 'Hva som må gjøres', en: 'What has to be done' },
  since: { nb: 'Siden', en: 'Since' },
  noDue: { nb: 'uten frist', en: 'no day set' },
  overdue: { nb: 'over fristen', en: 'overdue' },
  unknownReason: { nb: 'Se etter hos databehandleren.', en: 'Look at the processor.' },

  taskTitle: { nb: 'Oppgave hos {processor}', en: 'Task at {processor}' },
  person: { nb: 'Hvem det gjelder', en: 'Whom it concerns' },
  personLead: {
    nb: 'Så mye som {processor} kan ha fått. At du har sett det, er skrevet ned.',
    en: 'As much as {processor} may have been given. That you have seen it is recorded.',
  },
  email: { nb: 'E-post', en: 'E-mail' },
  phone: { nb: 'Telefon', en: 'Phone' },
  name: { nb: 'Navn', en: 'Name' },
  company: { nb: 'Firma', en: 'Company' },
  corrections: { nb: 'Skal være', en: 'Is to be' },
  nobody: {
    nb: 'Ingenting av personen er igjen her.',
    en: 'Nothing of the person is left here.',
  },
  back: { nb: 'Til alle oppgaver', en: 'To all tasks' },

  answer: { nb: 'Svar på oppgaven', en: 'Answer the task' },
  chooseOne: { nb: 'Svaret', en: 'The answer' },
  evidence: { nb: 'Hva det kan ses av', en: 'By what it can be seen' },
  evidenceHint: {
    nb: 'Et saksnummer eller en dato. Det blir stående når personen er borte: ingen navn, adresser eller numre.',
    en: 'A case number or a date. It stays when the person is gone: no name, address or number.',
  },
  send: { nb: 'Lagre svaret', en: 'Save the answer' },
  goneTitle: { nb: 'Oppgaven er borte', en: 'The task is gone' },
  gone: {
    nb: 'Den finnes ikke, eller noen har svart på den.',
    en: 'There is no such task, or somebody has answered it.',
  },
} as const satisfies Record<string, Record<Locale, string>>;

export const noticeNames = {
  erasure: { nb: 'Sletting', en: 'Erasure' },
  rectification: { nb: 'Retting', en: 'Rectification' },
  withdrawal: { nb: 'Samtykke trukket', en: 'Consent withdrawn' },
} as const satisfies Record<string, Record<Locale, string>>;

export const answerNames = {
  done: { nb: 'Gjort', en: 'Done' },
  'nothing-held': { nb: 'De hadde ingenting', en: 'They held nothing' },
  exception: {
    nb: 'Blir stående: en lov, en domstol eller et krav sier det',
    en: 'It stays: a law, a court or a claim says so',
  },
  'ask-again': { nb: 'Spør databehandleren på nytt', en: 'Ask the processor again' },
} as const satisfies Record<string, Record<Locale, string>>;

/** What was just done. */
export const taskDone: Readonly<Record<string, Record<Locale, string>>> = {
  recorded: { nb: 'Svaret er lagret.', en: 'The answer has been saved.' },
  'asked-again': { nb: 'Databehandleren spørres på nytt.', en: 'The processor is being asked again.' },
};
