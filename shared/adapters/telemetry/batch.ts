import type { ProcessorAnswer } from '../../domain/recipient.ts';
import type { ProcessorId } from '../../policy/processors.ts';
import type { Connector } from '../../ports.ts';

/** What is sent at once. */
export interface Batch {
  readonly events: readonly SentEvent[];
  readonly calls: readonly SentCall[];
  readonly metrics: readonly SentMetric[];
}

/** A row of AppEvents. */
export interface SentEvent {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly measurements: Readonly<Record<string, number>>;
  readonly traceparent: string | undefined;
}

/** A row of AppDependencies: what a processor was asked to do, without the URL, which names people. */
export interface SentCall {
  readonly processor: ProcessorId;
  readonly operation: keyof Connector;
  /** What it answered, in a word of ours. */
  readonly answer: ProcessorAnswer['answer'] | Awaited<ReturnType<Connector['verify']>> | 'fault';
  readonly succeeded: boolean;
  readonly began: Date;
  readonly milliseconds: number;
  readonly traceparent: string | undefined;
}

/** A row of AppMetrics. */
export interface SentMetric {
  readonly name: string;
  readonly value: number;
  readonly properties: Readonly<Record<string, string>>;
}
