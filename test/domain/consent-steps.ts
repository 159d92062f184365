import { Temporal } from 'temporal-polyfill';
import { endConsent, giveConsent } from '../../shared/domain/consent-answer.ts';
import { type Asked, askForConsent, type Wish } from '../../shared/domain/consent-question.ts';
import type { ConsentDocument, RegistrationDocument } from '../../shared/domain/document.ts';
import type { AskId, EventId, SubjectId, WithdrawalId } from '../../shared/domain/id.ts';

/** What people do with forms and mails, as pure decisions. */
export const monday = Temporal.Instant.from('2026-11-23T10:00:00Z');
export const email = 'kari@example.test';
const wish: Wish = { by: 'ticked-box', contact: { email }, channel: 'contact-form', locale: 'nb' };

let count = 0;
export const eventId = () => `e-${(count += 1)}` as EventId;
export const commit = (content: object) => JSON.stringify(content);

export function ask(
  known: ConsentDocument | undefined,
  {
    at = monday,
    askId = 'ask-1',
    suppressedAt,
    ...rest
  }: Partial<Wish> & {
    readonly at?: Temporal.Instant;
    readonly askId?: string;
    readonly suppressedAt?: string | undefined;
  } = {},
  committing = commit,
): Asked | undefined {
  return askForConsent({
    subjectId: 's' as SubjectId,
    wish: { ...wish, ...rest },
    known,
    suppressedAt,
    at,
    askId: askId as AskId,
    eventId: eventId(),
    salt: 'salt',
    commit: committing,
  });
}

export function asked(...given: Parameters<typeof ask>): ConsentDocument {
  const document = ask(...given)?.document;
  if (document === undefined) throw new Error('nothing was asked');
  return document;
}

export function confirm(
  known: ConsentDocument,
  { at = monday, registrations = [] }: { at?: Temporal.Instant; registrations?: RegistrationDocument[] } = {},
) {
  if (known.ask === undefined) throw new Error('no question is open');
  return giveConsent({ known, ask: known.ask, registrations, at, newEventId: eventId, commit });
}

export const end = (known: ConsentDocument | undefined, at = monday) =>
  endConsent({ known, by: 'one-click', at, withdrawalId: 'w' as WithdrawalId, newEventId: eventId, commit });
