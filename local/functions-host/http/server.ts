import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Invocation, Invoke } from '../invocation.ts';
import type { InvocationRequest, InvocationResponse, Nullable } from '../rpc.ts';
import { requestHeaders, requestUrl, sendResult, sendStatus, statusOf } from './answer.ts';
import { announcesTooMuch, hasBody, readBody } from './body.ts';
import type { Gate } from './gate.ts';
import type { Authorize } from './keys.ts';
import type { FindRoute, Match } from './router.ts';
import type { HandOver } from './streaming.ts';

export interface HttpServerOptions {
  readonly findRoute: FindRoute;
  readonly authorize: Authorize;
  readonly gate: Gate;
  readonly invoke: Invoke;
  /** Set when the app streams. */
  readonly handOver: HandOver | undefined;
  /** Answers what lies under `/admin/`. */
  readonly admin: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly isStopping: () => boolean;
}

/** The host's HTTP side: route, key, limits, then the function. It is not listening yet. */
export function createHttpServer(options: HttpServerOptions): Server {
  return createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
    void handle(request, response).catch(() => {
      // What is left is a connection that broke, or an answer that was cut short.
      response.destroy();
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (options.isStopping()) {
      sendStatus(response, 503, { connection: 'close' });
      return;
    }
    const target = request.url ?? '/';
    const url = requestUrl(request);
    const query = target.indexOf('?');
    const path = query === -1 ? target : target.slice(0, query);
    if (url === undefined) return sendStatus(response, 400);
    if (/^\/admin(\/|$)/i.test(path)) return options.admin(request, response);

    let match: Match | undefined;
    try {
      match = options.findRoute(request.method ?? 'GET', path);
    } catch {
      return sendStatus(response, 400);
    }
    if (match === undefined) return sendStatus(response, 404);
    if (!options.authorize(match.fn.trigger.authLevel, request.headers, target))
      return sendStatus(response, 401);
    if (announcesTooMuch(request)) return sendStatus(response, 413, { connection: 'close' });

    const entered = options.gate.enter();
    if (entered === undefined) return sendStatus(response, 429);
    const leave = typeof entered === 'function' ? entered : await entered;
    try {
      const { handOver } = options;
      await (handOver === undefined
        ? answerWhole(request, response, url, match)
        : answerStreamed(request, response, match, handOver));
    } finally {
      leave();
    }
  }

  /** The body is read before the function starts, and its answer sent when it has ended. */
  async function answerWhole(request: IncomingMessage, response: ServerResponse, url: string, match: Match) {
    const body = hasBody(request) ? await readBody(request) : NO_BYTES;
    if (body === undefined) return sendStatus(response, 413, { connection: 'close' });
    const { fn, parameters } = match;
    const http = {
      method: request.method ?? 'GET',
      url,
      headers: requestHeaders(request),
      nullableParams: nullable(parameters),
      body: { bytes: body },
    };
    const outcome = await options.invoke(fn, {
      inputData: [{ name: fn.trigger.binding, data: { http } }],
      ...traceOf(request),
      describe: (result) => facts(request, match, wholeStatus(result)),
    });
    if (outcome.ok) sendResult(response, outcome.response);
    else sendStatus(response, 500);
  }

  /** The library reads the request and writes the answer by itself. */
  async function answerStreamed(
    request: IncomingMessage,
    response: ServerResponse,
    match: Match,
    handOver: HandOver,
  ) {
    const { fn, parameters } = match;
    const invocationId = randomUUID();
    const headers = requestHeaders(request);
    request.headers['x-forwarded-host'] = request.headers.host ?? '127.0.0.1';
    request.headers['x-forwarded-proto'] = 'http';
    handOver(invocationId, request, response);
    const outcome = await options.invoke(fn, {
      invocationId,
      inputData: [{ name: fn.trigger.binding, data: {} }],
      triggerMetadata: { ...texts(parameters), Headers: { json: JSON.stringify(headers) } },
      ...traceOf(request),
      streamed: STREAMED,
      describe: () => facts(request, match, response.statusCode),
    });
    if (response.writableEnded) return;
    if (outcome.ok || response.headersSent) response.destroy();
    else sendStatus(response, 500);
  }
}

const NO_BYTES = Buffer.alloc(0);
const STREAMED: NonNullable<Invocation['streamed']> = { empty: { status: 204 }, failure: { status: 500 } };

function facts(request: IncomingMessage, { template }: Match, status: number) {
  return { method: request.method ?? 'GET', route: `/${template}`, status };
}

function wholeStatus(response: InvocationResponse | undefined): number {
  if (response === undefined) return 500;
  const http = response.returnValue?.http;
  return http === undefined ? 204 : statusOf(http);
}

function nullable(parameters: Readonly<Record<string, string>>): Record<string, Nullable<string>> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { value }]));
}

function texts(parameters: Readonly<Record<string, string>>): Record<string, { string: string }> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { string: value }]));
}

/** W3C Trace Context of the caller, where it sent one. */
function traceOf({ headers }: IncomingMessage): Pick<InvocationRequest, 'traceContext'> {
  const traceParent = headers['traceparent'];
  const traceState = headers['tracestate'];
  if (typeof traceParent !== 'string') return {};
  return { traceContext: { traceParent, ...(typeof traceState === 'string' && { traceState }) } };
}
