import { registerHooks } from 'node:module';
import { Hooks } from './hooks.ts';
import type { Callback, FunctionMetadata, ProgrammingModel, RpcLogCategory, RpcLogLevel } from './rpc.ts';

export interface RegisteredFunction {
  readonly metadata: FunctionMetadata;
  readonly callback: Callback;
}

/** What the app said while it was loaded. */
export interface Registration {
  readonly functions: ReadonlyMap<string, RegisteredFunction>;
  readonly hooks: Hooks;
  programmingModel(): ProgrammingModel | undefined;
  /** From here on `registerFunction` is refused, as on Azure. */
  seal(): void;
}

type SystemLog = (level: RpcLogLevel, category: RpcLogCategory, message: string) => void;

const MODULE_NAME = '@azure/functions-core';
const MODULE_URL = 'functions-core:api';
/** How the module's one line of source reaches the object below. */
const EXPORTS = Symbol.for('functions-host.core-module');

/**
 * Provides `@azure/functions-core`, which npm does not have: on Azure the Node.js worker adds it, and
 * @azure/functions registers functions and hooks through it. One process hosts one app, once, because
 * @azure/functions keeps its registrations in module state.
 */
export function provideCoreModule(log: SystemLog): Registration {
  if (Reflect.has(globalThis, EXPORTS))
    throw new Error('this process already hosts an app: one process, one app');
  const functions = new Map<string, RegisteredFunction>();
  const hooks = new Hooks();
  let model: ProgrammingModel | undefined;
  let sealed = false;

  class Disposable {
    readonly #dispose: () => void;
    constructor(dispose: () => void) {
      this.#dispose = dispose;
    }
    dispose(): void {
      this.#dispose();
    }
  }

  const api = {
    version: '4.0.0',
    hostVersion: '4.0.0',
    Disposable,
    log,
    setProgrammingModel: (programmingModel: ProgrammingModel) => {
      model = programmingModel;
    },
    getProgrammingModel: () => model,
    registerHook: (name: string, handler: (context: unknown) => unknown) =>
      new Disposable(hooks.register(name, handler)),
    registerFunction: (metadata: FunctionMetadata, callback: Callback) => {
      if (sealed) throw new Error(`function "${metadata.name}" was registered after the start of the app`);
      if (functions.has(metadata.name)) throw new Error(`two functions are named "${metadata.name}"`);
      functions.set(metadata.name, { metadata, callback });
      return new Disposable(() => functions.delete(metadata.name));
    },
  };

  Object.defineProperty(globalThis, EXPORTS, { value: api });
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === MODULE_NAME
        ? { url: MODULE_URL, format: 'commonjs', shortCircuit: true }
        : next(specifier, context),
    load: (url, context, next) =>
      url === MODULE_URL ? { format: 'commonjs', source: SOURCE, shortCircuit: true } : next(url, context),
  });
  return {
    functions,
    hooks,
    programmingModel: () => model,
    seal: () => {
      sealed = true;
    },
  };
}

const SOURCE = `module.exports = globalThis[Symbol.for('${EXPORTS.description}')];`;
