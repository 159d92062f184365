import type { Locale } from '../../shared/policy/register.ts';

/** What is said of a form that cannot be taken as it is. */
export const formTexts = {
  /** Before the title of the page: what a screen reader says first. */
  wrong: { nb: 'Feil', en: 'Error' },
  wrongTitle: { nb: 'Dette må rettes', en: 'Please correct this' },
  wrongLead: {
    nb: 'Ingenting er lagret. Det som ble skrevet inn, vises ikke igjen og må skrives på nytt.',
    en: 'Nothing has been saved. What was typed is not shown again and has to be typed anew.',
  },
} as const satisfies Record<string, Record<Locale, string>>;
