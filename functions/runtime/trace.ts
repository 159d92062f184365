import { app, type InvocationContext } from '@azure/functions';
import { inTrace } from '../../shared/adapters/telemetry/tracing.ts';
import { applicationProperties } from './application-properties.ts';

/** Every trigger runs in the trace of what caused it: of the message that it takes, else of what the host says. */
export function traceInvocations(): void {
  app.hook.preInvocation((invocation) => {
    const { functionHandler, invocationContext } = invocation;
    invocation.functionHandler = (...given) =>
      inTrace(traceparentOf(invocationContext), () => functionHandler(...given));
  });
}

function traceparentOf(context: InvocationContext): string | undefined {
  // `Diagnostic-Id`, whose first letter the library makes small.
  const ofMessage = applicationProperties(context)['diagnostic-Id'];
  return typeof ofMessage === 'string' ? ofMessage : context.traceContext?.traceParent;
}
