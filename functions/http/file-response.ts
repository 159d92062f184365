import { createHash } from 'node:crypto';
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { readableFromAnywhere } from './cross-origin.ts';

/** A text that other sites include, as an answer: kept for an hour, then asked for again by its ETag (RFC 9110 §8.8.3). */
export function fileResponse(
  request: HttpRequest,
  { text, type }: { readonly text: string; readonly type: 'text/javascript' | 'text/css' },
): HttpResponseInit {
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  const headers = {
    etag,
    'cache-control': 'public, max-age=3600',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin',
    ...readableFromAnywhere,
  };
  if (request.headers.get('if-none-match')?.includes(etag)) return { status: 304, headers };
  return { status: 200, headers: { ...headers, 'content-type': `${type}; charset=utf-8` }, body: text };
}
