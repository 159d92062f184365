import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { timestamp } from './calendar.ts';
import type { ErasureDocument, SubjectDocument } from './document.ts';
import type { RecordReference } from './event.ts';
import type { IdentifierKey } from './id.ts';
import type { Identifier } from './identifier.ts';
import { identifiersInText } from './identifiers-in-text.ts';
import type { RequestDocument } from './request.ts';
import { readingsOf } from './unescaped.ts';

/** A piece of text that lies in a store. */
interface Lying {
  readonly place: string;
  readonly text: string;
  /** When it got there or was last written, UTC; absent if that is not known. */
  readonly since?: string | undefined;
}

/** The places whose texts are documents with rules of their own. */
const subjects = 'cosmos/subjects';
const identifiers = 'cosmos/identifiers';
/** Copies that people were given of their data (GDPR Art. 15, Art. 20). */
const packages = 'blob/packages';

/**
 * Looks for what erasures should have left nowhere. It knows no value of the people: only the keys that each
 * erasure has released, and which records it was to delete.
 *
 * What counts as left:
 * 1. An e-mail address or phone number of a released key, in any text. In `subjects`, a number in a document of
 *    another subject does not count, nor does one in a package: numbers are shared.
 * 2. A released key of an address or number, in any text: by it the events would lead to somebody again. Not in the
 *    `releases` of a notice, which are what this search goes by, and not as the id of an identifier entry; a
 *    licence's key stays in its events.
 * 3. An identifier entry of a released key that leads to the erased subject. One that leads to another, or only
 *    says what is not wanted, is right.
 * 4. A record of the erasure's scope.
 * 5. A package of the erased subject that was made before the erasure was asked for: it copies what was erased. One
 *    that was made afterwards does not have it.
 *
 * A request may be open when the person is erased, and has to keep whom to answer (GDPR Art. 12(3)): what it knows of who
 * asks does not count while it is open, nor until the answer is mailed, for which it has some days. In a request that is
 * answered it would.
 *
 * What came later does not count: the same person may come again (see `cameLater`).
 *
 * @returns the erasures that a text contradicts.
 */
export function searchForLeftovers(
  erasures: readonly ErasureDocument[],
  keysOf: (identifier: Identifier) => readonly IdentifierKey[],
  at: Temporal.Instant,
): (lying: Lying) => ErasureDocument[] {
  const byKey = new Map<string, ErasureDocument[]>();
  const bySubject = Map.groupBy(erasures, ({ subjectId }): string => subjectId);
  for (const erasure of erasures) {
    for (const { key } of erasure.releases) byKey.set(key, [...(byKey.get(key) ?? []), erasure]);
  }
  const erasuresOf = (keys: readonly string[]) => keys.flatMap((key) => byKey.get(key) ?? []);

  return (lying) => {
    const document = documentIn(lying);
    const mayBeAnothers = ({ subjectId }: ErasureDocument) =>
      lying.place === packages || (document?.of === subjects && document.subjectId !== subjectId);
    const found = [
      ...identifiersInText(withoutWhoAsks(lying, document, at)).flatMap((identifier) => {
        const erased = erasuresOf(keysOf(identifier));
        return identifier.type === 'phone' ? erased.filter((erasure) => !mayBeAnothers(erasure)) : erased;
      }),
      ...erasuresOf(keysWrittenIn(document?.rest ?? lying.text)),
      ...(document?.of === identifiers
        ? erasuresOf([document.id]).filter(({ subjectId }) => document.leadsTo.has(subjectId))
        : []),
      ...(document?.of === subjects
        ? (bySubject.get(document.subjectId) ?? []).filter((erasure) => isOfScope(document, erasure))
        : []),
      ...(lying.place === packages
        ? subjectsNamedIn(lying.text)
            .flatMap((subjectId) => bySubject.get(subjectId) ?? [])
            .filter(({ requestedAt }) => isBefore(lying, requestedAt))
        : []),
    ];
    return [...new Set(found)].filter((erasure) => !cameLater(lying, document, erasure));
  };
}

/** What is known of a text that is a document of the pipeline's; `rest` is without the keys that belong there. */
type Document = SubjectsDocument | EntryDocument;

interface SubjectsDocument {
  readonly of: typeof subjects;
  readonly subjectId: string;
  readonly kind: string;
  readonly id: string;
  readonly rest: string;
}

interface EntryDocument {
  readonly of: typeof identifiers;
  readonly id: string;
  readonly leadsTo: ReadonlySet<string>;
  readonly rest: string;
}

const releasing: ReadonlySet<string> = new Set([
  'erasure',
  'rectification',
] satisfies SubjectDocument['kind'][]);

const subjectsDocument = z.looseObject({ subjectId: z.string(), kind: z.string(), id: z.string() });
const entryDocument = z.looseObject({
  id: z.string(),
  subjectId: z.string().optional(),
  next: z.string().optional(),
  mentionedBy: z.record(z.string(), z.unknown()).default({}),
});

/** Undefined for a text that is none, whatever place it is in: then it is searched as any other. */
function documentIn({ place, text }: Lying): Document | undefined {
  if (place !== subjects && place !== identifiers) return undefined;
  const content = jsonIn(text);
  if (place === subjects) {
    const { data } = subjectsDocument.safeParse(content);
    if (data === undefined) return undefined;
    const { subjectId, kind, id, releases, ...rest } = data;
    const others = releasing.has(kind) ? rest : { ...rest, releases };
    return { of: place, subjectId, kind, id, rest: JSON.stringify({ ...others, id }) };
  }
  const { data } = entryDocument.safeParse(content);
  if (data === undefined) return undefined;
  const { id, ...rest } = data;
  const leadsTo = [rest.subjectId, rest.next, ...Object.keys(rest.mentionedBy)];
  const known = leadsTo.filter((subjectId) => subjectId !== undefined);
  return { of: place, id, leadsTo: new Set(known), rest: JSON.stringify(rest) };
}

/** The text without what a request may still know of who asks. */
function withoutWhoAsks({ text }: Lying, document: Document | undefined, at: Temporal.Instant): string {
  if (document?.of !== subjects || document.kind !== request) return text;
  const { contact: _, mailTo: __, corrections: ___, ...rest }: Partial<RequestDocument> = JSON.parse(text);
  const isOpen = rest.dueOn !== undefined;
  const isToBeTold = rest.wakeAt !== undefined && rest.wakeAt > timestamp(at);
  return isOpen || isToBeTold ? JSON.stringify(rest) : text;
}

const request: SubjectDocument['kind'] = 'request';

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Keys of addresses and numbers as they are written: `email:<key version>:<base64url of 32 bytes>`. */
function keysWrittenIn(text: string): string[] {
  return readingsOf(text).flatMap(
    (reading) => reading.match(/(?:email|phone):\d{1,4}:[\w-]{43}(?![\w-])/g) ?? [],
  );
}

/** Ids of subjects, among others: whatever is a UUID. */
function subjectsNamedIn(text: string): string[] {
  return text.match(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g) ?? [];
}

function isBefore({ since }: Lying, instant: string): boolean {
  return since === undefined || timestamp(Temporal.Instant.from(since)) < instant;
}

function isOfScope({ kind, id }: SubjectsDocument, { scope }: ErasureDocument): boolean {
  return scope.some((reference: RecordReference) => reference.kind === kind && reference.id === id);
}

/**
 * Whether a text got there after what the erasure was about, to the second. In general that is after its completion.
 * - The erasure's own document and a registration of its scope are never new, however late they were written.
 * - An entry or a record of the erased subject may be written anew from the completion on: who had to wait for it
 *   goes on in the same second.
 * - A licence or consent of the scope may come again under its old id once the old one is gone: after the request.
 * - Another subject cannot get the address while it leads to the erased one. It may get it from the second in which
 *   the erasure lets go of it.
 */
function cameLater({ since }: Lying, document: Document | undefined, erasure: ErasureDocument): boolean {
  if (since === undefined) return false;
  const { id, subjectId, requestedAt, releasedAt = requestedAt, completedAt = requestedAt } = erasure;
  const written = timestamp(Temporal.Instant.from(since));
  if (document === undefined) return written > completedAt;
  if (document.of === identifiers) return written >= completedAt;
  if (document.id === id) return false;
  if (isOfScope(document, erasure)) return document.kind !== 'registration' && written > requestedAt;
  if (document.subjectId !== subjectId) return written >= releasedAt;
  return records.has(document.kind) ? written >= completedAt : written > completedAt;
}

const records: ReadonlySet<string> = new Set([
  'registration',
  'licence',
  'consent',
] satisfies RecordReference['kind'][]);
