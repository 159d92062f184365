/**
 * What a person says yes to, word for word (GDPR Art. 4(11), Art. 7(1)). A text that changes gets a new version, the
 * day it is first shown: the evidence of a consent names the version that was shown.
 */
export const consentTexts = {
  marketing: {
    version: '2026-11-22',
    nb: 'Jeg vil ha Markedsnyheter på e-post fra Contracting AS: nyheter og tilbud om produkter, tjenester, kurs og webinarer. Til dette bruker Contracting AS navnet mitt, firmaet mitt og e-postadressen min. Microsoft Azure og LogMeIn (GoToWebinar) kan behandle dem på vegne av Contracting AS. Jeg kan når som helst ombestemme meg: nederst i hver e-post, på min egen side eller ved å skrive til privacy@contracting.works.',
    en: 'I would like Market news by e-mail from Contracting AS: news and offers about products, services, courses and webinars. For this, Contracting AS uses my name, my company and my e-mail address. Microsoft Azure and LogMeIn (GoToWebinar) may process them on behalf of Contracting AS. I can change my mind at any time: at the foot of each e-mail, on my own page, or by writing to privacy@contracting.works.',
  },
} as const satisfies Record<string, ConsentText>;

interface ConsentText {
  readonly version: string;
  readonly nb: string;
  readonly en: string;
}
