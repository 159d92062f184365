import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { parseAddress } from './address.ts';
import { type Answer, errorAnswer } from './answer.ts';
import { authorize } from './authorization.ts';
import { CosmosError, internalError, tooLarge } from './errors.ts';
import type { CosmosRequest } from './request.ts';

/** https://learn.microsoft.com/azure/cosmos-db/concepts-limits#per-request-limits */
const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** Longer than any client keeps an idle connection: the endpoint is never the one that hangs up. */
const KEEP_ALIVE_MS = 600_000;

/** Takes an authorised request; calls back once, with the answer or the fault. */
export type Handler = (
  request: CosmosRequest,
  done: (answer: Answer) => void,
  failed: (fault: unknown) => void,
) => void;

/** HTTP on 127.0.0.1: reads the body, checks the key, hands over, answers. */
export async function listen(port: number, handle: Handler): Promise<Server> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (incoming, outgoing) => {
    const failed = (fault: unknown) => send(outgoing, errorAnswer(asCosmosError(fault)));
    readBody(incoming, (body) => {
      try {
        handle(authorized(incoming, body), (answer) => send(outgoing, answer), failed);
      } catch (fault) {
        failed(fault);
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

/** Reads to the end in any case, so that the connection can go on; undefined when there was too much. */
function readBody(incoming: IncomingMessage, then: (body: Buffer | undefined) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  incoming.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  });
  incoming.on('end', () => {
    const [only] = chunks;
    const body = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
    then(bytes <= MAX_BODY_BYTES ? body : undefined);
  });
}

function authorized(
  { method = '', url = '', headers }: IncomingMessage,
  body: Buffer | undefined,
): CosmosRequest {
  const address = parseAddress(url);
  const date = headers['x-ms-date'];
  authorize(method, address, {
    authorization: headers.authorization,
    date: typeof date === 'string' ? date : headers.date,
  });
  if (body === undefined) throw tooLarge();
  return { verb: method, address, headers, body };
}

function send(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  if (body === undefined) {
    outgoing.writeHead(
      status,
      status === 204 || status === 304 ? headers : { ...headers, 'content-length': 0 },
    );
    outgoing.end();
    return;
  }
  // Headers and a string leave in one write; a Buffer would take two.
  outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  outgoing.end(body);
}

/** A fault of the endpoint itself is told on its output and not to the client. */
function asCosmosError(fault: unknown): CosmosError {
  if (fault instanceof CosmosError) return fault;
  console.error(fault);
  return internalError();
}
