import type { HttpHandler, HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { problem } from './problem.ts';
import { refusal } from './refusal.ts';

/**
 * An HTTP trigger whose faults become 503 with Retry-After: a fault is something to try again, and nothing
 * half-done is left. What is logged is the fault's kind, never its message, which may quote what was sent.
 */
export function answering(
  handle: (request: HttpRequest, context: InvocationContext) => Promise<HttpResponseInit>,
): HttpHandler {
  return async (request, context) => {
    try {
      return await handle(request, context);
    } catch (fault) {
      context.error('fault', kindOf(fault));
      return refusal(request, problem('unavailable', 'Send the same again in a few seconds.'));
    }
  };
}

/** The class and code of a fault and of what caused it: `BatchUnavailable 429`. */
export function kindOf(fault: unknown): string {
  if (!(fault instanceof Error)) return typeof fault;
  const code = 'code' in fault ? ` ${String(fault.code)}` : '';
  const cause = fault.cause === undefined ? '' : ` < ${kindOf(fault.cause)}`;
  return `${fault.name}${code}${cause}`;
}
