import type { HttpRequest } from '@azure/functions';
import { Busboy } from '@fastify/busboy';
import { invalidInput, type Problem, problem, unreadable } from './problem.ts';

export type Body = { readonly outcome: 'read'; readonly value: unknown } | Problem;

/** The media type of a request without its parameters, in lower case; empty if none is stated. */
export function mediaType(request: HttpRequest): string {
  return (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** Reads a body of at most `limit` bytes; a stated or an actual length beyond it is refused. */
export async function readBytes(request: HttpRequest, limit: number): Promise<Uint8Array | Problem> {
  const tooLarge = problem('too-large', `Send at most ${limit} bytes.`);
  if (Number(request.headers.get('content-length') ?? 0) > limit) return tooLarge;
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    const bytes: Uint8Array = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    size += bytes.byteLength;
    if (size > limit) return tooLarge;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** Reads JSON in UTF-8. */
export function readJson(bytes: Uint8Array): Body {
  const text = decode(bytes);
  if (text === undefined) return notUtf8;
  try {
    return { outcome: 'read', value: JSON.parse(text) };
  } catch {
    // The parser's own message quotes the text.
    return unreadable('The body is not well-formed JSON.');
  }
}

/** Reads a JSON body of at most `limit` bytes. */
export async function readJsonBody(
  request: HttpRequest,
  { limit }: { readonly limit: number },
): Promise<Body> {
  if (mediaType(request) !== 'application/json') {
    return problem('unsupported-media-type', 'Send application/json.');
  }
  const bytes = await readBytes(request, limit);
  return bytes instanceof Uint8Array ? readJson(bytes) : bytes;
}

/**
 * Reads what a web form sends, in any of its three encodings, as an object. Only the fields named in
 * `fields` are taken from a form; whatever else it has (a submit button, a token) is left behind here.
 */
export async function readForm(
  request: HttpRequest,
  { limit, fields, lists = [] }: FormLimits,
): Promise<Body> {
  const read = readers.get(mediaType(request));
  if (read === undefined) {
    return problem('unsupported-media-type', `Send ${[...readers.keys()].join(', ')}.`);
  }
  const bytes = await readBytes(request, limit);
  if (!(bytes instanceof Uint8Array)) return bytes;
  const entries = await read(bytes, request);
  if ('outcome' in entries) return entries;
  const wanted = entries.filter(([name]) => fields.includes(name) || lists.includes(name));
  return objectOf(wanted, lists);
}

interface FormLimits {
  readonly limit: number;
  readonly fields: readonly string[];
  /** Fields that may come several times, such as boxes to tick: each is an array. */
  readonly lists?: readonly string[];
}

/** The fields of a form in order; a file has no content here. */
type Entries = readonly (readonly [name: string, content: string | undefined])[];

type Reader = (bytes: Uint8Array, request: HttpRequest) => Entries | Body | Promise<Entries | Problem>;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['application/json', readJson],
  ['application/x-www-form-urlencoded', readUrlEncoded],
  ['multipart/form-data', readMultipart],
]);

function readUrlEncoded(bytes: Uint8Array): Entries | Problem {
  const text = decode(bytes);
  if (text === undefined) return notUtf8;
  try {
    // URLSearchParams would put U+FFFD in the place of bytes that are not UTF-8, and keep quiet about it.
    return text
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const [name = '', content = ''] = pair.split(/=(.*)/s, 2);
        return [decodeFormText(name), decodeFormText(content)];
      });
  } catch {
    return notUtf8;
  }
}

function decodeFormText(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

function readMultipart(bytes: Uint8Array, request: HttpRequest): Promise<Entries | Problem> {
  if (decode(bytes) === undefined) return Promise.resolve(notUtf8);
  return new Promise((resolve) => {
    const malformed = () => resolve(unreadable('The body is not well-formed multipart/form-data.'));
    const entries: (readonly [string, string | undefined])[] = [];
    try {
      const parser = new Busboy({
        headers: { 'content-type': request.headers.get('content-type') ?? '' },
        isPartAFile: (_name, _type, fileName) => fileName !== undefined,
      });
      parser.on('field', (name, content) => entries.push([name, content]));
      parser.on('file', (name, file) => {
        entries.push([name, undefined]);
        file.resume();
      });
      parser.on('finish', () => resolve(entries));
      parser.on('error', malformed);
      parser.end(bytes);
    } catch {
      malformed();
    }
  });
}

/** A form's fields as an object; a file, or a field given twice that is no list, has no meaning here. */
function objectOf(entries: Entries, lists: readonly string[]): Body {
  const value: Record<string, string | string[]> = {};
  for (const [name, content] of entries) {
    const pointer = `/${name}`;
    if (content === undefined) return invalidInput([{ pointer, reason: 'file-not-accepted' }]);
    const before = value[name];
    if (lists.includes(name)) value[name] = [before ?? [], content].flat();
    else if (before !== undefined) return invalidInput([{ pointer, reason: 'given-twice' }]);
    else value[name] = content;
  }
  return { outcome: 'read', value };
}

const notUtf8 = unreadable('The body is not UTF-8.');

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
