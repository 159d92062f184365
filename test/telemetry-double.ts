import type { Telemetry } from '../shared/ports.ts';

/** One thing said, as a test compares it: `{signal: 'lookup-made', by: 'staff', found: 'one'}`. */
export type Saying = Readonly<Record<string, unknown>> & { readonly signal: string };

/** A telemetry that keeps what it is told, in order. */
export function recordingTelemetry(): Telemetry & { readonly said: Saying[] } {
  const said: Saying[] = [];
  const record = (signal: string, what: object) => void said.push({ signal, ...what });
  return { said, event: record, count: record, gauge: record };
}
