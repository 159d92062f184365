/** By what somebody says yes or no, or is asked. */
export const meansOfConsent = [
  'ticked-box',
  /** The button on the page that the mail leads to. */
  'confirmation-page',
  'unsubscribe-page',
  /** In the mail program. */
  'one-click',
  'preferences-page',
  'staff',
  /** A request for a right: to object, to be erased (GDPR Art. 21, Art. 17). */
  'request',
  /** A version of the policy asks again (policy row P12). */
  'policy-change',
  /** The address was corrected: the yes was said at another. */
  'correction',
] as const;
export type MeansOfConsent = (typeof meansOfConsent)[number];
