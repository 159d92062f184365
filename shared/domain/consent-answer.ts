import type { Temporal } from 'temporal-polyfill';
import { consentTexts } from '../policy/consent-texts.ts';
import { purposes } from '../policy/purposes.ts';
import { type PolicyVersion, versions as policyVersions } from '../policy/versions.ts';
import { isAskedAgain } from './asked-again.ts';
import { timestamp } from './calendar.ts';
import { type ConsentAct, consentEnd, refusalEnd, withAct } from './consent.ts';
import type { ConsentDocument, RegistrationDocument, WithdrawalDocument } from './document.ts';
import { event, type PrivacyEvent } from './event.ts';
import type { AskId, EventId, WithdrawalId } from './id.ts';
import { openNotice } from './notice.ts';
import { confirmed } from './registration.ts';

interface Answering {
  readonly at: Temporal.Instant;
  readonly newEventId: () => EventId;
  /** The commitment to a content, made with the consent's own salt. */
  readonly commit: (content: object) => string;
}

/** How a question stands: open for its answer; answered with yes; over, because of a no, a later question or time. */
export type QuestionState = 'open' | 'confirmed' | 'over';

/** How the question `askId` stands at `at`. */
export function questionState(
  known: ConsentDocument | undefined,
  askId: AskId,
  at: Temporal.Instant,
  versions: readonly PolicyVersion[] = policyVersions,
): QuestionState {
  const { ask } = known ?? {};
  if (ask?.id === askId && ask.endsAt > timestamp(at)) return 'open';
  if (known?.state !== 'given' || known.eraseAfter <= timestamp(at)) return 'over';
  return isAskedAgain(known, at, versions) ? 'over' : 'confirmed';
}

/** The consent after the person confirmed the question that is open, and what it changes. */
export interface Given {
  readonly document: ConsentDocument;
  /** The newsletter sign-ups that waited for it. */
  readonly registrations: readonly RegistrationDocument[];
  readonly event: PrivacyEvent;
}

/**
 * The person presses the button on the page that the mail leads to: consent is given, or renewed, for five years
 * (policy rows P6, P9; GDPR Art. 7(1)). `registrations` are all that the person has.
 */
export function giveConsent({
  known,
  ask,
  registrations,
  at,
  newEventId,
  commit,
  versions = policyVersions,
}: Answering & {
  readonly known: ConsentDocument;
  readonly ask: NonNullable<ConsentDocument['ask']>;
  readonly registrations: readonly RegistrationDocument[];
  /** Those of the policy; what the person says yes to is the newest. */
  readonly versions?: readonly PolicyVersion[];
}): Given {
  const renewed = known.state === 'given';
  const act: ConsentAct = {
    state: 'given',
    by: 'confirmation-page',
    at: timestamp(at),
    policyVersion: versions.at(-1)?.date,
    text: consentTexts.marketing.version,
    locale: known.locale,
  };
  const { ask: _, refusedAt: __, ...rest } = known;
  const eraseAfter = consentEnd(at);
  return {
    document: {
      ...rest,
      state: 'given',
      since: renewed ? known.since : timestamp(at),
      acts: withAct(known.acts, act),
      eraseAfter,
    },
    registrations: registrations.filter(({ id }) => ask.registrations.includes(id)).map(confirmed),
    event: event('consent.given', {
      id: newEventId(),
      subject: known.subjectId,
      at,
      data: { ...told(known, act, commit), ask: ask.id, renewed, eraseAfter },
    }),
  };
}

/** The consent after a no, and what it changes. */
export interface Ended {
  readonly outcome: 'refused' | 'withdrawn';
  readonly document: ConsentDocument;
  /** Of a withdrawal: those who may have been given the address are told (GDPR Art. 7(3)). */
  readonly notice?: { readonly document: WithdrawalDocument; readonly events: readonly PrivacyEvent[] };
  /** What tells of the no. */
  readonly event: PrivacyEvent;
}

/**
 * The person, or staff for the person, says no: a question is refused, a consent withdrawn. Whose it was goes; that
 * there was a no stays. To say it again changes nothing.
 *
 * @returns undefined when there is nothing to say no to.
 */
export function endConsent(
  given: Answering & {
    readonly known: ConsentDocument | undefined;
    readonly by: ConsentAct['by'];
    readonly withdrawalId: WithdrawalId;
  },
): Ended | undefined {
  const { known } = given;
  if (known === undefined) return undefined;
  switch (known.state) {
    case 'requested':
      return refused(known, given);
    case 'given':
      return withdrawn(known, given);
    case 'refused':
    case 'withdrawn':
      return undefined;
  }
}

type Ending = Answering & { readonly by: ConsentAct['by']; readonly withdrawalId: WithdrawalId };

function refused(known: ConsentDocument, { by, at, newEventId, commit }: Ending): Ended {
  const act = actOf(known, { state: 'refused', by, at });
  return {
    outcome: 'refused',
    document: ended(known, { state: 'refused', act, at }),
    event: event('consent.refused', {
      id: newEventId(),
      subject: known.subjectId,
      at,
      data: told(known, act, commit),
    }),
  };
}

function withdrawn(known: ConsentDocument, { by, withdrawalId, at, newEventId, commit }: Ending): Ended {
  const { subjectId, purpose, contact } = known;
  const act = actOf(known, { state: 'withdrawn', by, at });
  const dossier = { emails: contact?.email === undefined ? [] : [contact.email], phones: [] };
  const { events, ...opened } = openNotice({
    notice: { kind: 'withdrawal', id: withdrawalId },
    processors: purposes[purpose].recipients,
    dossier,
    subjectId,
    at,
    newEventId,
  });
  return {
    outcome: 'withdrawn',
    document: ended(known, { state: 'withdrawn', act, at }),
    notice: {
      document: {
        id: withdrawalId,
        kind: 'withdrawal',
        subjectId,
        state: 'waiting',
        purpose,
        releases: [],
        requestedAt: timestamp(at),
        dossier,
        ...opened,
      },
      events,
    },
    event: event('consent.withdrawn', {
      id: newEventId(),
      subject: subjectId,
      at,
      data: told(known, act, commit),
    }),
  };
}

function actOf(
  { locale }: ConsentDocument,
  { state, by, at }: Pick<ConsentAct, 'state' | 'by'> & { readonly at: Temporal.Instant },
): ConsentAct {
  return { state, by, at: timestamp(at), locale };
}

function ended(
  known: ConsentDocument,
  {
    state,
    act,
    at,
  }: {
    readonly state: Ended['outcome'];
    readonly act: ConsentAct;
    readonly at: Temporal.Instant;
  },
): ConsentDocument {
  const { ask: _, contact: __, ...rest } = known;
  const now = timestamp(at);
  return {
    ...rest,
    state,
    since: now,
    refusedAt: now,
    acts: withAct(known.acts, act),
    eraseAfter: refusalEnd(at),
  };
}

/**
 * What an event tells of an act. The commitment covers the address too: who complains of mail names it, and what
 * was agreed can be shown even after the address has gone from the consent.
 */
function told({ purpose, contact }: ConsentDocument, act: ConsentAct, commit: Answering['commit']) {
  const { by, policyVersion, text } = act;
  return {
    purpose,
    act: by,
    policyVersion,
    text,
    commitment: commit({ purpose, email: contact?.email, act }),
  };
}
