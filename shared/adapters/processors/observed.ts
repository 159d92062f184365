import type { ProcessorAnswer } from '../../domain/recipient.ts';
import type { ProcessorId } from '../../policy/processors.ts';
import type { Connector, Connectors } from '../../ports.ts';
import type { SentCall } from '../telemetry/batch.ts';
import type { TelemetryAdapter } from '../telemetry/create-telemetry.ts';

type Observer = Pick<TelemetryAdapter, 'called'>;

/** The connectors, with each call told to operations: which processor, what for, what it answered, how long it took. */
export function observed(connectors: Connectors, telemetry: Observer): Connectors {
  const observe = (processor: ProcessorId) => observedConnector(processor, connectors[processor], telemetry);
  return {
    'azure-monitor': observe('azure-monitor'),
    zendesk: observe('zendesk'),
    teamviewer: observe('teamviewer'),
    goto: observe('goto'),
  };
}

function observedConnector(processor: ProcessorId, connector: Connector, telemetry: Observer): Connector {
  return {
    erase: (request) => watch('erase', () => connector.erase(request), wordOf),
    rectify: (request) => watch('rectify', () => connector.rectify(request), wordOf),
    withdraw: (request) => watch('withdraw', () => connector.withdraw(request), wordOf),
    verify: (references) =>
      watch(
        'verify',
        () => connector.verify(references),
        (outcome) => outcome,
      ),
  };

  async function watch<Answer>(
    operation: keyof Connector,
    call: () => Promise<Answer>,
    wordFor: (answer: Answer) => SentCall['answer'],
  ): Promise<Answer> {
    const began = new Date();
    const start = performance.now();
    const tell = (answer: SentCall['answer']) => {
      const succeeded = !['failed', 'unreachable', 'fault'].includes(answer);
      const milliseconds = performance.now() - start;
      telemetry.called({ processor, operation, answer, succeeded, began, milliseconds });
    };
    try {
      const answer = await call();
      tell(wordFor(answer));
      return answer;
    } catch (fault) {
      tell('fault');
      throw fault;
    }
  }
}

function wordOf({ answer }: ProcessorAnswer): ProcessorAnswer['answer'] {
  return answer;
}
