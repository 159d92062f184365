import type { Locale } from '../../shared/policy/register.ts';

/** The sentences of the page of versions, in both languages. */
export const versionsTexts = {
  title: { nb: 'Versjoner av personvernerklæringen', en: 'Versions of the privacy policy' },
  lead: {
    nb: 'Når noe endres, står det her. Større endringer sier vi fra om på nettstedet eller i en e-post, og hver registrering husker hvilken versjon som ble vist.',
    en: 'When something changes, it stands here. Larger changes we announce on the web site or by e-mail, and each registration remembers which version was shown.',
  },
  now: { nb: 'Gjelder nå', en: 'In force' },
  coming: { nb: 'Kommer', en: 'To come' },
  done: { nb: 'Tidligere', en: 'Earlier' },
  larger: { nb: 'Større endring', en: 'Larger change' },
  smaller: { nb: 'Mindre endring', en: 'Smaller change' },
  asksAgain: {
    nb: 'Den som hadde samtykket før, blir spurt på nytt.',
    en: 'Those who had consented before are asked again.',
  },
} as const satisfies Record<string, Record<Locale, string>>;
