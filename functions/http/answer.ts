import type { HttpHandler, HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { logFault } from '../runtime/log.ts';
import { problem } from './problem.ts';
import { refusal } from './refusal.ts';

/**
 * An HTTP trigger whose faults become 503 with Retry-After: whether anything was stored is not known then, and to
 * send the same again is safe. What is logged is the fault's kind, never its message, which may quote what was sent.
 */
export function answering(
  handle: (request: HttpRequest, context: InvocationContext) => Promise<HttpResponseInit>,
): HttpHandler {
  return async (request, context) => {
    try {
      return await handle(request, context);
    } catch (fault) {
      logFault(context, 'unavailable', fault);
      return refusal(request, problem('unavailable', 'Send the same again in a few seconds.'));
    }
  };
}
