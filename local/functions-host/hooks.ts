import type { AppInvocationContext, Callback, RpcLogCategory, RpcLogLevel } from './rpc.ts';

type HookData = Record<string, unknown>;

interface HookContexts {
  appStart: {
    readonly hookData: HookData;
    readonly appHookData: HookData;
    readonly functionAppDirectory: string;
  };
  appTerminate: { readonly hookData: HookData; readonly appHookData: HookData };
  preInvocation: {
    readonly hookData: HookData;
    readonly appHookData: HookData;
    readonly invocationContext: AppInvocationContext;
    inputs: unknown[];
    functionCallback: Callback;
  };
  postInvocation: {
    readonly hookData: HookData;
    readonly appHookData: HookData;
    readonly invocationContext: AppInvocationContext;
    inputs: unknown[];
    result: unknown;
    error: unknown;
  };
  log: {
    readonly hookData: HookData;
    readonly appHookData: HookData;
    level: RpcLogLevel;
    message: string;
    readonly category: RpcLogCategory;
    readonly invocationContext: AppInvocationContext | undefined;
  };
}

export type HookName = keyof HookContexts;
type Handler<Name extends HookName> = (context: HookContexts[Name]) => unknown;
type Handlers = { readonly [Name in HookName]: Handler<Name>[] };

/** The app's hooks. They run one after another in the order in which they were registered. */
export class Hooks {
  readonly appHookData: HookData = {};
  readonly appOnlyHookData: HookData = {};
  readonly #handlers: Handlers = {
    appStart: [],
    appTerminate: [],
    preInvocation: [],
    postInvocation: [],
    log: [],
  };

  /** Returns the function that removes the hook again. Throws RangeError for a name that is no hook. */
  register(name: string, handler: (context: unknown) => unknown): () => void {
    if (!isHookName(name)) throw unknownHook(name);
    const handlers: ((context: never) => unknown)[] = this.#handlers[name];
    handlers.push(handler);
    return () => {
      const index = handlers.indexOf(handler);
      if (index !== -1) handlers.splice(index, 1);
    };
  }

  has(name: HookName): boolean {
    return this.#handlers[name].length > 0;
  }

  async run<Name extends HookName>(name: Name, context: HookContexts[Name]): Promise<void> {
    for (const handler of this.#handlers[name]) await handler(context);
  }

  /** Log hooks cannot wait: what they return is not looked at. */
  runLog(context: HookContexts['log']): void {
    for (const handler of this.#handlers.log) handler(context);
  }
}

const HOOK_NAMES: Readonly<Record<HookName, true>> = {
  appStart: true,
  appTerminate: true,
  preInvocation: true,
  postInvocation: true,
  log: true,
};

function isHookName(name: string): name is HookName {
  return Object.hasOwn(HOOK_NAMES, name);
}

/** @azure/functions tells an unsupported hook by this name and this property. */
function unknownHook(name: string): Error {
  return Object.assign(new RangeError(`this host has no hook named "${name}"`), {
    isAzureFunctionsSystemError: true,
  });
}
