import type { Temporal } from 'temporal-polyfill';
import type { ErasureDocument, HeartbeatDocument, NoticeDocument } from '../domain/document.ts';
import type { SubjectId } from '../domain/id.ts';
import type { ErasureCause } from '../policy/erasure-causes.ts';
import type { Right } from '../policy/rights.ts';

/** How things stand in the store, over everybody: what the page of today and the measurements go by. It names nobody. */
export interface Standing {
  /** What should be gone since `at`, the longest overdue first, page by page: what a hold keeps is among it. */
  due(at: Temporal.Instant, pageSize: number): AsyncIterable<readonly DueDocument[]>;
  /** The erasures that a hold keeps from beginning, page by page. */
  held(pageSize: number): AsyncIterable<readonly ErasureDocument[]>;
  /** The notices that wait for a processor or for staff, the earliest first, page by page. */
  waiting(pageSize: number): AsyncIterable<readonly NoticeDocument[]>;
  /** Of the same notices no more than how it stands with each processor. */
  recipients(pageSize: number): AsyncIterable<readonly Pick<NoticeDocument, 'recipients'>[]>;
  /** The erasures of which something was found again, the longest known first, page by page. */
  contradicted(pageSize: number): AsyncIterable<readonly ErasureDocument[]>;
  /** How many erasures of one cause there are in any of these states, and when the first was requested. */
  erasures(which: {
    readonly cause: ErasureCause;
    readonly states: readonly ErasureDocument['state'][];
  }): Promise<{ readonly count: number; readonly requestedAt: string | undefined }>;
  /** How many erasures in any of these states began before an instant, and when the first of them did. */
  erasuresBegun(which: {
    readonly states: readonly ErasureDocument['state'][];
    readonly before: Temporal.Instant;
  }): Promise<{ readonly count: number; readonly begunAt: string | undefined }>;
  /**
   * How many requests for a right are open, how many of them were due before the day `on`, and the nearest last day of
   * the others.
   */
  openRequests(which: {
    readonly right: Right;
    readonly on: string;
  }): Promise<{ readonly open: number; readonly overdue: number; readonly nearest: string | undefined }>;
  /** How many holds are to be reviewed on the day `on` or before. */
  countHoldsDue(on: string): Promise<number>;
  beat(heartbeats: readonly HeartbeatDocument[]): Promise<void>;
}

/** A document whose time is over. */
export interface DueDocument {
  readonly subjectId: SubjectId;
  readonly id: string;
  readonly eraseAfter: string;
}
