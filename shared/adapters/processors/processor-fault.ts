import type { ProcessorAnswer } from '../../domain/recipient.ts';
import type { Connector } from '../../ports.ts';

type Unanswered = Extract<ProcessorAnswer, { answer: 'failed' | 'unreachable' }>;

/**
 * A processor did not do what a connector needed of it. It ends the connector's work wherever it stands, and is
 * the connector's answer: `answersFaults` makes it so. It holds nothing of the request: neither URL nor body.
 */
export class ProcessorFault extends Error {
  override readonly name = 'ProcessorFault';
  readonly answer: Unanswered;

  constructor(answer: Unanswered) {
    super(`the processor ${answer.answer}: ${answer.because}`);
    this.answer = answer;
  }
}

/** It said something that its documentation does not lead us to expect. */
export function unexpectedAnswer(): ProcessorFault {
  return new ProcessorFault({ answer: 'failed', because: 'unexpected-answer' });
}

/** It understood, and does not do it. */
export function refused(): ProcessorFault {
  return new ProcessorFault({ answer: 'failed', because: 'refused' });
}

/** The connector, with its processor faults as answers to what it is asked to do; all other faults stay what they are. */
export function answersFaults(connector: Connector): Connector {
  return {
    erase: (request) => connector.erase(request).catch(answerOf),
    rectify: (request) => connector.rectify(request).catch(answerOf),
    withdraw: (request) => connector.withdraw(request).catch(answerOf),
    // Whoever verifies puts it off: a processor that cannot be asked has said nothing.
    verify: (references) => connector.verify(references),
  };
}

function answerOf(fault: unknown): ProcessorAnswer {
  if (fault instanceof ProcessorFault) return fault.answer;
  throw fault;
}
