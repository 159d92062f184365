import { Temporal } from 'temporal-polyfill';
import type { MeansOfConsent } from '../policy/means-of-consent.ts';
import { type RetentionRule, retention } from '../policy/retention.ts';
import { dayOf, endOfDay, lastDayOf, timestamp } from './calendar.ts';

/** The purposes that take consent. */
export type ConsentPurpose = 'marketing';

/** One act of the person, or of staff for the person: the evidence that GDPR Art. 7(1) asks for. */
export interface ConsentAct {
  readonly state: 'requested' | 'given' | 'refused' | 'withdrawn';
  readonly by: MeansOfConsent;
  readonly at: string;
  /** The channel of the registration in which a box was ticked. */
  readonly channel?: string | undefined;
  /** The version of the policy that was shown. */
  readonly policyVersion?: string | undefined;
  /** Which of our texts was shown, by its version in the register. */
  readonly text?: string | undefined;
  readonly locale: string;
}

/** Acts kept as evidence of one consent. */
const mostActs = 50;

/** The evidence with one more act. When it is full, the oldest question makes room before any answer does. */
export function withAct(acts: readonly ConsentAct[], act: ConsentAct): readonly ConsentAct[] {
  if (acts.length < mostActs) return [...acts, act];
  const oldestQuestion = acts.findIndex(({ state }) => state === 'requested');
  return [...acts.toSpliced(Math.max(oldestQuestion, 0), 1), act];
}

/** Until when a question asked at `at` waits for its answer, and a newsletter sign-up with it. */
export function questionEnd(at: Temporal.Instant): string {
  return endOf(retention.unconfirmedConsent, at);
}

/** Until when a consent given at `at` holds. */
export function consentEnd(at: Temporal.Instant): string {
  return endOf(retention.consent, at);
}

/** How long it is known that somebody said no at `at`. */
export function refusalEnd(at: Temporal.Instant): string {
  return endOf(retention.endedConsent, at);
}

function endOf({ period }: RetentionRule, at: Temporal.Instant): string {
  return timestamp(endOfDay(lastDayOf(dayOf(at), Temporal.Duration.from(period))));
}
