import type { HttpResponseInit } from '@azure/functions';
import { gpcSupport } from '../shared/policy/cookies.ts';

/** `GET /.well-known/gpc.json`: whether we honour Global Privacy Control, and since when that is so. */
export async function getGpcSupport(): Promise<HttpResponseInit> {
  return { status: 200, headers: { 'cache-control': 'public, max-age=86400' }, jsonBody: gpcSupport };
}
