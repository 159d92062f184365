import type { SentCall } from '../../../shared/adapters/telemetry/batch.ts';
import { type Signal, signals } from '../../../shared/policy/signals.ts';

/** One thing that the product may send: what stands in the column `Name`, and in which table. */
export interface Wire {
  readonly name: string;
  readonly table: 'AppEvents' | 'AppMetrics' | 'AppDependencies';
  readonly words: Signal['words'];
  /** What is in `Measurements`. */
  readonly numbers: readonly string[];
}

const listed: readonly (readonly [string, Signal])[] = Object.entries<Signal>(signals);

/** Every signal as it arrives: an event with its numbers, or a metric for each number. */
export const wires: readonly Wire[] = listed.flatMap(([name, { kind, words, numbers }]): Wire[] => {
  const each = Object.keys(numbers);
  if (kind === 'event') return [{ name, table: 'AppEvents', words, numbers: each }];
  const metrics = each.length === 0 ? [name] : each.map((number) => `${name}.${number}`);
  return metrics.map((metric) => ({ name: metric, table: 'AppMetrics', words, numbers: [] }));
});

/** A call to a processor: its name is the processor's. */
export const calls: Wire = {
  name: 'call',
  table: 'AppDependencies',
  words: { operation: ['erase', 'rectify', 'withdraw', 'verify'] satisfies SentCall['operation'][] },
  numbers: [],
};
