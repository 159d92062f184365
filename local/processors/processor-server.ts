import type { Hono } from 'hono';
import type { Clock } from '../clock.ts';
import { type HttpEndpoint, serveHttp } from '../http-endpoint.ts';
import type { Snapshot } from './snapshot.ts';

export const BEHAVIOURS = ['ok', 'slow', 'down', 'reject'] as const;
type Behaviour = (typeof BEHAVIOURS)[number];

/** What sets one processor's API apart from another's. */
export interface ProcessorApi {
  readonly routes: Hono;
  readonly snapshot: Snapshot<unknown>;
  /** The `authorization` header that is let in, and the API's own answer to any other. */
  readonly authorization: string;
  unauthorized(): Response;
  /** The answer of an API that understands the request and will not do it (`reject`). */
  rejected(): Response;
}

/** A request as it is shown to people: no body, and of the query only the names. */
interface RecordedRequest {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

export interface ProcessorStandIn extends HttpEndpoint {
  behaviour: Behaviour;
  /** Oldest first; only the newest `KEPT_REQUESTS` are kept. */
  readonly requests: readonly RecordedRequest[];
}

const KEPT_REQUESTS = 1_000;

/** How late a slow processor answers: beyond patience, within any client's timeout. */
const SLOW_MS = 2_000;

export async function startProcessor(options: {
  readonly port: number;
  readonly api: ProcessorApi;
  readonly clock: Clock;
}): Promise<ProcessorStandIn> {
  const { api, clock } = options;
  const requests: RecordedRequest[] = [];
  const endpoint = await serveHttp({ port: options.port, fetch: handle });
  const standIn: ProcessorStandIn = {
    port: endpoint.port,
    behaviour: 'ok',
    requests,
    close: async () => {
      await endpoint.close();
      await api.snapshot.save();
    },
  };
  const answers: Readonly<Record<Behaviour, (request: Request) => Response | Promise<Response>>> = {
    ok: serve,
    slow: (request) => late().then(() => serve(request)),
    down: () => new Response('Service Unavailable', { status: 503 }),
    reject: (request) => (isAuthorized(request) ? api.rejected() : api.unauthorized()),
  };
  return standIn;

  async function handle(request: Request): Promise<Response> {
    const at = new Date(clock.now()).toISOString();
    const response = await answers[standIn.behaviour](request);
    requests.push({ at, method: request.method, path: shownPath(request.url), status: response.status });
    if (requests.length > KEPT_REQUESTS) requests.shift();
    return response;
  }

  async function serve(request: Request): Promise<Response> {
    if (!isAuthorized(request)) return api.unauthorized();
    const response = await api.routes.fetch(request);
    if (request.method !== 'GET') await api.snapshot.save();
    return response;
  }

  function isAuthorized(request: Request): boolean {
    return request.headers.get('authorization') === api.authorization;
  }
}

function shownPath(url: string): string {
  const { pathname, searchParams } = new URL(url);
  const names = [...searchParams.keys()];
  return names.length === 0 ? pathname : `${pathname}?${names.map((name) => `${name}=…`).join('&')}`;
}

function late(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, SLOW_MS).unref();
  });
}
