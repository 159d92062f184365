import { consentTexts } from '../policy/consent-texts.ts';
import { processors } from '../policy/processors.ts';
import type { ConsentAct, ConsentPurpose } from './consent.ts';
import { type Contact, givenFields } from './contact.ts';
import type { DisclosureDocument } from './disclosure.ts';
import type {
  ConsentDocument,
  HoldDocument,
  LicenceDocument,
  NoticeDocument,
  RegistrationDocument,
  SubjectDocument,
  Suppression,
} from './document.ts';
import { type PackageEntry, packageEntries } from './package-entry.ts';
import { entriesOf, type Recipients } from './recipient.ts';
import type { RequestDocument } from './request.ts';
import { shownState } from './shown-state.ts';

// Each document as the person gets it: every value that is of the person, and what was decided about it. What is left
// out serves the pipeline only: salts, ETags, when it looks after something again.

export function registrationEntry(document: RegistrationDocument): PackageEntry<'registrations'> {
  const { id, channel, marketing, policyVersion, locale, submittedOn, receivedAt, eraseAfter } = document;
  return {
    id,
    contact: contactOf(document),
    channel,
    marketing,
    policyVersion,
    locale,
    submittedOn,
    receivedAt,
    eraseAfter,
  };
}

export function licenceEntry(document: LicenceDocument): PackageEntry<'licences'> {
  const { id, licenceId, issued, lifecycle, receivedAt, eraseAfter } = document;
  return {
    id,
    licenceId,
    ...(issued && {
      contact: contactOf(issued.contact),
      issuedOn: issued.on,
      issuedAt: issued.at,
      retentionAfterEnd: issued.retentionAfterEnd,
    }),
    endedOn: lifecycle?.endedOn ?? null,
    ...(lifecycle && { endedAt: lifecycle.at }),
    receivedAt,
    eraseAfter,
  };
}

export function consentEntry(document: ConsentDocument): PackageEntry<'consents'> {
  const { id, purpose, state, since, contact, locale, ask, refusedAt, acts, eraseAfter } = document;
  return {
    id,
    purpose,
    state,
    since,
    ...(contact && { contact: contactOf(contact) }),
    locale,
    ...(ask && { question: { askedAt: ask.at, endsAt: ask.endsAt } }),
    refusedAt,
    acts: acts.map((act) => actEntry(act, purpose)),
    eraseAfter,
  };
}

function actEntry(
  { state, by, at, channel, policyVersion, text, locale }: ConsentAct,
  purpose: ConsentPurpose,
): PackageEntry<'consents'>['acts'][number] {
  return {
    state,
    by,
    at,
    channel,
    policyVersion,
    ...(text !== undefined && { text: { version: text, words: wordsOf(purpose, text, locale) } }),
    locale,
  };
}

/** What was said yes to, in the language in which it was shown; undefined for a version that the register has no more. */
function wordsOf(purpose: ConsentPurpose, version: string, locale: string): string | undefined {
  const text = consentTexts[purpose];
  return version === text.version ? text[locale === 'en' ? 'en' : 'nb'] : undefined;
}

export function objectionEntries(suppressed: Suppression = {}): PackageEntry<'objections'>[] {
  const purposes = packageEntries.objections.shape.purpose.options;
  return purposes.flatMap((purpose) => {
    const since = suppressed[purpose];
    return since === undefined ? [] : [{ purpose, since }];
  });
}

export function holdEntry(document: HoldDocument): PackageEntry<'holds'> {
  const { id, recordId, restricts, reason, authority, placedAt, reviewOn } = document;
  return { id, recordId, restricts, reason, authority, placedAt, reviewOn };
}

export function disclosedEntry(document: DisclosureDocument): PackageEntry<'disclosures'> {
  const { id, authority, legalBasis, reference, disclosedOn, recordedAt, records, fields } = document;
  return {
    id,
    authority,
    legalBasis,
    reference,
    disclosedOn,
    recordedAt,
    records: [...records],
    fields: [...fields],
  };
}

export function noticeEntry(document: NoticeDocument): PackageEntry<'notices'> {
  const { id, requestedAt, completedAt } = document;
  const told = { id, requestedAt, completedAt, recipients: answersOf(document.recipients) };
  switch (document.kind) {
    case 'erasure': {
      const { kind, cause, scope, verifiedAt } = document;
      return { kind, ...told, state: shownState(document.state), cause, records: [...scope], verifiedAt };
    }
    case 'rectification': {
      const { kind, fields } = document;
      return { kind, ...told, state: shownState(document.state), fields: [...fields] };
    }
    case 'withdrawal': {
      const { kind, purpose } = document;
      return { kind, ...told, state: shownState(document.state), purpose };
    }
  }
}

/** What each processor answered; who of the staff typed it in, and how they know, is theirs. */
function answersOf(recipients: Recipients): PackageEntry<'notices'>['recipients'] {
  return entriesOf(recipients).map(([processor, { answer, since, because, decision }]) => ({
    processor,
    name: processors[processor].name,
    answer,
    since,
    because,
    ...(decision && { decision: { decision: decision.decision, on: decision.on } }),
  }));
}

export function requestEntry(document: RequestDocument): PackageEntry<'requests'> {
  const { id, right, state, by, receivedOn, dueOn, extension, identity, corrections, answer } = document;
  return {
    id,
    right,
    state,
    by,
    receivedOn,
    dueOn,
    extension,
    ...(identity && { identity: { shown: identity.shown, at: identity.at } }),
    ...(corrections && { corrects: givenFields(corrections) }),
    ...(answer && {
      answer: {
        on: answer.on,
        held: answer.held,
        refusals: answer.refusals.map(({ ground, records }) => ({ ground, records: [...records] })),
        note: answer.note,
      },
    }),
  };
}

/** An event is of the log: what happened, and when. */
export function happeningOf({
  event: { time, type },
}: Extract<SubjectDocument, { kind: 'event' }>): PackageEntry<'history'> {
  return { at: time, event: type.replace(/^works\.contracting\.privacy\.|\.v1$/g, '') };
}

function contactOf({ name, company, email, phone }: Contact): Contact {
  return { name, company, email, phone };
}
