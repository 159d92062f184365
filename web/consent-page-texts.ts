import type { Locale } from '../shared/policy/register.ts';

/** The sentences of the pages that ask for a consent and end one, in both languages; `{…}` is filled in. */
export const consentPageTexts = {
  confirmTitle: { nb: 'Vil du ha Markedsnyheter?', en: 'Would you like Market news?' },
  confirmLead: { nb: 'Dette sier du ja til:', en: 'This is what you say yes to:' },
  confirmButton: { nb: 'Ja, send meg Markedsnyheter', en: 'Yes, send me Market news' },
  confirmRefuse: {
    nb: 'Vil du ikke, kan du bare lukke siden. Da slettes spørsmålet av seg selv {period} etter at du fikk det. Vil du si nei med en gang, bruk lenken for det i e-posten.',
    en: 'If you would rather not, just close this page. The question is then erased by itself {period} after you got it. To say no right away, use the link for that in the mail.',
  },
  confirmedTitle: { nb: 'Takk, nå får du Markedsnyheter', en: 'Thank you, you are on Market news' },
  confirmedLead: {
    nb: 'Du kan melde deg av når du vil, nederst i hver e-post. Er du ny på listen, får du snart en e-post med lenken til din egen side.',
    en: 'You can unsubscribe whenever you like, at the foot of each mail. If you are new to the list, you will soon get a mail with the link to your own page.',
  },

  unsubscribeTitle: { nb: 'Melde deg av Markedsnyheter?', en: 'Unsubscribe from Market news?' },
  unsubscribeLead: {
    nb: 'Trykk på knappen, så sender vi deg ikke flere Markedsnyheter.',
    en: 'Press the button and we will send you no more Market news.',
  },
  onlyThisList: {
    nb: 'Er du kunde, får du fortsatt tekniske varsler og svar fra brukerstøtten.',
    en: 'If you are a customer, you still get technical alerts and answers from support.',
  },
  unsubscribeButton: { nb: 'Meld meg av', en: 'Unsubscribe me' },
  unsubscribedTitle: { nb: 'Du får ikke Markedsnyheter', en: 'You will get no Market news' },
  unsubscribedLead: {
    nb: 'Vi sender deg ingen Markedsnyheter fra nå av. Ombestemmer du deg, kan du be om dem igjen på nettsidene våre.',
    en: 'We send you no Market news from now on. If you change your mind, you can ask for it again on our web site.',
  },

  notValidTitle: { nb: 'Lenken virker ikke lenger', en: 'This link no longer works' },
  notValidLead: {
    nb: 'Den er brukt før, for gammel, eller en del av den mangler. Ingenting er endret. Slik kommer du videre:',
    en: 'It has been used before, it is too old, or a part of it is missing. Nothing has been changed. This is what you can do:',
  },
  notValidConfirm: { nb: 'Vil du ha Markedsnyheter?', en: 'Would you like Market news?' },
  notValidConfirmHow: {
    nb: 'Be om dem på nytt på nettsidene våre, så får du en ny e-post.',
    en: 'Ask for it again on our web site and you get a new mail.',
  },
  notValidLeave: { nb: 'Vil du ikke ha dem lenger?', en: 'Would you rather not have it any more?' },
  notValidLeaveHow: {
    nb: 'Bruk lenken nederst i den siste e-posten, eller skriv til {withdrawal}, så melder vi deg av.',
    en: 'Use the link at the foot of the latest mail, or write to {withdrawal} and we unsubscribe you.',
  },
  notValidPage: {
    nb: 'Vil du se eller slette det vi har?',
    en: 'Would you like to see or erase what we hold?',
  },
  notValidLater: {
    nb: 'Har du bedt om det før? En lenke vi ber deg bekrefte med, virker én gang. Se etter en senere e-post fra oss: lenken i den åpner siden din. Ellers:',
    en: 'Have you asked before? A link to confirm with works once. Look for a later mail from us: the link in it opens your page. Otherwise:',
  },
  notValidAsk: { nb: 'be om det her', en: 'ask for it here' },
  notValidPageHow: {
    nb: ', eller skriv til {rights}, så hjelper vi deg.',
    en: ', or write to {rights} and we will help you.',
  },
} as const satisfies Record<string, Record<Locale, string>>;
