import { Temporal } from 'temporal-polyfill';
import { expect, onTestFinished } from 'vitest';
import { OffsetClock } from '../../local/clock.ts';
import { serveHttp } from '../../local/http-endpoint.ts';
import type { ProcessorId } from '../../local/parts.ts';
import { freePorts } from '../../local/ports.ts';
import { startProcessor } from '../../local/processors/processor-server.ts';
import { PROCESSORS } from '../../local/processors/registry.ts';
import { createConnector } from '../../shared/adapters/processors/connectors.ts';
import type { ProcessorAnswer } from '../../shared/domain/recipient.ts';
import type { ConnectorName } from '../../shared/policy/processors.ts';
import type { Connector, ConnectorRequest } from '../../shared/ports.ts';
import { DOMAIN } from './opendsr-processor.ts';

export const KARI = 'kari@example.test';
export const KARIS_PHONE = '+4722334455';
export const NOW = '2026-11-22T10:00:00Z';

const SETTINGS: Readonly<Record<string, string>> = {
  ZENDESK_EMAIL: 'agent@contracting.example',
  ZENDESK_TOKEN: 'secret',
  GOTO_ORGANIZER_KEY: '1',
  GOTO_TOKEN: 'secret',
  TEAMVIEWER_TOKEN: 'secret',
};

/** The connector of that name, with every processor at `url`. */
export function connectorAt(
  url: string,
  name: ConnectorName,
  opendsr: { readonly certificateAuthorities?: string } = {},
): Connector {
  return createConnector(name, {
    settings: {
      zendesk: { url, email: 'agent@contracting.example', token: 'secret' },
      goto: { url, organizerKey: '1', token: 'secret' },
      teamviewer: { url, token: 'secret' },
      logs: { url, workspace: 'workspace-1' },
      opendsr: { url, domain: DOMAIN, ...opendsr },
    },
    clock: { now: () => Temporal.Instant.from(NOW) },
    logsToken: async () => 'secret',
  });
}

interface TargetAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** A stand-in, the product's connector to it, and a line between them that can break. */
export async function openProcessor(id: ProcessorId) {
  const ports = await freePorts();
  const clock = new OffsetClock();
  clock.moveTo(Date.parse(NOW));
  const api = PROCESSORS[id]({ file: undefined, clock, setting: (name) => SETTINGS[name] ?? '' });
  const processor = await startProcessor({ port: ports[id], api, clock });
  const line = await openLine({ from: ports.control, to: ports[id] });
  onTestFinished(async () => {
    await line.close();
    await processor.close();
  });
  return { connector: connectorAt(line.url, id), processor, line, clock, call };

  /** What somebody with the same credentials would do. */
  async function call(method: string, path: string, body?: unknown): Promise<TargetAnswer> {
    const response = await fetch(`http://127.0.0.1:${ports[id]}${path}`, {
      method,
      headers: { authorization: api.authorization },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json: unknown = text === '' ? {} : JSON.parse(text);
    return { status: response.status, body: Array.isArray(json) ? { list: json } : Object(json) };
  }
}

/** Passes requests on. After `breaksAfter` of them, one more gets there, but its answer is lost. */
async function openLine({ from, to }: { readonly from: number; readonly to: number }) {
  const line = { url: `http://127.0.0.1:${from}`, breaksAfter: Number.POSITIVE_INFINITY, close };
  const endpoint = await serveHttp({ port: from, fetch: pass });
  return line;

  async function pass(request: Request): Promise<Response> {
    const url = new URL(request.url);
    url.port = String(to);
    const body = request.method === 'GET' ? undefined : await request.arrayBuffer();
    const response = await fetch(url, {
      method: request.method,
      headers: request.headers,
      ...(body?.byteLength ? { body } : {}),
    });
    line.breaksAfter -= 1;
    if (line.breaksAfter === -1) throw new Error('the line broke');
    const headers = new Headers(response.headers);
    headers.delete('transfer-encoding');
    return new Response(response.status === 204 ? null : await response.arrayBuffer(), {
      status: response.status,
      headers,
    });
  }

  function close(): Promise<void> {
    return endpoint.close();
  }
}

/** What is asked about Kari. */
export function aboutKari(given: Partial<ConnectorRequest> = {}): ConnectorRequest {
  return {
    id: '7f1e2c4a-6b8d-4f3a-9c5e-1d2b3a4c5d6e',
    requestedAt: NOW,
    dossier: { emails: [KARI], phones: [] },
    references: [],
    ...given,
  };
}

/** Asks as the pipeline does: again at once when there are new references to keep, and after a broken line. */
export async function eraseToTheEnd(
  connector: Connector,
  request: ConnectorRequest,
): Promise<ProcessorAnswer> {
  let references = request.references;
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const answer = await connector.erase({ ...request, references });
    if (answer.answer !== 'accepted' && answer.answer !== 'unreachable') return answer;
    if (answer.answer === 'accepted') references = answer.references;
  }
  return expect.unreachable('the processor never came to an end');
}
