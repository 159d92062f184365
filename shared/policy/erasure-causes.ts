/** Why data is erased. */
export const erasureCauses = [
  /** Its time is over (policy row P9). */
  'retention',
  /** The licence has ended, and the time after it (P10). */
  'licence-end',
  /** The person withdrew the consent to keep it (P9). */
  'withdrawal',
  /** The person asked for it (P7, GDPR Art. 17). */
  'data-subject',
  /** The licence has another contact person. */
  'contact-replaced',
] as const;
export type ErasureCause = (typeof erasureCauses)[number];
