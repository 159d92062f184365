import { randomBytes } from 'node:crypto';
import type { InvocationRequest } from './rpc.ts';

type TraceContext = NonNullable<InvocationRequest['traceContext']>;

/**
 * As the host of Azure does: an invocation is a span of its own, in the caller's trace or in a new one, which is part of no
 * sample (W3C Trace Context).
 */
export function traceContextOf(caller: TraceContext | undefined): TraceContext {
  const [, trace = randomBytes(16).toString('hex'), flags = '00'] =
    /^00-([\da-f]{32})-[\da-f]{16}-([\da-f]{2})$/.exec(caller?.traceParent ?? '') ?? [];
  return { ...caller, traceParent: `00-${trace}-${randomBytes(8).toString('hex')}-${flags}` };
}
