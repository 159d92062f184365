import * as z from 'zod';
import type { Binding } from './rpc.ts';
import { resolveSettings, type Settings } from './settings.ts';

/** A trigger as checked at the start, by the type that function metadata gives it. */
export type Trigger = HttpTrigger | TimerTrigger | CosmosTrigger | ServiceBusTrigger | WarmupTrigger;

export interface HttpTrigger {
  readonly kind: 'http';
  /** The name of the binding, by which the library knows its input. */
  readonly binding: string;
  readonly authLevel: 'anonymous' | 'function' | 'admin';
  /** Upper case. */
  readonly methods: readonly string[];
  /** Without the prefix. */
  readonly route: string;
}

export interface TimerTrigger {
  readonly kind: 'timer';
  readonly binding: string;
  readonly schedule: string;
  readonly runOnStartup: boolean;
  /** Keeps the last run over a stop. Undefined: when runs are a minute or more apart. */
  readonly useMonitor: boolean | undefined;
}

export interface CosmosTrigger {
  readonly kind: 'cosmos';
  readonly binding: string;
  /** The name of the setting. */
  readonly connection: string;
  readonly database: string;
  readonly container: string;
  readonly lease: {
    readonly connection: string;
    readonly database: string;
    readonly container: string;
    readonly prefix: string;
    readonly createIfMissing: boolean;
  };
  readonly maxItems: number;
  readonly startFrom: Date | 'beginning' | 'now';
  /** Milliseconds, as the two below. */
  readonly pollDelay: number;
  readonly renewInterval: number;
  readonly expirationInterval: number;
  readonly acquireInterval: number;
}

export interface ServiceBusTrigger {
  readonly kind: 'serviceBus';
  readonly binding: string;
  readonly connection: string;
  readonly source: { readonly queue: string } | { readonly topic: string; readonly subscription: string };
  readonly many: boolean;
  /** Undefined: as host.json says. */
  readonly autoComplete: boolean | undefined;
}

/** Registered, never called on one machine: on Azure it runs when an instance is added. */
interface WarmupTrigger {
  readonly kind: 'warmup';
  readonly binding: string;
}

/** Throws a sentence about the binding. `functionName` is an HTTP function's route when it names none. */
export function parseTrigger(
  functionName: string,
  bindingName: string,
  binding: Binding,
  settings: Settings,
): Trigger {
  const read = readers[binding.type.toLowerCase()];
  if (read === undefined) throw new Error(`the trigger "${binding.type}" is not supported by this host`);
  const flags = z.object({ supportsDeferredBinding: z.string() }).safeParse(binding['properties']);
  if (flags.success && flags.data.supportsDeferredBinding === 'true') {
    throw new Error('sdkBinding is not supported by this host');
  }
  return read({ functionName, bindingName, properties: resolveAll(binding, settings) });
}

interface TriggerSource {
  readonly functionName: string;
  readonly bindingName: string;
  readonly properties: unknown;
}

const readers: Readonly<Record<string, (source: TriggerSource) => Trigger>> = {
  httptrigger: ({ functionName, bindingName: binding, properties }) => {
    const { authLevel, methods, route } = check(httpBinding, properties);
    return { kind: 'http', binding, authLevel, methods, route: route ?? functionName };
  },
  timertrigger: ({ bindingName: binding, properties }) => {
    const { schedule, runOnStartup, useMonitor } = check(timerBinding, properties);
    return { kind: 'timer', binding, schedule, runOnStartup, useMonitor };
  },
  cosmosdbtrigger: ({ bindingName: binding, properties }) => {
    const given = check(cosmosBinding, properties);
    return {
      kind: 'cosmos',
      binding,
      connection: given.connection,
      database: given.databaseName,
      container: given.containerName,
      lease: {
        connection: given.leaseConnection ?? given.connection,
        database: given.leaseDatabaseName ?? given.databaseName,
        container: given.leaseContainerName,
        prefix: given.leaseContainerPrefix,
        createIfMissing: given.createLeaseContainerIfNotExists,
      },
      maxItems: given.maxItemsPerInvocation,
      startFrom: given.startFromBeginning ? 'beginning' : (given.startFromTime ?? 'now'),
      pollDelay: given.feedPollDelay,
      renewInterval: given.leaseRenewInterval,
      expirationInterval: given.leaseExpirationInterval,
      acquireInterval: given.leaseAcquireInterval,
    };
  },
  servicebustrigger: ({ bindingName: binding, properties }) => {
    const given = check(serviceBusBinding, properties);
    return {
      kind: 'serviceBus',
      binding,
      connection: given.connection,
      source: sourceOf(given),
      many: given.cardinality === 'many',
      autoComplete: given.autoCompleteMessages,
    };
  },
  warmuptrigger: ({ bindingName: binding }) => ({ kind: 'warmup', binding }),
};

const text = z.string().min(1);
const interval = z.number().int().positive();

const httpBinding = z.object({
  authLevel: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['anonymous', 'function', 'admin']))
    .default('anonymous'),
  methods: z.array(z.string().toUpperCase()).default(['GET', 'POST']),
  route: z.string().optional(),
});

const timerBinding = z.object({
  schedule: text,
  runOnStartup: z.boolean().default(false),
  useMonitor: z.boolean().optional(),
});

/** Defaults: https://learn.microsoft.com/azure/azure-functions/functions-bindings-cosmosdb-v2-trigger#configuration */
const cosmosBinding = z.object({
  connection: text,
  databaseName: text,
  containerName: text,
  leaseConnection: text.optional(),
  leaseDatabaseName: text.optional(),
  leaseContainerName: text.default('leases'),
  leaseContainerPrefix: z.string().default(''),
  createLeaseContainerIfNotExists: z.boolean().default(false),
  maxItemsPerInvocation: z.number().int().positive().default(100),
  startFromBeginning: z.boolean().default(false),
  startFromTime: z.coerce.date().optional(),
  feedPollDelay: interval.default(5_000),
  leaseRenewInterval: interval.default(17_000),
  leaseExpirationInterval: interval.default(60_000),
  leaseAcquireInterval: interval.default(13_000),
  changeFeedMode: z.literal('LatestVersion', 'only LatestVersion is supported by this host').optional(),
});

const serviceBusBinding = z.object({
  connection: text,
  queueName: text.optional(),
  topicName: text.optional(),
  subscriptionName: text.optional(),
  cardinality: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['one', 'many']))
    .default('one'),
  autoCompleteMessages: z.boolean().optional(),
  isSessionsEnabled: z.literal(false, 'sessions are not supported by this host').optional(),
});

function sourceOf(binding: z.infer<typeof serviceBusBinding>): ServiceBusTrigger['source'] {
  const { queueName, topicName, subscriptionName } = binding;
  if (queueName !== undefined) return { queue: queueName };
  if (topicName !== undefined && subscriptionName !== undefined) {
    return { topic: topicName, subscription: subscriptionName };
  }
  throw new Error('its trigger names neither a queue nor a topic with a subscription');
}

function check<T>(schema: z.ZodType<T>, properties: unknown): T {
  const parsed = schema.safeParse(properties);
  if (parsed.success) return parsed.data;
  throw new Error(`its trigger does not hold: ${z.prettifyError(parsed.error)}`);
}

function resolveAll(binding: Binding, settings: Settings): unknown {
  return Object.fromEntries(
    Object.entries(binding).map(([name, value]) => [
      name,
      typeof value === 'string' ? resolveSettings(value, settings) : value,
    ]),
  );
}
