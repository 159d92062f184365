import type * as z from 'zod';
import { ProcessorFault, unexpectedAnswer } from './processor-fault.ts';

/** How long a processor has for an answer, its body included. */
const PATIENCE_MS = 15_000;
/** The largest body that is read. The longest list we ask for is the registrants of one webinar. */
const LARGEST_BODY = 8 * 1024 * 1024;

interface ProcessorHttpOptions {
  /** Where the API is; the paths of requests are appended. */
  readonly url: string;
  /** The value of the `authorization` header; without it none is sent. */
  readonly authorization?: (() => string | Promise<string>) | undefined;
  readonly patienceMs?: number;
}

interface ProcessorRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
}

export interface ProcessorReply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

/**
 * JSON over HTTP to one processor. URLs and bodies name people, so they go to the processor and nowhere else: no
 * error quotes them, redirects are not followed, and what `fetch` throws is dropped.
 *
 * Every method throws a `ProcessorFault`: `failed` for 401 (`not-authorized`), 403 (`refused`) and whatever is not
 * documented (`unexpected-answer`); `unreachable` for 429 (`throttled`), 408 and 5xx (`unavailable`), both with
 * Retry-After, and when there is no answer in time (`no-answer`).
 */
export class ProcessorHttp {
  readonly #base: string;
  readonly #authorization: (() => string | Promise<string>) | undefined;
  readonly #patienceMs: number;

  constructor({ url, authorization, patienceMs = PATIENCE_MS }: ProcessorHttpOptions) {
    this.#base = url.replace(/\/$/u, '');
    this.#authorization = authorization;
    this.#patienceMs = patienceMs;
  }

  /** What a successful answer says; undefined for 404. */
  async read<Body>(schema: z.ZodType<Body>, request: ProcessorRequest): Promise<Body | undefined> {
    const reply = await this.exchange(request);
    if (reply.status === 404) return undefined;
    if (!isSuccess(reply)) throw unexpectedAnswer();
    return parseReply(schema, reply);
  }

  /** Asks for a change. `absent`: there is nothing to change (404, 410); `declined`: it cannot be done (4xx). */
  async change(request: ProcessorRequest): Promise<'done' | 'absent' | 'declined'> {
    const reply = await this.exchange(request);
    if (isSuccess(reply)) return 'done';
    if (reply.status === 404 || reply.status === 410) return 'absent';
    if (reply.status >= 400) return 'declined';
    throw unexpectedAnswer();
  }

  /** The answer as it came, unless its status alone says why nothing was done. */
  async exchange({ method = 'GET', path, query = {}, json }: ProcessorRequest): Promise<ProcessorReply> {
    const url = new URL(this.#base + path);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const headers = await this.#headers(json !== undefined);
    try {
      const response = await fetch(url, {
        method,
        headers,
        redirect: 'manual',
        signal: AbortSignal.timeout(this.#patienceMs),
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      });
      const fault = faultOf(response);
      if (fault === undefined) {
        return { status: response.status, headers: response.headers, body: await readBounded(response) };
      }
      await response.body?.cancel();
      throw fault;
    } catch (error) {
      if (error instanceof ProcessorFault) throw error;
      throw new ProcessorFault({ answer: 'unreachable', because: 'no-answer' });
    }
  }

  async #headers(hasBody: boolean): Promise<Record<string, string>> {
    return {
      accept: 'application/json',
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
      ...(this.#authorization ? { authorization: await this.#authorization() } : {}),
    };
  }
}

/** @throws ProcessorFault if the body is not JSON of that shape. */
export function parseReply<Body>(schema: z.ZodType<Body>, { body }: ProcessorReply): Body {
  const parsed = schema.safeParse(parseJson(body));
  if (parsed.success) return parsed.data;
  throw unexpectedAnswer();
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function isSuccess({ status }: ProcessorReply): boolean {
  return status >= 200 && status < 300;
}

function faultOf({ status, headers }: Response): ProcessorFault | undefined {
  const retryAfter = retryAfterOf(headers);
  if (status === 401) return new ProcessorFault({ answer: 'failed', because: 'not-authorized' });
  if (status === 403) return new ProcessorFault({ answer: 'failed', because: 'refused' });
  if (status === 429) return new ProcessorFault({ answer: 'unreachable', because: 'throttled', retryAfter });
  if (status === 408 || status >= 500) {
    return new ProcessorFault({ answer: 'unreachable', because: 'unavailable', retryAfter });
  }
  return undefined;
}

/** Seconds, from either form of RFC 9110 section 10.2.3; a date is counted from the answer's own `Date`. */
function retryAfterOf(headers: Headers): number | undefined {
  const stated = headers.get('retry-after') ?? '';
  if (/^\d+$/u.test(stated)) return Number(stated);
  const seconds = (Date.parse(stated) - Date.parse(headers.get('date') ?? '')) / 1_000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

async function readBounded(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw unexpectedAnswer();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
