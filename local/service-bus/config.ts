import * as z from 'zod';
import { parseDuration } from './iso-duration.ts';
import { FilterSyntaxError } from './sql-filter/lexer.ts';
import { parseFilter } from './sql-filter/parser.ts';

/**
 * The `Config.json` of Microsoft's Service Bus emulator
 * (https://learn.microsoft.com/azure/service-bus-messaging/test-locally-with-service-bus-emulator).
 * What the broker does not do is refused by name when it starts.
 */

const MAX_ENTITIES = 50;
const MINUTE = 60_000;

function duration({ max = Infinity }: { max?: number } = {}) {
  return z.string().transform((text, context) => {
    const milliseconds = parseDuration(text);
    if (milliseconds === undefined || milliseconds <= 0 || milliseconds > max) {
      const limit = max === Infinity ? '' : ` of at most ${max / MINUTE} minutes`;
      context.addIssue({ code: 'custom', message: `"${text}" is no ISO 8601 duration${limit}` });
      return z.NEVER;
    }
    return milliseconds;
  });
}

/** An option of Azure's that the broker does not have: it may be absent, empty or false, and nothing else. */
function unsupported(feature: string) {
  return z
    .unknown()
    .refine((value) => value === undefined || value === null || value === '' || value === false, {
      message: `${feature} is not supported by the embedded broker`,
    })
    .optional();
}

const name = z
  .string()
  .min(1)
  .max(260)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]*$/, 'letters, digits, ".", "-", "_" and "/" only');

const delivery = {
  DeadLetteringOnMessageExpiration: z.boolean().default(false),
  DefaultMessageTimeToLive: duration().default(Infinity),
  LockDuration: duration({ max: 5 * MINUTE }).default(MINUTE),
  MaxDeliveryCount: z.int().min(1).max(2000).default(10),
  RequiresSession: unsupported('RequiresSession'),
  ForwardTo: unsupported('ForwardTo'),
  ForwardDeadLetteredMessagesTo: unsupported('ForwardDeadLetteredMessagesTo'),
};
const duplicates = {
  RequiresDuplicateDetection: z.boolean().default(false),
  DuplicateDetectionHistoryTimeWindow: duration({ max: 7 * 24 * 60 * MINUTE }).default(10 * MINUTE),
};

const sqlExpression = z.string().transform((expression, context) => {
  try {
    return parseFilter(expression);
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
});
const correlationFilter = z.strictObject({
  ContentType: z.string().optional(),
  CorrelationId: z.string().optional(),
  Label: z.string().optional(),
  MessageId: z.string().optional(),
  ReplyTo: z.string().optional(),
  ReplyToSessionId: z.string().optional(),
  SessionId: z.string().optional(),
  To: z.string().optional(),
  Properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
const action = unsupported('a rule with an Action');
const rule = z.strictObject({
  Name: name,
  Properties: z.discriminatedUnion('FilterType', [
    z.strictObject({
      FilterType: z.literal('Sql'),
      SqlFilter: z.strictObject({ SqlExpression: sqlExpression }),
      Action: action,
    }),
    z.strictObject({
      FilterType: z.literal('Correlation'),
      CorrelationFilter: correlationFilter,
      Action: action,
    }),
  ]),
});

const subscription = z.strictObject({
  Name: name,
  Properties: z.strictObject(delivery).prefault({}),
  Rules: z.array(rule).default([]),
});
const queue = z.strictObject({
  Name: name,
  Properties: z.strictObject({ ...delivery, ...duplicates }).prefault({}),
});
const topic = z.strictObject({
  Name: name,
  Properties: z
    .strictObject({ DefaultMessageTimeToLive: delivery.DefaultMessageTimeToLive, ...duplicates })
    .prefault({}),
  Subscriptions: z.array(subscription).default([]).superRefine(distinct),
});
const namespace = z
  .strictObject({
    Name: z.string(),
    Queues: z.array(queue).default([]),
    Topics: z.array(topic).default([]),
  })
  .superRefine(({ Queues, Topics }, context) => {
    distinct([...Queues, ...Topics], context);
    if (Queues.length + Topics.length > MAX_ENTITIES) {
      context.addIssue({ code: 'custom', message: `at most ${MAX_ENTITIES} queues and topics` });
    }
  });
const file = z.strictObject({
  UserConfig: z.strictObject({
    Namespaces: z.array(namespace).length(1, 'the emulator has exactly one namespace'),
    Logging: z.unknown().optional(),
  }),
});

export type NamespaceConfig = z.output<typeof namespace>;
export type QueueConfig = z.output<typeof queue>;
export type TopicConfig = z.output<typeof topic>;
export type SubscriptionConfig = z.output<typeof subscription>;
export type RuleConfig = z.output<typeof rule>;

/** The one namespace of the configuration; an error's message names each field that is wrong, and why. */
export function parseConfig(json: unknown): NamespaceConfig {
  const parsed = file.safeParse(json);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${fieldName(path)}: ${message}`);
    throw new Error(`the Service Bus configuration is not usable: ${faults.join('; ')}`);
  }
  const [only] = parsed.data.UserConfig.Namespaces;
  if (only === undefined) throw new Error('the Service Bus configuration has no namespace');
  return only;
}

/** Entity names differ in more than case: addresses are not case-sensitive. */
function distinct(entities: readonly { Name: string }[], context: z.core.$RefinementCtx): void {
  const seen = new Set<string>();
  for (const { Name } of entities) {
    if (seen.has(Name.toLowerCase())) {
      context.addIssue({ code: 'custom', message: `the name ${Name} stands twice` });
    }
    seen.add(Name.toLowerCase());
  }
}

function fieldName(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
