import type { Dossier, ProcessorAnswer } from '../domain/recipient.ts';
import type { ProcessorId } from '../policy/processors.ts';

/** What a processor is asked: about whom, and under which number it may have begun already. */
export interface ConnectorRequest {
  /** The same for every attempt: a UUIDv4. */
  readonly id: string;
  readonly requestedAt: string;
  readonly dossier: Dossier;
  /** What it answered before. */
  readonly references: readonly string[];
}

/** One processor's interface. Each call may be repeated. What the processor says comes as an answer, not as a fault. */
export interface Connector {
  /** Deletes what it holds of the person (GDPR Art. 17, Art. 19). */
  erase(request: ConnectorRequest): Promise<ProcessorAnswer>;
  /** Puts the dossier's corrections in place (Art. 16, Art. 19). */
  rectify(request: ConnectorRequest): Promise<ProcessorAnswer>;
  /** Stops using the person's data for Markedsnyheter (Art. 7(3)). */
  withdraw(request: ConnectorRequest): Promise<ProcessorAnswer>;
  /**
   * Whether what it said it deleted is gone, asked by its own numbers.
   *
   * @throws when it cannot be asked now.
   */
  verify(references: readonly string[]): Promise<'gone' | 'left' | 'cannot-tell'>;
}

export type Connectors = Readonly<Record<ProcessorId, Connector>>;
