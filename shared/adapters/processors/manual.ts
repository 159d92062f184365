import type { ProcessorAnswer } from '../../domain/recipient.ts';
import type { Connector } from '../../ports.ts';

/** A processor without an interface: whatever it is asked becomes a task for staff. */
export function manualConnector(): Connector {
  const byHand = async (): Promise<ProcessorAnswer> => ({ answer: 'manual', because: 'by-hand' });
  return { erase: byHand, rectify: byHand, withdraw: byHand, verify: async () => 'cannot-tell' };
}
