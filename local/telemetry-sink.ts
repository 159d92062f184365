import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Hono } from 'hono';
import { selfSignedCertificate } from './certificate.ts';
import { type HttpEndpoint, serveHttp } from './http-endpoint.ts';
import { type LogQueryAccess, logQueryRoutes } from './log-query.ts';

/** One envelope as the Application Insights exporter sends it: `name`, `time`, `tags`, `data`. */
export type TelemetryItem = Readonly<Record<string, unknown>>;

export interface TelemetrySink extends HttpEndpoint {
  /** What was received, oldest first; only the newest `KEPT_ITEMS` are kept. */
  items(): readonly TelemetryItem[];
}

export const KEPT_ITEMS = 10_000;

/**
 * An Application Insights ingestion endpoint that keeps what it receives in memory, and the Log Analytics query
 * endpoint over it. It speaks https because the exporter of `applicationinsights` 3 refuses http.
 */
export async function startTelemetrySink(options: {
  readonly port: number;
  /** Where the certificate is written that its clients must trust (NODE_EXTRA_CA_CERTS). */
  readonly certificateFile: string;
  /** Who may query what was received. */
  readonly queries: LogQueryAccess;
}): Promise<TelemetrySink> {
  const kept: TelemetryItem[] = [];
  const app = new Hono();
  app.post('/v2.1/track', async (c) => {
    const items = await readItems(c.req.raw);
    if (items === undefined) {
      return c.json({ itemsReceived: 0, itemsAccepted: 0, errors: [UNREADABLE] }, 400);
    }
    kept.push(...items);
    if (kept.length > KEPT_ITEMS) kept.splice(0, kept.length - KEPT_ITEMS);
    return c.json({ itemsReceived: items.length, itemsAccepted: items.length, errors: [] });
  });
  app.route('/', logQueryRoutes({ items: () => kept, access: options.queries }));
  const certificate = await selfSignedCertificate();
  await writeFile(options.certificateFile, certificate.cert);
  const endpoint = await serveHttp({ port: options.port, fetch: app.fetch, tls: certificate });
  return { ...endpoint, items: () => kept };
}

const UNREADABLE = {
  index: 0,
  statusCode: 400,
  message: 'the body is neither a JSON array nor lines of JSON, plain or gzip',
};

/** Envelopes from a JSON array (the Node exporter) or from one JSON document a line (`application/x-json-stream`). */
async function readItems(request: Request): Promise<TelemetryItem[] | undefined> {
  try {
    const body = Buffer.from(await request.arrayBuffer());
    const plain = request.headers.get('content-encoding') === 'gzip' ? await unzip(body) : body;
    const text = plain.toString('utf8').trim();
    const parsed: unknown = text.startsWith('[') ? JSON.parse(text) : text.split('\n').map(parseLine);
    return Array.isArray(parsed) && parsed.every(isItem) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

const unzip = promisify(gunzip);

function parseLine(line: string): unknown {
  return JSON.parse(line);
}

function isItem(value: unknown): value is TelemetryItem {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
