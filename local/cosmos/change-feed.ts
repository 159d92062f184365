import type { Container } from './container.ts';
import { badRequest, unsupported } from './errors.ts';
import { fittingPage } from './page-size.ts';
import type { PartitionKey } from './partition-key.ts';
import { queryCharge } from './request-charge.ts';

/** Where a reader stands, as its headers tell: `If-None-Match`, else `If-Modified-Since`, else the beginning. */
export interface ChangeFeedRequest {
  readonly mode: string;
  readonly partitionKey: PartitionKey | undefined;
  readonly ifNoneMatch: string | undefined;
  readonly ifModifiedSince: string | undefined;
  readonly maxItemCount: number;
}

export interface ChangeFeedPage {
  readonly items: readonly string[];
  /** The ETag of the answer, with which the reader goes on. */
  readonly continuation: string;
  readonly charge: number;
}

/**
 * The latest version of each item written after the reader's place, in the order of their commits. There is one
 * writer, and every number up to `lsn` is decided when a page is read, so none can appear behind it later.
 */
export function readChangeFeed(container: Container, request: ChangeFeedRequest): ChangeFeedPage {
  if (request.mode.toLowerCase() !== 'incremental feed')
    throw unsupported(`the change feed mode '${request.mode}'`);
  const { after, since } = startOf(container, request);
  const limit = request.maxItemCount;
  const rows =
    request.partitionKey === undefined
      ? container.items.changesAfter(after, since, limit)
      : container.items.changesInPartitionAfter(request.partitionKey, after, since, limit);
  const taken = fittingPage(rows);
  const last = taken.at(-1);
  return {
    items: taken.map((row) => `${container.documentOf(row).slice(0, -1)},"_lsn":${row.lsn}}`),
    continuation: `"${last?.lsn ?? Math.max(after, container.items.lsn)}"`,
    charge: queryCharge(
      taken.reduce((bytes, row) => bytes + row.body.length, 0),
      taken.length,
    ),
  };
}

/** A continuation beats a start time: the SDK goes on sending the time with it. */
function startOf(
  container: Container,
  { ifNoneMatch, ifModifiedSince }: ChangeFeedRequest,
): { readonly after: number; readonly since: number } {
  if (ifNoneMatch === '*') return { after: container.items.lsn, since: 0 };
  if (ifNoneMatch !== undefined) return { after: parseContinuation(ifNoneMatch), since: 0 };
  if (ifModifiedSince === undefined) return { after: 0, since: 0 };
  const since = Date.parse(ifModifiedSince);
  if (Number.isNaN(since)) throw badRequest('If-Modified-Since is not a date.');
  return { after: 0, since: Math.floor(since / 1000) };
}

function parseContinuation(etag: string): number {
  const match = /^"?(\d+)"?$/.exec(etag);
  if (match === null) throw badRequest('If-None-Match is not a continuation of a change feed.');
  return Number(match[1]);
}
