import { givenFields } from '../domain/contact.ts';
import type {
  ConsentDocument,
  ErasureDocument,
  HoldDocument,
  NoticeDocument,
  RecordDocument,
} from '../domain/document.ts';
import type { ErasureCause, RecordReference } from '../domain/event.ts';
import type { SubjectId } from '../domain/id.ts';
import type { Identifier } from '../domain/identifier.ts';
import type { Lookup } from '../domain/lookup.ts';
import { entriesOf, type Recipients } from '../domain/recipient.ts';
import type { Holdings, World } from '../ports.ts';
import { findPerson } from './find-person.ts';

/** What is held of a person, and until when: which data there is, never what it says. */
export interface PersonFile {
  readonly subjectId: SubjectId;
  readonly records: readonly RecordEntry[];
  readonly consents: readonly ConsentEntry[];
  readonly holds: readonly HoldEntry[];
  /** Requests are not taken in yet: there are none. */
  readonly requests: readonly [];
  readonly erasures: readonly ErasureEntry[];
  readonly rectifications: readonly NoticeEntry[];
  readonly withdrawals: readonly NoticeEntry[];
}

interface RecordEntry {
  readonly kind: 'registration' | 'licence';
  readonly id: string;
  readonly receivedOn: string;
  /** UTC instant; null while a licence is active. */
  readonly eraseAfter: string | null;
  readonly fields: readonly string[];
  readonly [detail: string]: unknown;
}

interface ConsentEntry extends Pick<ConsentDocument, 'purpose' | 'state' | 'since' | 'eraseAfter' | 'acts'> {
  /** Whether a question to the person is open. */
  readonly asked: boolean;
}

type HoldEntry = Omit<HoldDocument, 'kind' | 'subjectId' | 'eraseAfter' | 'salt'>;

interface NoticeEntry {
  readonly id: string;
  readonly state: string;
  readonly requestedAt: string;
  readonly completedAt?: string | undefined;
  readonly processors: readonly ProcessorEntry[];
}

interface ErasureEntry extends NoticeEntry {
  readonly state: 'held' | 'waiting' | 'completed' | 'completed-with-exceptions' | 'verified';
  readonly cause: ErasureCause;
  readonly scope: readonly RecordReference[];
  readonly verifiedAt?: string | undefined;
}

/** How it stands with one processor: its last answer, and since when. */
interface ProcessorEntry {
  readonly id: string;
  readonly answer: string;
  readonly since: string;
  readonly attempt: number;
  readonly because?: string | undefined;
  readonly askAgainAt?: string | undefined;
  readonly decision?:
    | { readonly decision: string; readonly evidence: string; readonly by: string }
    | undefined;
}

/** The files that a lookup finds; empty for nobody. */
export function lookUp(world: World, lookup: Lookup): Promise<readonly PersonFile[]> {
  return lookup.type === 'subject' ? lookUpSubject(world, lookup.subjectId) : lookUpPerson(world, lookup);
}

/**
 * The files of the subjects an identifier leads to: the one it identifies first, then those it was given
 * with (a shared phone number). Empty for nobody.
 */
export async function lookUpPerson(world: World, identifier: Identifier): Promise<readonly PersonFile[]> {
  const { entries, subjectId } = await findPerson(world, identifier);
  const others = entries.flatMap(({ document }) => Object.keys(document.mentionedBy) as SubjectId[]);
  const subjectIds = new Set(subjectId === undefined ? others : [subjectId, ...others]);
  const found = await Promise.all([...subjectIds].map((id) => world.subjects.holdings(id)));
  return found.filter(isOpen).map(fileOf);
}

/** The file of a subject by its id: what became of an erasure is there when no address leads there any more. */
async function lookUpSubject(
  { subjects }: Pick<World, 'subjects'>,
  subjectId: SubjectId,
): Promise<readonly PersonFile[]> {
  const holdings = await subjects.holdings(subjectId);
  const isKnown = holdings.head !== undefined || holdings.notices.length > 0;
  return isKnown ? [fileOf(holdings)] : [];
}

function isOpen({ head }: Holdings): boolean {
  return head !== undefined && head.document.closedAt === undefined;
}

function fileOf({ subjectId, records, holds, notices }: Holdings): PersonFile {
  const held = records.map(({ document }) => document);
  const told = notices.map(({ document }) => document);
  return {
    subjectId,
    records: held.flatMap((record) => (record.kind === 'consent' ? [] : [recordEntry(record)])),
    consents: held.filter((record) => record.kind === 'consent').map(consentEntry),
    holds: holds.map(({ document }) => holdEntry(document)),
    requests: [],
    erasures: told.filter((notice) => notice.kind === 'erasure').map(erasureEntry),
    rectifications: told.filter(({ kind }) => kind === 'rectification').map(noticeEntry),
    withdrawals: told.filter(({ kind }) => kind === 'withdrawal').map(noticeEntry),
  };
}

function recordEntry(record: Exclude<RecordDocument, ConsentDocument>): RecordEntry {
  const { kind, id, receivedAt: receivedOn, eraseAfter } = record;
  switch (record.kind) {
    case 'registration': {
      const { channel, submittedOn, marketing, policyVersion, locale } = record;
      const fields = givenFields(record);
      return {
        kind,
        id,
        receivedOn,
        eraseAfter,
        fields,
        channel,
        submittedOn,
        marketing,
        policyVersion,
        locale,
      };
    }
    case 'licence': {
      const { licenceId, issued, lifecycle } = record;
      const fields = givenFields(issued?.contact ?? {});
      const endedOn = lifecycle?.endedOn ?? null;
      return { kind, id, receivedOn, eraseAfter, fields, licenceId, issuedOn: issued?.on, endedOn };
    }
  }
}

function consentEntry({ purpose, state, since, eraseAfter, acts, ask }: ConsentDocument): ConsentEntry {
  return { purpose, state, since, eraseAfter, acts, asked: ask !== undefined };
}

function holdEntry({
  id,
  recordId,
  restricts,
  reason,
  authority,
  reviewOn,
  placedAt,
}: HoldDocument): HoldEntry {
  return { id, recordId, restricts, reason, authority, reviewOn, placedAt };
}

function noticeEntry({ id, state, requestedAt, completedAt, recipients }: NoticeDocument): NoticeEntry {
  return { id, state, requestedAt, completedAt, processors: processorEntries(recipients) };
}

function erasureEntry(erasure: ErasureDocument): ErasureEntry {
  const { cause, scope, verifiedAt } = erasure;
  return { ...noticeEntry(erasure), state: shownState(erasure), cause, scope, verifiedAt };
}

/** The steps that last for moments are waiting, as seen from outside. */
function shownState({ state }: ErasureDocument): ErasureEntry['state'] {
  switch (state) {
    case 'deleting':
    case 'waiting':
    case 'telling':
    case 'releasing':
      return 'waiting';
    case 'held':
    case 'completed':
    case 'completed-with-exceptions':
    case 'verified':
      return state;
  }
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
