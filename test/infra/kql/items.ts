import type { SignalName } from '../../../shared/policy/signals.ts';

/** The instant at which the queries are asked. */
export const now = Date.parse('2026-11-25T12:00:00Z');
const minute = 60_000;

/** An item in the wire format of Application Insights. */
export interface Item {
  readonly time: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly data: { readonly baseType: string; readonly baseData: object };
}

interface Said {
  readonly words?: Readonly<Record<string, string>>;
  readonly numbers?: Readonly<Record<string, number>>;
  /** Minutes before `now`. */
  readonly ago?: number;
  readonly operation?: string;
  /** Whose it is, where the host says so. */
  readonly function?: string;
}

export function event(name: SignalName, { words = {}, numbers = {}, ...when }: Said = {}): Item {
  return item('EventData', { name, properties: words, measurements: numbers }, when);
}

/** The metrics of a signal, one for each number. */
export function metrics(name: SignalName, { words = {}, numbers, ...when }: Said): readonly Item[] {
  const values =
    numbers === undefined
      ? [[name, 1] as const]
      : Object.entries(numbers).map(([number, value]) => [`${name}.${number}`, value] as const);
  return values.map(([metric, value]) =>
    item('MetricData', { metrics: [{ name: metric, value, count: 1 }], properties: words }, when),
  );
}

/** A call to a processor. */
export function call(
  processor: string,
  answer: { readonly success: boolean; readonly seconds?: number },
  when: Said = {},
): Item {
  const { success, seconds = 1 } = answer;
  const duration = `00:00:${String(seconds).padStart(2, '0')}.000`;
  const resultCode = success ? 'done' : 'unreachable';
  const what = { name: processor, target: processor, type: 'Http', id: '1', duration, success, resultCode };
  const properties = { operation: 'erase' };
  return item('RemoteDependencyData', { ...what, properties }, when);
}

/** A request as the Functions host tells of it; 0 for what is none: the run of a timer, a message that was taken. */
export function request(responseCode: number, when: Said = {}): Item {
  const success = responseCode < 400;
  const what = {
    name: 'post-registration',
    id: '1',
    duration: '00:00:00.100',
    success,
    responseCode: String(responseCode),
  };
  return item('RequestData', what, when);
}

/**
 * A fault of a function as it arrives: the product's own line, and what the host makes of the error, which is the same for
 * every fault of every function.
 */
export function fault(what: string, kind: string, when: Said = {}): readonly Item[] {
  const line = { message: JSON.stringify({ what, fault: kind }), severityLevel: 'Error' };
  const exceptions = [
    { typeName: 'Microsoft.Azure.WebJobs.Host.FunctionInvocationException' },
    { typeName: 'Microsoft.Azure.WebJobs.Script.Workers.Rpc.RpcException' },
  ];
  return [
    item('MessageData', line, { ...when, function: what }),
    item('ExceptionData', { exceptions }, { ...when, function: what }),
  ];
}

/** What only the host sees. */
export function faultOfHost(what: string, typeName: string): Item {
  return item('ExceptionData', { exceptions: [{ typeName }] }, { function: what });
}

function item(baseType: string, baseData: object, { ago = 1, operation, function: name }: Said): Item {
  return {
    time: new Date(now - ago * minute).toISOString(),
    tags: {
      ...(operation !== undefined && { 'ai.operation.id': operation }),
      ...(name !== undefined && { 'ai.operation.name': name }),
    },
    data: { baseType, baseData: { version: 2, ...baseData } },
  };
}

/** So many of an item. */
export function times(count: number, make: () => Item): readonly Item[] {
  return Array.from({ length: count }, make);
}
