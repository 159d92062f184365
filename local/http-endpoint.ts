import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Server } from 'node:net';

/** An open HTTP port of this process. */
export interface HttpEndpoint {
  readonly port: number;
  /** Stops listening and ends the connections that are open. */
  close(): Promise<void>;
}

export interface HttpEndpointOptions {
  readonly port: number;
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** PEM; with it the endpoint speaks https. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** Serves a fetch handler, such as a Hono app's, on 127.0.0.1. */
export async function serveHttp({ port, fetch, tls }: HttpEndpointOptions): Promise<HttpEndpoint> {
  const scheme = tls === undefined ? 'http' : 'https';
  const handle = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    void answer(incoming, outgoing);
  };
  const server =
    tls === undefined
      ? createHttpServer(handle)
      : createHttpsServer({ key: tls.key, cert: tls.cert }, handle);
  await listen(server, port);
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    try {
      const response = await fetch(await toRequest(incoming, scheme));
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(Buffer.from(await response.arrayBuffer()));
    } catch {
      // A handler that throws answers for itself (Hono does); what is left is a connection that broke.
      outgoing.destroy();
    }
  }
}

/** Resolves once the server listens on 127.0.0.1, and rejects with the fault (EADDRINUSE names the port). */
export function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function toRequest(incoming: IncomingMessage, scheme: 'http' | 'https'): Promise<Request> {
  const url = new URL(incoming.url ?? '/', `${scheme}://${incoming.headers.host ?? '127.0.0.1'}`);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headersDistinct)) {
    for (const one of value ?? []) headers.append(name, one);
  }
  const method = incoming.method ?? 'GET';
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return new Request(url, { method, headers, body: Buffer.concat(chunks) });
}
