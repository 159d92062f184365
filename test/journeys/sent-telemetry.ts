import * as z from 'zod';
import { processors } from '../../shared/policy/processors.ts';
import { type Signal, signals } from '../../shared/policy/signals.ts';

/** An item as the SDK sends it; whatever else it has is a complaint. */
const envelope = z.strictObject({
  ver: z.literal(1),
  name: z.string(),
  time: z.string(),
  sampleRate: z.literal(100),
  iKey: z.string(),
  tags: z.strictObject({
    'ai.internal.sdkVersion': z.string(),
    'ai.cloud.role': z.literal('privacy-pipeline'),
    'ai.cloud.roleInstance': z.string(),
    'ai.operation.id': z.hex().length(32).optional(),
    'ai.operation.parentId': z.hex().length(16).optional(),
  }),
  data: z.discriminatedUnion('baseType', [
    z.strictObject({
      baseType: z.literal('EventData'),
      baseData: z.strictObject({
        ver: z.literal(2),
        name: z.string(),
        properties: z.record(z.string(), z.string()),
        measurements: z.record(z.string(), z.number()),
      }),
    }),
    z.strictObject({
      baseType: z.literal('MetricData'),
      baseData: z.strictObject({
        ver: z.literal(2),
        metrics: z.tuple([
          z.strictObject({
            name: z.string(),
            value: z.number(),
            kind: z.string().optional(),
            dataPointType: z.string().optional(),
            count: z.number().optional(),
            min: z.number().optional(),
            max: z.number().optional(),
          }),
        ]),
        properties: z.record(z.string(), z.string()),
      }),
    }),
    z.strictObject({
      baseType: z.literal('RemoteDependencyData'),
      baseData: z.strictObject({
        ver: z.literal(2),
        id: z.hex().length(16),
        name: z.enum(Object.keys(processors)),
        data: z.enum(Object.keys(processors)),
        target: z.enum(Object.keys(processors)),
        type: z.literal('Http'),
        resultCode: z.enum([
          ...signals['processor-answered'].words.answer,
          'gone',
          'left',
          'cannot-tell',
          'fault',
        ]),
        duration: z.string(),
        success: z.boolean(),
        properties: z.strictObject({ operation: z.enum(['erase', 'rectify', 'withdraw', 'verify']) }),
        measurements: z.strictObject({}),
      }),
    }),
  ]),
});

export type SentItem = z.infer<typeof envelope>;

/** What the SDK says of itself; it names the role. */
const ofTheSdk = '_OTELRESOURCE_';

/** A sentence for each item that is not on the allow-list; none quotes what it says. */
export function complaintsAboutTelemetry(items: readonly unknown[]): string[] {
  return items.flatMap((item, index) => {
    const parsed = envelope.safeParse(item);
    if (!parsed.success) {
      const places = parsed.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`);
      return [`telemetry item ${index} has another shape: ${places.join(', ')}`];
    }
    const unlisted = unlistedIn(parsed.data);
    return unlisted === undefined ? [] : [`telemetry item ${index}: ${unlisted}`];
  });
}

function unlistedIn({ data }: SentItem): string | undefined {
  switch (data.baseType) {
    case 'RemoteDependencyData':
      return undefined;
    case 'EventData': {
      const { name, properties, measurements } = data.baseData;
      return unlistedOf(name, { kinds: ['event'], properties, numbers: Object.keys(measurements) });
    }
    case 'MetricData': {
      const { metrics, properties } = data.baseData;
      const [{ name }] = metrics;
      if (name === ofTheSdk) return undefined;
      const [signal = '', ...numbers] = name.split('.');
      return unlistedOf(signal, { kinds: ['count', 'gauge'], properties, numbers });
    }
  }
}

function unlistedOf(
  name: string,
  {
    kinds,
    properties,
    numbers,
  }: {
    readonly kinds: readonly Signal['kind'][];
    readonly properties: Readonly<Record<string, string>>;
    readonly numbers: readonly string[];
  },
): string | undefined {
  const signal: Signal | undefined = Object.entries(signals).find(([each]) => each === name)?.[1];
  if (signal === undefined || !kinds.includes(signal.kind)) return 'a name that is not on the list';
  if (numbers.some((number) => !Object.hasOwn(signal.numbers, number)))
    return `${name} has a number too many`;
  const missing = Object.keys(signal.words).filter((word) => !Object.hasOwn(properties, word));
  if (missing.length > 0) return `${name} lacks ${missing.join(', ')}`;
  const unlisted = Object.entries(properties).find(([word, said]) => !signal.words[word]?.includes(said));
  return unlisted && `${name} says something unlisted`;
}

/** The items, for whoever looks into them. */
function sentItems(items: readonly unknown[]): SentItem[] {
  return z.array(envelope).parse(items);
}

/** Events of a name: the trace each is part of, and what it says. */
export function eventsNamed(items: readonly unknown[], name: string) {
  return sentItems(items).flatMap(({ tags, data }) => {
    if (data.baseType !== 'EventData' || data.baseData.name !== name) return [];
    const { properties, measurements } = data.baseData;
    return [{ trace: tags['ai.operation.id'], said: { ...properties, ...measurements } }];
  });
}

/** The values that metrics came with, by name and what they are about. */
export function metricsIn(items: readonly unknown[]) {
  return sentItems(items).flatMap(({ data }) => {
    if (data.baseType !== 'MetricData') return [];
    const { metrics, properties } = data.baseData;
    const [{ name, value }] = metrics;
    return name === ofTheSdk ? [] : [{ name, value, about: properties }];
  });
}

/** Calls to processors. */
export function callsIn(items: readonly unknown[]) {
  return sentItems(items).flatMap(({ tags, data }) => {
    if (data.baseType !== 'RemoteDependencyData') return [];
    const { name, resultCode, success, duration, properties } = data.baseData;
    return [
      { trace: tags['ai.operation.id'], processor: name, resultCode, success, duration, ...properties },
    ];
  });
}
