import { app, type InvocationContext } from '@azure/functions';
import { inTrace } from '../../shared/adapters/telemetry/tracing.ts';
import { applicationProperties } from './application-properties.ts';
import { kindOf } from './fault-kind.ts';
import { logFault } from './log.ts';

/**
 * What every invocation runs in: the trace of what caused it, and a net for its faults. The host sends whatever a function
 * throws to Application Insights, text and stack; so it gets the fault's kind and nothing else, since texts of others may
 * quote what was sent.
 */
export function prepareInvocations(): void {
  app.hook.preInvocation((invocation) => {
    const { functionHandler, invocationContext: context } = invocation;
    invocation.functionHandler = (...given) =>
      inTrace(traceparentOf(context), async () => {
        try {
          return await functionHandler(...given);
        } catch (fault) {
          logFault(context, context.functionName, fault);
          throw new FunctionFault(kindOf(fault));
        }
      });
  });
}

/** Of the message that is taken, else as the host says. */
function traceparentOf(context: InvocationContext): string | undefined {
  // `Diagnostic-Id`, whose first letter the library makes small.
  const ofMessage = applicationProperties(context)['diagnostic-Id'];
  return typeof ofMessage === 'string' ? ofMessage : context.traceContext?.traceParent;
}

/** A fault as the host may know it: `BatchUnavailable 429`. */
class FunctionFault extends Error {
  override readonly name = 'FunctionFault';
  constructor(kind: string) {
    super(kind);
    this.stack = `${this.name}: ${kind}`;
  }
}
