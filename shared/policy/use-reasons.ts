/** Why a person's data may or may not be used for a purpose (policy rows P5, P6): one sentence each, in both languages. */
export const useReasons = {
  'consent-given': {
    nb: 'Personen har bekreftet samtykket og ikke trukket det.',
    en: 'The person has confirmed the consent and not withdrawn it.',
  },
  'asked-again': {
    nb: 'Personen samtykket til en eldre personvernerklæring, er spurt på nytt og har ikke svart ja ennå.',
    en: 'The person consented to an older policy, is asked again, and has not said yes yet.',
  },
  'consent-requested': {
    nb: 'Personen har bedt om det, men ikke bekreftet det ennå.',
    en: 'The person has asked for it, but not confirmed it yet.',
  },
  'consent-refused': { nb: 'Personen har sagt nei.', en: 'The person has said no.' },
  'consent-withdrawn': {
    nb: 'Personen har trukket samtykket.',
    en: 'The person has withdrawn the consent.',
  },
  'no-consent': { nb: 'Personen har ikke samtykket.', en: 'The person has not consented.' },
  'active-licence': {
    nb: 'Personen er kontakt for en lisens som løper.',
    en: 'The person is the contact of an active licence.',
  },
  'no-active-licence': {
    nb: 'Personen er ikke kontakt for noen lisens som løper.',
    en: 'The person is not the contact of any active licence.',
  },
  known: {
    nb: 'Personen har gitt oss opplysningene, og tiden de beholdes er ikke ute.',
    en: 'The person gave us the data, and the time it is kept is not over.',
  },
  nobody: { nb: 'Vi har ingen opplysninger å bruke.', en: 'We hold no data to use.' },
  restricted: {
    nb: 'Opplysningene er begrenset: de beholdes, men skal ikke brukes (personvernforordningen art. 18).',
    en: 'The data is restricted: it is kept, but must not be used (GDPR Art. 18).',
  },
  suppressed: {
    nb: 'Personen har sagt at dette ikke er ønsket.',
    en: 'The person has said that this is not wanted.',
  },
} as const satisfies Record<string, { readonly nb: string; readonly en: string }>;

export type UseReason = keyof typeof useReasons;
