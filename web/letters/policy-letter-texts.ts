import type { Locale } from '../../shared/policy/register.ts';

/** The sentences of the letters about a change of the policy, in both languages; `{…}` is filled in. */
export const policyLetterTexts = {
  subject: {
    nb: 'Ny personvernerklæring fra {date}',
    en: 'New privacy policy from {date}',
  },
  lead: {
    nb: 'Fra {date} gjelder en ny personvernerklæring hos oss. Du får denne e-posten fordi vi har opplysninger om deg, og endringen er av betydning.',
    en: 'From {date} we have a new privacy policy. You get this mail because we hold data about you, and the change is a larger one.',
  },
  what: { nb: 'Dette er endret: {summary}', en: 'This is what changes: {summary}' },
  button: { nb: 'Se hva som er endret', en: 'See what has changed' },
  nothingToDo: {
    nb: 'Du trenger ikke gjøre noe. Rettighetene dine er de samme: du kan se, rette og slette det vi har om deg. Skriv til {rights}.',
    en: 'You need not do anything. Your rights are the same: you can see, correct and erase what we hold about you. Write to {rights}.',
  },
  asksAgain: {
    nb: 'Du får Markedsnyheter, og endringen gjelder dem. Derfor spør vi om du fortsatt vil ha dem, i en egen e-post.',
    en: 'You get Market news, and the change concerns it. So we ask whether you would still like it, in a mail of its own.',
  },
  once: {
    nb: 'Vi sender denne e-posten én gang. Den er ikke reklame.',
    en: 'We send this mail once. It is no advertising.',
  },

  againSubject: {
    nb: 'Vil du fortsatt ha Markedsnyheter?',
    en: 'Would you still like Market news?',
  },
  againWhy: {
    nb: 'Du har sagt ja til Markedsnyheter. Fra {date} endrer vi personvernerklæringen på en måte som gjelder dem, så vi spør deg på nytt.',
    en: 'You have said yes to Market news. From {date} we change our privacy policy in a way that concerns it, so we ask you again.',
  },
  againButton: { nb: 'Ja, fortsett', en: 'Yes, continue' },
  againIgnore: {
    nb: 'Svarer du ikke, får du ingen Markedsnyheter etter den dagen. Lenken virker i {period}; du kan be om dem igjen når du vil.',
    en: 'If you do not answer, you get no Market news after that day. The link works for {period}; you can ask for it again whenever you like.',
  },
} as const satisfies Record<string, Record<Locale, string>>;
