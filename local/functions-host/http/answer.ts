import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { HttpData, InvocationResponse, TypedData } from '../rpc.ts';
import { serializeCookie } from './cookie.ts';

/** The headers of a request, each as one text, as the Functions host passes them on. */
export function requestHeaders({ headers }: IncomingMessage): Record<string, string> {
  const all: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) all[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return all;
}

/** The whole URL, or undefined when the Host header or the target cannot be part of one. */
export function requestUrl({ headers, url = '/' }: IncomingMessage): string | undefined {
  const host = headers.host ?? '127.0.0.1';
  if (!url.startsWith('/') || !/^[\w.\-:[\]]+$/.test(host)) return undefined;
  return `http://${host}${url}`;
}

/** Answers with what the function returned; a function that returned nothing means 204. */
export function sendResult(response: ServerResponse, { returnValue }: InvocationResponse): void {
  const http = returnValue?.http;
  if (http === undefined) {
    sendStatus(response, 204);
    return;
  }
  const status = statusOf(http);
  const body = bodyBytes(http.body);
  const headers: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(http.headers ?? {})) {
    if (!CONNECTION_HEADERS.has(name)) headers[name] = value;
  }
  if (http.cookies !== undefined && http.cookies.length > 0)
    headers['set-cookie'] = http.cookies.map(serializeCookie);
  const bodiless = status === 204 || status === 304;
  const asked = response.req.method === 'HEAD' && body.byteLength === 0;
  if (!bodiless && !asked) headers['content-length'] = body.byteLength;
  response.writeHead(status, headers);
  response.end(bodiless ? undefined : body);
}

/** An answer of the host itself: these have no body, on Azure too. */
export function sendStatus(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders = {},
): void {
  response.writeHead(status, status === 204 ? headers : { ...headers, 'content-length': 0 });
  response.end();
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.byteLength });
  response.end(body);
}

export function statusOf(http: HttpData): number {
  return Number(http.statusCode ?? 200);
}

/** These are between two neighbours (RFC 9110 section 7.6.1); the server sets its own. */
const CONNECTION_HEADERS = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
]);

const NO_BYTES = new Uint8Array(0);

function bodyBytes(body: TypedData | null | undefined): Uint8Array {
  if (body?.bytes !== undefined) return body.bytes;
  const text = body?.string ?? body?.json;
  return text === undefined ? NO_BYTES : Buffer.from(text);
}
