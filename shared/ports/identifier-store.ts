import type { Temporal } from 'temporal-polyfill';
import type { Suppression } from '../domain/document.ts';
import type { IdentifierKey, SubjectId } from '../domain/id.ts';
import type { Stored } from './stored.ts';

/** An entry of `identifiers`: to whom an identifier leads. */
export interface IdentifierEntry {
  readonly id: IdentifierKey;
  /** The subject that this identifier identifies; of a licence, the subject that holds its record. */
  readonly subjectId?: SubjectId | undefined;
  /** Other subjects it was given with: a shared phone number. */
  readonly mentionedBy: Readonly<Record<SubjectId, true>>;
  /** When somebody last made it lead somewhere: an intake that died right after leaves it behind. */
  readonly touchedAt: string;
  /** A licence's events are taken in one at a time: until this instant it is somebody's turn. */
  readonly lockedUntil?: string | undefined;
  /** The subject that is taking the licence over from `subjectId`. */
  readonly next?: SubjectId | undefined;
  /** A licence's data was erased; its events up to this instant are history. */
  readonly historyUntil?: string | undefined;
  /** For which purposes the person said no, and when: stays when the person's data is gone. */
  readonly suppressed?: Suppression | undefined;
  readonly ttl?: number;
}

/** What stays in the entry of an erased licence, or of a person who does not want to hear from us, and for how long. */
export type WordOfErasure = Pick<IdentifierEntry, 'historyUntil' | 'suppressed'> & { readonly ttl: number };

export interface IdentifierStore {
  /**
   * Makes the entry lead to `subjectId` unless it exists; returns the entry as it now stands. One request.
   * Of several claims at once exactly one has `created`.
   */
  claim(
    key: IdentifierKey,
    subjectId: SubjectId,
  ): Promise<Stored<IdentifierEntry> & { readonly created: boolean }>;
  /** Notes that the identifier was given together with the subject. One request. */
  mention(key: IdentifierKey, subjectId: SubjectId): Promise<void>;
  find(key: IdentifierKey): Promise<Stored<IdentifierEntry> | undefined>;
  /** The entries touched in a span of time, oldest first, page by page. */
  touchedBetween(
    span: { readonly from: Temporal.Instant; readonly to: Temporal.Instant },
    pageSize: number,
  ): AsyncIterable<readonly Stored<IdentifierEntry>[]>;
  /** Writes the entry in the place of the one with that ETag; without an ETag, where there is none. */
  write(entry: IdentifierEntry, etag: string | undefined): Promise<Stored<IdentifierEntry> | 'changed'>;
  remove(entry: Stored<IdentifierEntry>): Promise<'removed' | 'changed'>;
  /** Takes the subject out of the entry; the entry goes when it leads to nobody, or keeps only `word`. */
  release(key: IdentifierKey, subjectId: SubjectId, word: WordOfErasure): Promise<'released' | 'absent'>;
}
