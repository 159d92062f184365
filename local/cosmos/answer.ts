import { randomUUID } from 'node:crypto';
import type { CosmosError } from './errors.ts';
import { SMALLEST_CHARGE } from './request-charge.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string | undefined;
}

/** What an answer says beside its body; what is left out is not sent. */
export interface AnswerDetails {
  readonly charge?: number | undefined;
  readonly etag?: string | undefined;
  readonly sessionToken?: string | undefined;
  readonly itemCount?: number | undefined;
  readonly continuation?: string | undefined;
}

export function answerOf(status: number, body: string | undefined, details: AnswerDetails = {}): Answer {
  const headers: Record<string, string | number> = {
    'x-ms-activity-id': randomUUID(),
    'x-ms-request-charge': details.charge ?? SMALLEST_CHARGE,
  };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (details.etag !== undefined) headers.etag = details.etag;
  if (details.sessionToken !== undefined) headers['x-ms-session-token'] = details.sessionToken;
  if (details.itemCount !== undefined) headers['x-ms-item-count'] = details.itemCount;
  if (details.continuation !== undefined) headers['x-ms-continuation'] = details.continuation;
  return { status, headers, body };
}

/** A list as Cosmos DB wraps it: `{"_rid", "<name>": […], "_count"}`. */
export function listBody(rid: string, name: string, items: readonly string[]): string {
  return `{"_rid":"${rid}","${name}":[${items.join(',')}],"_count":${items.length}}`;
}

export function errorAnswer({ status, code, message, substatus, retryAfterMs }: CosmosError): Answer {
  const plain = answerOf(status, JSON.stringify({ code, message }));
  return {
    ...plain,
    headers: {
      ...plain.headers,
      ...(substatus === undefined ? {} : { 'x-ms-substatus': substatus }),
      ...(retryAfterMs === undefined ? {} : { 'x-ms-retry-after-ms': retryAfterMs }),
    },
  };
}
