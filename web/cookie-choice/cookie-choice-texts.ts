import type { Locale } from '../../shared/policy/register.ts';

/** What the question about cookies says on our sites, in both languages; `{…}` is filled in. */
export const cookieChoiceTexts = {
  title: { nb: 'Får vi bruke informasjonskapsler?', en: 'May we use cookies?' },
  lead: {
    nb: 'Vi vil gjerne se hvordan nettstedet brukes, og om annonsene våre virker. Det gjør andre for oss, med informasjonskapsler. Vi bruker ingen av dem før du sier ja, og alt virker like godt om du sier nei.',
    en: 'We would like to see how the site is used, and whether our advertisements work. Others do that for us, with cookies. We use none of them until you say yes, and all works just as well if you say no.',
  },
  changed: {
    nb: 'Personvernerklæringen er endret siden sist, så vi spør på nytt.',
    en: 'The privacy policy has changed since last time, so we ask again.',
  },
  refuse: { nb: 'Nei takk', en: 'No thanks' },
  accept: { nb: 'Ja, godta alle', en: 'Yes, accept all' },
  choose: { nb: 'Velg selv', en: 'Let me choose' },
  about: { nb: 'Om informasjonskapslene', en: 'About the cookies' },

  chooseTitle: { nb: 'Velg informasjonskapsler', en: 'Choose cookies' },
  chooseLead: {
    nb: 'Det du ikke godtar, er avslått. Du kan ombestemme deg når du vil, på det samme stedet.',
    en: 'What you do not accept is refused. You can change your mind whenever you like, in the same place.',
  },
  gpcNotice: {
    nb: 'Nettleseren din sier nei for deg, med Global Privacy Control. Derfor er alt avslått uten at vi spurte. Velger du noe annet her, gjelder det du velger.',
    en: 'Your browser says no for you, by Global Privacy Control. That is why all is refused without our asking. If you choose otherwise here, your choice counts.',
  },
  save: { nb: 'Lagre valget', en: 'Save my choice' },
  close: { nb: 'Lukk', en: 'Close' },
  services: { nb: 'tjeneste|tjenester', en: 'service|services' },
  // The headings of the table are one word each: the library makes ids of them.
  tableCaption: { nb: 'Hvem de kommer fra', en: 'Who they come from' },
  provider: { nb: 'Leverandør', en: 'Provider' },
  names: { nb: 'Informasjonskapsler', en: 'Cookies' },
  purpose: { nb: 'Formål', en: 'Purpose' },
} as const satisfies Record<string, Record<Locale, string>>;
