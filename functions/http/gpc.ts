import type { HttpRequest } from '@azure/functions';

/**
 * Whether the browser says no for its user (Global Privacy Control §3.3): `Sec-GPC: 1` and no other value. Of several
 * headers, which arrive as one with commas, one is enough.
 */
export function saysGpc(request: HttpRequest): boolean {
  return (request.headers.get('sec-gpc') ?? '').split(',').some((value) => value.trim() === '1');
}
