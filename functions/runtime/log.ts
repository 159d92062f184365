import type { InvocationContext } from '@azure/functions';
import { kindOf } from './fault-kind.ts';

type Facts = Readonly<Record<string, unknown>>;

/** A line of the log as JSON: `{"what": "sweep-retention", "subjects": 3}`. Words of ours, ids and numbers; nothing that was sent. */
export function log(context: InvocationContext, what: string, facts: Facts = {}): void {
  context.log(JSON.stringify({ what, ...facts }));
}

/** The same for a fault: its kind, never its message, which may quote what was sent. */
export function logFault(context: InvocationContext, what: string, fault: unknown, facts: Facts = {}): void {
  context.error(JSON.stringify({ what, ...facts, fault: kindOf(fault) }));
}
