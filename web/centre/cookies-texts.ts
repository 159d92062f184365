import type { Locale } from '../../shared/policy/register.ts';

/** The sentences of the page about cookies, in both languages; `{…}` is filled in. */
export const cookiesTexts = {
  title: { nb: 'Informasjonskapsler', en: 'Cookies' },
  lead: {
    nb: 'Nettstedene våre bruker fem tjenester fra andre, med informasjonskapsler. Alle er avslått til du godtar dem. Sidene her i personvernsenteret bruker ingen av dem.',
    en: 'Our sites use five services of others, with cookies. All are refused until you accept them. The pages of this privacy centre use none of them.',
  },

  saved: {
    nb: 'Valget er lagret i nettleseren din, og registrert hos oss uten noe om hvem du er.',
    en: 'Your choice is kept in your browser, and recorded with us without anything of who you are.',
  },
  gpcTitle: { nb: 'Nettleseren din sier nei for deg', en: 'Your browser says no for you' },
  gpcSeen: {
    nb: 'Den sender signalet Global Privacy Control, og vi ser det. Derfor er alt som kan avslås, avslått, uten at vi spør. Velger du noe annet nedenfor, gjelder det du velger.',
    en: 'It sends the signal Global Privacy Control, and we see it. So all that can be refused is refused, without our asking. If you choose otherwise below, your choice counts.',
  },

  choiceTitle: { nb: 'Valget ditt', en: 'Your choice' },
  choiceNone: {
    nb: 'Du har ikke valgt her ennå, så alt annet enn det nødvendige er avslått.',
    en: 'You have not chosen here yet, so all but the necessary is refused.',
  },
  choiceRefused: {
    nb: 'Du har avslått alt annet enn det nødvendige.',
    en: 'You have refused all but the necessary.',
  },
  choiceAccepted: { nb: 'Du har godtatt: {categories}.', en: 'You have accepted: {categories}.' },
  question: { nb: 'Hva vil du godta?', en: 'What would you accept?' },
  save: { nb: 'Lagre valget', en: 'Save my choice' },
  where: {
    nb: 'På hvert av nettstedene våre spør et banner, og valget der gjelder for det nettstedet. Valget her gjelder denne siden og viser hva du har sagt; det endrer ikke det du har valgt på et nettsted. Vil du endre det, velger du på nytt der, under «Informasjonskapsler». Uten JavaScript settes ingen av dem noe sted. Valget her ligger i nettleseren i {period}, i den nødvendige informasjonskapselen {name}, som bare inneholder kategoriene.',
    en: 'On each of our sites a banner asks, and the choice there counts for that site. The choice here is for this site and shows what you said; it does not change what you chose on another. To change that, choose anew there, under “Cookies”. Without JavaScript none of them is set anywhere. The choice here stays in the browser for {period}, in the necessary cookie {name}, which holds the categories and nothing else.',
  },

  whichTitle: { nb: 'Hvem de kommer fra, og hva de gjør', en: 'Who they come from, and what they do' },
  provider: { nb: 'Leverandør', en: 'Provider' },
  names: { nb: 'Informasjonskapsler', en: 'Cookies' },
  ourOwn: { nb: 'Dette valget', en: 'This choice' },
  ourPurpose: {
    nb: 'Husker hvilke kategorier du har godtatt, i {period}. På nettstedene våre husker nettleserens eget lager det, og sender det ikke til noen.',
    en: 'Remembers which categories you have accepted, for {period}. On our sites the browser’s own storage remembers it, and sends it to nobody.',
  },

  aboutGpcTitle: { nb: 'Global Privacy Control', en: 'Global Privacy Control' },
  aboutGpc: {
    nb: 'Noen nettlesere kan si nei for deg overalt, med signalet Sec-GPC. Vi tar det som et nei til analyse og markedsføring, spør ikke, og registrerer at det var nettleseren som sa nei. Et valg du selv gjør etterpå, går foran.',
    en: 'Some browsers can say no for you everywhere, with the signal Sec-GPC. We take it as a no to analytics and marketing, do not ask, and record that it was the browser that said no. A choice that you make yourself afterwards goes before it.',
  },
  aboutGpcSeen: {
    nb: 'Nettleseren din sender signalet nå.',
    en: 'Your browser is sending the signal now.',
  },
  aboutGpcNotSeen: {
    nb: 'Nettleseren din sender ikke signalet nå.',
    en: 'Your browser is not sending the signal now.',
  },

  recordTitle: { nb: 'Hva vi husker', en: 'What we remember' },
  record: {
    nb: 'Et valg registreres med kategoriene, dagen og datoen på personvernerklæringen, i {period}. Vi registrerer ikke IP-adresse, nettleser eller noe annet som kan fortelle hvem som valgte.',
    en: 'A choice is recorded with its categories, the day and the date of the privacy policy, for {period}. We record no IP address, no browser and nothing else that could tell who chose.',
  },
} as const satisfies Record<string, Record<Locale, string>>;
