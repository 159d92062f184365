/** Why a processor has not done what it was asked, and what staff have to do: one sentence each, in both languages. */
export const processorReasons = {
  'no-answer': { nb: 'Svarte ikke i tide.', en: 'Did not answer in time.' },
  unavailable: { nb: 'Meldte at tjenesten er nede.', en: 'Said that its service is down.' },
  throttled: { nb: 'Ba oss vente.', en: 'Asked us to wait.' },
  'not-authorized': {
    nb: 'Slapp oss ikke inn. Se etter om nøkkelen er gyldig og har rettighetene den trenger, og spør på nytt.',
    en: 'Did not let us in. Check that the credentials are valid and sufficient, and ask again.',
  },
  refused: {
    nb: 'Ville ikke. Finn ut hvorfor hos databehandleren, og avgjør.',
    en: 'Would not. Find out why at the processor, and decide.',
  },
  'unexpected-answer': {
    nb: 'Svarte noe vi ikke forstår. Se etter hos databehandleren hva som er gjort.',
    en: 'Answered what we do not understand. Look at the processor what was done.',
  },
  'not-signed': {
    nb: 'Svaret var ikke signert slik avtalen krever. Se etter hos databehandleren hva som er gjort.',
    en: 'The answer was not signed as agreed. Look at the processor what was done.',
  },
  'past-webinars': {
    nb: 'Står som deltaker i webinarer som er holdt. Be brukerstøtten hos GoTo om å fjerne personen.',
    en: 'Is registered in webinars already held. Ask the support of GoTo to remove the person.',
  },
  'same-number': {
    nb: 'En annen bruker har samme telefonnummer. Finn ut om det er samme person, og gjør det samme der i så fall.',
    en: 'Another user has the same phone number. Find out if it is the same person, and if so, do the same there.',
  },
  'telemetry-holds-data': {
    nb: 'Finnes i driftsloggene, der ingen skal finnes. Finn ut hvordan, og tøm dem.',
    en: 'Is found in the operational logs, where nobody should be. Find out how, and purge them.',
  },
  'by-hand': {
    nb: 'Har ikke noe grensesnitt for dette. Gjør det for hånd, eller be databehandleren om det.',
    en: 'Has no interface for this. Do it by hand, or ask the processor to.',
  },
} as const satisfies Record<string, { readonly nb: string; readonly en: string }>;

export type ProcessorReason = keyof typeof processorReasons;
export const processorReasonNames = Object.keys(processorReasons) as ProcessorReason[];
