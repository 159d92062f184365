import { Temporal } from 'temporal-polyfill';
import type { Locale } from '../policy/register.ts';
import { timestamp } from './calendar.ts';
import { type ConsentAct, questionEnd, withAct } from './consent.ts';
import type { Contact } from './contact.ts';
import type { ConsentDocument } from './document.ts';
import { event, type PrivacyEvent } from './event.ts';
import type { AskId, EventId, RegistrationId, SubjectId } from './id.ts';
import { awaitsConfirmation, isTypedIn, type Registration } from './registration.ts';

/** For this long after a question none is mailed again: no form can flood somebody's mailbox. */
const quiet = { hours: 1 };

/** Newsletter sign-ups that one answer confirms at most: each is an operation of a batch of 100. */
const mostSignUps = 40;

/** Somebody asks for Markedsnyheter; it is not consent yet. */
export interface Wish {
  readonly by: 'ticked-box' | 'preferences-page' | 'staff' | 'policy-change' | 'correction';
  readonly contact: Pick<Contact, 'name' | 'company'> & { readonly email: string };
  readonly channel?: string | undefined;
  readonly policyVersion?: string | undefined;
  readonly locale: Locale;
  /** The newsletter sign-up that is kept only if the answer is yes. */
  readonly signUp?: RegistrationId | undefined;
}

/** The wish in a registration; without an address there is none: nothing to confirm by. */
export function wishIn(registration: Registration, id: RegistrationId): Wish | undefined {
  const { marketing, name, company, email, channel, policyVersion, locale } = registration;
  if (!marketing || email === undefined) return undefined;
  return {
    by: isTypedIn(registration) ? 'staff' : 'ticked-box',
    contact: { name, company, email },
    channel,
    policyVersion,
    locale,
    signUp: awaitsConfirmation(registration) ? id : undefined,
  };
}

export interface Asking {
  readonly subjectId: SubjectId;
  readonly wish: Wish;
  /** The consent as it stands. */
  readonly known: ConsentDocument | undefined;
  /** When the address was taken off the list, as its entry remembers. */
  readonly suppressedAt: string | undefined;
  readonly at: Temporal.Instant;
  readonly askId: AskId;
  readonly eventId: EventId;
  /** The salt of the consent as it stands, or a new one; and the commitment to a content made with it. */
  readonly salt: string;
  readonly commit: (content: object) => string;
}

/** The consent after a wish, and the event that makes us mail a question. */
export interface Asked {
  readonly document: ConsentDocument;
  /** Absent while a question just mailed waits for its answer. */
  readonly event?: PrivacyEvent;
}

/**
 * What a wish does (policy rows P6, P14): it asks, and only the answer to the mail is consent. A consent that is
 * given stays so while its renewal is asked. A wish is an act of the person, and asks also after a refusal; what
 * staff type in may be an old list, and does not.
 *
 * @returns undefined when the consent stays as it is.
 */
export function askForConsent(asking: Asking): Asked | undefined {
  const { wish, known, suppressedAt, at } = asking;
  if (wish.by === 'staff' && refusedAt(known, suppressedAt) !== undefined) return undefined;
  if (known?.ask !== undefined && isFresh(known.ask.at, at)) return joined(known, known.ask, wish);
  return asked(asking);
}

/** When the person last said no, if no yes came after it. */
export function refusedAt(known: ConsentDocument | undefined, suppressedAt?: string): string | undefined {
  return known?.state === 'given' ? undefined : (known?.refusedAt ?? suppressedAt);
}

function isFresh(askedAt: string, at: Temporal.Instant): boolean {
  return Temporal.Instant.compare(at, Temporal.Instant.from(askedAt).add(quiet)) < 0;
}

type Question = NonNullable<ConsentDocument['ask']>;

/** A sign-up goes with the question that is open already. */
function joined(known: ConsentDocument, ask: Question, { signUp }: Wish): Asked | undefined {
  if (signUp === undefined) return undefined;
  return { document: { ...known, ask: { ...ask, registrations: withSignUp(ask.registrations, signUp) } } };
}

function asked({ subjectId, wish, known, at, askId, eventId, salt, commit }: Asking): Asked {
  const { by, contact, channel, policyVersion, locale, signUp } = wish;
  const now = timestamp(at);
  const endsAt = questionEnd(at);
  const act: ConsentAct = { state: 'requested', by, at: now, channel, policyVersion, locale };
  const waiting = known?.ask !== undefined && known.ask.endsAt > now ? known.ask.registrations : [];
  const base = {
    id: 'consent:marketing',
    kind: 'consent',
    subjectId,
    purpose: 'marketing',
    ask: { id: askId, at: now, endsAt, registrations: withSignUp(waiting, signUp) },
    acts: withAct(known?.acts ?? [], act),
    salt,
  } as const;
  const requested = {
    state: 'requested',
    since: now,
    contact,
    locale,
    refusedAt: known?.refusedAt,
    eraseAfter: endsAt,
  } as const;
  return {
    // Anybody can fill in a form: what a consent that is given says changes with the answer, not with the question.
    document: known?.state === 'given' ? { ...known, ...base } : { ...base, ...requested },
    event: event('consent.requested', {
      id: eventId,
      subject: subjectId,
      at,
      data: {
        purpose: 'marketing',
        act: by,
        policyVersion,
        ask: askId,
        endsAt,
        commitment: commit({ purpose: 'marketing', email: contact.email, act }),
      },
    }),
  };
}

function withSignUp(
  registrations: readonly RegistrationId[],
  signUp: RegistrationId | undefined,
): readonly RegistrationId[] {
  return signUp === undefined ? registrations : [...registrations, signUp].slice(-mostSignUps);
}
