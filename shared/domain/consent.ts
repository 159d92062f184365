/** The purposes that take consent. */
export type ConsentPurpose = 'marketing';

/** One act of the person, or of staff for the person: the evidence that GDPR Art. 7(1) asks for. */
export interface ConsentAct {
  readonly state: 'requested' | 'given' | 'refused' | 'withdrawn';
  /** By what: a ticked box, the button on the page that the mail leads to, one click in the mail program. */
  readonly by:
    | 'ticked-box'
    | 'confirmation-page'
    | 'unsubscribe-page'
    | 'one-click'
    | 'preferences-page'
    | 'staff';
  readonly at: string;
  /** The channel of the registration in which a box was ticked. */
  readonly channel?: string | undefined;
  /** The version of the policy that was shown. */
  readonly policyVersion?: string | undefined;
  /** Which of our texts was shown, by its version in the register. */
  readonly text?: string | undefined;
  readonly locale: string;
}
