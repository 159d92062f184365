import type { HttpRequest } from '@azure/functions';

/** What lets a page of one of these origins read the answer (Fetch, CORS protocol); nothing for any other. */
export function readableFrom(
  origins: ReadonlySet<string>,
  request: HttpRequest,
): Readonly<Record<string, string>> {
  const origin = request.headers.get('origin') ?? '';
  return { vary: 'Origin', ...(origins.has(origin) && { 'access-control-allow-origin': origin }) };
}

/** The answer to a browser that asks beforehand whether a page of that origin may post JSON. */
export function postableFrom(
  origins: ReadonlySet<string>,
  request: HttpRequest,
): Readonly<Record<string, string>> {
  const readable = readableFrom(origins, request);
  if (!('access-control-allow-origin' in readable)) return readable;
  return {
    ...readable,
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'content-type',
    'access-control-max-age': '86400',
  };
}

/** What any page may read: it is the same for everybody, and of nobody. */
export const readableFromAnywhere = { 'access-control-allow-origin': '*' } as const;
