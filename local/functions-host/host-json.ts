import { join } from 'node:path';
import * as z from 'zod';
import { readIfPresent, type Settings } from './settings.ts';

const TIME_SPAN = /^(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2}(?:\.\d{1,7})?)$/;

/** `hh:mm:ss`, with days in front and a fraction behind where given, in milliseconds. */
const timeSpan = z.string().regex(TIME_SPAN, 'not a time span of the form hh:mm:ss').transform(milliseconds);
/** A time span, or -1: without limit. */
const timeLimit = z
  .string()
  .refine((text) => text === '-1' || TIME_SPAN.test(text), 'neither -1 nor a time span of the form hh:mm:ss')
  .transform((text) => (text === '-1' ? Number.POSITIVE_INFINITY : milliseconds(text)));

function milliseconds(span: string): number {
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = TIME_SPAN.exec(span) ?? [];
  return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

/** -1: without limit. Text, because settings that override host.json are text. */
const limit = z.coerce
  .number()
  .int()
  .transform((count) => (count < 0 ? Number.POSITIVE_INFINITY : count));
const count = z.coerce.number().int().positive();
const flag = z.union([z.boolean(), z.stringbool()]);
const logLevel = z
  .string()
  .transform((level) => level.toLowerCase())
  .pipe(z.enum(['trace', 'debug', 'information', 'warning', 'error', 'critical', 'none']));

/**
 * The part of host.json that this host acts on, with Azure's defaults for a plan that scales on its own
 * (https://learn.microsoft.com/azure/azure-functions/functions-host-json): the time limit is Flex
 * Consumption's and the HTTP limits are off, as outside the Consumption plan.
 */
const hostJson = z.object({
  version: z.literal('2.0'),
  functionTimeout: timeLimit.prefault('00:30:00'),
  extensions: z
    .object({
      http: z
        .object({
          routePrefix: z.string().default('api'),
          maxOutstandingRequests: limit.default(Number.POSITIVE_INFINITY),
          maxConcurrentRequests: limit.default(Number.POSITIVE_INFINITY),
        })
        .prefault({}),
      serviceBus: z
        .object({
          autoCompleteMessages: flag.default(true),
          maxConcurrentCalls: count.default(16),
          maxMessageBatchSize: count.default(1000),
          maxAutoLockRenewalDuration: timeSpan.prefault('00:05:00'),
        })
        .prefault({}),
      cosmosDB: z.object({}).prefault({}),
    })
    .prefault({}),
  logging: z.object({ logLevel: z.record(z.string(), logLevel).default({}) }).prefault({}),
});

export type HostJson = z.infer<typeof hostJson>;

/** What the host acts on, and the names of the settings in host.json that it leaves alone. */
export interface HostConfiguration {
  readonly host: HostJson;
  readonly ignored: readonly string[];
}

/**
 * host.json in `root`, overridden by settings of the form `AzureFunctionsJobHost__logging__logLevel__default`
 * (https://learn.microsoft.com/azure/azure-functions/functions-host-json#override-hostjson-values).
 */
export async function loadHostJson(root: string, settings: Settings): Promise<HostConfiguration> {
  const text = await readIfPresent(join(root, 'host.json'));
  if (text === undefined) throw new Error('there is no host.json in the folder that --root names');
  return parseHostJson(text, settings);
}

export function parseHostJson(text: string, settings: Settings): HostConfiguration {
  const json: unknown = JSON.parse(text);
  const root = z.record(z.string(), z.unknown()).parse(json);
  override(root, settings);
  const parsed = hostJson.safeParse(root);
  if (!parsed.success) throw new Error(`host.json: ${z.prettifyError(parsed.error)}`);
  return { host: parsed.data, ignored: unknownPaths(root, parsed.data, '') };
}

const OVERRIDE = 'AzureFunctionsJobHost__';

function override(root: Record<string, unknown>, settings: Settings): void {
  for (const [name, value] of Object.entries(settings)) {
    if (!name.startsWith(OVERRIDE) || value === undefined) continue;
    const path = name.slice(OVERRIDE.length).split('__');
    const last = path.pop();
    if (last === undefined) continue;
    let node = root;
    for (const key of path) {
      const next = isObject(node[key]) ? node[key] : {};
      node[key] = next;
      node = next;
    }
    node[last] = value;
  }
}

/**
 * These say how Azure builds, scales, reports or connects (the JavaScript SDK of Cosmos DB knows one way, the
 * gateway): there is nothing to honour on one machine.
 */
const NOT_FOR_THE_HOST = new Set([
  'extensionBundle',
  'concurrency',
  'telemetryMode',
  'logging.applicationInsights',
  'extensions.cosmosDB.connectionMode',
]);

function unknownPaths(given: object, known: object, prefix: string): string[] {
  return Object.entries(given).flatMap(([key, value]) => {
    const path = prefix + key;
    if (NOT_FOR_THE_HOST.has(path)) return [];
    const match: unknown = Reflect.get(known, key);
    if (match === undefined) return [path];
    return isObject(value) && isObject(match) ? unknownPaths(value, match, `${path}.`) : [];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
