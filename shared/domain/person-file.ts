import type { ErasureCause } from '../policy/erasure-causes.ts';
import type { ProcessorReason } from '../policy/processor-reasons.ts';
import type { ProcessorId } from '../policy/processors.ts';
import { type ContactField, givenFields } from './contact.ts';
import { type DisclosureDocument, type DisclosureEntry, disclosureEntry } from './disclosure.ts';
import type {
  ConsentDocument,
  ErasureDocument,
  HoldDocument,
  NoticeDocument,
  RecordDocument,
} from './document.ts';
import type { PrivacyEvent, RecordReference } from './event.ts';
import type { RequestId, SubjectId } from './id.ts';
import { type Decision, entriesOf, type Recipient, type Recipients } from './recipient.ts';
import type { RequestDocument } from './request.ts';
import { shownState } from './shown-state.ts';

/** What is held of a person, and until when: which data there is, never what it says. */
export interface PersonFile {
  readonly subjectId: SubjectId;
  readonly records: readonly RecordEntry[];
  readonly consents: readonly ConsentEntry[];
  readonly holds: readonly HoldEntry[];
  readonly requests: readonly RequestEntry[];
  readonly erasures: readonly ErasureEntry[];
  readonly rectifications: readonly RectificationEntry[];
  readonly withdrawals: readonly WithdrawalEntry[];
  readonly disclosures: readonly Omit<DisclosureEntry, 'subjectId'>[];
  /** Who of the staff has looked, the latest first. */
  readonly lookups: readonly LookupEntry[];
}

type RecordEntry = RegistrationEntry | LicenceEntry;

interface AnyRecordEntry {
  readonly id: string;
  readonly receivedOn: string;
  /** UTC instant; null while a licence is active. */
  readonly eraseAfter: string | null;
  readonly fields: readonly ContactField[];
}

interface RegistrationEntry extends AnyRecordEntry {
  readonly kind: 'registration';
  readonly channel: string;
  readonly submittedOn: string;
  readonly marketing: boolean;
  readonly policyVersion?: string | undefined;
  readonly locale: string;
}

interface LicenceEntry extends AnyRecordEntry {
  readonly kind: 'licence';
  readonly licenceId: string;
  readonly issuedOn?: string | undefined;
  readonly endedOn: string | null;
}

interface ConsentEntry extends Pick<ConsentDocument, 'purpose' | 'state' | 'since' | 'eraseAfter' | 'acts'> {
  /** Whether a question to the person is open. */
  readonly asked: boolean;
}

type HoldEntry = Omit<HoldDocument, 'kind' | 'subjectId' | 'eraseAfter' | 'salt'>;

interface RequestEntry extends Pick<RequestDocument, 'right' | 'state' | 'by' | 'receivedOn' | 'dueOn'> {
  readonly requestId: RequestId;
}

interface NoticeEntry {
  readonly id: string;
  readonly state: NoticeDocument['state'];
  readonly requestedAt: string;
  readonly completedAt?: string | undefined;
  readonly processors: readonly ProcessorEntry[];
}

interface RectificationEntry extends NoticeEntry {
  readonly fields: readonly ContactField[];
}

interface WithdrawalEntry extends NoticeEntry {
  readonly purpose: ConsentDocument['purpose'];
}

interface ErasureEntry extends NoticeEntry {
  readonly state: 'held' | 'waiting' | 'completed' | 'completed-with-exceptions' | 'verified';
  readonly cause: ErasureCause;
  readonly scope: readonly RecordReference[];
  readonly verifiedAt?: string | undefined;
  readonly requestId?: RequestId | undefined;
}

/** How it stands with one processor: its last answer, and since when. */
interface ProcessorEntry {
  readonly id: ProcessorId;
  readonly answer: Recipient['answer'];
  readonly since: string;
  readonly attempt: number;
  readonly because?: ProcessorReason | undefined;
  readonly askAgainAt?: string | undefined;
  readonly decision?: Decision | undefined;
}

interface LookupEntry {
  /** The id of who looked, or `key`: a system with a function key. */
  readonly by: string;
  readonly at: string;
}

/** What lies in a person's partition, and in those of the person's requests. */
export interface FiledOfPerson {
  readonly subjectId: SubjectId;
  readonly records: readonly RecordDocument[];
  readonly holds: readonly HoldDocument[];
  readonly notices: readonly NoticeDocument[];
  readonly disclosures: readonly DisclosureDocument[];
  readonly requests: readonly RequestDocument[];
  readonly lookups: readonly PrivacyEvent<'person.looked-up'>[];
}

export function personFile(filed: FiledOfPerson): PersonFile {
  const { subjectId, records, holds, notices, disclosures, requests, lookups } = filed;
  return {
    subjectId,
    records: records.flatMap((record) => (record.kind === 'consent' ? [] : [recordEntry(record)])),
    consents: records.filter((record) => record.kind === 'consent').map(consentEntry),
    holds: holds.map(holdEntry),
    requests: requests.map(requestEntry),
    erasures: notices.filter((notice) => notice.kind === 'erasure').map(erasureEntry),
    rectifications: notices
      .filter((notice) => notice.kind === 'rectification')
      .map((notice) => ({ ...noticeEntry(notice), fields: notice.fields })),
    withdrawals: notices
      .filter((notice) => notice.kind === 'withdrawal')
      .map((notice) => ({ ...noticeEntry(notice), purpose: notice.purpose })),
    disclosures: disclosures.map(withoutSubject),
    lookups: lookups.map(({ data: { by }, time: at }) => ({ by, at })),
  };
}

function withoutSubject(disclosure: DisclosureDocument): PersonFile['disclosures'][number] {
  const { subjectId: _, ...entry } = disclosureEntry(disclosure);
  return entry;
}

function recordEntry(record: Exclude<RecordDocument, ConsentDocument>): RecordEntry {
  const { id, receivedAt: receivedOn, eraseAfter } = record;
  switch (record.kind) {
    case 'registration': {
      const { kind, channel, submittedOn, marketing, policyVersion, locale } = record;
      const fields = givenFields(record);
      const said = { channel, submittedOn, marketing, policyVersion, locale };
      return { kind, id, receivedOn, eraseAfter, fields, ...said };
    }
    case 'licence': {
      const { kind, licenceId, issued, lifecycle } = record;
      const fields = givenFields(issued?.contact ?? {});
      const endedOn = lifecycle?.endedOn ?? null;
      return { kind, id, receivedOn, eraseAfter, fields, licenceId, issuedOn: issued?.on, endedOn };
    }
  }
}

function consentEntry({ purpose, state, since, eraseAfter, acts, ask }: ConsentDocument): ConsentEntry {
  return { purpose, state, since, eraseAfter, acts, asked: ask !== undefined };
}

function holdEntry(hold: HoldDocument): HoldEntry {
  const { id, recordId, restricts, reason, authority, reviewOn, placedAt } = hold;
  return { id, recordId, restricts, reason, authority, reviewOn, placedAt };
}

function requestEntry({ id: requestId, right, state, by, receivedOn, dueOn }: RequestDocument): RequestEntry {
  return { requestId, right, state, by, receivedOn, dueOn };
}

function noticeEntry({ id, state, requestedAt, completedAt, recipients }: NoticeDocument): NoticeEntry {
  return { id, state, requestedAt, completedAt, processors: processorEntries(recipients) };
}

function erasureEntry(erasure: ErasureDocument): ErasureEntry {
  const { cause, scope, verifiedAt, requestId } = erasure;
  return { ...noticeEntry(erasure), state: shownState(erasure.state), cause, scope, verifiedAt, requestId };
}

function processorEntries(recipients: Recipients): ProcessorEntry[] {
  return entriesOf(recipients).map(([id, { answer, since, attempt, because, askAgainAt, decision }]) => ({
    id,
    answer,
    since,
    attempt,
    because,
    askAgainAt,
    decision,
  }));
}
