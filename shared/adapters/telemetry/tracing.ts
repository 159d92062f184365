import {
  type Context,
  context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  ROOT_CONTEXT,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';

// One trace leads from a form to a processor: the events that a call commits carry its `traceparent` (W3C Trace Context,
// CloudEvents' Distributed Tracing extension), their messages carry it on, and whoever takes one goes on with it.
// `tracestate` is left behind: it is text that anybody may send.

const propagator = new W3CTraceContextPropagator();
context.setGlobalContextManager(new AsyncLocalStorageContextManager());

/** Runs something as part of a trace; one that is absent or malformed is none. */
export function inTrace<Result>(traceparent: string | undefined, run: () => Result): Result {
  return context.with(contextOf(traceparent), run);
}

/** The trace that the code running now is part of: version, trace id, parent id, flags. */
export function currentTraceparent(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagator.inject(context.active(), carrier, defaultTextMapSetter);
  return carrier.traceparent;
}

function contextOf(traceparent: string | undefined): Context {
  return propagator.extract(ROOT_CONTEXT, { traceparent }, defaultTextMapGetter);
}
