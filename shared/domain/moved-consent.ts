import type { Temporal } from 'temporal-polyfill';
import { type Ended, endConsent } from './consent-answer.ts';
import { askForConsent } from './consent-question.ts';
import type { ConsentDocument, WithdrawalDocument } from './document.ts';
import type { PrivacyEvent } from './event.ts';
import type { AskId, EventId, WithdrawalId } from './id.ts';
import { emailIdentifier } from './identifier.ts';

/** A consent after its address was corrected, and what tells of it. */
export interface MovedConsent {
  readonly document: ConsentDocument;
  readonly withdrawal?: WithdrawalDocument | undefined;
  readonly events: readonly PrivacyEvent[];
}

/**
 * Who said yes at one address has said nothing for another (policy row P6): when the address of a consent is corrected,
 * the consent that was given ends, here and at those who may have been given the address, and whoever has the new one is
 * asked; not where somebody has said no there before.
 *
 * @returns undefined when the consent stays as it is.
 */
export function movedConsent({
  before,
  after,
  suppressedAt,
  at,
  askId,
  withdrawalId,
  newEventId,
  commit,
}: {
  readonly before: ConsentDocument;
  /** With its contact corrected. */
  readonly after: ConsentDocument;
  /** When somebody said no at the new address, as its entry remembers. */
  readonly suppressedAt: string | undefined;
  readonly at: Temporal.Instant;
  readonly askId: AskId;
  readonly withdrawalId: WithdrawalId;
  readonly newEventId: () => EventId;
  readonly commit: (content: object) => string;
}): MovedConsent | undefined {
  const { email: old } = before.contact ?? {};
  const { email, ...details } = after.contact ?? {};
  if (before.state !== 'given' || old === undefined || email === undefined) return undefined;
  if (emailIdentifier(old).value === emailIdentifier(email).value) return undefined;
  const ended = endConsent({ known: before, by: 'correction', at, newEventId, withdrawalId, commit });
  if (ended === undefined) return undefined;
  const { document, event } = ended;
  const withdrawal = withdrawalFor(ended, email);
  if (suppressedAt !== undefined)
    return { document, withdrawal, events: [event, ...(ended.notice?.events ?? [])] };
  const { refusedAt: _, ...silent } = document;
  const asked = askForConsent({
    subjectId: before.subjectId,
    wish: { by: 'correction', contact: { ...details, email }, locale: before.locale },
    known: silent,
    suppressedAt,
    at,
    askId,
    eventId: newEventId(),
    salt: before.salt,
    commit,
  });
  return {
    document: asked?.document ?? document,
    withdrawal,
    events: [event, ...(ended.notice?.events ?? []), ...(asked?.event === undefined ? [] : [asked.event])],
  };
}

/** Whoever had the old address may have the new one by the correction when it comes to hear of this. */
function withdrawalFor({ notice }: Ended, email: string): WithdrawalDocument | undefined {
  const { document } = notice ?? {};
  if (document?.dossier === undefined) return document;
  const { dossier } = document;
  return { ...document, dossier: { ...dossier, emails: [...dossier.emails, email] } };
}
