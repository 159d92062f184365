import { Temporal } from 'temporal-polyfill';
import { type PurposeId, purposes } from '../policy/purposes.ts';
import type { Locale } from '../policy/register.ts';
import type { UseReason } from '../policy/use-reasons.ts';
import { type PolicyVersion, versions as policyVersions } from '../policy/versions.ts';
import { isAskedAgain } from './asked-again.ts';
import { dayOf, endOfDay, timestamp } from './calendar.ts';
import { type Contact, contactFields } from './contact.ts';
import type {
  ConsentDocument,
  HoldDocument,
  IssuedLicence,
  LicenceDocument,
  NoticeDocument,
  RecordDocument,
  Suppression,
} from './document.ts';
import { keptUnused } from './held-erasure.ts';
import { isUnconfirmed } from './registration.ts';

export interface PersonState {
  readonly records: readonly RecordDocument[];
  readonly holds: readonly HoldDocument[];
  readonly notices: readonly NoticeDocument[];
  /** What the person said no to, as the entry of the address remembers. */
  readonly suppressed: Suppression | undefined;
}

/** Whether data may be used, on what ground or why not; since when, a UTC timestamp; and which data. */
export type UseVerdict =
  | { readonly allowed: true; readonly because: UseReason; readonly since: string; readonly contact: Contact }
  | { readonly allowed: false; readonly because: UseReason };

/**
 * Whether a person's data may be used for a purpose at `at`, by the register (policy rows P5, P6): with a consent that
 * was confirmed and holds, while a licence is active, or as long as anything is held. What is restricted is not
 * used (GDPR Art. 18), nor what only a hold keeps from somebody who withdrew, nor is anything for a purpose that the person refused and may refuse (Art. 7(3), Art. 21);
 * only a consent given after that lifts it. A consent that a version of the policy asks again for counts from the new
 * yes on (policy row P12).
 *
 * The contact has what the purpose needs and nothing more (Art. 5(1)(c)).
 */
export function mayUse(
  purpose: PurposeId,
  { records, holds, notices, suppressed }: PersonState,
  at: Temporal.Instant,
  versions: readonly PolicyVersion[] = policyVersions,
): UseVerdict {
  const { people, refusable, data } = purposes[purpose];
  const unused = keptUnused(notices);
  const held = records
    .filter(({ eraseAfter }) => eraseAfter === null || eraseAfter > timestamp(at))
    .filter(({ id }) => !unused.has(id));
  const usable = held.filter((record) => !isRestricted(record, holds));
  const refusedAt = refusable ? suppressed?.[purpose] : undefined;
  const ground = groundFor(people, usable, { at, versions });
  if (!ground.found) {
    const unrestricted = groundFor(people, held, { at, versions });
    if (unrestricted.found) return { allowed: false, because: 'restricted' };
    const { because } = unrestricted;
    const isSilent = because === 'nobody' || because === 'no-consent';
    return { allowed: false, because: isSilent && refusedAt !== undefined ? 'suppressed' : because };
  }
  const { because, since } = ground;
  const isLifted = people === 'consented' && refusedAt !== undefined && since >= refusedAt;
  if (refusedAt !== undefined && !isLifted) return { allowed: false, because: 'suppressed' };
  return { allowed: true, because, since, contact: pick(ground.contact, data) };
}

/** Everything that records say of their person: where they differ, what came last. */
export function contactIn(records: readonly RecordDocument[]): Contact {
  return merge(records.toSorted((one, other) => order(other, one)).map(detailsOf));
}

/** The language the person used last, if any is known. */
export function localeIn(records: readonly RecordDocument[]): Locale | undefined {
  const used = records.toSorted(order).findLast(({ kind }) => kind !== 'licence');
  if (used === undefined || used.kind === 'licence') return undefined;
  return used.locale === 'en' ? 'en' : 'nb';
}

/** Whether a record is kept and must not be used (GDPR Art. 18). */
export function isRestricted({ id }: RecordDocument, holds: readonly HoldDocument[]): boolean {
  return holds.some(({ restricts, recordId }) => restricts && (recordId === undefined || recordId === id));
}

type Ground =
  | { readonly found: true; readonly because: UseReason; readonly since: string; readonly contact: Contact }
  | { readonly found: false; readonly because: UseReason };

interface Now {
  readonly at: Temporal.Instant;
  readonly versions: readonly PolicyVersion[];
}

function groundFor(
  people: (typeof purposes)[PurposeId]['people'],
  records: readonly RecordDocument[],
  { at, versions }: Now,
): Ground {
  if (records.length === 0) return { found: false, because: 'nobody' };
  switch (people) {
    case 'consented':
      return consentIn(records, { at, versions });
    case 'customers':
      return activeLicenceIn(records, at);
    case 'known':
      return acquaintanceIn(records);
  }
}

function consentIn(records: readonly RecordDocument[], { at, versions }: Now): Ground {
  const consent = records.find((record): record is ConsentDocument => record.kind === 'consent');
  if (consent === undefined) return { found: false, because: 'no-consent' };
  const { state, since, contact = {} } = consent;
  switch (state) {
    case 'given':
      if (isAskedAgain(consent, at, versions)) return { found: false, because: 'asked-again' };
      return { found: true, because: 'consent-given', since, contact };
    case 'requested':
      return { found: false, because: 'consent-requested' };
    case 'refused':
      return { found: false, because: 'consent-refused' };
    case 'withdrawn':
      return { found: false, because: 'consent-withdrawn' };
  }
}

/** A licence is active through the day it ends, in Norway. */
export function isActiveLicence(record: RecordDocument, at: Temporal.Instant): boolean {
  const today = dayOf(at).toString();
  return isIssued(record) && (record.lifecycle?.endedOn ?? today) >= today;
}

function activeLicenceIn(records: readonly RecordDocument[], at: Temporal.Instant): Ground {
  const active = records.filter(isIssued).filter((licence) => isActiveLicence(licence, at));
  const since = active.map(({ issued }) => startOf(issued.on)).sort()[0];
  if (since === undefined) return { found: false, because: 'no-active-licence' };
  return { found: true, because: 'active-licence', since, contact: contactIn(active) };
}

/**
 * Who is known is who left a registration or is the contact of a licence. A newsletter sign-up that nobody has
 * confirmed may be anybody's, and what is left of a consent is evidence and no acquaintance.
 */
function acquaintanceIn(records: readonly RecordDocument[]): Ground {
  const known = records.filter(
    (record) => (record.kind === 'registration' && !isUnconfirmed(record)) || isIssued(record),
  );
  const since = known.map(receivedAt).sort()[0];
  if (since === undefined) return { found: false, because: 'nobody' };
  return { found: true, because: 'known', since, contact: contactIn(known) };
}

function isIssued(record: RecordDocument): record is LicenceDocument & { readonly issued: IssuedLicence } {
  return record.kind === 'licence' && record.issued !== undefined;
}

function detailsOf(record: RecordDocument): Contact {
  switch (record.kind) {
    case 'registration':
      return record;
    case 'licence':
      return record.issued?.contact ?? {};
    case 'consent':
      return record.contact ?? {};
  }
}

function receivedAt(record: RecordDocument): string {
  return record.kind === 'consent' ? record.since : record.receivedAt;
}

/** By time, and of one time always the same way round. */
function order(one: RecordDocument, other: RecordDocument): number {
  const rank = (record: RecordDocument) => `${receivedAt(record)} ${record.id}`;
  return rank(one) < rank(other) ? -1 : 1;
}

/** Each field from the first that has it. */
function merge(contacts: readonly Contact[]): Contact {
  const given = contactFields.flatMap((field) => {
    const value = contacts.map((contact) => contact[field]).find((each) => each !== undefined);
    return value === undefined ? [] : [[field, value] as const];
  });
  return Object.fromEntries(given);
}

function pick(contact: Contact, fields: readonly (keyof Contact)[]): Contact {
  return Object.fromEntries(
    fields.flatMap((field) => (contact[field] === undefined ? [] : [[field, contact[field]]])),
  );
}

/** The first instant of a day in Norway: that at which the day before is over. */
function startOf(day: string): string {
  return timestamp(endOfDay(Temporal.PlainDate.from(day).subtract({ days: 1 })));
}
