import { canary } from './person.ts';

type Headers = Readonly<Record<string, string>>;

/** A request that carries the canary, and the answers that show it went where its name says. */
export interface HttpPath {
  readonly name: string;
  readonly statuses: readonly number[];
  readonly path: string;
  readonly init: Omit<RequestInit, 'headers'> & { readonly headers: Headers };
  /** The protocol wants the answer to repeat what was sent: nobody but the sender sees it. */
  readonly echoes?: true;
}

export const asJson = { 'content-type': 'application/json' };
export const urlEncoded = { 'content-type': 'application/x-www-form-urlencoded' };
/** What a browser says that it takes. */
export const page = { accept: 'text/html,*/*' };

/** The canary's address as a part of a URL. */
export const inUrl = encodeURIComponent(canary.email);

type Request = Pick<HttpPath, 'path' | 'init'>;

/** POSTs JSON. */
export function json(path: string, body: unknown, headers: Headers = {}): Request {
  return raw(path, JSON.stringify(body), { ...asJson, ...headers });
}

/** POSTs a body as it is. */
export function raw(path: string, body: NonNullable<RequestInit['body']>, headers: Headers = {}): Request {
  return { path, init: { method: 'POST', body, headers, redirect: 'manual' } };
}

/** POSTs the fields of a form. */
export function form(path: string, fields: Readonly<Record<string, string>>, headers: Headers = {}): Request {
  return raw(path, new URLSearchParams(fields), headers);
}

export function get(path: string, headers: Headers = {}): Request {
  return { path, init: { headers } };
}

export function multipart(fields: Readonly<Record<string, string | File>>): FormData {
  const body = new FormData();
  for (const [field, content] of Object.entries(fields)) body.append(field, content);
  return body;
}
