import { type Context, Hono } from 'hono';
import * as z from 'zod';
import type { TelemetryItem } from './telemetry-sink.ts';

/** Who may ask, and about which workspace. */
export interface LogQueryAccess {
  readonly workspace: string;
  readonly token: string;
}

/**
 * The query API of Log Analytics (`POST /v1/workspaces/{id}/query`) over the telemetry that was received, for one
 * form of KQL: count the rows of some tables in which one of some words is. Whatever the `timespan`, all that is
 * kept is looked through.
 */
export function logQueryRoutes(options: {
  readonly items: () => readonly TelemetryItem[];
  readonly access: LogQueryAccess;
}): Hono {
  const { items, access } = options;
  const routes = new Hono();
  routes.post('/v1/workspaces/:workspace/query', async (c) => {
    if (c.req.header('authorization') !== `Bearer ${access.token}`) {
      return failure(c, { status: 401, code: 'AuthorizationRequiredError' });
    }
    if (c.req.param('workspace') !== access.workspace) {
      return failure(c, { status: 404, code: 'WorkspaceNotFoundError' });
    }
    const body = requestBody.safeParse(await c.req.json().catch(() => undefined));
    const query = body.success ? readQuery(body.data.query) : undefined;
    if (query === undefined) return failure(c, { status: 400, code: 'BadArgumentError' });
    const count = items().filter((item) => matches(item, query)).length;
    const columns = [{ name: 'count_', type: 'long' }];
    return c.json({ tables: [{ name: 'PrimaryResult', columns, rows: [[count]] }] });
  });
  return routes;
}

const requestBody = z.object({ query: z.string(), timespan: z.string().regex(/^P/u) });

interface Query {
  readonly tables: ReadonlySet<string>;
  readonly words: readonly string[];
}

/** Without the escapes that JSON does not have. */
const LITERAL = String.raw`"(?:[^"\\\p{Cc}]|\\["\\/bfnrt]|\\u[0-9a-f]{4})*"`;
const QUERY = new RegExp(
  String.raw`^union isfuzzy=true (?<tables>\w+(?:, \w+)*) \| ` +
    String.raw`where (?<words>\* has ${LITERAL}(?: or \* has ${LITERAL})*) \| summarize count\(\)$`,
  'u',
);

function readQuery(text: string): Query | undefined {
  const parts = QUERY.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const literals = parts['words']?.match(new RegExp(LITERAL, 'gu')) ?? [];
  return {
    tables: new Set(parts['tables']?.split(', ')),
    words: literals.map((literal) => String(JSON.parse(literal)).toLowerCase()),
  };
}

/** In which table an envelope ends up, by the type of its data. */
const TABLES: Readonly<Record<string, string>> = {
  MessageData: 'AppTraces',
  RequestData: 'AppRequests',
  RemoteDependencyData: 'AppDependencies',
  ExceptionData: 'AppExceptions',
  EventData: 'AppEvents',
  MetricData: 'AppMetrics',
};

const envelope = z.object({ data: z.object({ baseType: z.string() }) });

function matches(item: TelemetryItem, { tables, words }: Query): boolean {
  const { table, text } = readableOf(item);
  return table !== undefined && tables.has(table) && words.some((word) => hasWord(text, word));
}

interface Readable {
  readonly table: string | undefined;
  /** Every name and value, in small letters, a line each. */
  readonly text: string;
}

/** Each item is read once, however often somebody looks: an erasure asks about every one. */
const read = new WeakMap<TelemetryItem, Readable>();

function readableOf(item: TelemetryItem): Readable {
  const known = read.get(item);
  if (known !== undefined) return known;
  const parsed = envelope.safeParse(item);
  const table = parsed.success ? TABLES[parsed.data.data.baseType] : undefined;
  const readable = { table, text: textsIn(item).join('\n').toLowerCase() };
  read.set(item, readable);
  return readable;
}

function textsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.entries(value).flatMap(([name, part]) => [name, ...textsIn(part)]);
}

/** The operator `has`: the word stands by itself, between the edges or signs that are neither letter nor digit. */
function hasWord(text: string, word: string): boolean {
  const isPart = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const runsOn = isPart(text[at - 1]) && isPart(word[0]);
    const goesOn = isPart(text[at + word.length]) && isPart(word.at(-1));
    if (!runsOn && !goesOn) return true;
  }
  return false;
}

interface Failure {
  readonly status: 400 | 401 | 404;
  readonly code: string;
}

function failure(c: Context, { status, code }: Failure): Response {
  return c.json({ error: { code, message: 'this stand-in answers one form of query only' } }, status);
}
