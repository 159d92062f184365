import type { HoldDocument, NoticeDocument, RecordDocument } from '../domain/document.ts';
import type { Holdings } from '../ports.ts';

/** What the domain decides by: the documents of a person's holdings, without the ETags a commit needs. */
export function documentsOf({ records, holds, notices }: Pick<Holdings, 'records' | 'holds' | 'notices'>): {
  readonly records: readonly RecordDocument[];
  readonly holds: readonly HoldDocument[];
  readonly notices: readonly NoticeDocument[];
} {
  return {
    records: records.map(({ document }) => document),
    holds: holds.map(({ document }) => document),
    notices: notices.map(({ document }) => document),
  };
}
