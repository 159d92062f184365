import * as z from 'zod';
import type { Bag, Row } from './row.ts';
import type { TableName } from './tables.ts';

/** The rows of each table. */
export type Workspace = Readonly<Record<TableName, readonly Row[]>>;

const bag = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({});
const named = z.object({ name: z.string().default(''), properties: bag, measurements: bag });
const call = z.object({ id: z.string(), duration: z.string(), success: z.boolean(), properties: bag });

/** What Application Insights is sent: an envelope around one of these. */
const envelope = z.object({
  time: z.coerce.date(),
  tags: z.record(z.string(), z.string()).default({}),
  sampleRate: z.number().default(100),
  data: z.discriminatedUnion('baseType', [
    z.object({ baseType: z.literal('EventData'), baseData: named }),
    z.object({
      baseType: z.literal('MetricData'),
      baseData: z.object({
        metrics: z.tuple([
          z.object({
            name: z.string(),
            value: z.number(),
            count: z.number().optional(),
            min: z.number().optional(),
            max: z.number().optional(),
          }),
        ]),
        properties: bag,
      }),
    }),
    z.object({
      baseType: z.literal('RemoteDependencyData'),
      baseData: call.extend({
        name: z.string(),
        target: z.string().default(''),
        type: z.string().default(''),
        resultCode: z.string().default(''),
      }),
    }),
    z.object({
      baseType: z.literal('RequestData'),
      baseData: call.extend({
        name: z.string().default(''),
        responseCode: z.string(),
        source: z.string().default(''),
      }),
    }),
    z.object({
      baseType: z.literal('MessageData'),
      baseData: z.object({ message: z.string(), severityLevel: z.string().optional(), properties: bag }),
    }),
    z.object({
      baseType: z.literal('ExceptionData'),
      baseData: z.object({
        exceptions: z.array(z.object({ typeName: z.string().default('') })).min(1),
        properties: bag,
      }),
    }),
  ]),
});
type Envelope = z.output<typeof envelope>;

/** The rows that items sent to Application Insights become in the workspace. An item it does not know is an error. */
export function rowsOf(items: readonly unknown[]): Workspace {
  const rows: Record<TableName, Row[]> = {
    AppEvents: [],
    AppMetrics: [],
    AppDependencies: [],
    AppRequests: [],
    AppTraces: [],
    AppExceptions: [],
  };
  for (const item of items) {
    const read = envelope.parse(item);
    const [table, columns] = columnsOf(read.data);
    const { time, tags, sampleRate } = read;
    rows[table].push({
      TimeGenerated: time.getTime(),
      AppRoleInstance: tags['ai.cloud.roleInstance'] ?? '',
      AppRoleName: tags['ai.cloud.role'] ?? '',
      ItemCount: 100 / sampleRate,
      OperationId: tags['ai.operation.id'] ?? '',
      OperationName: tags['ai.operation.name'] ?? '',
      ParentId: tags['ai.operation.parentId'] ?? '',
      ...columns,
    });
  }
  return rows;
}

function columnsOf({ baseType, baseData }: Envelope['data']): [TableName, Row] {
  switch (baseType) {
    case 'EventData': {
      const { name, properties, measurements } = baseData;
      return ['AppEvents', { Name: name, Properties: texts(properties), Measurements: measurements }];
    }
    case 'MetricData': {
      const [{ name, value, count = 1, min = value, max = value }] = baseData.metrics;
      const numbers = { Sum: value, ItemCount: count, Min: min, Max: max };
      return ['AppMetrics', { Name: name, ...numbers, Properties: texts(baseData.properties) }];
    }
    case 'RemoteDependencyData': {
      const { name, target, type, resultCode } = baseData;
      const what = { Name: name, Target: target, DependencyType: type, ResultCode: resultCode };
      return ['AppDependencies', { ...what, ...callColumns(baseData) }];
    }
    case 'RequestData': {
      const { name, responseCode, source } = baseData;
      const what = { Name: name, ResultCode: responseCode, Source: source };
      return ['AppRequests', { ...what, ...callColumns(baseData) }];
    }
    case 'MessageData': {
      const level = ['Verbose', 'Information', 'Warning', 'Error', 'Critical'].indexOf(
        baseData.severityLevel ?? '',
      );
      const what = { Message: baseData.message, SeverityLevel: level < 0 ? null : level };
      return ['AppTraces', { ...what, Properties: texts(baseData.properties) }];
    }
    case 'ExceptionData': {
      const OuterType = baseData.exceptions[0]?.typeName ?? '';
      const InnermostType = baseData.exceptions.at(-1)?.typeName ?? '';
      return ['AppExceptions', { OuterType, InnermostType, Properties: texts(baseData.properties) }];
    }
  }
}

function callColumns({ id, duration, success, properties }: z.output<typeof call>): Row {
  return { Id: id, DurationMs: milliseconds(duration), Success: success, Properties: texts(properties) };
}

/** `[d.]hh:mm:ss.fff` */
function milliseconds(duration: string): number {
  const parts = /^(?:(?<d>\d+)\.)?(?<h>\d+):(?<m>\d+):(?<s>[\d.]+)$/u.exec(duration)?.groups;
  if (parts === undefined) throw new Error(`not a duration: ${duration}`);
  const { d = 0, h, m, s } = parts;
  return ((Number(d) * 24 + Number(h)) * 60 + Number(m)) * 60_000 + Math.round(Number(s) * 1000);
}

/** Properties arrive as texts, whatever was sent. */
function texts(properties: Bag): Bag {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, String(value)]));
}
