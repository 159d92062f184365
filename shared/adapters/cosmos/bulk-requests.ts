import type { Container, OperationInput, OperationResponse } from '@azure/cosmos';
import { BatchUnavailable, isPassing } from './status.ts';
import { retryThrottled } from './throttling.ts';

/** Sends operations in one request, together or not with others', each with an answer of its own. */
export type BulkRequests = (operations: readonly OperationInput[]) => Promise<readonly OperationResponse[]>;

/** Operations one bulk request takes. */
const mostOperations = 100;
/** So that one request that hangs does not hold up all others. */
const mostInFlight = 2;

interface Waiting {
  readonly operations: readonly OperationInput[];
  readonly resolve: (answers: readonly OperationResponse[]) => void;
  readonly reject: (fault: unknown) => void;
}

/**
 * Bulk requests of a container. What simultaneous callers ask while requests are on their way gathers and goes
 * together in the next: a lone caller waits for nothing, many need fewer requests than they are.
 */
export function createBulkRequests(container: Container): BulkRequests {
  const waiting: Waiting[] = [];
  let inFlight = 0;

  const ask = (operations: readonly OperationInput[]) => {
    if (operations.length > mostOperations) throw new RangeError('too many operations for one bulk request');
    return new Promise<readonly OperationResponse[]>((resolve, reject) => {
      waiting.push({ operations, resolve, reject });
      void sendNext();
    });
  };

  return (operations) =>
    retryThrottled(async () => {
      const answers = await ask(operations);
      for (const { statusCode } of answers) {
        if (isPassing(statusCode)) throw new BatchUnavailable(statusCode);
      }
      return answers;
    });

  async function sendNext(): Promise<void> {
    if (inFlight >= mostInFlight || waiting.length === 0) return;
    inFlight += 1;
    const together = takeTogether();
    try {
      const answers = await send(together.flatMap(({ operations }) => operations));
      let from = 0;
      for (const { operations, resolve } of together) {
        resolve(answers.slice(from, from + operations.length));
        from += operations.length;
      }
    } catch (fault) {
      for (const { reject } of together) reject(fault);
    }
    inFlight -= 1;
    void sendNext();
  }

  function takeTogether(): Waiting[] {
    let operations = 0;
    const firstLeft = waiting.findIndex((each) => (operations += each.operations.length) > mostOperations);
    return waiting.splice(0, firstLeft === -1 ? waiting.length : firstLeft);
  }

  function send(operations: OperationInput[]): Promise<OperationResponse[]> {
    // The SDK's successor of `bulk`, `executeBulkOperations`, waits a second for more operations.
    // oxlint-disable-next-line typescript/no-deprecated -- docs/decisions/create-or-read.md
    return container.items.bulk(operations, { continueOnError: true });
  }
}
