import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { RegisteredFunction } from './core-module.ts';
import { Deadlines } from './deadlines.ts';
import type { Hooks } from './hooks.ts';
import type { LogSink } from './log.ts';
import type {
  AppInvocationContext,
  CoreInvocationContext,
  InvocationModel,
  InvocationRequest,
  InvocationResponse,
  ProgrammingModel,
} from './rpc.ts';
import type { Runs } from './runs.ts';
import { traceContextOf } from './trace-context.ts';

export interface InvokedFunction {
  readonly name: string;
  readonly registered: RegisteredFunction;
  readonly runs: Runs;
}

export interface Invocation extends Omit<InvocationRequest, 'invocationId'> {
  readonly invocationId?: string;
  /** Further facts for the line in the log. Neither bodies nor queries nor paths belong there. */
  readonly describe?: (response: InvocationResponse | undefined) => Readonly<Record<string, string | number>>;
  /**
   * In streaming mode the library answers the client by itself, for results only: these stand in when the
   * function returned nothing, and when it failed.
   */
  readonly streamed?: { readonly empty: unknown; readonly failure: unknown };
}

export type Outcome =
  | { readonly ok: true; readonly response: InvocationResponse }
  | { readonly ok: false; readonly error: Error };

export type Invoke = (fn: InvokedFunction, invocation: Invocation) => Promise<Outcome>;

export interface InvokerOptions {
  readonly model: ProgrammingModel;
  readonly hooks: Hooks;
  readonly log: LogSink;
  readonly clock: Clock;
  /** Milliseconds, or Infinity. */
  readonly functionTimeout: number;
}

/** Runs functions through the programming model, with the app's hooks around them. */
export class Invoker {
  readonly #options: InvokerOptions;
  readonly #running = new Set<Promise<unknown>>();
  readonly #deadlines: Deadlines;

  constructor(options: InvokerOptions) {
    this.#options = options;
    this.#deadlines = new Deadlines(options.functionTimeout);
  }

  /** Never rejects: a function that throws, or takes too long, is an outcome. */
  readonly invoke: Invoke = (fn, invocation) => {
    const run = this.#invoke(fn, invocation);
    this.#running.add(run);
    void run.finally(() => this.#running.delete(run));
    return run;
  };

  /** Resolves when nothing runs any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async #invoke(fn: InvokedFunction, invocation: Invocation): Promise<Outcome> {
    const { clock, functionTimeout } = this.#options;
    const { name, runs } = fn;
    const { describe, streamed, ...given } = invocation;
    const request: InvocationRequest = {
      ...given,
      invocationId: given.invocationId ?? randomUUID(),
      traceContext: traceContextOf(given.traceContext),
    };
    const began = performance.now();
    runs.started += 1;
    runs.lastStarted = clock.now();
    let outcome: Outcome;
    try {
      const running = this.#run(fn, request, streamed);
      const response = await this.#deadlines.keep(running, () => new FunctionTimeout(name, functionTimeout));
      outcome = { ok: true, response };
    } catch (error) {
      outcome = { ok: false, error: toError(error) };
    }
    runs.ended += 1;
    runs.lastEnded = clock.now();
    runs.lastOutcome = outcome.ok ? 'succeeded' : 'failed';
    if (!outcome.ok) {
      runs.failed += 1;
      runs.lastError = outcome.error.message;
    }
    this.#logEnd(name, request.invocationId, performance.now() - began, outcome, describe);
    return outcome;
  }

  async #run(
    { name, registered }: InvokedFunction,
    request: InvocationRequest,
    streamed: Invocation['streamed'],
  ): Promise<InvocationResponse> {
    const { model, hooks } = this.#options;
    let context: AppInvocationContext | undefined;
    const core: CoreInvocationContext = {
      invocationId: request.invocationId,
      request,
      metadata: registered.metadata,
      log: (level, category, message) => {
        const line = {
          hookData: {},
          appHookData: hooks.appHookData,
          level,
          message,
          category,
          invocationContext: context,
        };
        hooks.runLog(line);
        this.#options.log.write({
          level: line.level,
          category: category === 'user' ? `Function.${name}.User` : `Function.${name}`,
          message: line.message,
          fields: { invocationId: request.invocationId },
        });
      },
    };
    const invocationModel = model.getInvocationModel(core);
    const given = await invocationModel.getArguments();
    context = given.context;
    try {
      const result = await this.#runWithHooks(core, invocationModel, given, registered);
      return await invocationModel.getResponse(given.context, result ?? streamed?.empty);
    } catch (error) {
      if (streamed !== undefined) await answerFailure(invocationModel, given.context, streamed.failure);
      throw error;
    }
  }

  async #runWithHooks(
    core: CoreInvocationContext,
    model: InvocationModel,
    { context, inputs }: { context: AppInvocationContext; inputs: unknown[] },
    { callback }: RegisteredFunction,
  ): Promise<unknown> {
    const { hooks } = this.#options;
    if (!hooks.has('preInvocation') && !hooks.has('postInvocation')) {
      core.state = 'invocation';
      return model.invokeFunction(context, inputs, callback);
    }

    const shared = { hookData: {}, appHookData: hooks.appHookData, invocationContext: context };
    const before = { ...shared, inputs, functionCallback: callback };
    core.state = 'preInvocationHooks';
    await hooks.run('preInvocation', before);

    const after = { ...shared, inputs: before.inputs, result: null as unknown, error: null as unknown };
    core.state = 'invocation';
    try {
      after.result = await model.invokeFunction(context, before.inputs, before.functionCallback);
    } catch (error) {
      after.error = error;
    }

    core.state = 'postInvocationHooks';
    await hooks.run('postInvocation', after);
    core.state = undefined;
    // A hook may clear the error, or set one.
    if (after.error !== null && after.error !== undefined) throw after.error;
    return after.result;
  }

  #logEnd(
    name: string,
    invocationId: string,
    ms: number,
    outcome: Outcome,
    describe: Invocation['describe'],
  ) {
    const response = outcome.ok ? outcome.response : undefined;
    this.#options.log.write({
      level: outcome.ok ? 'information' : 'error',
      category: `Function.${name}`,
      message: outcome.ok ? 'succeeded' : `failed: ${describeError(outcome.error)}`,
      fields: { ms: Math.round(ms * 10) / 10, ...describe?.(response), invocationId },
    });
  }
}

/** What is told of a function that ran longer than host.json's functionTimeout. Its code cannot be stopped. */
class FunctionTimeout extends Error {
  constructor(name: string, timeout: number) {
    super(`${name} ran longer than functionTimeout allows (${timeout} ms)`);
  }
}

export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** The message and the place it was thrown from. */
function describeError({ name, message, stack }: Error): string {
  const frame = /^\s+at (.+)$/m.exec(stack ?? '')?.[1];
  return `${name}: ${message}${frame === undefined ? '' : ` (at ${frame})`}`;
}

/** The failure that counts is the function's own; the client may be gone, or have its answer already. */
async function answerFailure(model: InvocationModel, context: AppInvocationContext, failure: unknown) {
  try {
    await model.getResponse(context, failure);
  } catch {}
}
