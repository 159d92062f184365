import http, { type IncomingMessage, Server, type ServerResponse } from 'node:http';
import type { ProgrammingModel } from '../rpc.ts';

/** Gives a request to the library under the id of the invocation that waits for it. */
export type HandOver = (invocationId: string, request: IncomingMessage, response: ServerResponse) => void;

const INVOCATION_ID = 'x-ms-invocation-id';

/**
 * Asks the programming model for its capabilities. After `app.setup({ enableHttpStream: true })` the library
 * opens a server of its own then, to which Azure's host forwards every HTTP request with the invocation's
 * id, so that bodies stream both ways. Here library and host share a process: that server gets the requests
 * themselves and never listens, which saves the second hop and keeps its port (on all interfaces) shut.
 */
export async function startProgrammingModel(model: ProgrammingModel): Promise<HandOver | undefined> {
  let proxy: Server | undefined;
  const createServer = http.createServer;
  replaceCreateServer(() => {
    proxy = new SilentServer();
    return proxy;
  });
  let capabilities: Readonly<Record<string, string>>;
  try {
    // The library calls createServer before it first waits.
    const asked = model.getCapabilities?.({});
    replaceCreateServer(createServer);
    capabilities = (await asked) ?? {};
  } finally {
    replaceCreateServer(createServer);
  }
  if (capabilities['HttpUri'] === undefined) return undefined;
  const server = proxy;
  if (server === undefined) {
    throw new Error(`enableHttpStream of ${model.name} ${model.version} is not supported by this host`);
  }
  return (invocationId, request, response) => {
    request.headers[INVOCATION_ID] = invocationId;
    server.emit('request', request, response);
  };
}

function replaceCreateServer(value: unknown): void {
  Object.defineProperty(http, 'createServer', { value, configurable: true, writable: true });
}

/** Says that it listens, and does not. */
class SilentServer extends Server {
  override listen(...parameters: unknown[]): this {
    const ready = parameters.at(-1);
    if (typeof ready === 'function') queueMicrotask(() => void ready());
    return this;
  }

  override address(): { port: number; family: string; address: string } {
    return { port: 1, family: 'IPv4', address: '127.0.0.1' };
  }
}
